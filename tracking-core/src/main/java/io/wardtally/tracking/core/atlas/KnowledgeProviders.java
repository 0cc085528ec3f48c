package io.wardtally.tracking.core.atlas;

import io.wardtally.atlas.AnswerComposer;
import io.wardtally.atlas.DeviceKey;
import io.wardtally.atlas.KnowledgeProvider;
import io.wardtally.atlas.Passage;
import io.wardtally.atlas.PassageRanker;
import io.wardtally.atlas.ProviderInfo;
import io.wardtally.atlas.Statement;
import io.wardtally.tracking.atlas.Guidance;
import io.wardtally.tracking.atlas.ProviderState;
import io.wardtally.tracking.atlas.ProviderState.Standing;
import io.wardtally.tracking.atlas.Reply;
import io.wardtally.tracking.core.kernel.Bulkhead;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The providers of knowledge: looked for once, asked within bounds, and what they answer remembered for a while. */
public final class KnowledgeProviders implements AutoCloseable {

    private static final Logger LOG = LoggerFactory.getLogger(KnowledgeProviders.class);
    private static final int MOST_MEANWHILE = 1_000;

    private final List<Bulkhead<IdentifiedProvider>> bulkheads = new ArrayList<>();
    private final List<ProviderState> rejected = new ArrayList<>();
    private final ExecutorService meanwhile = Bulkhead.threads("atlas-meanwhile", 1, MOST_MEANWHILE);
    private final ProviderCache<Statement<?>, DeviceSheet> sheets;
    private final ProviderCache<Passage, FoundPassages> documents;
    private final QuestionAnswering assistant;

    /**
     * Who is asked.
     *
     * @param explicit who was named, before all others
     * @param ranker who finds passages, or null for whoever is found
     * @param composer who puts an answer together, or null to show what was found
     * @param where in which class loaders to look for more; null is the system's
     */
    public record Sources(
            List<KnowledgeProvider> explicit,
            @Nullable PassageRanker ranker,
            @Nullable AnswerComposer composer,
            Collection<ClassLoader> where) {}

    /**
     * Listens to these, and to whoever is found.
     *
     * @param patience how long to wait for an answer
     */
    public KnowledgeProviders(Sources sources, Duration patience, Clock clock) {
        List<KnowledgeProvider> explicit = sources.explicit();
        Collection<ClassLoader> where = sources.where();
        assistant = new QuestionAnswering(sources.ranker(), where, sources.composer(), clock);
        for (KnowledgeProvider provider : explicit) {
            take(provider.getClass().getName(), () -> provider, patience, clock);
        }
        Set<String> named =
                explicit.stream().map(each -> each.getClass().getName()).collect(Collectors.toSet());
        ServiceDiscovery.find(
                KnowledgeProvider.class,
                where,
                named,
                (name, making) -> take(name, making, patience, clock),
                (name, why) -> reject(name, "", why));
        sheets = new ProviderCache<>(
                bulkheads,
                new ProviderCache.Asking<>(
                        (provider, device) -> AnswerCopy.ofStatements(provider.guidance(device)), DeviceSheet::of),
                clock,
                meanwhile);
        documents = new ProviderCache<>(
                bulkheads,
                new ProviderCache.Asking<>(
                        (provider, device) -> AnswerCopy.ofPassages(provider.passages(device)), FoundPassages::of),
                clock,
                meanwhile);
    }

    private void take(String name, Callable<KnowledgeProvider> making, Duration patience, Clock clock) {
        try {
            Bulkhead<IdentifiedProvider> bulkhead =
                    Bulkhead.open(place(name, patience, clock), () -> IdentifiedProvider.of(making.call()));
            ProviderInfo info = bulkhead.provider().info();
            Optional<String> objection = objection(info);
            if (objection.isPresent()) {
                bulkhead.close();
                reject(name, info.version(), objection.get());
            } else {
                LOG.info("{} of {} is asked about devices", info, info.publisher());
                bulkheads.add(bulkhead);
            }
        } catch (Bulkhead.Rejected why) {
            reject(name, "", String.valueOf(why.getMessage()));
        }
    }

    static Bulkhead.Place place(String name, Duration patience, Clock clock) {
        return new Bulkhead.Place("atlas-" + name, patience, Bulkhead.FAILURES_IN_A_ROW, clock);
    }

    private Optional<String> objection(ProviderInfo info) {
        if (info.level() != KnowledgeProvider.LEVEL) {
            return Optional.of(
                    "it was written for level " + info.level() + ", and this is level " + KnowledgeProvider.LEVEL);
        }
        return bulkheads.stream()
                .filter(bulkhead -> bulkhead.provider().info().id().equals(info.id()))
                .findFirst()
                .map(bulkhead -> "there is a provider " + bulkhead.provider().info() + " already");
    }

    private void reject(String name, String version, String why) {
        ProviderState state = new ProviderState(name, version, Standing.REJECTED, why);
        LOG.warn("provider of knowledge {}", state);
        rejected.add(state);
    }

    /** Whether there is a provider at all. */
    boolean isAnybodyAsked() {
        return !bulkheads.isEmpty();
    }

    /** States of the providers. */
    public List<ProviderState> states() {
        List<ProviderState> states = new ArrayList<>();
        for (Bulkhead<IdentifiedProvider> bulkhead : bulkheads) {
            Optional<String> trouble = bulkhead.trouble();
            states.add(new ProviderState(
                    bulkhead.provider().info().id(),
                    bulkhead.provider().info().version(),
                    trouble.isPresent() ? Standing.OUT : Standing.ANSWERING,
                    trouble.orElse("")));
        }
        states.sort(Comparator.comparing(ProviderState::standing));
        states.addAll(rejected);
        return states;
    }

    /**
     * What they say of a device.
     *
     * @param waiting whether they are waited for; otherwise what is not known yet, or was found out some time ago, is
     *     asked for meanwhile; who never said anything is named as missing
     */
    DeviceSheet sheet(DeviceKey device, boolean waiting) {
        return sheets.of(device, waiting);
    }

    /** The same as guidance on this device. */
    public Guidance of(DeviceKey device, boolean waiting) {
        return sheet(device, waiting).guidance(device);
    }

    /**
     * What came of a question.
     *
     * @param question as it was shown to others
     * @param reply what the documents say to it
     */
    public record Answered(String question, Reply reply) {}

    /** Answer of their documents to a question on a device. */
    public Answered ask(DeviceKey device, String question, boolean waiting) {
        FoundPassages all = FoundPassages.of(of(device, waiting)).and(documents.of(device, waiting));
        String shown = QuestionAnswering.masked(question, all);
        return new Answered(shown, assistant.answer(device, shown, all));
    }

    @Override
    public void close() {
        assistant.close();
        meanwhile.shutdownNow();
        bulkheads.forEach(Bulkhead::close);
    }
}
