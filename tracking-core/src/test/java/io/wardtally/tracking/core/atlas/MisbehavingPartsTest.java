package io.wardtally.tracking.core.atlas;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.wardtally.atlas.Confidence;
import io.wardtally.atlas.DeviceKey;
import io.wardtally.atlas.Field;
import io.wardtally.atlas.KnowledgeProvider;
import io.wardtally.atlas.Passage;
import io.wardtally.atlas.PassageRanker;
import io.wardtally.atlas.ProviderInfo;
import io.wardtally.atlas.Scope;
import io.wardtally.atlas.Source;
import io.wardtally.atlas.Statement;
import io.wardtally.tracking.SettableClock;
import io.wardtally.tracking.Tracking;
import io.wardtally.tracking.TrackingException;
import io.wardtally.tracking.Workspace;
import io.wardtally.tracking.asset.Asset;
import io.wardtally.tracking.asset.AssetId;
import io.wardtally.tracking.atlas.ProviderState;
import io.wardtally.tracking.atlas.ProviderState.Standing;
import io.wardtally.tracking.core.Wardtally;
import io.wardtally.tracking.core.contract.Promises;
import io.wardtally.tracking.core.kernel.Bulkhead;
import io.wardtally.tracking.session.UseRequest;
import io.wardtally.tracking.staff.Actor;
import io.wardtally.tracking.staff.TrainingRecord;
import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.util.AbstractList;
import java.util.Collections;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.ServiceConfigurationError;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Consumer;
import java.util.function.Supplier;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** What a vendor or a host hands over fails in every way that it can: it is left out, and nobody at a bedside notices more. */
@Timeout(120)
class MisbehavingPartsTest {

    private static final Source SOP = Source.of("SOP", "3", Confidence.HOSPITAL);
    private static final Statement<?> HOT = Field.WARNING.says("hot", Scope.GENERAL, SOP);
    private static final Duration PATIENCE = Duration.ofMillis(200);

    /** Who answers at all has time to, however busy the machine is; who hangs is not waited for as long. */
    private static Duration patience(String name) {
        return name.startsWith("hang") ? Duration.ofSeconds(2) : Duration.ofSeconds(30);
    }

    /** An exception each of whose methods fails, or takes for ever. */
    private static class Poisoned extends RuntimeException {

        private static final long serialVersionUID = 1;

        @Override
        public String getMessage() {
            throw new IllegalStateException("no message");
        }

        @Override
        public String toString() {
            throw new StackOverflowError();
        }

        @Override
        public String getLocalizedMessage() {
            throw new AssertionError();
        }

        @Override
        public synchronized Throwable getCause() {
            return forEver();
        }

        @Override
        public StackTraceElement[] getStackTrace() {
            throw new IllegalStateException();
        }

        @Override
        public boolean equals(Object other) {
            throw new IllegalStateException();
        }

        @Override
        public int hashCode() {
            throw new IllegalStateException();
        }
    }

    private static final class PoisonedError extends LinkageError {

        private static final long serialVersionUID = 1;

        @Override
        public String getMessage() {
            throw new IllegalStateException();
        }

        @Override
        public String toString() {
            return forEver();
        }
    }

    private static final class PoisonedConfiguration extends ServiceConfigurationError {

        private static final long serialVersionUID = 1;

        PoisonedConfiguration() {
            super("x");
        }

        @Override
        public synchronized Throwable getCause() {
            return forEver();
        }
    }

    private static final class ItsOwnCause extends RuntimeException {

        private static final long serialVersionUID = 1;

        @Override
        public synchronized Throwable getCause() {
            return this;
        }
    }

    /** Until the last of these tests is over, so that no other one meets these threads. */
    private static final CountDownLatch EVER = new CountDownLatch(1);

    private static <T> T forEver() {
        while (true) {
            try {
                EVER.await();
                return null;
            } catch (InterruptedException swallowed) {
                // That is what is wrong with it.
            }
        }
    }

    @AfterAll
    static void end() {
        EVER.countDown();
    }

    @SuppressWarnings("unchecked")
    private static <X extends Throwable> RuntimeException sneaky(Throwable thrown) throws X {
        throw (X) thrown;
    }

    private static <T> T deep() {
        return deep();
    }

