package io.wardtally.tracking.core.atlas;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.wardtally.atlas.Confidence;
import io.wardtally.atlas.DeviceKey;
import io.wardtally.atlas.Field;
import io.wardtally.atlas.KnowledgeProvider;
import io.wardtally.atlas.ProviderInfo;
import io.wardtally.atlas.Scope;
import io.wardtally.atlas.Source;
import io.wardtally.atlas.Statement;
import io.wardtally.tracking.SettableClock;
import io.wardtally.tracking.TrackingException;
import io.wardtally.tracking.atlas.Guidance;
import io.wardtally.tracking.atlas.ProviderState;
import io.wardtally.tracking.atlas.ProviderState.Standing;
import io.wardtally.tracking.atlas.SourcedStatement;
import io.wardtally.tracking.core.Wardtally;
import io.wardtally.tracking.core.contract.Promises;
import io.wardtally.tracking.core.kernel.Bulkhead;
import java.io.IOException;
import java.net.URLClassLoader;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.Period;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ForkJoinPool;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Function;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

@Timeout(60)
class KnowledgeProvidersTest {

    private static final Source SOP = Source.of("SOP", "3", Confidence.HOSPITAL);
    private static final DeviceKey PUMP = DeviceKey.of("infusion-pump");
    private static final Duration PATIENCE = Duration.ofMillis(150);

    private final SettableClock clock = new SettableClock(Instant.parse("2026-03-02T13:30:00Z"));

    /** A provider that is made of what it says. */
    private record Voice(String id, Function<DeviceKey, List<Statement<?>>> guidance) implements KnowledgeProvider {
        @Override
        public ProviderInfo info() {
            return ProviderInfo.of(id, "1", "MedEquip Inc");
        }

        @Override
        public List<Statement<?>> guidance(DeviceKey device) {
            return guidance.apply(device);
        }
    }

    private static Voice saying(String id, Statement<?>... statements) {
        return new Voice(id, device -> List.of(statements));
    }

    private KnowledgeProviders of(KnowledgeProvider... providers) {
        return new KnowledgeProviders(
                new KnowledgeProviders.Sources(List.of(providers), null, null, List.of()), PATIENCE, clock);
    }

    @Test
    void of_twelve_broken_providers_each_is_named_and_the_good_ones_answer(@TempDir Path folder) throws IOException {
        try (URLClassLoader loader = Vendors.all(folder).loader();
                KnowledgeProviders knowledge = new KnowledgeProviders(
                        new KnowledgeProviders.Sources(List.of(), null, null, List.of(loader)),
                        Duration.ofSeconds(2),
                        clock)) {
            assertThat(knowledge.states().stream().filter(state -> state.standing() == Standing.REJECTED))
                    .extracting(ProviderState::toString)
                    .containsExactlyInAnyOrder(
                            "vendors.MissingSuperclass: REJECTED, a class that it needs is missing or does not fit (NoClassDefFoundError)",
                            "vendors.NewerClassFile: REJECTED, it was compiled for a newer Java",
                            "vendors.ThrowingConstructor: REJECTED, it throws IllegalStateException",
                            "vendors.Contested 1: REJECTED, there is another provider contested, vendors.Contesting 1, and none of both is taken",
                            "vendors.Contesting 1: REJECTED, there is another provider contested, vendors.Contested 1, and none of both is taken",
                            "vendors.FailingInitialiser: REJECTED, its static initialiser fails",
                            "vendors.WrongLevel 1: REJECTED, it was written for level 99, and this is level 1");
            Guidance guidance = knowledge.of(PUMP, true);
            assertThat(guidance.all(Field.WARNING))
                    .extracting(SourcedStatement::value)
                    .containsExactly("good-one", "good-two");
            assertThat(guidance.missing())
                    .containsExactly("throwing-method", "hanging", "overflowing", "babbling", "silent");
            for (int i = 0; i < 3; i++) {
                knowledge.of(DeviceKey.of("kind-" + i), true);
            }
            assertThat(knowledge.states())
                    .filteredOn(state -> state.standing() == Standing.OUT)
                    .extracting(ProviderState::toString)
                    .containsExactlyInAnyOrder(
                            "throwing-method 1: OUT, it throws IllegalStateException",
                            "hanging 1: OUT, it does not answer within 2000 ms",
                            "overflowing 1: OUT, it throws StackOverflowError",
                            "babbling 1: OUT, it throws IllegalArgumentException",
                            "silent 1: OUT, it answers nothing at all");
        }
    }

