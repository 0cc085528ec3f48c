package io.wardtally.tracking.contract;

import static io.wardtally.tracking.contract.CheckFixtures.MODEL;
import static io.wardtally.tracking.contract.CheckFixtures.SARAH;
import static io.wardtally.tracking.contract.CheckFixtures.dossierOf;
import static io.wardtally.tracking.contract.CheckFixtures.due;
import static io.wardtally.tracking.contract.CheckFixtures.in;
import static io.wardtally.tracking.contract.CheckFixtures.revision;
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
import static io.wardtally.tracking.contract.Fixtures.claim;
import static io.wardtally.tracking.contract.Fixtures.commit;
import static io.wardtally.tracking.contract.Fixtures.count;
import static io.wardtally.tracking.contract.Fixtures.done;
import static io.wardtally.tracking.contract.Fixtures.dossiers;
import static io.wardtally.tracking.contract.Fixtures.earlier;
import static io.wardtally.tracking.contract.Fixtures.item;
import static io.wardtally.tracking.contract.Fixtures.key;
import static io.wardtally.tracking.contract.Fixtures.session;
import static io.wardtally.tracking.contract.Fixtures.sessionId;
import static io.wardtally.tracking.contract.Fixtures.tag;
import static io.wardtally.tracking.contract.Fixtures.version;
import static org.assertj.core.api.Assertions.assertThat;

import io.wardtally.tracking.asset.AssetId;
import io.wardtally.tracking.audit.Subject;
import io.wardtally.tracking.place.Place;
import io.wardtally.tracking.store.Batch;
import io.wardtally.tracking.store.Claim;
import io.wardtally.tracking.store.CommitResult;
import io.wardtally.tracking.store.Dossier;
import io.wardtally.tracking.store.DossierKey;
import io.wardtally.tracking.store.Guard;
import io.wardtally.tracking.store.Item;
import io.wardtally.tracking.store.Store;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** What was read for a decision and is not written by it must still stand when the decision is committed. */
interface GuardDuties extends Duties {

    /** Before, between and after what the batches here change. */
    List<Subject> GUARDED = List.of(
            new Subject("alarm", "first"), Subject.asset(AssetId.of("A")), Subject.asset(AssetId.of("ZZ")), SARAH);

    private static Guard guard(Subject subject, long version) {
        return new Guard(subject, version);
    }

    private static void created(Store store, Subject subject) {
        Draft draft = Draft.of(subject, 0);
        done(store, subject.isAsset() ? draft.asset(asset(subject.id())) : draft);
    }

    /** The pump and the monitor at version 1, and what is guarded at version 2. */
    private Store storeOfGuarded() {
        Store store = newStore();
        done(store, Draft.creating(asset(PUMP)), Draft.creating(asset(MONITOR)));
        for (Subject subject : GUARDED) {
            created(store, subject);
            done(store, Draft.of(subject, 1));
        }
        return store;
    }

    private static List<Guard> guards(int odd, long version) {
        return IntStream.range(0, GUARDED.size())
                .mapToObj(i -> guard(GUARDED.get(i), i == odd ? version : 2))
                .toList();
    }

    /** Everything that a batch can change. */
    private static Batch muchOf(List<Guard> guards) {
        Item note = item(1, PUMP);
        return batch(
                        REQUEST,
                        answer("done"),
                        Draft.of(PUMP, 1)
                                .asset(asset(PUMP).withPlace(Place.of("ICU")))
                                .opens(session(1, PUMP))
                                .writes(note)
                                .takes(claim(note), tag("old", "pump"))
                                .checkedBy(in(5))
                                .facts(2),
                        Draft.creating(asset("new")).takes(tag("new", "new")),
                        Draft.of(MODEL, 0).takes(tag("model", "model")),
                        Draft.of(MONITOR, 1))
                .guarding(guards);
    }

    @Test
    default void a_batch_holds_while_all_it_guards_have_their_versions_and_leaves_them_as_they_are() {
        Store store = storeOfGuarded();
        List<Dossier> before =
                GUARDED.stream().map(subject -> dossierOf(store, subject)).toList();
        done(store, muchOf(guards(-1, 0)));
        assertThat(GUARDED).extracting(subject -> dossierOf(store, subject)).isEqualTo(before);
        assertThat(GUARDED)
                .allMatch(subject -> store.journal().facts(subject, 0, 500).size() == 2);
        assertThat(version(store, Subject.asset(PUMP))).isEqualTo(3);
        assertThat(dossierOf(store, Subject.asset(AssetId.of("new"))).version()).isEqualTo(1);
        assertThat(dossierOf(store, MODEL).version()).isEqualTo(1);
        assertThat(earlier(store, REQUEST)).isEqualTo(answer("done"));
        done(store, Draft.of(PUMP, 3).batch().guarding(guards(-1, 0)));
        done(store, Draft.of(MODEL, 1).batch().guarding(guards(-1, 0)));
    }

