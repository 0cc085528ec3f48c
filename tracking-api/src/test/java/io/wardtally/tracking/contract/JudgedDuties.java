package io.wardtally.tracking.contract;

import static io.wardtally.tracking.contract.CheckFixtures.MODEL;
import static io.wardtally.tracking.contract.CheckFixtures.SARAH;
import static io.wardtally.tracking.contract.CheckFixtures.acknowledgedOrBusy;
import static io.wardtally.tracking.contract.CheckFixtures.dossierOf;
import static io.wardtally.tracking.contract.CheckFixtures.in;
import static io.wardtally.tracking.contract.CheckFixtures.nextCheck;
import static io.wardtally.tracking.contract.CheckFixtures.revision;
import static io.wardtally.tracking.contract.CheckFixtures.subjects;
import static io.wardtally.tracking.contract.CheckFixtures.swept;
import static io.wardtally.tracking.contract.CheckFixtures.walked;
import static io.wardtally.tracking.contract.Fixtures.MONITOR;
import static io.wardtally.tracking.contract.Fixtures.NOON;
import static io.wardtally.tracking.contract.Fixtures.PUMP;
import static io.wardtally.tracking.contract.Fixtures.REQUEST;
import static io.wardtally.tracking.contract.Fixtures.ROUNDS;
import static io.wardtally.tracking.contract.Fixtures.THREADS;
import static io.wardtally.tracking.contract.Fixtures.answer;
import static io.wardtally.tracking.contract.Fixtures.asset;
import static io.wardtally.tracking.contract.Fixtures.atOnce;
import static io.wardtally.tracking.contract.Fixtures.batch;
import static io.wardtally.tracking.contract.Fixtures.closed;
import static io.wardtally.tracking.contract.Fixtures.commit;
import static io.wardtally.tracking.contract.Fixtures.done;
import static io.wardtally.tracking.contract.Fixtures.dossiers;
import static io.wardtally.tracking.contract.Fixtures.earlier;
import static io.wardtally.tracking.contract.Fixtures.item;
import static io.wardtally.tracking.contract.Fixtures.over;
import static io.wardtally.tracking.contract.Fixtures.session;
import static io.wardtally.tracking.contract.Fixtures.tag;
import static io.wardtally.tracking.contract.Fixtures.version;
import static org.assertj.core.api.Assertions.assertThat;

import io.wardtally.tracking.asset.AssetId;
import io.wardtally.tracking.audit.Subject;
import io.wardtally.tracking.session.Session;
import io.wardtally.tracking.store.Batch;
import io.wardtally.tracking.store.CheckedSubject;
import io.wardtally.tracking.store.Claim;
import io.wardtally.tracking.store.CommitResult;
import io.wardtally.tracking.store.Dossier;
import io.wardtally.tracking.store.DossierKey;
import io.wardtally.tracking.store.NextCheck;
import io.wardtally.tracking.store.Store;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What was judged by a newer revision of the policies is not judged by an older one, and a walk finds what is left. */
interface JudgedDuties extends Duties {

