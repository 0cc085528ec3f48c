package io.wardtally.tracking.contract;

import static io.wardtally.tracking.contract.CheckFixtures.SARAH;
import static io.wardtally.tracking.contract.CheckFixtures.acknowledgedOrBusy;
import static io.wardtally.tracking.contract.CheckFixtures.dossierOf;
import static io.wardtally.tracking.contract.CheckFixtures.due;
import static io.wardtally.tracking.contract.CheckFixtures.dueOrBusy;
import static io.wardtally.tracking.contract.CheckFixtures.in;
import static io.wardtally.tracking.contract.CheckFixtures.nextCheck;
import static io.wardtally.tracking.contract.CheckFixtures.rearmed;
import static io.wardtally.tracking.contract.CheckFixtures.revision;
import static io.wardtally.tracking.contract.CheckFixtures.subjects;
import static io.wardtally.tracking.contract.CheckFixtures.swept;
import static io.wardtally.tracking.contract.CheckFixtures.walked;
import static io.wardtally.tracking.contract.Fixtures.NOON;
import static io.wardtally.tracking.contract.Fixtures.PUMP;
import static io.wardtally.tracking.contract.Fixtures.ROUNDS;
import static io.wardtally.tracking.contract.Fixtures.THREADS;
import static io.wardtally.tracking.contract.Fixtures.asset;
import static io.wardtally.tracking.contract.Fixtures.atOnce;
import static io.wardtally.tracking.contract.Fixtures.closed;
import static io.wardtally.tracking.contract.Fixtures.commit;
import static io.wardtally.tracking.contract.Fixtures.done;
import static io.wardtally.tracking.contract.Fixtures.facts;
import static io.wardtally.tracking.contract.Fixtures.goOn;
import static io.wardtally.tracking.contract.Fixtures.item;
import static io.wardtally.tracking.contract.Fixtures.version;
import static org.assertj.core.api.Assertions.assertThat;

import io.wardtally.tracking.asset.AssetId;
import io.wardtally.tracking.audit.Subject;
import io.wardtally.tracking.place.Place;
import io.wardtally.tracking.store.CheckedSubject;
import io.wardtally.tracking.store.CommitResult;
import io.wardtally.tracking.store.Dossier;
import io.wardtally.tracking.store.Item;
import io.wardtally.tracking.store.NextCheck;
import io.wardtally.tracking.store.Store;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Supplier;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Nurses, sweeps, walks and new policies meet on one subject, and nobody's wish is lost. */
interface InterleavingDuties extends Duties {

    @ParameterizedTest
    @EnumSource
    default void a_rearm_between_a_nurses_read_and_her_commit_is_not_lost(CommitForm form) {
        Store store = newStore();
        form.done(store, 0, draft -> draft.checkedBy(in(10)));
        Dossier read = dossierOf(store, form.subject());
        assertThat(store.acknowledge(List.of(rearmed(form.subject(), 1, in(5)))))
                .isEqualTo(1);
        form.done(store, read.version(), draft -> draft.checkedBy(in(90)));
        assertThat(nextCheck(store, form.subject())).isEqualTo(in(5));
    }

    @ParameterizedTest
    @EnumSource
    default void a_rearm_to_the_time_that_stood_already_is_not_lost(CommitForm form) {
        Store store = newStore();
        form.done(store, 0, draft -> draft.checkedBy(in(-5)));
        Dossier read = dossierOf(store, form.subject());
        assertThat(store.acknowledge(List.of(rearmed(form.subject(), 1, in(-5)))))
                .isEqualTo(1);
        form.done(store, read.version(), draft -> draft.checkedBy(in(90)));
        assertThat(nextCheck(store, form.subject())).isEqualTo(in(-5));
        assertThat(due(store, NOON, in(50))).containsExactly(form.subject());
    }

    @ParameterizedTest
    @EnumSource
    default void a_push_between_a_nurses_read_and_her_commit_does_not_delay_what_she_asks_for(CommitForm form) {
        Store store = newStore();
        Subject subject = form.subject();
        form.done(store, 0, draft -> draft.checkedBy(in(-5)));
        Dossier read = dossierOf(store, subject);
        assertThat(due(store, NOON, in(50))).containsExactly(subject);
        form.done(store, read.version(), draft -> draft.checkedBy(in(12)));
        assertThat(nextCheck(store, subject)).isEqualTo(in(12));
        assertThat(due(store, in(12).minusNanos(1_000), in(60))).isEmpty();
        assertThat(due(store, in(12), in(60))).containsExactly(subject);
    }

