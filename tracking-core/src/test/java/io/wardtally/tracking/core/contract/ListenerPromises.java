package io.wardtally.tracking.core.contract;

import static io.wardtally.tracking.core.contract.Promises.refusal;
import static org.assertj.core.api.Assertions.assertThat;

import io.wardtally.tracking.Tracking;
import io.wardtally.tracking.TrackingException.Code;
import io.wardtally.tracking.asset.AssetId;
import io.wardtally.tracking.audit.AuditEntry;
import io.wardtally.tracking.audit.Fact;
import io.wardtally.tracking.audit.Subject;
import io.wardtally.tracking.place.Place;
import io.wardtally.tracking.session.Session;
import io.wardtally.tracking.session.UseRequest;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Test;

/** Listeners hear of what was committed, and can neither fail nor slow anybody. */
interface ListenerPromises extends Promises {

    private static List<Thread> tellers() {
        return Thread.getAllStackTraces().keySet().stream()
                .filter(thread -> thread.getName().startsWith("wardtally-listener"))
                .toList();
    }

    @Test
    default void
            ten_thousand_listeners_that_hear_nothing_have_no_thread_and_soon_after_they_heard_something_none_again() {
        Promises.await(() -> tellers().isEmpty());
        AtomicLong heard = new AtomicLong();
        Set<Thread> threads = ConcurrentHashMap.newKeySet();
        try (Hospital hospital = hospital()) {
            for (int i = 0; i < 10_000; i++) {
                hospital.tracking.listen(entry -> {
                    threads.add(Thread.currentThread());
                    heard.incrementAndGet();
                });
            }
            assertThat(tellers()).isEmpty();
            hospital.pump("INF001");
            Promises.await(() -> heard.get() == 10_000);
            assertThat(threads).hasSizeLessThan(50);
            Promises.await(() -> tellers().isEmpty());
            hospital.pump("INF002");
            Promises.await(() -> heard.get() == 20_000);
        }
        assertThat(tellers()).isEmpty();
    }

    @Test
    default void listeners_that_hang_cost_a_thread_each_and_hold_up_nobody_else() {
        Promises.await(() -> tellers().isEmpty());
        CountDownLatch released = new CountDownLatch(1);
        Map<Integer, List<Long>> heard = new ConcurrentHashMap<>();
        try (Hospital hospital = hospital()) {
            for (int i = 0; i < 40; i++) {
                int number = i;
                hospital.tracking.listen(entry -> {
                    if (number % 4 == 0) {
                        try {
                            released.await();
                        } catch (InterruptedException stopped) {
                            Thread.currentThread().interrupt();
                        }
                    }
                    heard.computeIfAbsent(number, none -> new CopyOnWriteArrayList<>())
                            .add(entry.sequence());
                });
            }
            AssetId pump = hospital.pump("INF001").id();
            List<Long> all = new ArrayList<>(List.of(1L));
            for (long i = 2; i <= 30; i++) {
                hospital.technician().assets().move(pump, Place.of("Ward " + i));
                all.add(i);
            }
            Promises.await(() -> heard.size() == 30 && heard.values().stream().allMatch(told -> told.size() == 30));
            assertThat(heard.values()).containsOnly(all);
            assertThat(tellers()).hasSizeBetween(10, 30);
            released.countDown();
            Promises.await(() -> heard.size() == 40 && heard.values().stream().allMatch(told -> told.size() == 30));
            assertThat(heard.values())
                    .as("nothing is lost, and nothing out of turn")
                    .containsOnly(all);
        }
    }

    @Test
    default void a_listener_that_is_stopped_is_interrupted_and_no_other_is() throws InterruptedException {
        CountDownLatch reached = new CountDownLatch(1);
        AtomicLong interrupted = new AtomicLong();
        List<Long> heard = new CopyOnWriteArrayList<>();
        try (Hospital hospital = hospital()) {
            Tracking.Subscription hanging = hospital.tracking.listen(entry -> {
                reached.countDown();
                try {
                    new CountDownLatch(1).await();
                } catch (InterruptedException stopped) {
                    interrupted.incrementAndGet();
                    Thread.currentThread().interrupt();
                }
            });
            hospital.tracking.listen(entry -> {
                assertThat(Thread.currentThread().isInterrupted()).isFalse();
                heard.add(entry.sequence());
            });
            AssetId pump = hospital.pump("INF001").id();
            hospital.technician().assets().move(pump, Place.of("ICU"));
            assertThat(reached.await(30, TimeUnit.SECONDS)).isTrue();
            hanging.close();
            assertThat(hanging.missed()).isEqualTo(1);
            hospital.technician().assets().move(pump, Place.of("ER"));
            Promises.await(() -> heard.size() == 3);
            assertThat(heard).containsExactly(1L, 2L, 3L);
            assertThat(interrupted).hasValue(1);
        }
    }