    static Stream<Arguments> staleGuards() {
        return IntStream.range(0, GUARDED.size())
                .boxed()
                .flatMap(place -> Stream.of(1L, 3L, 7L).map(version -> Arguments.of(place, version)));
    }

    @ParameterizedTest
    @MethodSource("staleGuards")
    default void one_stale_guard_leaves_nothing_of_the_batch(int place, long version) {
        Store store = storeOfGuarded();
        Sight before = Sight.of(store);
        assertThat(store.commit(muchOf(guards(place, version)).revising()))
                .isEqualTo(new CommitResult.Stale(GUARDED.get(place)));
        assertThat(Sight.of(store)).isEqualTo(before);
        assertThat(earlier(store, REQUEST)).isNull();
        assertThat(revision(store)).isEqualTo(1);
        assertThat(dossiers(store, new DossierKey.OfSession(sessionId(1)))).isEmpty();
        assertThat(dossiers(store, key(item(1, PUMP)))).isEmpty();
        int facts = before.facts().stream().mapToInt(List::size).sum();
        assertThat(store.journal().seal(500)).isEqualTo(facts);
        assertThat(store.journal().log(0, 500)).hasSize(facts);
        done(
                store,
                Draft.of(Subject.staff("taker"), 0)
                        .takes(Stream.of("old", "new", "model")
                                .map(key -> tag(key, "taker"))
                                .toArray(Claim[]::new)));
    }

    @Test
    default void a_single_change_does_not_hold_if_its_guard_is_stale() {
        Store store = storeOfGuarded();
        for (Draft draft : List.of(
                Draft.of(PUMP, 1).asset(asset(PUMP)),
                Draft.of(PUMP, 1),
                Draft.of(PUMP, 1).asset(asset(PUMP)).opens(session(1, PUMP)),
                Draft.of(SARAH, 2),
                Draft.creating(asset("new")))) {
            Subject guarded = GUARDED.get(1);
            assertThat(store.commit(draft.batch().guarding(List.of(guard(guarded, 1)))))
                    .isEqualTo(new CommitResult.Stale(guarded));
        }
        assertThat(version(store, Subject.asset(PUMP))).isEqualTo(1);
        assertThat(version(store, SARAH)).isEqualTo(2);
        assertThat(version(store, Subject.asset(AssetId.of("new")))).isZero();
    }

    @Test
    default void what_does_not_exist_cannot_be_guarded() {
        Store store = storeOfGuarded();
        for (Subject unknown : List.of(Subject.asset(AssetId.of("nothing")), Subject.staff("A"), MODEL)) {
            assertThat(store.commit(Draft.of(PUMP, 1).batch().guarding(List.of(guard(unknown, 1)))))
                    .isEqualTo(new CommitResult.Stale(unknown));
        }
        done(store, Draft.of(PUMP, 1));
    }

    @Test
    default void what_a_batch_guards_is_stale_once_it_is_changed() {
        Store store = storeOfGuarded();
        for (Subject subject : GUARDED) {
            long pump = version(store, Subject.asset(PUMP));
            Batch read = Draft.of(PUMP, pump).batch().guarding(List.of(guard(subject, 2)));
            done(store, Draft.of(subject, 2));
            assertThat(store.commit(read)).isEqualTo(new CommitResult.Stale(subject));
            done(store, Draft.of(PUMP, pump).batch().guarding(List.of(guard(subject, 3))));
        }
    }

    @Test
    default void a_look_that_changes_nothing_makes_no_guard_stale() {
        Store store = newStore();
        done(
                store,
                Draft.creating(asset(PUMP)).checkedBy(NOON),
                Draft.of(SARAH, 0).checkedBy(NOON));
        List<Guard> guards = List.of(guard(Subject.asset(PUMP), 1), guard(SARAH, 1));
        done(store, Draft.of(MODEL, 0).batch().guarding(guards));
        assertThat(due(store, NOON, in(10))).hasSize(2);
        done(store, Draft.of(MODEL, 1).batch().guarding(guards));
        store.acknowledge(List.of(swept(Subject.asset(PUMP), 1, in(90), in(10)), walked(SARAH, 1, 7)));
        done(store, Draft.of(MODEL, 2).batch().guarding(guards));
    }