    @ParameterizedTest
    @EnumSource
    default void a_nurses_commit_before_a_push_is_seen_by_the_sweep_that_pushes(CommitForm form) {
        Store store = newStore();
        Subject subject = form.subject();
        form.done(store, 0, draft -> draft.checkedBy(in(-5)));
        form.done(store, 1, draft -> draft.checkedBy(in(12)));
        assertThat(store.due(NOON, in(50), 500)).extracting(Dossier::version).containsExactly(2L);
        assertThat(store.acknowledge(List.of(swept(subject, 2, in(90), in(50)))))
                .isEqualTo(1);
        assertThat(nextCheck(store, subject)).isEqualTo(in(90));
    }

    @ParameterizedTest
    @EnumSource
    default void a_nurses_commit_between_a_look_and_its_acknowledgement_stands(CommitForm form) {
        Store store = newStore();
        Subject subject = form.subject();
        form.done(store, 0, draft -> draft.checkedBy(NOON));
        assertThat(store.due(NOON, in(50), 500)).extracting(Dossier::version).containsExactly(1L);
        form.done(store, 1, draft -> draft.checkedBy(in(12)));
        assertThat(store.acknowledge(List.of(swept(subject, 1, in(90), in(50)))))
                .isZero();
        assertThat(nextCheck(store, subject)).isEqualTo(in(12));
    }

    @ParameterizedTest
    @EnumSource
    default void what_a_nurse_changed_during_a_look_is_looked_at_again_after_the_time_out(CommitForm form) {
        Store store = newStore();
        Subject subject = form.subject();
        form.done(store, 0, draft -> draft.checkedBy(NOON));
        assertThat(due(store, NOON, in(50))).containsExactly(subject);
        form.done(store, 1, draft -> draft);
        assertThat(store.acknowledge(List.of(swept(subject, 1, in(90), in(50)))))
                .isZero();
        assertThat(due(store, in(50).minusNanos(1_000), in(60))).isEmpty();
        assertThat(due(store, in(50), in(60))).containsExactly(subject);
    }

    @ParameterizedTest
    @EnumSource
    default void a_sweep_that_finds_something_loses_to_a_nurse_and_does_not_overwrite_her_wish_when_it_tries_again(
            CommitForm form) {
        Store store = newStore();
        Subject subject = form.subject();
        form.done(store, 0, draft -> draft.checkedBy(NOON));
        assertThat(due(store, NOON, in(50))).containsExactly(subject);
        form.done(store, 1, draft -> draft.checkedBy(in(12)));
        assertThat(form.commit(store, 1, draft -> draft.swept(in(90), in(50))))
                .isEqualTo(new CommitResult.Stale(subject));
        assertThat(nextCheck(store, subject)).isEqualTo(in(12));
        assertThat(facts(store, subject)).hasSize(2);
        form.done(store, 2, draft -> draft.swept(in(90), in(50)));
        assertThat(nextCheck(store, subject)).isEqualTo(in(12));
    }

    @ParameterizedTest
    @EnumSource
    default void a_mark_during_a_look_outlives_its_acknowledgement_and_its_commit(CommitForm form) {
        Store store = newStore();
        Subject subject = form.subject();
        form.done(store, 0, draft -> draft.checkedBy(NOON));
        assertThat(due(store, NOON, in(50))).containsExactly(subject);
        assertThat(store.acknowledge(List.of(rearmed(subject, 1, NOON)))).isEqualTo(1);
        assertThat(store.acknowledge(List.of(swept(subject, 1, in(90), in(50)))))
                .isZero();
        form.done(store, 1, draft -> draft.swept(in(90), in(50)));
        assertThat(nextCheck(store, subject)).isEqualTo(NOON);
        assertThat(due(store, NOON, in(50))).containsExactly(subject);
    }