    @Test
    default void a_listener_may_close_everything_and_begin_others() throws InterruptedException {
        Hospital hospital = hospital();
        CountDownLatch begun = new CountDownLatch(1);
        CountDownLatch closed = new CountDownLatch(1);
        List<Long> later = new CopyOnWriteArrayList<>();
        hospital.tracking.listen(entry -> {
            if (entry.sequence() == 1) {
                hospital.tracking.listen(each -> later.add(each.sequence()));
                begun.countDown();
            } else if (entry.sequence() == 3) {
                hospital.close();
                closed.countDown();
            }
        });
        AssetId pump = hospital.pump("INF001").id();
        assertThat(begun.await(30, TimeUnit.SECONDS)).isTrue();
        hospital.technician().assets().move(pump, Place.of("ICU"));
        Promises.await(() -> later.contains(2L));
        hospital.technician().assets().move(pump, Place.of("ER"));
        assertThat(closed.await(30, TimeUnit.SECONDS)).isTrue();
        refusal(Code.CLOSED, () -> hospital.pump("INF002"));
        Promises.await(() -> tellers().isEmpty());
    }

    @Test
    default void a_listener_hears_every_committed_fact_in_order_and_no_other() {
        List<AuditEntry> heard = new CopyOnWriteArrayList<>();
        Hospital hospital = hospital();
        hospital.tracking.listen(heard::add);
        Session session = hospital.inUse("INF001");
        refusal(Code.ASSET_IN_USE, () -> hospital.technician().assets().retire(session.asset(), "old"));
        hospital.sarah().sessions().end(session.id(), null);
        hospital.close();
        assertThat(heard).extracting(AuditEntry::sequence).containsExactly(1L, 2L, 3L);
        assertThat(heard).extracting(AuditEntry::subject).containsOnly(Subject.asset(session.asset()));
        assertThat(heard.get(2).fact()).isInstanceOf(Fact.SessionEnded.class);
    }

    @Test
    default void a_change_that_the_store_did_not_take_is_told_to_nobody() {
        Wiretap tap = new Wiretap(newStore());
        List<AuditEntry> heard = new CopyOnWriteArrayList<>();
        Hospital hospital = new Hospital(tap.store());
        AssetId pump = hospital.pump("INF001").id();
        hospital.tracking.listen(heard::add);
        tap.failCall(2, false);
        refusal(Code.STORE_FAILED, () -> hospital.technician().assets().move(pump, Place.of("ICU")));
        hospital.technician().assets().move(pump, Place.of("ER"));
        hospital.close();
        assertThat(heard)
                .extracting(AuditEntry::fact)
                .containsExactly(new Fact.Moved(Place.of("Storage"), Place.of("ER")));
    }

    @Test
    default void a_listener_hears_of_what_was_refused_and_of_what_was_denied() {
        List<AuditEntry> heard = new CopyOnWriteArrayList<>();
        Hospital hospital = hospital();
        Session session = hospital.inUse("INF001");
        hospital.tracking.listen(heard::add);
        hospital.nurse("ben", "ER").sessions().start(UseRequest.of(session.asset()));
        refusal(Code.PERMISSION_DENIED, () -> hospital.sarah().assets().retire(session.asset(), "old"));
        hospital.close();
        assertThat(heard).extracting(AuditEntry::subject).containsExactly(Subject.staff("ben"), Subject.staff("sarah"));
        assertThat(heard.get(0).fact()).isInstanceOf(Fact.StartRefused.class);
        assertThat(heard.get(1).fact()).isInstanceOf(Fact.PermissionDenied.class);
    }