    @Test
    default void a_batch_whose_guard_is_stale_and_that_wants_what_is_taken_is_stale() {
        Store store = storeOfGuarded();
        done(store, Draft.of(MODEL, 0).takes(tag("A", "model")));
        Draft wants = Draft.of(PUMP, 1).takes(tag("A", "pump"));
        assertThat(store.commit(wants.batch().guarding(guards(-1, 0))))
                .isEqualTo(new CommitResult.Taken(tag("A", "pump"), "model"));
        for (int place = 0; place < GUARDED.size(); place++) {
            assertThat(store.commit(wants.batch().guarding(guards(place, 1))))
                    .isEqualTo(new CommitResult.Stale(GUARDED.get(place)));
        }
    }

    @Test
    default void a_batch_whose_guard_is_stale_and_that_wants_an_asset_in_use_is_stale() {
        Store store = storeOfGuarded();
        done(store, Draft.of(PUMP, 1).asset(asset(PUMP)).opens(session(1, PUMP)));
        Draft wants = Draft.of(PUMP, 2).asset(asset(PUMP)).opens(session(2, PUMP));
        assertThat(store.commit(wants.batch().guarding(guards(-1, 0)))).isInstanceOf(CommitResult.Taken.class);
        for (int place = 0; place < GUARDED.size(); place++) {
            assertThat(store.commit(wants.batch().guarding(guards(place, 1))))
                    .isEqualTo(new CommitResult.Stale(GUARDED.get(place)));
        }
    }

    @Test
    default void a_request_that_was_answered_is_answered_again_whatever_became_of_what_it_guarded() {
        Store store = storeOfGuarded();
        Batch batch = Draft.of(PUMP, 1).batch(REQUEST, answer("done")).guarding(guards(-1, 0));
        done(store, batch);
        done(store, Draft.of(GUARDED.get(1), 2));
        assertThat(store.commit(batch)).isEqualTo(new CommitResult.Repeated(answer("done")));
        assertThat(version(store, Subject.asset(PUMP))).isEqualTo(2);
    }

    @Test
    default void many_who_guard_the_same_at_once_do_not_stop_each_other() {
        Store store = storeOfGuarded();
        for (int round = 0; round < ROUNDS; round++) {
            long basedOn = round;
            List<CommitResult> commits = atOnce(
                    THREADS,
                    number -> commit(
                            store,
                            Draft.of(Subject.staff("staff " + number), basedOn)
                                    .batch()
                                    .guarding(guards(-1, 0))));
            assertThat(commits).hasSize(THREADS).allMatch(CommitResult.Done.class::isInstance);
        }
    }

    @Test
    default void of_many_who_saw_the_same_and_guard_what_the_others_change_one_is_done() {
        Store store = newStore();
        List<Subject> all = List.of(Subject.asset(PUMP), Subject.asset(MONITOR), SARAH, MODEL);
        all.forEach(subject -> created(store, subject));
        for (int round = 0; round < ROUNDS; round++) {
            List<Dossier> seen = read(store, all);
            int subjects = round % 2 == 0 ? 2 : 4;
            List<CommitResult> commits = atOnce(subjects, number -> {
                List<Guard> guards = new ArrayList<>();
                for (int k = 1; k < subjects; k++) {
                    Dossier other = seen.get((number + k) % subjects);
                    guards.add(guard(other.subject(), other.version()));
                }
                Dossier own = seen.get(number);
                return commit(
                        store, Draft.of(own.subject(), own.version()).batch().guarding(guards));
            });
            assertThat(count(commits, CommitResult.Done.class)).isEqualTo(1);
            assertThat(count(commits, CommitResult.Stale.class)).isEqualTo(subjects - 1);
            for (int i = 0; i < all.size(); i++) {
                boolean won = i < subjects && commits.get(i) instanceof CommitResult.Done;
                assertThat(version(store, all.get(i))).isEqualTo(seen.get(i).version() + (won ? 1 : 0));
            }
        }
    }

    /** What a commit that was done had read, in which versions, and what it wrote. */
    record Step(Map<Subject, Long> read, Set<Subject> written, boolean here) {}

    private static Map<Subject, Long> versions(List<Dossier> dossiers) {
        Map<Subject, Long> versions = new HashMap<>();
        dossiers.forEach(dossier -> versions.put(dossier.subject(), dossier.version()));
        return versions;
    }