    @ParameterizedTest
    @EnumSource
    default void a_sweep_that_took_too_long_is_not_heard_once_another_has_the_subject(CommitForm form) {
        Store store = newStore();
        Subject subject = form.subject();
        form.done(store, 0, draft -> draft.checkedBy(NOON));
        assertThat(due(store, NOON, in(10))).containsExactly(subject);
        assertThat(due(store, in(10), in(20))).containsExactly(subject);
        assertThat(store.acknowledge(List.of(swept(subject, 1, in(90), in(10)))))
                .isZero();
        assertThat(nextCheck(store, subject)).isEqualTo(in(20));
        form.done(store, 1, draft -> draft.swept(in(90), in(10)));
        assertThat(nextCheck(store, subject)).isEqualTo(in(20));
        assertThat(store.acknowledge(List.of(swept(subject, 2, in(80), in(20)))))
                .isEqualTo(1);
        assertThat(nextCheck(store, subject)).isEqualTo(in(80));
    }

    private static void revised(Store store) {
        done(
                store,
                Draft.of(SARAH, version(store, SARAH))
                        .judgedBy(Long.MAX_VALUE)
                        .batch()
                        .revising());
    }

    @ParameterizedTest
    @EnumSource
    default void who_read_the_old_policy_and_commits_after_the_walk_is_stale_and_reads_again(CommitForm form) {
        Store store = newStore();
        Subject subject = form.subject();
        form.done(store, 0, draft -> draft.checkedBy(in(10)));
        long old = revision(store);
        Dossier read = dossierOf(store, subject);
        revised(store);
        assertThat(subjects(store.walk(revision(store), null, 500))).contains(subject);
        assertThat(store.acknowledge(List.of(walked(subject, 1, revision(store)))))
                .isEqualTo(1);
        assertThat(form.commit(
                        store, read.version(), draft -> draft.judgedBy(old).checkedBy(in(5))))
                .isEqualTo(new CommitResult.Stale(subject));
        assertThat(dossierOf(store, subject)).isEqualTo(read);
        assertThat(facts(store, subject)).hasSize(1);
        form.done(
                store, read.version(), draft -> draft.judgedBy(revision(store)).checkedBy(in(5)));
        assertThat(nextCheck(store, subject)).isEqualTo(in(5));
        assertThat(subjects(store.walk(revision(store), null, 500))).doesNotContain(subject);
    }

    @ParameterizedTest
    @EnumSource
    default void who_read_the_old_policy_and_commits_after_the_sweep_is_stale(CommitForm form) {
        Store store = newStore();
        Subject subject = form.subject();
        form.done(store, 0, draft -> draft.checkedBy(in(10)));
        Dossier read = dossierOf(store, subject);
        revised(store);
        assertThat(store.acknowledge(List.of(rearmed(subject, 1, NOON)))).isEqualTo(1);
        assertThat(due(store, NOON, in(50))).containsExactly(subject);
        CheckedSubject looked = new CheckedSubject(subject, 1, NextCheck.swept(in(90), in(50)), revision(store));
        assertThat(store.acknowledge(List.of(looked))).isEqualTo(1);
        assertThat(form.commit(store, read.version(), draft -> draft.judgedBy(1).checkedBy(in(5))))
                .isEqualTo(new CommitResult.Stale(subject));
        assertThat(nextCheck(store, subject)).isEqualTo(in(90));
        assertThat(version(store, subject)).isEqualTo(1);
    }

    @ParameterizedTest
    @EnumSource
    default void who_read_the_old_policy_and_commits_before_the_walk_is_found_by_it(CommitForm form) {
        Store store = newStore();
        Subject subject = form.subject();
        form.done(store, 0, draft -> draft);
        revised(store);
        form.done(store, 1, draft -> draft.judgedBy(1));
        assertThat(store.walk(2, null, 500)).contains(dossierOf(store, subject));
    }

    @ParameterizedTest
    @EnumSource
    default void who_commits_by_the_old_policy_during_the_walks_look_is_found_by_the_next_pass(CommitForm form) {
        Store store = newStore();
        Subject subject = form.subject();
        form.done(store, 0, draft -> draft);
        revised(store);
        assertThat(store.walk(2, null, 500)).extracting(Dossier::version).contains(1L);
        form.done(store, 1, draft -> draft.judgedBy(1));
        assertThat(store.acknowledge(List.of(walked(subject, 1, 2)))).isZero();
        assertThat(store.walk(2, null, 500)).contains(dossierOf(store, subject));
        assertThat(store.acknowledge(List.of(walked(subject, 2, 2)))).isEqualTo(1);
        assertThat(subjects(store.walk(2, null, 500))).doesNotContain(subject);
    }