    @ParameterizedTest
    @EnumSource
    default void a_change_that_was_judged_by_an_older_revision_is_stale_and_changes_nothing(CommitForm form) {
        Store store = newStore();
        Subject subject = form.subject();
        form.done(store, 0, draft -> draft.judgedBy(3).checkedBy(in(60)));
        form.done(store, 1, draft -> draft.judgedBy(5));
        store.journal().seal(500);
        Sight before = Sight.of(store);
        for (long judged : new long[] {0, 1, 4}) {
            for (boolean swept : new boolean[] {false, true}) {
                Draft draft = form.draft(2)
                        .judgedBy(judged)
                        .writes(item(subject, "note", "n", NOON))
                        .takes(tag("A", "me"))
                        .facts(2);
                draft = swept ? draft.swept(in(90), in(60)) : draft.checkedBy(in(5));
                Batch batch = form.batch(store, draft).answering(REQUEST, answer("done"));
                assertThat(store.commit(batch)).isEqualTo(new CommitResult.Stale(subject));
                assertThat(Sight.of(store)).isEqualTo(before);
                assertThat(earlier(store, REQUEST)).isNull();
                assertThat(store.journal().seal(500)).isZero();
            }
        }
        assertThat(form.commit(store, 2, draft -> draft.judgedBy(4))).isEqualTo(new CommitResult.Stale(subject));
        assertThat(Sight.of(store)).isEqualTo(before);
        done(store, Draft.of(SARAH, 0).takes(tag("A", "somebody else")));
        form.done(store, 2, draft -> draft.judgedBy(5));
        form.done(store, 3, draft -> draft.judgedBy(6));
        assertThat(form.commit(store, 4, draft -> draft.judgedBy(5))).isEqualTo(new CommitResult.Stale(subject));
    }

    @ParameterizedTest
    @ValueSource(ints = {0, 1, 2})
    default void one_change_by_an_older_revision_anywhere_in_a_batch_stops_all_of_it(int place) {
        Store store = newStore();
        List<Subject> three = List.of(Subject.asset(MONITOR), MODEL, Subject.asset(PUMP));
        for (Subject subject : three) {
            Draft draft = Draft.of(subject, 0).judgedBy(7);
            done(store, subject.isAsset() ? draft.asset(asset(subject.id())) : draft);
        }
        Sight before = Sight.of(store);
        List<Draft> drafts = new ArrayList<>();
        three.forEach(subject -> drafts.add(Draft.of(subject, 1)
                .judgedBy(subject.equals(three.get(place)) ? 6 : 7)
                .takes(tag(subject.id(), "me"))));
        drafts.add(Draft.creating(asset("new")).takes(tag("new", "me")));
        Batch batch = batch(REQUEST, answer("done"), drafts.toArray(Draft[]::new));
        assertThat(store.commit(batch.revising())).isEqualTo(new CommitResult.Stale(three.get(place)));
        assertThat(Sight.of(store)).isEqualTo(before);
        assertThat(earlier(store, REQUEST)).isNull();
        assertThat(revision(store)).isEqualTo(1);
        done(
                store,
                Draft.of(SARAH, 0)
                        .takes(Stream.of(MONITOR.value(), MODEL.id(), PUMP.value(), "new")
                                .map(key -> tag(key, "somebody else"))
                                .toArray(Claim[]::new)));
    }

    @ParameterizedTest
    @EnumSource
    default void a_change_by_an_older_revision_that_wants_what_is_taken_is_stale(CommitForm form) {
        Store store = newStore();
        form.done(store, 0, draft -> draft.judgedBy(3));
        done(store, Draft.of(SARAH, 0).takes(tag("A", "sarah")));
        assertThat(form.commit(store, 1, draft -> draft.judgedBy(2).takes(tag("A", "me"))))
                .isEqualTo(new CommitResult.Stale(form.subject()));
        assertThat(form.commit(store, 1, draft -> draft.judgedBy(3).takes(tag("A", "me"))))
                .isEqualTo(new CommitResult.Taken(tag("A", "me"), "sarah"));
    }

    @Test
    default void a_change_by_an_older_revision_that_wants_an_asset_in_use_is_stale() {
        Store store = newStore();
        Session open = session(1, PUMP);
        done(store, Draft.creating(asset(PUMP)).opens(open).judgedBy(3));
        done(store, Draft.creating(asset(MONITOR)));
        Draft late = Draft.of(PUMP, 1).judgedBy(2).asset(asset(PUMP)).opens(session(2, PUMP));
        assertThat(store.commit(late.batch())).isEqualTo(new CommitResult.Stale(Subject.asset(PUMP)));
        assertThat(store.commit(batch(late, Draft.of(MONITOR, 1))))
                .isEqualTo(new CommitResult.Stale(Subject.asset(PUMP)));
        assertThat(dossierOf(store, Subject.asset(PUMP)).sessions()).containsExactly(open);
    }

