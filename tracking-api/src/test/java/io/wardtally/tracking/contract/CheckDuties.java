package io.wardtally.tracking.contract;

import static io.wardtally.tracking.contract.CheckFixtures.MODEL;
import static io.wardtally.tracking.contract.CheckFixtures.SARAH;
import static io.wardtally.tracking.contract.CheckFixtures.dossierOf;
import static io.wardtally.tracking.contract.CheckFixtures.due;
import static io.wardtally.tracking.contract.CheckFixtures.in;
import static io.wardtally.tracking.contract.CheckFixtures.nextCheck;
import static io.wardtally.tracking.contract.CheckFixtures.rearmed;
import static io.wardtally.tracking.contract.CheckFixtures.subjects;
import static io.wardtally.tracking.contract.CheckFixtures.swept;
import static io.wardtally.tracking.contract.CheckFixtures.walked;
import static io.wardtally.tracking.contract.Fixtures.MONITOR;
import static io.wardtally.tracking.contract.Fixtures.NOON;
import static io.wardtally.tracking.contract.Fixtures.PUMP;
import static io.wardtally.tracking.contract.Fixtures.asset;
import static io.wardtally.tracking.contract.Fixtures.closed;
import static io.wardtally.tracking.contract.Fixtures.done;
import static io.wardtally.tracking.contract.Fixtures.item;
import static io.wardtally.tracking.contract.Fixtures.over;
import static io.wardtally.tracking.contract.Fixtures.session;
import static io.wardtally.tracking.contract.Fixtures.tag;
import static io.wardtally.tracking.contract.Fixtures.version;
import static io.wardtally.tracking.store.Store.NEVER;
import static org.assertj.core.api.Assertions.assertThat;

import io.wardtally.tracking.asset.AssetId;
import io.wardtally.tracking.audit.Subject;
import io.wardtally.tracking.store.CheckedSubject;
import io.wardtally.tracking.store.CommitResult;
import io.wardtally.tracking.store.Dossier;
import io.wardtally.tracking.store.Store;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.function.UnaryOperator;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What is to be looked at by itself is given to one who asks, and comes again until it was looked at. */
interface CheckDuties extends Duties {

    Subject THE_PUMP = Subject.asset(PUMP);
    Subject THE_MONITOR = Subject.asset(MONITOR);

    private static void created(Store store, Subject subject, Instant check) {
        Draft draft = Draft.of(subject, 0).checkedBy(check);
        done(store, subject.isAsset() ? draft.asset(asset(subject.id())) : draft);
    }

    private static void created(Store store, String asset, Instant check) {
        created(store, Subject.asset(AssetId.of(asset)), check);
    }

    @Test
    default void a_new_subject_is_never_looked_at_by_itself_unless_it_says_so() {
        Store store = newStore();
        done(store, Draft.creating(asset(PUMP)), Draft.of(SARAH, 0));
        done(
                store,
                Draft.creating(asset(MONITOR)).checkedBy(in(5)),
                Draft.of(MODEL, 0).checkedBy(in(6)));
        assertThat(nextCheck(store, THE_PUMP)).isEqualTo(NEVER);
        assertThat(nextCheck(store, SARAH)).isEqualTo(NEVER);
        assertThat(nextCheck(store, THE_MONITOR)).isEqualTo(in(5));
        assertThat(nextCheck(store, MODEL)).isEqualTo(in(6));
        assertThat(due(store, NEVER.minusSeconds(2), NEVER.minusSeconds(1))).containsExactly(THE_MONITOR, MODEL);
    }

    @ParameterizedTest
    @EnumSource
    default void a_commit_only_brings_the_next_check_forward_and_never_puts_it_off(CommitForm form) {
        Store store = newStore();
        form.done(store, 0, draft -> draft);
        List<Instant> asked = List.of(in(60), in(90), in(60), in(60).minusNanos(1_000), NEVER, in(-10), NOON);
        Instant earliest = NEVER;
        for (Instant next : asked) {
            earliest = next.isBefore(earliest) ? next : earliest;
            form.done(store, version(store, form.subject()), draft -> draft.checkedBy(next));
            assertThat(nextCheck(store, form.subject()))
                    .as("no later than " + next)
                    .isEqualTo(earliest);
            form.done(store, version(store, form.subject()), draft -> draft);
            assertThat(nextCheck(store, form.subject())).as("whenever").isEqualTo(earliest);
        }
    }