    /** What a thread was given, and until when. */
    record Given(Subject subject, Instant until, Instant shown) {}

    @Test
    default void of_many_who_ask_what_is_due_each_gets_others_and_together_they_get_all() {
        Store store = newStore();
        List<Subject> all = new ArrayList<>();
        for (int i = 0; i < 30; i++) {
            AssetId id = AssetId.of("asset " + i);
            all.add(Subject.asset(id));
            done(store, Draft.creating(asset(id)).checkedBy(in(-i % 7)));
        }
        for (int i = 0; i < 15; i++) {
            all.add(Subject.staff("staff " + i));
            done(store, Draft.of(Subject.staff("staff " + i), 0).checkedBy(in(-i % 7)));
        }
        for (int round = 0; round < ROUNDS; round++) {
            Instant now = in(100 * round);
            Instant until = in(100 * round + 50);
            List<List<Given>> each =
                    atOnce(THREADS, number -> given(store, now, until.plusSeconds(number), 1 + number % 5));
            List<Given> given = new ArrayList<>();
            each.forEach(given::addAll);
            store.due(now, until, 500).forEach(left -> given.add(new Given(left.subject(), until, left.nextCheck())));
            assertThat(given).extracting(Given::subject).containsExactlyInAnyOrderElementsOf(all);
            for (Given one : given) {
                assertThat(one.shown()).isEqualTo(one.until());
                assertThat(nextCheck(store, one.subject())).isEqualTo(one.until());
            }
        }
    }

    /** Asks until it seems that nothing is due any more; what others hold may be left. */
    private static List<Given> given(Store store, Instant now, Instant until, int limit) {
        List<Given> mine = new ArrayList<>();
        for (int nothing = 0; nothing < 2; ) {
            List<Dossier> due = dueOrBusy(store, now, until, limit);
            assertThat(due).hasSizeLessThanOrEqualTo(limit);
            due.forEach(one -> mine.add(new Given(one.subject(), until, one.nextCheck())));
            nothing += due.isEmpty() ? 1 : 0;
        }
        return mine;
    }

    @Test
    default void of_many_who_acknowledge_the_same_look_one_is_heard() {
        Store store = newStore();
        done(
                store,
                Draft.creating(asset(PUMP)).checkedBy(NOON),
                Draft.of(SARAH, 0).checkedBy(NOON));
        for (int round = 0; round < ROUNDS; round++) {
            Subject subject = round % 2 == 0 ? Subject.asset(PUMP) : SARAH;
            Instant until = in(1_000 * round + 900);
            assertThat(due(store, in(1_000 * round), until)).contains(subject);
            int first = 1_000 * round + 950;
            List<Integer> heard =
                    atOnce(THREADS, number -> acknowledgedOrBusy(store, swept(subject, 1, in(first + number), until)));
            List<Integer> winners = IntStream.range(0, THREADS)
                    .filter(number -> heard.get(number) == 1)
                    .boxed()
                    .toList();
            assertThat(winners).hasSize(1);
            assertThat(nextCheck(store, subject)).isEqualTo(in(first + winners.get(0)));
        }
    }

    @Test
    default void a_nurse_and_a_sweep_at_once_leave_what_the_later_of_them_wants() {
        Store store = newStore();
        Subject subject = Subject.asset(PUMP);
        done(store, Draft.creating(asset(PUMP)).checkedBy(NOON));
        for (int round = 0; round < 3 * ROUNDS; round++) {
            Instant before = nextCheck(store, subject);
            long version = version(store, subject);
            int start = 1_000 * (round + 1);
            List<Long> looked = atOnce(2, number -> {
                        if (number == 0) {
                            assertThat(commit(
                                            store,
                                            Draft.of(PUMP, version)
                                                    .asset(asset(PUMP))
                                                    .checkedBy(in(start + 12))
                                                    .batch()))
                                    .isInstanceOf(CommitResult.Done.class);
                            return 0L;
                        }
                        List<Dossier> due = dueOrBusy(store, in(start), in(start + 50), 1);
                        if (due.isEmpty()) {
                            return 0L;
                        }
                        long seen = due.get(0).version();
                        return acknowledgedOrBusy(store, swept(subject, seen, in(start + 90), in(start + 50))) == 1
                                ? seen
                                : -1;
                    })
                    .subList(1, 2);
            Instant expected =
                    looked.get(0) == version + 1 ? in(start + 90) : looked.get(0) == 0 ? before : in(start + 12);
            assertThat(nextCheck(store, subject))
                    .as("looked at version " + looked + " of " + version)
                    .isEqualTo(expected);
            assertThat(version(store, subject)).isEqualTo(version + 1);
        }
    }