    @Test
    default void a_batch_that_revises_raises_the_revision_by_one_and_only_if_it_is_done() {
        Store store = newStore();
        assertThat(revision(store)).isEqualTo(1);
        done(store, Draft.creating(asset(PUMP)).takes(tag("A", "first")).batch().revising());
        assertThat(revision(store)).isEqualTo(2);
        done(
                store,
                Draft.of(PUMP, 1)
                        .asset(asset(PUMP))
                        .judgedBy(2)
                        .batch(REQUEST, answer("done"))
                        .revising());
        assertThat(revision(store)).isEqualTo(3);
        Draft next = Draft.of(PUMP, 2).asset(asset(PUMP)).judgedBy(3);
        assertThat(store.commit(
                        Draft.of(PUMP, 1).asset(asset(PUMP)).judgedBy(3).batch().revising()))
                .isInstanceOf(CommitResult.Stale.class);
        assertThat(store.commit(
                        Draft.of(PUMP, 2).asset(asset(PUMP)).judgedBy(1).batch().revising()))
                .isInstanceOf(CommitResult.Stale.class);
        assertThat(store.commit(next.batch(REQUEST, answer("again")).revising()))
                .isEqualTo(new CommitResult.Repeated(answer("done")));
        assertThat(store.commit(
                        Draft.of(SARAH, 0).takes(tag("A", "second")).batch().revising()))
                .isInstanceOf(CommitResult.Taken.class);
        assertThat(revision(store)).isEqualTo(3);
        done(store, next);
        assertThat(revision(store)).as("a batch that does not revise").isEqualTo(3);
        done(store, batch(Draft.of(PUMP, 3).judgedBy(3), Draft.of(SARAH, 0)).revising());
        for (DossierKey key : List.of(
                new DossierKey.OfSubject(Subject.asset(PUMP)),
                new DossierKey.OfSubject(Subject.asset(MONITOR)),
                new DossierKey.OfSubject(SARAH),
                new DossierKey.OfSubject(MODEL),
                new DossierKey.OfIdentifiers(PUMP, List.of()),
                new DossierKey.OfItem("note", "n1"))) {
            assertThat(store.find(List.of(key), null).revision()).isEqualTo(4);
            assertThat(store.find(List.of(key), REQUEST).revision()).isEqualTo(4);
            assertThat(store.findAgain(List.of(key), null).revision()).isEqualTo(4);
        }
    }

    @Test
    default void no_revision_is_lost_when_many_revise_at_once() {
        Store store = newStore();
        List<Integer> each = atOnce(THREADS, number -> {
            Subject subject = Subject.staff("staff " + number % 3);
            int done = 0;
            for (int i = 0; i < ROUNDS; i++) {
                Batch batch = Draft.of(subject, version(store, subject)).batch().revising();
                done += commit(store, batch) instanceof CommitResult.Done ? 1 : 0;
            }
            return done;
        });
        long done = each.stream().mapToLong(Integer::longValue).sum();
        assertThat(done).isPositive();
        assertThat(revision(store)).isEqualTo(1 + done);
        assertThat(IntStream.range(0, 3)
                        .mapToLong(number -> version(store, Subject.staff("staff " + number)))
                        .sum())
                .isEqualTo(done);
    }

