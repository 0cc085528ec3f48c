package io.wardtally.tracking.core.atlas;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import io.wardtally.atlas.AnswerComposer;
import io.wardtally.atlas.DeviceKey;
import io.wardtally.atlas.KnowledgeProvider;
import io.wardtally.atlas.PassageRanker;
import io.wardtally.atlas.ProviderInfo;
import io.wardtally.tracking.atlas.Guidance;
import io.wardtally.tracking.atlas.ProviderState;
import io.wardtally.tracking.atlas.ProviderState.Standing;
import io.wardtally.tracking.atlas.Reply;
import io.wardtally.tracking.atlas.Said;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.Callable;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.RejectedExecutionException;
import java.util.function.BiFunction;
import java.util.function.Function;
import java.util.function.ToIntFunction;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** All who know something about devices: looked for once, asked within bounds, and what they answer remembered for a while. */
public final class Knowledge implements AutoCloseable {

    private static final Logger LOG = LoggerFactory.getLogger(Knowledge.class);
    private static final long MOST_LETTERS = 60_000_000;
    private static final int MOST_MEANWHILE = 1_000;
    private static final Duration REMEMBERED = Duration.ofMinutes(10);
    /** What a provider said holds for so long if it does not answer any more. */
    private static final Duration KEPT = Duration.ofDays(1);
    /** What lacks an answer is not put together again while nobody would be asked for it. */
    private static final Duration INCOMPLETE = Lane.PAUSE;

    private final List<Lane<Speaker>> lanes = new ArrayList<>();
    private final List<ProviderState> rejected = new ArrayList<>();
    private final Cache<DeviceKey, Kept<Guidance>> remembered;
    private final Cache<DeviceKey, Kept<Documents>> library;
    private final Clock clock;
    private final Assistant assistant;
    private final Set<Errand> running = ConcurrentHashMap.newKeySet();
    private final ExecutorService meanwhile = Lane.threads("meanwhile", 1, MOST_MEANWHILE);

    /**
     * Listens to these, and to whoever is found.
     *
     * @param explicit who was named, before all others
     * @param ranker who finds passages, or null for whoever is found
     * @param composer who puts an answer together, or null to show what was found
     * @param where in which class loaders to look for more; null is the system's
     * @param patience how long to wait for an answer
     */
    public Knowledge(
            List<KnowledgeProvider> explicit,
            @Nullable PassageRanker ranker,
            @Nullable AnswerComposer composer,
            Collection<ClassLoader> where,
            Duration patience,
            Clock clock) {
        assistant = new Assistant(ranker, where, composer, clock);
        this.clock = clock;
        remembered = cache(Knowledge::letters, clock);
        library = cache(Documents::letters, clock);
        for (KnowledgeProvider provider : explicit) {
            take(provider.getClass().getName(), () -> provider, patience, clock);
        }
        Set<String> named =
                explicit.stream().map(each -> each.getClass().getName()).collect(Collectors.toSet());
        Services.find(
                KnowledgeProvider.class,
                where,
                named,
                (name, making) -> take(name, making, patience, clock),
                (name, why) -> reject(name, "", why));
    }

    /** An answer, which is not asked for again for a while. */
    private record Kept<T>(T answer, Instant fresh) {}

    private static <T> Cache<DeviceKey, Kept<T>> cache(ToIntFunction<T> letters, Clock clock) {
        return Caffeine.newBuilder()
                .maximumWeight(MOST_LETTERS)
                .weigher((DeviceKey device, Kept<T> kept) -> letters.applyAsInt(kept.answer()))
                .expireAfterWrite(KEPT)
                .ticker(() -> clock.millis() * 1_000_000)
                .executor(Runnable::run)
                .build();
    }

    private static int letters(Guidance guidance) {
        return guidance.said().stream()
                .mapToInt(said -> said.value().toString().length()
                        + said.statement().asked().length())
                .sum();
    }

    /** A provider that said who it is. */
    private record Speaker(KnowledgeProvider says, ProviderInfo info) {
        static Speaker of(KnowledgeProvider says) throws Lane.Rejected {
            ProviderInfo info = says.info();
            if (info == null) {
                throw new Lane.Rejected("it does not say who it is");
            }
            return new Speaker(says, info);
        }

        String id() {
            return info.id();
        }
    }

    private void take(String name, Callable<KnowledgeProvider> making, Duration patience, Clock clock) {
        try {
            Lane<Speaker> lane = Lane.open(name, () -> Speaker.of(making.call()), patience, clock);
            ProviderInfo info = lane.provider().info();
            Optional<String> objection = objection(info);
            if (objection.isPresent()) {
                lane.close();
                reject(name, info.version(), objection.get());
            } else {
                LOG.info("{} of {} is asked about devices", info, info.publisher());
                lanes.add(lane);
            }
        } catch (Lane.Rejected why) {
            reject(name, "", String.valueOf(why.getMessage()));
        }
    }