    @Test
    default void once_a_walk_has_judged_by_the_new_policy_nobody_commits_by_the_old_one() {
        Store store = newStore();
        for (int round = 0; round < ROUNDS; round++) {
            AssetId id = AssetId.of("asset " + round);
            Subject subject = round % 2 == 0 ? Subject.asset(id) : Subject.staff(id.value());
            done(store, subject.isAsset() ? Draft.creating(asset(id)) : Draft.of(subject, 0));
            List<Long> judged = atOnce(3, number -> {
                if (number == 0) {
                    while (true) {
                        long seen = version(store, subject);
                        if (acknowledgedOrBusy(store, walked(subject, seen, 2)) == 1) {
                            return seen;
                        }
                    }
                }
                for (int i = 0; i < 10; i++) {
                    Draft draft = Draft.of(subject, version(store, subject)).judgedBy(1);
                    commit(store, (subject.isAsset() ? draft.asset(asset(id)) : draft).batch());
                }
                return 0L;
            });
            assertThat(version(store, subject)).isEqualTo(judged.get(0));
            assertThat(facts(store, subject)).hasSize(judged.get(0).intValue());
        }
    }

    @Test
    default void a_dossier_of_a_walk_is_consistent_in_itself_while_it_changes() {
        Store store = newStore();
        whileTwoChange(store, () -> store.walk(2, null, 10));
    }

    @Test
    default void a_dossier_that_is_due_is_consistent_in_itself_while_it_changes() {
        Store store = newStore();
        AtomicInteger minute = new AtomicInteger();
        whileTwoChange(store, () -> {
            int now = minute.incrementAndGet();
            return dueOrBusy(store, in(now), in(now).plusSeconds(1), 10);
        });
    }

    /** Two subjects change; at each version each has one live item, which is named after it. */
    private static void whileTwoChange(Store store, Supplier<List<Dossier>> look) {
        Subject pump = Subject.asset(PUMP);
        done(
                store,
                Draft.creating(asset(PUMP).withPlace(Place.of("version 1")))
                        .writes(item(pump, "note", "v1", NOON))
                        .checkedBy(NOON));
        done(store, Draft.of(SARAH, 0).writes(item(SARAH, "note", "v1", NOON)).checkedBy(NOON));
        AtomicInteger changing = new AtomicInteger(2);
        List<Integer> seen = atOnce(4, number -> {
            int dossiers = 0;
            if (number < 2) {
                try {
                    change(store, number == 0 ? pump : SARAH, ROUNDS * 30);
                } finally {
                    changing.decrementAndGet();
                }
                return dossiers;
            }
            do {
                goOn();
                for (Dossier one : look.get()) {
                    dossiers++;
                    assertThat(one.items()).extracting(Item::id).containsExactly("v" + one.version());
                    if (one.asset() != null) {
                        assertThat(one.asset().place()).isEqualTo(Place.of("version " + one.version()));
                    }
                }
            } while (changing.get() > 0 || dossiers == 0);
            return dossiers;
        });
        assertThat(seen.subList(2, 4)).allMatch(dossiers -> dossiers > 0);
    }

    private static void change(Store store, Subject subject, int times) {
        for (long version = 1; version <= times; version++) {
            Draft draft = Draft.of(subject, version)
                    .writes(
                            closed(item(subject, "note", "v" + version, NOON)),
                            item(subject, "note", "v" + (version + 1), NOON));
            if (subject.isAsset()) {
                draft.asset(asset(PUMP).withPlace(Place.of("version " + (version + 1))));
            }
            assertThat(commit(store, draft.batch())).isInstanceOf(CommitResult.Done.class);
        }
    }
}