    /** Subjects of an older revision than 5, in the order in which a walk finds them, and others. */
    private static List<Subject> walkable(Store store) {
        List<Subject> old = new ArrayList<>();
        for (String id : List.of("10", "9", "A", "AB", "B", "a", "b", "\u00E4")) {
            old.add(Subject.asset(AssetId.of(id)));
        }
        for (String kind : List.of("alarm", "model", "staff")) {
            for (String id : List.of("9", "A", "B", "a")) {
                old.add(new Subject(kind, id));
            }
        }
        for (int i = old.size() - 1; i >= 0; i--) {
            Subject subject = old.get(i);
            Draft draft = Draft.of(subject, 0).judgedBy(1 + i % 4);
            done(store, subject.isAsset() ? draft.asset(asset(subject.id())) : draft);
        }
        for (int judged = 5; judged < 8; judged++) {
            done(store, Draft.creating(asset("A judged " + judged)).judgedBy(judged));
            done(store, Draft.of(Subject.staff("A judged " + judged), 0).judgedBy(judged));
        }
        return old;
    }

    @Test
    default void a_walk_finds_what_was_judged_by_an_older_revision_assets_first_page_by_page() {
        Store store = newStore();
        List<Subject> old = walkable(store);
        assertThat(subjects(store.walk(5, null, 500))).isEqualTo(old);
        for (int limit = 1; limit <= old.size() + 1; limit++) {
            List<Subject> found = new ArrayList<>();
            for (List<Subject> page = subjects(store.walk(5, null, limit));
                    !page.isEmpty();
                    page = subjects(store.walk(5, found.get(found.size() - 1), limit))) {
                assertThat(page).hasSize(Math.min(limit, old.size() - found.size()));
                found.addAll(page);
            }
            assertThat(found).isEqualTo(old);
        }
        for (int i = 0; i < old.size(); i++) {
            assertThat(subjects(store.walk(5, old.get(i), 3)))
                    .isEqualTo(old.subList(i + 1, Math.min(i + 4, old.size())));
        }
        assertThat(subjects(store.walk(5, Subject.asset(AssetId.of("AA")), 1)))
                .containsExactly(Subject.asset(AssetId.of("AB")));
        assertThat(subjects(store.walk(5, Subject.staff("AA"), 1))).containsExactly(Subject.staff("B"));
        assertThat(store.walk(1, null, 500)).isEmpty();
        assertThat(subjects(store.walk(2, null, 500)))
                .isEqualTo(IntStream.range(0, old.size())
                        .filter(i -> i % 4 == 0)
                        .mapToObj(old::get)
                        .toList());
    }

    @Test
    default void a_walk_is_over_when_a_pass_from_the_start_finds_none() {
        Store store = newStore();
        List<Subject> old = walkable(store);
        List<Subject> seen = new ArrayList<>();
        for (List<Dossier> page = store.walk(5, null, 3);
                !page.isEmpty();
                page = store.walk(5, seen.get(seen.size() - 1), 3)) {
            List<CheckedSubject> looked = new ArrayList<>();
            for (Dossier one : page) {
                seen.add(one.subject());
                if (seen.size() % 5 == 0) {
                    done(store, Draft.of(one.subject(), one.version()).judgedBy(2 * seen.size()));
                }
                looked.add(walked(one.subject(), one.version(), 5));
            }
            store.acknowledge(looked);
        }
        assertThat(seen).isEqualTo(old);
        assertThat(store.walk(5, null, 500)).isEmpty();
        assertThat(subjects(store.walk(6, null, 500))).contains(old.get(0)).doesNotContain(old.get(4));
        for (Subject subject : old) {
            assertThat(version(store, subject)).isEqualTo((old.indexOf(subject) + 1) % 5 == 0 ? 2 : 1);
        }
    }

    @Test
    default void a_walk_comes_with_whole_dossiers() {
        Store store = newStore();
        done(
                store,
                Draft.creating(asset(PUMP))
                        .opens(session(2, PUMP))
                        .writes(over(session(1, PUMP)))
                        .writes(item(1, PUMP), closed(item(2, PUMP)))
                        .checkedBy(in(7)));
        done(store, Draft.creating(asset(MONITOR)).facts(3));
        done(store, Draft.of(SARAH, 0).writes(item(SARAH, "note", "n", NOON), item(SARAH, "note", "m", NOON)));
        done(store, Draft.of(MODEL, 0));
        assertThat(store.walk(2, null, 500))
                .containsExactly(
                        dossierOf(store, Subject.asset(PUMP)),
                        dossierOf(store, Subject.asset(MONITOR)),
                        dossierOf(store, MODEL),
                        dossierOf(store, SARAH));
    }

