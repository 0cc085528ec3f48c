package io.wardtally.tracking.contract;

import static io.wardtally.tracking.contract.Fixtures.MONITOR;
import static io.wardtally.tracking.contract.Fixtures.PUMP;
import static io.wardtally.tracking.contract.Fixtures.ROUNDS;
import static io.wardtally.tracking.contract.Fixtures.asset;
import static io.wardtally.tracking.contract.Fixtures.atOnce;
import static io.wardtally.tracking.contract.Fixtures.batch;
import static io.wardtally.tracking.contract.Fixtures.commit;
import static io.wardtally.tracking.contract.Fixtures.done;
import static io.wardtally.tracking.contract.Fixtures.goOn;
import static io.wardtally.tracking.contract.Fixtures.sequences;
import static io.wardtally.tracking.contract.Fixtures.tag;
import static io.wardtally.tracking.contract.Fixtures.version;
import static io.wardtally.tracking.contract.Fixtures.whole;
import static org.assertj.core.api.Assertions.assertThat;

import io.wardtally.tracking.TrackingException;
import io.wardtally.tracking.audit.Subject;
import io.wardtally.tracking.store.CommitResult;
import io.wardtally.tracking.store.LoggedFact;
import io.wardtally.tracking.store.Store;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** Facts stand in order, and sealing gives each its place in the log without a gap. */
interface FactDuties extends Duties {

    @Test
    default void facts_come_in_order_after_a_number_and_no_more_than_asked_for() {
        Store store = newStore();
        Subject subject = Subject.asset(PUMP);
        done(
                store,
                Draft.creating(asset(PUMP)).facts(3),
                Draft.of(Subject.staff("sarah"), 0).facts(4));
        done(store, Draft.of(PUMP, 3).facts(2));
        for (int after = 0; after <= 6; after++) {
            for (int limit = 1; limit <= 6; limit++) {
                List<LoggedFact> expected = IntStream.rangeClosed(after + 1, Math.min(5, after + limit))
                        .mapToObj(number -> new LoggedFact(Draft.fact(subject, number), 0))
                        .toList();
                assertThat(store.journal().facts(subject, after, limit)).isEqualTo(expected);
            }
        }
        assertThat(store.journal().facts(subject, Long.MAX_VALUE, 500)).isEmpty();
        assertThat(store.journal().facts(Subject.staff("nobody"), 0, 500)).isEmpty();
    }

    @Test
    default void sealing_gives_positions_without_a_gap_a_few_at_a_time() {
        Store store = newStore();
        assertThat(store.journal().seal(500)).isZero();
        assertThat(store.journal().log(0, 500)).isEmpty();
        done(
                store,
                Draft.creating(asset(PUMP)).facts(4),
                Draft.creating(asset(MONITOR)).facts(3));
        done(store, Draft.of(PUMP, 4).facts(2));
        assertThat(store.journal().log(0, 500)).isEmpty();
        assertThat(store.journal().seal(1)).isEqualTo(1);
        assertThat(store.journal().log(0, 500)).hasSize(1);
        assertThat(store.journal().seal(5)).isEqualTo(5);
        assertThat(store.journal().log(0, 500)).hasSize(6);
        done(store, Draft.of(Subject.staff("sarah"), 0));
        assertThat(store.journal().seal(5)).isEqualTo(4);
        assertThat(store.journal().seal(5)).isZero();
        sealedWhole(store, List.of(Subject.asset(PUMP), Subject.asset(MONITOR), Subject.staff("sarah")), 10);
        List<LoggedFact> log = store.journal().log(0, 500);
        for (int after = 0; after <= 11; after++) {
            for (int limit = 1; limit <= 11; limit++) {
                assertThat(store.journal().log(after, limit))
                        .isEqualTo(log.subList(Math.min(after, 10), Math.min(after + limit, 10)));
            }
        }
        assertThat(store.journal().log(Long.MAX_VALUE, 500)).isEmpty();
    }