    private static Map<String, Supplier<Object>> failures() {
        return Map.ofEntries(
                Map.entry("poisoned", () -> throwing(new Poisoned())),
                Map.entry("poisoned-error", () -> throwing(new PoisonedError())),
                Map.entry("poisoned-configuration", () -> throwing(new PoisonedConfiguration())),
                Map.entry("its-own-cause", () -> throwing(new ItsOwnCause())),
                Map.entry("poisoned-cause", () -> throwing(new IllegalStateException(new Poisoned()))),
                Map.entry("checked", () -> throwing(new IOException("x"))),
                Map.entry("throwable", () -> throwing(new Throwable("x"))),
                Map.entry("anonymous", () -> throwing(new RuntimeException("x") {})),
                Map.entry("out-of-memory", () -> throwing(new OutOfMemoryError())),
                Map.entry("too-deep", MisbehavingPartsTest::deep),
                Map.entry("no-such-method", () -> throwing(new AbstractMethodError())),
                Map.entry("initialiser", () -> throwing(new ExceptionInInitializerError(new Poisoned()))),
                Map.entry("interrupted", () -> throwing(new InterruptedException())),
                Map.entry("ours", () -> throwing(new TrackingException.Busy(null))),
                Map.entry("interrupts-itself", () -> {
                    Thread.currentThread().interrupt();
                    return throwing(new IllegalStateException());
                }),
                Map.entry("nothing", () -> null),
                Map.entry("hangs", MisbehavingPartsTest::forEver));
    }

    private static Object throwing(Throwable thrown) {
        throw MisbehavingPartsTest.<RuntimeException>sneaky(thrown);
    }

    private static Map<String, Supplier<Object>> lists() {
        return Map.of(
                "hole", () -> Collections.singletonList(null),
                "endless",
                        () -> list(new Iterator<>() {
                            @Override
                            public boolean hasNext() {
                                return true;
                            }

                            @Override
                            public Object next() {
                                return HOT;
                            }
                        }),
                "hanging-list",
                        () -> list(new Iterator<>() {
                            @Override
                            public boolean hasNext() {
                                return forEver();
                            }

                            @Override
                            public Object next() {
                                return HOT;
                            }
                        }),
                "throwing-list",
                        () -> list(new Iterator<>() {
                            @Override
                            public boolean hasNext() {
                                throw new Poisoned();
                            }

                            @Override
                            public Object next() {
                                return HOT;
                            }
                        }),
                "of-something-else", () -> List.of(new Object()));
    }

    private static List<Object> list(Iterator<Object> iterator) {
        return new AbstractList<>() {
            @Override
            public Iterator<Object> iterator() {
                return iterator;
            }

            @Override
            public Object get(int index) {
                return HOT;
            }

            @Override
            public int size() {
                return 1;
            }
        };
    }

    private static Stream<Arguments> failing() {
        return failures().entrySet().stream().map(each -> Arguments.of(each.getKey(), each.getValue()));
    }

    private static Stream<Arguments> answering() {
        return Stream.concat(failures().entrySet().stream(), lists().entrySet().stream())
                .map(each -> Arguments.of(each.getKey(), each.getValue()));
    }

    /** A provider that is made of what it does. */
    private record Voice(Supplier<Object> identity, Supplier<Object> guidance, Supplier<Object> passages)
            implements KnowledgeProvider {

        static Voice good(String id) {
            return new Voice(() -> info(id), () -> List.of(HOT), List::of);
        }

        static ProviderInfo info(String id) {
            return ProviderInfo.of(id, "1", "MedEquip Inc");
        }

        @Override
        public ProviderInfo info() {
            return (ProviderInfo) identity.get();
        }

        @Override
        @SuppressWarnings("unchecked")
        public List<Statement<?>> guidance(DeviceKey device) {
            return (List<Statement<?>>) guidance.get();
        }

        @Override
        @SuppressWarnings("unchecked")
        public List<Passage> passages(DeviceKey device) {
            return (List<Passage>) passages.get();
        }
    }

    private final SettableClock clock = new SettableClock(Instant.parse("2026-03-02T13:30:00Z"));

    private Wardtally wardtally(String name) {
        return Wardtally.inMemory()
                .clock(clock)
                .knowledgeFrom()
                .patience(patience(name))
                .ranker((question, passages) -> PassageRanker.Ranking.of(List.of()));
    }