    /** The commits in an order in which each has read exactly what those before it left. Fails if there is none. */
    private static List<Step> oneAfterAnother(Store store, List<Subject> subjects, List<List<Step>> each) {
        List<Step> steps = new ArrayList<>();
        each.forEach(steps::addAll);
        steps.sort(Comparator.comparing(
                step -> step.read().values().stream().mapToLong(Long::longValue).sum()));
        Map<Subject, Long> state = new HashMap<>();
        subjects.forEach(subject -> state.put(subject, 1L));
        for (Step step : steps) {
            assertThat(step.read()).isEqualTo(state);
            step.written().forEach(subject -> state.merge(subject, 1L, Long::sum));
        }
        subjects.forEach(subject -> assertThat(version(store, subject)).isEqualTo(state.get(subject)));
        return steps;
    }

    private static List<Dossier> read(Store store, List<Subject> subjects) {
        return store.find(
                        subjects.stream()
                                .<DossierKey>map(DossierKey.OfSubject::new)
                                .toList(),
                        null)
                .dossiers();
    }

    private static boolean isHere(Dossier dossier) {
        return dossier.asset().place().equals(Place.of("here"));
    }

    @Test
    default void of_two_assets_one_stays_here_however_often_each_leaves_while_the_other_is_here() {
        Store store = newStore();
        List<Subject> both = List.of(Subject.asset(PUMP), Subject.asset(MONITOR));
        done(
                store,
                Draft.creating(asset(PUMP).withPlace(Place.of("here"))),
                Draft.creating(asset(MONITOR).withPlace(Place.of("here"))));
        List<List<Step>> each = atOnce(4, number -> {
            List<Step> done = new ArrayList<>();
            while (done.size() < 3 * ROUNDS) {
                List<Dossier> seen = read(store, both);
                Dossier own = seen.get(number % 2);
                Dossier other = seen.get(1 - number % 2);
                boolean here = !isHere(own) || !isHere(other);
                Draft draft = Draft.of(own.subject(), own.version())
                        .asset(own.asset().withPlace(Place.of(here ? "here" : "away")));
                Batch batch = draft.batch().guarding(List.of(guard(other.subject(), other.version())));
                Thread.yield();
                CommitResult result = commit(store, batch);
                if (result instanceof CommitResult.Done) {
                    done.add(new Step(versions(seen), Set.of(own.subject()), here));
                } else {
                    assertThat(result)
                            .isIn(new CommitResult.Stale(own.subject()), new CommitResult.Stale(other.subject()));
                }
            }
            return done;
        });
        Set<Subject> here = new HashSet<>(both);
        for (Step step : oneAfterAnother(store, both, each)) {
            here.removeAll(step.written());
            here.addAll(step.here() ? step.written() : Set.of());
            assertThat(here).isNotEmpty();
        }
        assertThat(read(store, both)).allMatch(dossier -> isHere(dossier) == here.contains(dossier.subject()));
    }

    @Test
    default void changes_and_guards_of_the_same_subjects_in_any_order_do_not_block_each_other_and_lose_nothing() {
        Store store = newStore();
        List<Subject> all =
                List.of(Subject.asset(PUMP), SARAH, new Subject("alarm", "a"), Subject.asset(MONITOR), MODEL);
        all.forEach(subject -> created(store, subject));
        List<List<Step>> each = atOnce(THREADS / 2, number -> {
            List<Step> done = new ArrayList<>();
            for (int i = number; done.size() < ROUNDS; i++) {
                List<Dossier> seen = read(store, all);
                List<Draft> changes = new ArrayList<>();
                List<Guard> guards = new ArrayList<>();
                Set<Subject> written = new HashSet<>();
                for (int k = 0; k < all.size(); k++) {
                    Dossier one = seen.get((number % 2 == 0 ? i + k : i + all.size() - k) % all.size());
                    if (k <= i % 2) {
                        changes.add(Draft.of(one.subject(), one.version()));
                        written.add(one.subject());
                    } else {
                        guards.add(guard(one.subject(), one.version()));
                    }
                }
                Batch batch = batch(changes.toArray(Draft[]::new)).guarding(guards);
                Thread.yield();
                if (commit(store, batch) instanceof CommitResult.Done) {
                    done.add(new Step(versions(seen), written, false));
                }
            }
            return done;
        });
        assertThat(oneAfterAnother(store, all, each)).hasSize(THREADS / 2 * ROUNDS);
    }
}