    /** Every fact of these subjects stands in the log once, and those of one subject in order. */
    private static void sealedWhole(Store store, List<Subject> subjects, long total) {
        List<LoggedFact> log = whole(total, after -> store.journal().log(after, 100));
        assertThat(log).extracting(LoggedFact::position).containsExactlyElementsOf(sequences(total));
        List<LoggedFact> bySubject = new ArrayList<>();
        for (Subject subject : subjects) {
            List<LoggedFact> own =
                    whole(version(store, subject), after -> store.journal().facts(subject, after, 100));
            assertThat(own)
                    .extracting(one -> one.fact().sequence())
                    .containsExactlyElementsOf(sequences(version(store, subject)));
            assertThat(own).extracting(LoggedFact::position).isSorted();
            bySubject.addAll(own);
        }
        assertThat(log).containsExactlyInAnyOrderElementsOf(bySubject);
    }

    @Test
    default void facts_show_their_position_once_they_are_sealed() {
        Store store = newStore();
        Subject subject = Subject.asset(PUMP);
        done(store, Draft.creating(asset(PUMP)).facts(3));
        store.journal().seal(2);
        assertThat(store.journal().facts(subject, 0, 500))
                .extracting(LoggedFact::position)
                .containsExactly(1L, 2L, 0L);
        store.journal().seal(2);
        assertThat(store.journal().facts(subject, 0, 500))
                .isEqualTo(store.journal().log(0, 500));
        done(store, Draft.of(PUMP, 3));
        assertThat(store.journal().facts(subject, 0, 500))
                .extracting(LoggedFact::position)
                .containsExactly(1L, 2L, 3L, 0L);
    }

    @Test
    default void a_commit_that_failed_leaves_nothing_to_seal() {
        Store store = newStore();
        done(store, Draft.creating(asset(PUMP)).takes(tag("A", "pump")));
        store.journal().seal(500);
        store.commit(batch(Draft.creating(asset(MONITOR)), Draft.creating(asset(PUMP))));
        store.commit(Draft.creating(asset(MONITOR)).takes(tag("A", "monitor")).batch());
        assertThat(store.journal().seal(500)).isZero();
        assertThat(store.journal().log(0, 500)).hasSize(1);
    }

    @Test
    default void writers_sealers_and_readers_at_once_leave_no_gap_and_lose_nothing() {
        Store store = newStore();
        int writers = 6;
        int each = ROUNDS * 20;
        List<Subject> subjects =
                IntStream.range(0, 3).mapToObj(i -> Subject.staff("staff " + i)).toList();
        AtomicInteger writing = new AtomicInteger(writers);
        List<Integer> results = atOnce(writers + 4, number -> {
            if (number < writers) {
                int facts = write(store, subjects, number, each);
                writing.decrementAndGet();
                return facts;
            }
            if (number < writers + 3) {
                int sealed = 0;
                while (writing.get() > 0) {
                    goOn();
                    sealed += sealed(store, 1 + sealed % 7);
                }
                return sealed;
            }
            return readWhile(store, writing);
        });
        int written =
                results.subList(0, writers).stream().mapToInt(Integer::intValue).sum();
        int sealed = results.subList(writers, writers + 3).stream()
                .mapToInt(Integer::intValue)
                .sum();
        for (int more = sealed(store, 100); more > 0 && sealed <= written; more = sealed(store, 100)) {
            sealed += more;
        }
        assertThat(sealed).isEqualTo(written);
        assertThat(results.get(writers + 3)).isLessThanOrEqualTo(written);
        sealedWhole(store, subjects, written);
    }

    private static int sealed(Store store, int limit) {
        try {
            int sealed = store.journal().seal(limit);
            assertThat(sealed).isBetween(0, limit);
            return sealed;
        } catch (TrackingException.Busy another) {
            return 0;
        }
    }

    private static int write(Store store, List<Subject> subjects, int number, int times) {
        int facts = 0;
        for (int i = 0; i < times; i++) {
            Subject one = subjects.get((number + i) % subjects.size());
            Subject other = subjects.get((number + i + 1) % subjects.size());
            Draft[] drafts = {
                Draft.of(one, version(store, one)).facts(2),
                Draft.of(other, version(store, other)).facts(1)
            };
            if (commit(store, batch(drafts)) instanceof CommitResult.Done) {
                facts += 3;
            }
        }
        return facts;
    }

    /** Follows the log like a listener that keeps its place, and sees no gap. */
    private static int readWhile(Store store, AtomicInteger writing) {
        long last = 0;
        while (writing.get() > 0) {
            goOn();
            for (LoggedFact one : store.journal().log(last, 10)) {
                assertThat(one.position()).isEqualTo(last + 1);
                last = one.position();
            }
        }
        return (int) last;
    }
}