    @Test
    void it_is_the_same_on_the_class_path_on_the_module_path_and_in_one_jar(@TempDir Path folder) {
        Shipped host = new Shipped(folder.resolve("host"), Vendors.all(folder).classes());
        List<String> wanted = List.of(
                "says good-one",
                "says good-two",
                "missing [throwing-method, hanging, overflowing, babbling, silent]",
                "vendors.MissingSuperclass: REJECTED, a class that it needs is missing or does not fit (NoClassDefFoundError)",
                "vendors.NewerClassFile: REJECTED, it was compiled for a newer Java",
                "vendors.ThrowingConstructor: REJECTED, it throws IllegalStateException",
                "vendors.Contested 1: REJECTED, there is another provider contested, vendors.Contesting 1, and none of both is taken",
                "vendors.Contesting 1: REJECTED, there is another provider contested, vendors.Contested 1, and none of both is taken",
                "vendors.FailingInitialiser: REJECTED, its static initialiser fails",
                "vendors.WrongLevel 1: REJECTED, it was written for level 99, and this is level 1",
                "intact: 2 facts of 2 subjects");
        assertThat(host.onTheClassPath()).containsExactlyInAnyOrderElementsOf(wanted);
        assertThat(host.onTheModulePath()).containsExactlyInAnyOrderElementsOf(wanted);
        assertThat(host.inOneJar()).containsExactlyInAnyOrderElementsOf(wanted);
    }

    @Test
    void a_provider_that_hangs_is_waited_for_once_and_costs_four_threads_at_most() {
        CountDownLatch never = new CountDownLatch(1);
        AtomicInteger asked = new AtomicInteger();
        Voice hanging = new Voice("hanging", device -> {
            asked.incrementAndGet();
            while (true) {
                try {
                    never.await();
                    return List.of();
                } catch (InterruptedException swallowed) {
                    // That is what is wrong with it.
                }
            }
        });
        try (KnowledgeProviders knowledge =
                of(hanging, saying("good", Field.WARNING.says("hot", Scope.GENERAL, SOP)))) {
            for (int i = 0; i < 10_000; i++) {
                Guidance guidance = knowledge.of(DeviceKey.of("kind-" + i), true);
                assertThat(guidance.missing()).containsExactly("hanging");
                assertThat(guidance.all(Field.WARNING)).hasSize(1);
                if (i < 29) {
                    assertThat(asked.get()).as("whoever waits, waits once").isLessThanOrEqualTo(1);
                }
                clock.advance(Duration.ofSeconds(1));
            }
            assertThat(asked.get())
                    .as("one that waited, and what nobody waited for")
                    .isLessThanOrEqualTo(4);
            assertThat(Thread.getAllStackTraces().keySet().stream()
                            .filter(thread -> thread.getName().contains(Voice.class.getName())))
                    .filteredOn(thread -> Arrays.stream(thread.getStackTrace())
                            .anyMatch(frame -> frame.getClassName().equals(CountDownLatch.class.getName())))
                    .hasSizeLessThanOrEqualTo(4)
                    .allMatch(Thread::isDaemon);
            assertThat(ForkJoinPool.commonPool().getActiveThreadCount()).isZero();
        } finally {
            never.countDown();
        }
    }

