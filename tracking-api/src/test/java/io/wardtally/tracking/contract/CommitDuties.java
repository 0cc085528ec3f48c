package io.wardtally.tracking.contract;

import static io.wardtally.tracking.contract.Fixtures.MONITOR;
import static io.wardtally.tracking.contract.Fixtures.PUMP;
import static io.wardtally.tracking.contract.Fixtures.REQUEST;
import static io.wardtally.tracking.contract.Fixtures.answer;
import static io.wardtally.tracking.contract.Fixtures.asset;
import static io.wardtally.tracking.contract.Fixtures.batch;
import static io.wardtally.tracking.contract.Fixtures.done;
import static io.wardtally.tracking.contract.Fixtures.dossier;
import static io.wardtally.tracking.contract.Fixtures.dossiers;
import static io.wardtally.tracking.contract.Fixtures.earlier;
import static io.wardtally.tracking.contract.Fixtures.facts;
import static io.wardtally.tracking.contract.Fixtures.item;
import static io.wardtally.tracking.contract.Fixtures.key;
import static io.wardtally.tracking.contract.Fixtures.session;
import static io.wardtally.tracking.contract.Fixtures.tag;
import static org.assertj.core.api.Assertions.assertThat;

import io.wardtally.tracking.asset.AssetId;
import io.wardtally.tracking.audit.Subject;
import io.wardtally.tracking.place.Place;
import io.wardtally.tracking.session.Session;
import io.wardtally.tracking.store.Batch;
import io.wardtally.tracking.store.CommitResult;
import io.wardtally.tracking.store.Dossier;
import io.wardtally.tracking.store.DossierKey;
import io.wardtally.tracking.store.Item;
import io.wardtally.tracking.store.Store;
import io.wardtally.tracking.store.SubjectChange;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** All of a batch is committed or nothing of it. */
interface CommitDuties extends Duties {

    @Test
    default void a_commit_moves_the_version_to_the_last_fact_and_writes_all_that_it_brings() {
        Store store = newStore();
        Session session = session(1, PUMP);
        Item item = item(1, PUMP);
        SubjectChange change =
                Draft.creating(asset(PUMP)).opens(session).writes(item).facts(3).change();
        done(store, Batch.of(change));
        assertThat(dossier(store, PUMP))
                .isEqualTo(
                        new Dossier(Subject.asset(PUMP), 3, Store.NEVER, asset(PUMP), List.of(session), List.of(item)));
        assertThat(facts(store, Subject.asset(PUMP))).isEqualTo(change.facts());
        done(store, Draft.of(PUMP, 3));
        assertThat(dossier(store, PUMP).version()).isEqualTo(4);
        assertThat(dossier(store, PUMP).asset()).isEqualTo(asset(PUMP));
    }

    @Test
    default void the_second_of_two_commits_on_one_version_is_stale() {
        Store store = newStore();
        done(store, Draft.creating(asset(PUMP)));
        done(store, Draft.of(PUMP, 1).asset(asset(PUMP).withPlace(Place.of("ICU"))));
        assertThat(store.commit(Draft.of(PUMP, 1)
                        .asset(asset(PUMP).withPlace(Place.of("ER")))
                        .batch()))
                .isEqualTo(new CommitResult.Stale(Subject.asset(PUMP)));
        assertThat(dossier(store, PUMP).version()).isEqualTo(2);
        assertThat(dossier(store, PUMP).asset()).isEqualTo(asset(PUMP).withPlace(Place.of("ICU")));
    }

    @Test
    default void creating_what_is_there_is_stale() {
        Store store = newStore();
        done(store, Draft.creating(asset(PUMP)));
        Sight before = Sight.of(store);
        assertThat(store.commit(
                        Draft.creating(asset(PUMP).withPlace(Place.of("ICU"))).batch()))
                .isEqualTo(new CommitResult.Stale(Subject.asset(PUMP)));
        assertThat(Sight.of(store)).isEqualTo(before);
    }

    static Stream<Arguments> staleChanges() {
        return IntStream.range(0, 5)
                .boxed()
                .flatMap(place -> Stream.of(0L, 1L, 3L, 7L).map(basedOn -> Arguments.of(place, basedOn)));
    }

    /** Five changes of different subjects, of which one is based on the given version; right would be 2. */
    private static List<Draft> fiveChanges(int odd, long basedOn) {
        List<Draft> five = new ArrayList<>();
        for (int i = 0; i < 5; i++) {
            AssetId id = AssetId.of("asset " + i);
            five.add(Draft.of(id, i == odd ? basedOn : 2)
                    .asset(asset(id).withPlace(Place.of("ICU")))
                    .opens(session(i, id))
                    .writes(item(i, id))
                    .takes(tag("tag " + i, "changed"))
                    .facts(2));
        }
        return five;
    }