    private Optional<String> objection(ProviderInfo info) {
        if (info.level() != KnowledgeProvider.LEVEL) {
            return Optional.of(
                    "it was written for level " + info.level() + ", and this is level " + KnowledgeProvider.LEVEL);
        }
        return lanes.stream()
                .filter(lane -> lane.provider().info().id().equals(info.id()))
                .findFirst()
                .map(lane -> "there is a provider " + lane.provider().info() + " already");
    }

    private void reject(String name, String version, String why) {
        ProviderState state = new ProviderState(name, version, Standing.REJECTED, why);
        LOG.warn("provider of knowledge {}", state);
        rejected.add(state);
    }

    /** How they fare. */
    public List<ProviderState> states() {
        List<ProviderState> states = new ArrayList<>();
        for (Lane<Speaker> lane : lanes) {
            Optional<String> trouble = lane.trouble();
            states.add(new ProviderState(
                    lane.provider().info().id(),
                    lane.provider().info().version(),
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
    public Guidance of(DeviceKey device, boolean waiting) {
        return known(
                remembered,
                device,
                waiting,
                this::ask,
                Guidance::missing,
                missing -> new Guidance(device, List.of(), missing));
    }

    /**
     * What came of a question.
     *
     * @param question as it was shown to others
     * @param reply what the documents say to it
     */
    public record Answered(String question, Reply reply) {}

    /** What their documents say to a question on a device. */
    public Answered ask(DeviceKey device, String question, boolean waiting) {
        Guidance guidance = of(device, waiting);
        Documents more = known(
                library, device, waiting, this::read, Documents::missing, missing -> new Documents(List.of(), missing));
        Documents all = Documents.of(guidance).and(more);
        String shown = Assistant.masked(question, all);
        return new Answered(shown, assistant.answer(device, shown, all));
    }

    private <T> T known(
            Cache<DeviceKey, Kept<T>> cache,
            DeviceKey device,
            boolean waiting,
            BiFunction<DeviceKey, @Nullable T, T> asking,
            Function<T, List<String>> missing,
            Function<List<String>, T> nothing) {
        Kept<T> kept = cache.getIfPresent(device);
        if (kept != null && clock.instant().isBefore(kept.fresh())) {
            return kept.answer();
        }
        if (waiting || lanes.isEmpty()) {
            T answer = asking.apply(device, kept == null ? null : kept.answer());
            Duration fresh = missing.apply(answer).isEmpty() ? REMEMBERED : INCOMPLETE;
            cache.put(device, new Kept<>(answer, clock.instant().plus(fresh)));
            return answer;
        }
        meanwhile(
                new Errand(cache == (Cache<?, ?>) library, device),
                () -> known(cache, device, true, asking, missing, nothing));
        return kept != null
                ? kept.answer()
                : nothing.apply(lanes.stream().map(lane -> lane.provider().id()).toList());
    }

    /** What somebody is about to find out: the documents on a device, or the guidance. */
    private record Errand(boolean documents, DeviceKey device) {}

    private void meanwhile(Errand errand, Runnable act) {
        if (!running.add(errand)) {
            return;
        }
        try {
            meanwhile.execute(() -> {
                try {
                    act.run();
                } finally {
                    running.remove(errand);
                }
            });
        } catch (RejectedExecutionException tooMuch) {
            running.remove(errand);
        }
    }

    /** Whoever does not answer is believed to say what it said before. */
    private Guidance ask(DeviceKey device, @Nullable Guidance before) {
        List<Said<?>> said = new ArrayList<>();
        List<String> missing = new ArrayList<>();
        for (Lane<Speaker> lane : lanes) {
            String id = lane.provider().id();
            lane.ask(speaker -> Answers.statements(speaker.says().guidance(device)))
                    .ifPresentOrElse(
                            statements -> statements.forEach(statement -> said.add(new Said<>(statement, id))), () -> {
                                missing.add(id);
                                (before == null ? List.<Said<?>>of() : before.said())
                                        .stream()
                                                .filter(each -> each.provider().equals(id))
                                                .forEach(said::add);
                            });
        }
        // Who was named or found first comes first among equals, because the sort is stable.
        said.sort(
                Comparator.comparing((Said<?> each) -> each.statement().scope()).reversed());
        return new Guidance(device, said, missing);
    }

    private Documents read(DeviceKey device, @Nullable Documents before) {
        List<Documents.Part> parts = new ArrayList<>();
        List<String> missing = new ArrayList<>();
        for (Lane<Speaker> lane : lanes) {
            String id = lane.provider().id();
            lane.ask(speaker -> Answers.passages(speaker.says().passages(device)))
                    .ifPresentOrElse(
                            passages -> passages.forEach(passage -> parts.add(new Documents.Part(passage, id))), () -> {
                                missing.add(id);
                                (before == null ? List.<Documents.Part>of() : before.parts())
                                        .stream()
                                                .filter(each -> each.provider().equals(id))
                                                .forEach(parts::add);
                            });
        }
        return new Documents(parts, missing);
    }

    @Override
    public void close() {
        assistant.close();
        meanwhile.shutdownNow();
        lanes.forEach(Lane::close);
    }
}