    @ParameterizedTest
    @EnumSource
    default void a_commit_that_came_to_nothing_leaves_the_next_check_as_it_is(CommitForm form) {
        Store store = newStore();
        form.done(store, 0, draft -> draft.checkedBy(in(10)).takes(tag("A", "first")));
        List<UnaryOperator<Draft>> wishes =
                List.of(draft -> draft.checkedBy(in(5)), draft -> draft.swept(in(90), in(10)));
        for (UnaryOperator<Draft> wish : wishes) {
            for (long basedOn : new long[] {0, 2, 7}) {
                assertThat(form.commit(store, basedOn, wish)).isEqualTo(new CommitResult.Stale(form.subject()));
            }
            assertThat(form.commit(store, 1, draft -> wish.apply(draft).takes(tag("A", "second"))))
                    .isEqualTo(new CommitResult.Taken(tag("A", "second"), "first"));
            assertThat(nextCheck(store, form.subject())).isEqualTo(in(10));
        }
        form.done(store, 1, wishes.get(1));
        assertThat(nextCheck(store, form.subject())).isEqualTo(in(90));
    }

    /** Whose time has come, in the order in which they are due. */
    private static List<Subject> sevenDue(Store store) {
        created(store, SARAH, in(-70));
        created(store, "D", in(-50));
        created(store, "B", in(-10));
        created(store, new Subject("alarm", "z"), in(-55));
        created(store, "C", in(-30));
        created(store, "A", in(-40));
        created(store, MODEL, in(-60));
        created(store, "not yet", NOON.plusNanos(1_000));
        created(store, Subject.staff("not yet"), NOON.plusNanos(1_000));
        created(store, "never", NEVER);
        created(store, Subject.staff("never"), NEVER);
        return List.of(
                Subject.asset(AssetId.of("D")),
                Subject.asset(AssetId.of("A")),
                Subject.asset(AssetId.of("C")),
                Subject.asset(AssetId.of("B")),
                SARAH,
                MODEL,
                new Subject("alarm", "z"));
    }