    private Store storeOfFive() {
        Store store = newStore();
        for (int i = 0; i < 5; i++) {
            done(store, Draft.creating(asset("asset " + i)).facts(2));
        }
        return store;
    }

    private static void nothingCameOf(Batch batch, Store store, Sight before, List<String> freeTags) {
        assertThat(Sight.of(store)).isEqualTo(before);
        assertThat(earlier(store, REQUEST)).isNull();
        for (SubjectChange change : batch.changes()) {
            change.sessions()
                    .forEach(session -> assertThat(dossiers(store, new DossierKey.OfSession(session.id())))
                            .isEmpty());
            change.items()
                    .forEach(item -> assertThat(dossiers(store, key(item))).isEmpty());
        }
        int facts = before.facts().stream().mapToInt(List::size).sum();
        assertThat(store.journal().seal(500)).isEqualTo(facts);
        assertThat(store.journal().log(0, 500)).hasSize(facts);
        for (String tag : freeTags) {
            done(store, Draft.of(Subject.staff("taker of " + tag), 0).takes(tag(tag, "somebody else")));
        }
    }

    @ParameterizedTest
    @MethodSource("staleChanges")
    default void one_stale_change_anywhere_in_a_batch_stops_all_of_it(int place, long basedOn) {
        Store store = storeOfFive();
        Sight before = Sight.of(store);
        Batch batch = batch(REQUEST, answer("done"), fiveChanges(place, basedOn).toArray(Draft[]::new));
        assertThat(store.commit(batch)).isEqualTo(new CommitResult.Stale(Subject.asset(AssetId.of("asset " + place))));
        nothingCameOf(batch, store, before, List.of("tag 0", "tag 1", "tag 2", "tag 3", "tag 4"));
    }

    @ParameterizedTest
    @ValueSource(ints = {0, 1, 2})
    default void a_change_of_what_is_not_there_stops_the_batch(int place) {
        Store store = storeOfFive();
        Sight before = Sight.of(store);
        List<Draft> three = new ArrayList<>(fiveChanges(-1, 0).subList(0, 2));
        three.add(place, Draft.of(AssetId.of("nothing"), 1).asset(asset("nothing")));
        Batch batch = batch(REQUEST, answer("done"), three.toArray(Draft[]::new));
        assertThat(store.commit(batch)).isEqualTo(new CommitResult.Stale(Subject.asset(AssetId.of("nothing"))));
        nothingCameOf(batch, store, before, List.of("tag 0", "tag 1"));
    }

    @ParameterizedTest
    @ValueSource(ints = {0, 1, 2, 3, 4})
    default void one_taken_claim_anywhere_in_a_batch_stops_all_of_it(int place) {
        Store store = storeOfFive();
        done(store, Draft.of(Subject.staff("first"), 0).takes(tag("tag " + place, "the first")));
        Sight before = Sight.of(store);
        Batch batch = batch(REQUEST, answer("done"), fiveChanges(-1, 0).toArray(Draft[]::new));
        assertThat(store.commit(batch)).isEqualTo(new CommitResult.Taken(tag("tag " + place, "changed"), "the first"));
        nothingCameOf(
                batch,
                store,
                before,
                IntStream.range(0, 5)
                        .filter(i -> i != place)
                        .mapToObj(i -> "tag " + i)
                        .toList());
        assertThat(store.commit(Draft.of(Subject.staff("third"), 0)
                        .takes(tag("tag " + place, "third"))
                        .batch()))
                .isInstanceOf(CommitResult.Taken.class);
    }

    @Test
    default void a_batch_that_is_stale_and_wants_what_is_taken_is_stale() {
        Store store = newStore();
        done(store, Draft.creating(asset(PUMP)).takes(tag("A", "pump")));
        Draft taken = Draft.creating(asset(MONITOR)).takes(tag("A", "monitor"));
        assertThat(store.commit(batch(taken, Draft.creating(asset(PUMP)))))
                .isEqualTo(new CommitResult.Stale(Subject.asset(PUMP)));
    }

    @Test
    default void a_batch_that_is_stale_and_wants_an_asset_in_use_is_stale() {
        Store store = newStore();
        done(store, Draft.creating(asset(PUMP)).opens(session(1, PUMP)));
        done(store, Draft.creating(asset(MONITOR)));
        Draft inUse = Draft.of(PUMP, 1).asset(asset(PUMP)).opens(session(2, PUMP));
        Draft stale = Draft.of(MONITOR, 7).asset(asset(MONITOR));
        for (Batch batch : List.of(batch(inUse, stale), batch(stale, inUse))) {
            assertThat(store.commit(batch)).isEqualTo(new CommitResult.Stale(Subject.asset(MONITOR)));
        }
    }
}
