package io.wardtally.tracking.core.atlas;

import io.wardtally.atlas.AnswerComposer;
import io.wardtally.atlas.Criticality;
import io.wardtally.atlas.DeviceKey;
import io.wardtally.atlas.Field;
import io.wardtally.atlas.KnowledgeProvider;
import io.wardtally.atlas.Passage;
import io.wardtally.atlas.PassageRanker;
import io.wardtally.atlas.Question;
import io.wardtally.atlas.Statement;
import io.wardtally.tracking.atlas.Guidance;
import io.wardtally.tracking.atlas.ProviderState;
import io.wardtally.tracking.atlas.Reply;
import io.wardtally.tracking.atlas.SourcedStatement;
import io.wardtally.tracking.core.kernel.Bulkhead;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.ExecutorService;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** The providers of knowledge: looked for once, asked within bounds, and what they answer remembered for a while. */
public final class KnowledgeProviders implements AutoCloseable {

    private static final int MOST_MEANWHILE = 1_000;

    private final ProviderRoster roster;
    private final ExecutorService meanwhile = Bulkhead.threads("atlas-meanwhile", 2, MOST_MEANWHILE);
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
     * @param patience how long to wait for the answers of all of them together
     */
    public KnowledgeProviders(Sources sources, Duration patience, Clock clock) {
        this(sources, patience, Bulkhead.PATIENCE_AT_THE_START, clock);
    }

    /**
     * The same.
     *
     * @param loading how long to wait until all of them are loaded
     */
    KnowledgeProviders(Sources sources, Duration patience, Duration loading, Clock clock) {
        // It loads beside the providers.
        assistant = new QuestionAnswering(sources.ranker(), sources.where(), sources.composer(), clock);
        roster = new ProviderRoster(sources.explicit(), sources.where(), patience, loading, clock);
        assistant.load(loading);
        sheets = new ProviderCache<>(
                roster::taken,
                new ProviderCache.Asking<>(
                        (provider, device) -> AnswerCopy.ofStatements(provider.guidance(device)), DeviceSheet::of),
                clock,
                meanwhile);
        documents = new ProviderCache<>(
                roster::taken,
                new ProviderCache.Asking<>(
                        (provider, device) -> AnswerCopy.ofPassages(provider.passages(device)), FoundPassages::of),
                clock,
                meanwhile);
    }

    /** Whether there is a provider at all, or one that is still being loaded. */
    boolean isAnybodyAsked() {
        return !roster.taken().isEmpty();
    }

    /** States of the providers. */
    public List<ProviderState> states() {
        return roster.states();
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

    /**
     * Answer of their documents to a question on a device.
     *
     * @param name the hospital's name of the device
     * @param contact whom to call where there is no answer; null for nobody
     */
    public Answered ask(DeviceKey device, String name, String question, @Nullable String contact, boolean waiting) {
        Guidance guidance = of(device, waiting);
        FoundPassages all = FoundPassages.of(guidance).and(documents.of(device, waiting));
        List<String> names = names(name, guidance);
        String shown = QuestionAnswering.masked(question, all, names);
        Criticality criticality =
                guidance.get(Field.CRITICALITY).map(SourcedStatement::value).orElse(null);
        return new Answered(shown, assistant.answer(new Question(shown, device, names, criticality), all, contact));
    }

    private static List<String> names(String name, Guidance guidance) {
        DeviceKey device = guidance.device();
        List<String> names = new ArrayList<>(List.of(device.category(), name));
        Stream.of(device.manufacturer(), device.model())
                .filter(Objects::nonNull)
                .forEach(names::add);
        guidance.all(Field.ALSO_CALLED).forEach(also -> names.add(also.value()));
        return names;
    }

    @Override
    public void close() {
        assistant.close();
        meanwhile.shutdownNow();
        roster.close();
    }
}