    @Test
    void a_provider_that_answers_again_is_listened_to_again() {
        AtomicInteger asked = new AtomicInteger();
        Voice shaky = new Voice("shaky", device -> {
            if (asked.incrementAndGet() <= 4) {
                throw new IllegalStateException();
            }
            return List.of(Field.WARNING.says("hot", Scope.GENERAL, SOP));
        });
        try (KnowledgeProviders knowledge = of(shaky)) {
            for (int i = 0; i < 10; i++) {
                assertThat(knowledge.of(DeviceKey.of("kind-" + i), true).missing())
                        .containsExactly("shaky");
            }
            assertThat(asked).as("after three failures nobody asks").hasValue(3);
            clock.advance(Bulkhead.PAUSE);
            assertThat(knowledge.of(DeviceKey.of("fourth"), true).missing())
                    .as("nobody waits")
                    .containsExactly("shaky");
            Promises.await(() -> asked.get() == 4);
            assertThat(knowledge.states().get(0).standing()).isEqualTo(Standing.OUT);
            Promises.await(() -> {
                clock.advance(Bulkhead.PAUSE);
                knowledge.of(DeviceKey.of("fifth"), true);
                return knowledge.states().get(0).standing() == Standing.ANSWERING;
            });
            assertThat(knowledge.of(DeviceKey.of("sixth"), true).missing()).isEmpty();
            clock.advance(Bulkhead.PAUSE);
            assertThat(knowledge.of(DeviceKey.of("fifth"), true).missing())
                    .as("what was incomplete")
                    .isEmpty();
        }
    }

    @Test
    void an_answer_that_is_longer_than_anybody_reads_is_none() {
        Statement<?> page = Field.WARNING.says("x".repeat(4_000), Scope.GENERAL, SOP);
        Voice talking = new Voice("talking", device -> Collections.nCopies(251, page));
        Voice counting =
                new Voice("counting", device -> Collections.nCopies(501, Field.WARNING.says("x", Scope.GENERAL, SOP)));
        Voice brief = new Voice("brief", device -> Collections.nCopies(250, page));
        Voice holed = new Voice("holed", device -> Collections.singletonList(null));
        try (KnowledgeProviders knowledge = of(talking, counting, brief, holed)) {
            assertThat(knowledge.of(PUMP, true).missing()).containsExactly("talking", "counting", "holed");
            assertThat(knowledge.of(PUMP, true).said()).hasSize(250);
        }
    }

    @Test
    void what_is_known_is_asked_once_and_again_when_it_has_grown_old() {
        AtomicInteger asked = new AtomicInteger();
        Voice counting = new Voice("counting", device -> {
            asked.incrementAndGet();
            return List.of();
        });
        try (KnowledgeProviders knowledge = of(counting)) {
            for (int i = 0; i < 1_000; i++) {
                knowledge.of(PUMP, true);
            }
            assertThat(asked).hasValue(1);
            clock.advance(Duration.ofMinutes(10));
            knowledge.of(PUMP, true);
            assertThat(asked).hasValue(2);
        }
    }

    @Test
    void what_is_said_alike_of_many_devices_is_kept_once() {
        AtomicInteger asked = new AtomicInteger();
        Voice longWinded = new Voice("long-winded", device -> {
            asked.incrementAndGet();
            // New each time, as a provider that reads a file would make it.
            String page = "x".repeat(4_000);
            return Collections.nCopies(200, Field.WARNING.says(page, Scope.CATEGORY, SOP));
        });
        int devices = 200;
        try (KnowledgeProviders knowledge = of(longWinded)) {
            for (int round = 0; round < 2; round++) {
                for (int i = 0; i < devices; i++) {
                    DeviceKey unit = PUMP.withUnit("INF" + i);
                    assertThat(knowledge.of(unit, true).device()).isEqualTo(unit);
                }
            }
            assertThat(asked)
                    .as("160 million letters, of which 40 million would be kept")
                    .hasValue(devices);
            assertThat(knowledge.of(PUMP.withUnit("INF1"), true).said())
                    .isSameAs(knowledge.of(PUMP.withUnit("INF2"), true).said());
        }
    }