    @Test
    default void a_throwing_listener_disturbs_neither_the_caller_nor_the_next_fact_nor_the_others() {
        List<AuditEntry> heard = new CopyOnWriteArrayList<>();
        List<AuditEntry> alsoHeard = new CopyOnWriteArrayList<>();
        try (PrivacyPromises.LogTap logs = new PrivacyPromises.LogTap()) {
            Hospital hospital = hospital();
            hospital.tracking.listen(entry -> {
                heard.add(entry);
                throw new StackOverflowError("CANARY-7391");
            });
            hospital.tracking.listen(alsoHeard::add);
            hospital.inUse("INF001");
            hospital.close();
            assertThat(heard).hasSize(2);
            assertThat(alsoHeard).hasSize(2);
            assertThat(logs.lines())
                    .anyMatch(line -> line.contains("StackOverflowError"))
                    .noneMatch(line -> line.contains("CANARY"));
        }
    }

    @Test
    default void a_hanging_listener_delays_nobody_and_its_losses_are_counted() throws InterruptedException {
        CountDownLatch reached = new CountDownLatch(1);
        CountDownLatch released = new CountDownLatch(1);
        List<AuditEntry> heard = new ArrayList<>();
        Hospital hospital = hospital();
        Tracking.Subscription watch = hospital.tracking.listen(entry -> {
            heard.add(entry);
            reached.countDown();
            try {
                released.await();
            } catch (InterruptedException stopped) {
                Thread.currentThread().interrupt();
            }
        });
        var pump = hospital.pump("INF001").id();
        assertThat(reached.await(30, TimeUnit.SECONDS)).isTrue();
        var tom = hospital.technician();
        for (int i = 0; i < 10_007; i++) {
            tom.assets().move(pump, Place.of("Ward " + i));
        }
        assertThat(watch.missed()).isEqualTo(7);
        released.countDown();
        hospital.close();
        assertThat(heard).extracting(AuditEntry::sequence).startsWith(1L, 9L).endsWith(10_008L);
    }

    @Test
    default void what_a_slow_listener_has_not_heard_when_tracking_closes_counts_as_missed()
            throws InterruptedException {
        CountDownLatch reached = new CountDownLatch(1);
        CountDownLatch never = new CountDownLatch(1);
        List<AuditEntry> heard = new CopyOnWriteArrayList<>();
        Hospital hospital = hospital();
        Tracking.Subscription watch = hospital.tracking.listen(entry -> {
            heard.add(entry);
            reached.countDown();
            try {
                never.await();
            } catch (InterruptedException stopped) {
                Thread.currentThread().interrupt();
            }
        });
        for (String pump : List.of("A", "B", "C", "D")) {
            hospital.pump(pump);
        }
        assertThat(reached.await(30, TimeUnit.SECONDS)).isTrue();
        hospital.close();
        assertThat(heard.size() + watch.missed()).isEqualTo(4);
        assertThat(watch.missed()).isGreaterThanOrEqualTo(2);
    }

    @Test
    default void a_listener_that_was_closed_hears_no_more_and_may_close_itself() throws InterruptedException {
        Hospital hospital = hospital();
        List<AuditEntry> heard = new CopyOnWriteArrayList<>();
        CountDownLatch first = new CountDownLatch(1);
        Tracking.Subscription[] own = new Tracking.Subscription[1];
        CountDownLatch assigned = new CountDownLatch(1);
        own[0] = hospital.tracking.listen(entry -> {
            heard.add(entry);
            try {
                assigned.await();
            } catch (InterruptedException stopped) {
                Thread.currentThread().interrupt();
            }
            own[0].close();
            first.countDown();
        });
        assigned.countDown();
        hospital.pump("A");
        assertThat(first.await(30, TimeUnit.SECONDS)).isTrue();
        hospital.pump("B");
        hospital.close();
        assertThat(heard).hasSize(1);
    }

    @Test
    default void after_closing_nothing_goes_on() {
        Hospital hospital = hospital();
        List<Thread> threads = new CopyOnWriteArrayList<>();
        hospital.tracking.listen(entry -> threads.add(Thread.currentThread()));
        hospital.pump("INF001");
        hospital.close();
        hospital.close();
        assertThat(threads)
                .singleElement()
                .satisfies(thread -> assertThat(thread.isAlive()).isFalse());
        refusal(Code.CLOSED, () -> hospital.sarah().scans().scan("INF001"));
        refusal(Code.CLOSED, () -> hospital.pump("INF002"));
        refusal(Code.CLOSED, () -> hospital.tracking.listen(entry -> {}));
    }
}