    @Test
    default void whose_time_has_come_is_due_the_earliest_first_and_assets_before_others() {
        Store store = newStore();
        List<Subject> seven = sevenDue(store);
        assertThat(due(store, NOON, in(10))).isEqualTo(seven);
        seven.forEach(subject -> assertThat(nextCheck(store, subject)).isEqualTo(in(10)));
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 2, 3, 4, 5, 8})
    default void no_more_are_due_than_asked_for_and_the_next_call_gives_others(int limit) {
        Store store = newStore();
        List<Subject> seven = sevenDue(store);
        for (int from = 0; from < 7; from += limit) {
            assertThat(subjects(store.due(NOON, in(10), limit)))
                    .isEqualTo(seven.subList(from, Math.min(from + limit, 7)));
        }
        assertThat(store.due(NOON, in(10), limit)).isEmpty();
    }

    @Test
    default void what_is_due_is_put_off_until_then_and_comes_again() {
        Store store = newStore();
        for (Subject subject : List.of(THE_PUMP, SARAH)) {
            created(store, subject, NOON);
            assertThat(due(store, NOON.minusNanos(1_000), in(5))).isEmpty();
            assertThat(nextCheck(store, subject)).isEqualTo(NOON);
            assertThat(due(store, NOON, in(10))).containsExactly(subject);
            assertThat(due(store, NOON, in(10))).isEmpty();
            assertThat(due(store, in(10).minusNanos(1_000), in(20))).isEmpty();
            assertThat(nextCheck(store, subject)).isEqualTo(in(10));
            assertThat(due(store, in(10), in(20))).containsExactly(subject);
            assertThat(due(store, in(10), in(20))).isEmpty();
            assertThat(due(store, in(500), NEVER)).containsExactly(subject);
        }
    }

    @Test
    default void what_is_due_comes_with_its_whole_dossier() {
        Store store = newStore();
        done(
                store,
                Draft.creating(asset(PUMP))
                        .writes(over(session(1, PUMP)))
                        .opens(session(2, PUMP))
                        .writes(item(1, PUMP), item(2, PUMP), closed(item(3, PUMP)))
                        .checkedBy(in(-3)));
        done(store, Draft.creating(asset("bare")).facts(4).checkedBy(in(-2)));
        done(
                store,
                Draft.creating(asset(MONITOR))
                        .writes(item(4, MONITOR), closed(item(5, MONITOR)))
                        .checkedBy(in(-1)));
        done(
                store,
                Draft.of(SARAH, 0)
                        .writes(item(SARAH, "note", "n", NOON))
                        .facts(2)
                        .checkedBy(in(-4)));
        done(store, Draft.of(MODEL, 0).checkedBy(in(-3)));
        List<Dossier> due = store.due(NOON, in(10), 500);
        assertThat(due)
                .containsExactlyInAnyOrderElementsOf(
                        List.of(THE_PUMP, Subject.asset(AssetId.of("bare")), THE_MONITOR, SARAH, MODEL).stream()
                                .map(subject -> dossierOf(store, subject))
                                .toList());
        assertThat(due).allMatch(dossier -> dossier.nextCheck().equals(in(10)));
        assertThat(due)
                .filteredOn(dossier -> dossier.subject().equals(THE_PUMP))
                .first()
                .satisfies(pump -> {
                    assertThat(pump.open()).contains(session(2, PUMP));
                    assertThat(pump.items()).containsExactly(item(1, PUMP), item(2, PUMP));
                });
    }

    @Test
    default void what_was_looked_at_comes_again_when_the_sweep_has_said() {
        Store store = newStore();
        for (Subject subject : List.of(THE_PUMP, SARAH)) {
            created(store, subject, NOON);
            assertThat(due(store, NOON, in(10))).containsExactly(subject);
            assertThat(store.acknowledge(List.of(swept(subject, 1, in(90), in(10)))))
                    .isEqualTo(1);
            assertThat(nextCheck(store, subject)).isEqualTo(in(90));
            assertThat(due(store, in(90).minusNanos(1_000), in(100))).isEmpty();
            assertThat(due(store, in(90), in(100))).containsExactly(subject);
            assertThat(store.acknowledge(List.of(swept(subject, 1, NEVER, in(100)))))
                    .isEqualTo(1);
            assertThat(due(store, NEVER.minusSeconds(1), NEVER)).isEmpty();
        }
    }

    @Test
    default void a_look_that_changed_nothing_leaves_no_fact_and_no_version() {
        Store store = newStore();
        created(store, THE_PUMP, in(-10));
        created(store, SARAH, in(-10));
        store.journal().seal(500);
        Sight before = Sight.of(store);
        assertThat(due(store, NOON, in(10))).containsExactly(THE_PUMP, SARAH);
        assertThat(Sight.of(store)).isNotEqualTo(before);
        assertThat(store.acknowledge(List.of(swept(THE_PUMP, 1, in(-10), in(10)), swept(SARAH, 1, in(-10), in(10)))))
                .isEqualTo(2);
        assertThat(Sight.of(store)).isEqualTo(before);
        assertThat(store.journal().seal(500)).isZero();
        done(store, Draft.of(PUMP, 1), Draft.of(SARAH, 1));
    }

    @Test
    default void an_acknowledgement_is_heard_only_for_what_still_stands_as_the_sweep_left_it() {
        Store store = newStore();
        List<String> ids = List.of("A", "B", "C", "D", "E");
        List<Subject> all = new ArrayList<>();
        ids.forEach(id -> all.add(Subject.asset(AssetId.of(id))));
        ids.forEach(id -> all.add(Subject.staff(id)));
        all.forEach(subject -> created(store, subject, NOON));
        assertThat(due(store, NOON, in(10))).hasSize(10);
        List<CheckedSubject> looked = new ArrayList<>();
        for (Subject subject : all) {
            switch (subject.id()) {
                case "A" -> looked.add(swept(subject, 1, in(90), in(10)));
                case "B" -> {
                    done(store, Draft.of(subject, 1));
                    looked.add(swept(subject, 1, in(90), in(10)));
                }
                case "C" -> looked.add(swept(subject, 2, in(90), in(10)));
                case "D" -> {
                    assertThat(store.acknowledge(List.of(rearmed(subject, 1, in(5)))))
                            .isEqualTo(1);
                    looked.add(swept(subject, 1, in(90), in(10)));
                }
                default -> looked.add(swept(subject, 1, in(90), in(11)));
            }
        }
        looked.add(4, swept(Subject.asset(AssetId.of("nothing")), 1, in(90), in(10)));
        looked.add(9, swept(Subject.staff("nobody"), 1, in(90), in(10)));
        assertThat(store.acknowledge(looked)).isEqualTo(2);
        for (Subject subject : all) {
            assertThat(nextCheck(store, subject))
                    .as(subject.toString())
                    .isEqualTo(subject.id().equals("A") ? in(90) : subject.id().equals("D") ? in(5) : in(10));
        }
        assertThat(store.acknowledge(List.of())).isZero();
        assertThat(due(store, NEVER.minusSeconds(1), NEVER)).containsExactlyInAnyOrderElementsOf(all);
    }

    @Test
    default void a_look_without_a_sweep_brings_the_next_check_forward_and_never_puts_it_off() {
        Store store = newStore();
        for (Subject subject : List.of(THE_PUMP, SARAH)) {
            created(store, subject, in(60));
            List<Instant> asked = List.of(in(90), NEVER, in(60), in(30), in(59), in(-10), NOON);
            Instant earliest = in(60);
            for (Instant next : asked) {
                earliest = next.isBefore(earliest) ? next : earliest;
                assertThat(store.acknowledge(List.of(rearmed(subject, 1, next))))
                        .isEqualTo(1);
                assertThat(nextCheck(store, subject))
                        .as("no later than " + next)
                        .isEqualTo(earliest);
            }
            assertThat(store.acknowledge(List.of(rearmed(subject, 2, in(-20)), walked(subject, 2, 1))))
                    .isZero();
            assertThat(due(store, NOON, NEVER)).containsExactly(subject);
        }
    }

    @ParameterizedTest
    @EnumSource
    default void a_sweep_that_commits_puts_the_next_check_off_from_where_it_has_put_it_itself(CommitForm form) {
        Store store = newStore();
        Subject subject = form.subject();
        form.done(store, 0, draft -> draft.checkedBy(NOON));
        assertThat(due(store, NOON, in(10))).containsExactly(subject);
        form.done(store, 1, draft -> draft.swept(in(90), in(10)));
        assertThat(nextCheck(store, subject)).isEqualTo(in(90));
        assertThat(due(store, in(10), in(20))).isEmpty();
        assertThat(due(store, in(90), in(100))).containsExactly(subject);
        form.done(store, 2, draft -> draft.swept(NEVER, in(100)));
        assertThat(nextCheck(store, subject)).isEqualTo(NEVER);
    }

    @ParameterizedTest
    @EnumSource
    default void a_sweep_that_commits_takes_the_earlier_where_the_next_check_stands_elsewhere(CommitForm form) {
        Store store = newStore();
        Subject subject = form.subject();
        form.done(store, 0, draft -> draft.checkedBy(in(60)));
        form.done(store, 1, draft -> draft.swept(in(90), in(61)));
        assertThat(nextCheck(store, subject)).isEqualTo(in(60));
        form.done(store, 2, draft -> draft.swept(in(50), in(61)));
        assertThat(nextCheck(store, subject)).isEqualTo(in(50));
        form.done(store, 3, draft -> draft.swept(in(40), in(50)));
        assertThat(nextCheck(store, subject))
                .as("earlier, from where it stands")
                .isEqualTo(in(40));
        assertThat(due(store, in(40), in(70))).containsExactly(subject);
        assertThat(due(store, in(70), in(80))).as("another sweep").containsExactly(subject);
        form.done(store, 4, draft -> draft.swept(in(200), in(70)));
        assertThat(nextCheck(store, subject)).isEqualTo(in(80));
    }
}