    @Test
    default void a_look_raises_the_revision_by_which_a_subject_was_judged_and_never_lowers_it() {
        Store store = newStore();
        for (Subject subject : List.of(Subject.asset(PUMP), SARAH)) {
            Draft draft = Draft.of(subject, 0).judgedBy(2).checkedBy(in(60));
            done(store, subject.isAsset() ? draft.asset(asset(PUMP)) : draft);
            assertThat(store.acknowledge(List.of(walked(subject, 1, 4)))).isEqualTo(1);
            assertThat(nextCheck(store, subject)).isEqualTo(in(60));
            assertThat(subjects(store.walk(4, null, 500))).isEmpty();
            assertThat(subjects(store.walk(5, null, 500))).containsExactly(subject);
            assertThat(store.acknowledge(List.of(walked(subject, 1, 3)))).isZero();
            assertThat(store.acknowledge(List.of(swept(subject, 1, in(90), in(60)))))
                    .isZero();
            assertThat(subjects(store.walk(4, null, 500))).isEmpty();
            assertThat(nextCheck(store, subject)).isEqualTo(in(60));
            assertThat(store.commit(Draft.of(subject, 1).judgedBy(3).batch()))
                    .isEqualTo(new CommitResult.Stale(subject));
            CheckedSubject look = new CheckedSubject(subject, 1, NextCheck.swept(in(90), in(60)), 9);
            assertThat(store.acknowledge(List.of(look))).isEqualTo(1);
            assertThat(nextCheck(store, subject)).isEqualTo(in(90));
            assertThat(subjects(store.walk(9, null, 500))).isEmpty();
            assertThat(dossiers(store, new DossierKey.OfSubject(subject)))
                    .extracting(Dossier::version)
                    .containsExactly(1L);
        }
    }

    @Test
    default void a_subject_that_is_put_off_was_judged_by_the_same_revision_as_before() {
        Store store = newStore();
        for (Subject subject : List.of(Subject.asset(PUMP), SARAH)) {
            Draft draft = Draft.of(subject, 0).judgedBy(5).checkedBy(NOON);
            done(store, subject.isAsset() ? draft.asset(asset(PUMP)) : draft);
            assertThat(subjects(store.due(NOON, in(10), 500))).containsExactly(subject);
            assertThat(store.walk(5, null, 500)).isEmpty();
            assertThat(store.commit(Draft.of(subject, 1).judgedBy(4).batch()))
                    .isEqualTo(new CommitResult.Stale(subject));
            assertThat(subjects(store.walk(6, null, 500))).contains(subject);
        }
    }

    @Test
    default void several_walks_at_once_come_to_an_end_and_judge_everything() {
        Store store = newStore();
        List<Subject> old = walkable(store);
        List<Integer> each = atOnce(4, number -> {
            int heard = 0;
            for (int pass = 0; pass < 1_000; pass++) {
                List<Dossier> page = store.walk(5, null, 1 + number);
                if (page.isEmpty()) {
                    return heard;
                }
                while (!page.isEmpty()) {
                    for (Dossier one : page) {
                        heard += acknowledgedOrBusy(store, walked(one.subject(), one.version(), 5));
                    }
                    page = store.walk(5, page.get(page.size() - 1).subject(), 1 + number);
                }
            }
            throw new AssertionError("no end");
        });
        assertThat(each.stream().mapToInt(Integer::intValue).sum()).isGreaterThanOrEqualTo(old.size());
        assertThat(store.walk(5, null, 500)).isEmpty();
        assertThat(old).allMatch(subject -> version(store, subject) == 1);
    }
}