    @Test
    void the_most_specific_holds_field_by_field_and_each_value_names_its_source() {
        Source manual = Source.of("VB-500 manual", "7", Confidence.MANUFACTURER).section("Maintenance");
        Voice vendor = saying(
                "vendor",
                Field.MAINTENANCE_INTERVAL.says(Period.ofDays(180), Scope.MODEL, manual),
                Field.LONGEST_USE.says(Duration.ofHours(8), Scope.GTIN, manual),
                Field.WARNING.says("Check the filter.", Scope.MODEL, manual));
        Voice house = saying(
                "house",
                Field.MAINTENANCE_INTERVAL.says(Period.ofDays(365), Scope.CATEGORY, SOP),
                Field.FORGOTTEN_AFTER.says(Duration.ofDays(21), Scope.CATEGORY, SOP),
                Field.LONGEST_USE.says(Duration.ofHours(4), Scope.UNIT, SOP),
                Field.WARNING.says("Never alone.", Scope.GENERAL, SOP));
        try (KnowledgeProviders knowledge = of(house, vendor)) {
            Guidance guidance = knowledge.of(PUMP, true);
            assertThat(guidance.get(Field.MAINTENANCE_INTERVAL).orElseThrow())
                    .hasToString("P180D (VB-500 manual rev. 7, Maintenance, by vendor)");
            assertThat(guidance.get(Field.LONGEST_USE).orElseThrow().value()).isEqualTo(Duration.ofHours(4));
            assertThat(guidance.get(Field.FORGOTTEN_AFTER).orElseThrow().provider())
                    .isEqualTo("house");
            assertThat(guidance.get(Field.CRITICALITY)).isEmpty();
            assertThat(guidance.all(Field.WARNING))
                    .extracting(SourcedStatement::value)
                    .containsExactly("Check the filter.", "Never alone.");
            assertThat(guidance.conflicts()).isEmpty();
        }
    }

    @Test
    void who_was_named_first_is_believed_among_equals_and_the_conflict_is_told() {
        Voice first = saying("first", Field.LONGEST_USE.says(Duration.ofHours(8), Scope.MODEL, SOP));
        Voice second = saying(
                "second",
                Field.LONGEST_USE.says(Duration.ofHours(9), Scope.MODEL, SOP),
                Field.WARNING.says("one", Scope.MODEL, SOP),
                Field.WARNING.says("two", Scope.MODEL, SOP));
        try (KnowledgeProviders knowledge = of(first, second)) {
            Guidance guidance = knowledge.of(PUMP, true);
            assertThat(guidance.get(Field.LONGEST_USE).orElseThrow().provider()).isEqualTo("first");
            assertThat(guidance.conflicts()).containsExactly(Field.LONGEST_USE);
        }
        try (KnowledgeProviders knowledge = of(second, first)) {
            assertThat(knowledge
                            .of(PUMP, true)
                            .get(Field.LONGEST_USE)
                            .orElseThrow()
                            .provider())
                    .isEqualTo("second");
        }
    }

    @Test
    void a_start_without_a_provider_that_is_required_is_refused(@TempDir Path folder) throws IOException {
        try (URLClassLoader loader = Vendors.all(folder).loader()) {
            Wardtally wardtally = Wardtally.inMemory().knowledgeFrom(loader);
            wardtally.requireProviders("good-one", "good-two").build().close();
            assertThatThrownBy(() -> wardtally
                            .requireProviders("good-one", "newer-class-file")
                            .build())
                    .isInstanceOf(TrackingException.Failure.class)
                    .hasMessageContaining("missing: [newer-class-file]")
                    .hasMessageContaining("it was compiled for a newer Java");
        }
    }

    @Test
    void a_thread_without_a_class_loader_of_its_own_starts_all_the_same(@TempDir Path folder) throws IOException {
        ClassLoader before = Thread.currentThread().getContextClassLoader();
        try (URLClassLoader loader = Vendors.all(folder).loader()) {
            Thread.currentThread().setContextClassLoader(null);
            Wardtally.inMemory().build().close();
            Thread.currentThread().setContextClassLoader(loader);
            Wardtally.inMemory().requireProviders("good-one").build().close();
        } finally {
            Thread.currentThread().setContextClassLoader(before);
        }
    }
}