    /** What is done at a bedside, with all devices of some kinds. */
    private static void day(Tracking tracking) {
        Workspace tom = tracking.actingAs(Actor.technician("tom"));
        Workspace sarah = tracking.actingAs(Actor.nurse("sarah", "ICU"));
        for (int i = 0; i < 4; i++) {
            String id = "INF" + i;
            tom.assets().register(Asset.of(id, "Infusion Pump", "kind-" + i));
            sarah.scans().scan(id);
            sarah.atlas().guidance(AssetId.of(id));
            sarah.sessions().start(UseRequest.of(AssetId.of(id))).orElseThrow();
        }
        assertThat(tracking.actingAs(Actor.auditor("ada")).audit().verify().intact())
                .isTrue();
    }

    private static Map<String, Standing> standings(Tracking tracking) {
        return tracking.actingAs(Actor.technician("tom")).atlas().providers().stream()
                .collect(Collectors.toMap(ProviderState::name, ProviderState::standing));
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("answering")
    void guidance_that_fails_is_missing_and_what_others_say_is_there(String name, Supplier<Object> failure) {
        Voice bad = new Voice(() -> Voice.info("bad"), failure, List::of);
        try (Tracking tracking =
                wardtally(name).knowledge(bad, Voice.good("good")).build()) {
            day(tracking);
            var guidance = tracking.actingAs(Actor.technician("tom")).atlas().guidance(AssetId.of("INF0"));
            assertThat(guidance.missing()).containsExactly("bad");
            assertThat(guidance.all(Field.WARNING)).hasSize(1);
            assertThat(standings(tracking))
                    .containsEntry("bad", Standing.OUT)
                    .containsEntry("good", Standing.ANSWERING);
        }
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("answering")
    void passages_that_fail_leave_a_question_to_the_others(String name, Supplier<Object> failure) {
        Voice bad = new Voice(() -> Voice.info("bad"), () -> List.of(HOT), failure);
        try (Tracking tracking =
                wardtally(name).knowledge(bad, Voice.good("good")).build()) {
            day(tracking);
            assertThat(tracking.actingAs(Actor.technician("tom"))
                            .atlas()
                            .ask(AssetId.of("INF0"), "Is it hot?")
                            .missing())
                    .containsExactly("bad");
        }
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("failing")
    void a_provider_that_cannot_say_who_it_is_is_left_out(String name, Supplier<Object> failure) {
        Voice bad = new Voice(failure, () -> List.of(HOT), List::of);
        KnowledgeProviders.Sources sources =
                new KnowledgeProviders.Sources(List.of(bad, Voice.good("good")), null, null, List.of());
        try (KnowledgeProviders knowledge = new KnowledgeProviders(sources, patience(name), patience(name), clock)) {
            assertThat(knowledge.states())
                    .extracting(ProviderState::standing)
                    .containsExactly(Standing.ANSWERING, name.equals("hangs") ? Standing.LOADING : Standing.REJECTED);
            assertThat(knowledge.of(DeviceKey.of("pump"), true).all(Field.WARNING))
                    .hasSize(1);
        }
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("failing")
    void a_ranker_that_fails_fails_its_question_and_nothing_else(String name, Supplier<Object> failure) {
        try (Tracking tracking =
                wardtally(name).ranker((question, passages) -> ranking(failure)).build()) {
            day(tracking);
            Workspace tom = tracking.actingAs(Actor.technician("tom"));
            TrackingException refused = catchThrowableOfType(
                    TrackingException.class, () -> tom.atlas().ask(AssetId.of("INF0"), "Is it hot?"));
            assertThat(refused.message().code()).isEqualTo("atlas.busy");
        }
    }

    private static PassageRanker.Ranking ranking(Supplier<Object> failure) {
        return (PassageRanker.Ranking) failure.get();
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("failing")
    void a_host_that_fails_to_say_who_is_trained_leaves_it_unknown(String name, Supplier<Object> failure) {
        try (Tracking tracking = wardtally(name)
                .knowledge(Voice.good("good"))
                .competences(person -> (TrainingRecord) failure.get())
                .build()) {
            assertThatCode(() -> day(tracking)).doesNotThrowAnyException();
        }
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("failing")
    void a_listener_that_fails_does_not_keep_others_from_hearing(String name, Supplier<Object> failure) {
        AtomicInteger heard = new AtomicInteger();
        try (Tracking tracking = wardtally(name).build()) {
            tracking.listen(fact -> failure.get());
            tracking.listen(fact -> heard.incrementAndGet());
            day(tracking);
            Promises.await(() -> heard.get() == 8);
        }
    }

    @Test
    void all_providers_together_are_waited_for_once() {
        AtomicInteger waited = new AtomicInteger();
        CountDownLatch never = new CountDownLatch(1);
        KnowledgeProvider[] hanging = Stream.of("a", "b", "c", "d", "e")
                .map(id -> new Voice(
                        () -> Voice.info(id),
                        () -> {
                            waited.incrementAndGet();
                            try {
                                // All of them are asked before anybody is waited for.
                                Promises.await(() -> waited.get() == 5);
                                never.await();
                            } catch (InterruptedException over) {
                                Thread.currentThread().interrupt();
                            }
                            return List.of();
                        },
                        List::of))
                .toArray(KnowledgeProvider[]::new);
        KnowledgeProviders.Sources sources = new KnowledgeProviders.Sources(List.of(hanging), null, null, List.of());
        try (KnowledgeProviders knowledge = new KnowledgeProviders(sources, PATIENCE, clock)) {
            assertThat(knowledge.of(DeviceKey.of("pump"), true).missing()).hasSize(5);
            Promises.await(() -> waited.get() == 5);
        }
    }

    @Test
    void who_takes_long_to_load_joins_in_when_it_is_there() {
        CountDownLatch loaded = new CountDownLatch(1);
        Voice slow = new Voice(
                () -> {
                    Promises.await(() -> loaded.getCount() == 0);
                    return Voice.info("slow");
                },
                () -> List.of(HOT),
                List::of);
        KnowledgeProviders.Sources sources =
                new KnowledgeProviders.Sources(List.of(slow, Voice.good("good")), null, null, List.of());
        try (KnowledgeProviders knowledge =
                new KnowledgeProviders(sources, patience("none"), patience("hangs"), clock)) {
            assertThat(knowledge.states())
                    .extracting(ProviderState::standing)
                    .containsExactly(Standing.ANSWERING, Standing.LOADING);
            assertThat(knowledge.of(DeviceKey.of("pump"), true).missing()).containsExactly(Voice.class.getName());
            loaded.countDown();
            Promises.await(() -> knowledge.states().stream().allMatch(each -> each.standing() == Standing.ANSWERING));
            Promises.await(
                    () -> knowledge.of(DeviceKey.of("pump"), true).missing().isEmpty());
            assertThat(knowledge.of(DeviceKey.of("pump"), true).all(Field.WARNING))
                    .hasSize(2);
        }
    }

    @Test
    void what_comes_too_late_for_one_is_there_for_the_next() {
        CountDownLatch late = new CountDownLatch(1);
        Consumer<CountDownLatch> await = latch -> Promises.await(() -> latch.getCount() == 0);
        Voice slow = new Voice(
                () -> Voice.info("slow"),
                () -> {
                    await.accept(late);
                    return List.of(HOT);
                },
                List::of);
        KnowledgeProviders.Sources sources = new KnowledgeProviders.Sources(List.of(slow), null, null, List.of());
        try (KnowledgeProviders knowledge = new KnowledgeProviders(sources, PATIENCE, clock)) {
            assertThat(knowledge.of(DeviceKey.of("pump"), true).missing()).containsExactly("slow");
            late.countDown();
            Promises.await(
                    () -> knowledge.of(DeviceKey.of("pump"), false).missing().isEmpty());
            assertThat(knowledge.of(DeviceKey.of("pump"), true).all(Field.WARNING))
                    .hasSize(1);
            // It was slow once; where nobody waits it is asked at once.
            Promises.await(
                    () -> knowledge.of(DeviceKey.of("bed"), false).missing().isEmpty());
        }
    }

    @Test
    void no_thread_of_a_provider_is_left_after_the_end() {
        try (Tracking tracking = wardtally("none").knowledge(Voice.good("good")).build()) {
            day(tracking);
        }
        Promises.await(() -> Thread.getAllStackTraces().keySet().stream()
                .noneMatch(thread -> thread.getName().startsWith("wardtally-atlas-" + Voice.class.getName())
                        && Stream.of(thread.getStackTrace())
                                .noneMatch(frame -> frame.getMethodName().equals("forEver"))));
    }

    @Test
    void a_ranker_that_cannot_be_made_is_named_when_somebody_asks() {
        assertThat(Bulkhead.words(new ExceptionInInitializerError(new Poisoned())))
                .isEqualTo("its static initialiser fails");
        assertThat(Bulkhead.words(new NoClassDefFoundError("Could not initialize class vendors.X")))
                .isEqualTo("its static initialiser fails");
        assertThat(Bulkhead.words(new ServiceConfigurationError("x", new Poisoned())))
                .isEqualTo("it throws Poisoned");
    }
}
