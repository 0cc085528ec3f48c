package io.wardtally.tracking.contract;

import static io.wardtally.tracking.contract.Fixtures.ALL_ASSETS;
import static io.wardtally.tracking.contract.Fixtures.MONITOR;
import static io.wardtally.tracking.contract.Fixtures.NOON;
import static io.wardtally.tracking.contract.Fixtures.PUMP;
import static io.wardtally.tracking.contract.Fixtures.REQUEST;
import static io.wardtally.tracking.contract.Fixtures.all;
import static io.wardtally.tracking.contract.Fixtures.asset;
import static io.wardtally.tracking.contract.Fixtures.claim;
import static io.wardtally.tracking.contract.Fixtures.closed;
import static io.wardtally.tracking.contract.Fixtures.done;
import static io.wardtally.tracking.contract.Fixtures.dossier;
import static io.wardtally.tracking.contract.Fixtures.dossiers;
import static io.wardtally.tracking.contract.Fixtures.facts;
import static io.wardtally.tracking.contract.Fixtures.item;
import static io.wardtally.tracking.contract.Fixtures.key;
import static io.wardtally.tracking.contract.Fixtures.over;
import static io.wardtally.tracking.contract.Fixtures.session;
import static io.wardtally.tracking.contract.Fixtures.sessionId;
import static org.assertj.core.api.Assertions.assertThat;

import io.wardtally.tracking.asset.AssetId;
import io.wardtally.tracking.audit.Subject;
import io.wardtally.tracking.session.Session;
import io.wardtally.tracking.store.Dossier;
import io.wardtally.tracking.store.DossierKey;
import io.wardtally.tracking.store.FoundDossiers;
import io.wardtally.tracking.store.Item;
import io.wardtally.tracking.store.Query;
import io.wardtally.tracking.store.Store;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;

/** A key leads to the dossier of one subject, with what a decision needs and nothing else. */
interface DossierDuties extends Duties {

    @Test
    default void what_is_unknown_leads_nowhere() {
        Store store = newStore();
        done(store, Draft.creating(asset(PUMP)).opens(session(1, PUMP)).writes(item(1, PUMP)));
        for (DossierKey key : List.of(
                new DossierKey.OfSubject(Subject.asset(MONITOR)),
                new DossierKey.OfSubject(Subject.staff(PUMP.value())),
                new DossierKey.OfSession(sessionId(2)),
                new DossierKey.OfItem("note", "n1"),
                new DossierKey.OfItem("note", "n2"),
                new DossierKey.OfIdentifiers(MONITOR, List.of()))) {
            assertThat(store.find(List.of(key), REQUEST)).isEqualTo(new FoundDossiers(List.of(), null, 1, null));
        }
        assertThat(store.journal().facts(Subject.asset(MONITOR), 0, 500)).isEmpty();
        assertThat(all(store, Query.Sessions.of(MONITOR))).isEmpty();
        assertThat(all(store, Query.Items.of(Subject.asset(MONITOR)))).isEmpty();
    }

    @Test
    default void a_dossier_holds_the_open_session_and_the_named_one_and_no_other() {
        Store store = newStore();
        List<Session> ended = List.of(over(session(1, PUMP)), over(session(2, PUMP)), over(session(3, PUMP)));
        Session struckOut = session(4, PUMP).asVoided();
        Session open = session(5, PUMP);
        Session elsewhere = session(6, MONITOR);
        done(store, Draft.creating(asset(MONITOR)).opens(elsewhere));
        done(store, Draft.creating(asset(PUMP)).writes(ended.toArray(Session[]::new)));
        done(store, Draft.of(PUMP, 1).opens(session(4, PUMP)));
        done(store, Draft.of(PUMP, 2).ends(struckOut));
        assertThat(dossier(store, PUMP).sessions()).isEmpty();
        assertThat(dossier(store, new DossierKey.OfSession(struckOut.id())).sessions())
                .containsExactly(struckOut);
        done(store, Draft.of(PUMP, 3).opens(open));
        assertThat(dossier(store, PUMP).sessions()).containsExactly(open);
        assertThat(dossier(store, new DossierKey.OfSession(open.id())).sessions())
                .containsExactly(open);
        assertThat(dossier(store, new DossierKey.OfSession(struckOut.id())).sessions())
                .containsExactlyInAnyOrder(open, struckOut);
        for (Session named : ended) {
            Dossier dossier = dossier(store, new DossierKey.OfSession(named.id()));
            assertThat(dossier.subject()).isEqualTo(Subject.asset(PUMP));
            assertThat(dossier.version()).isEqualTo(4);
            assertThat(dossier.asset()).isEqualTo(asset(PUMP));
            assertThat(dossier.sessions()).containsExactlyInAnyOrder(open, named);
            assertThat(dossier.open()).contains(open);
        }
        done(store, Draft.of(PUMP, 4).writes(open.withExpected(Duration.ofHours(2))));
        assertThat(dossier(store, PUMP).sessions()).containsExactly(open.withExpected(Duration.ofHours(2)));
        done(store, Draft.of(PUMP, 5).ends(over(open)));
        assertThat(dossier(store, PUMP).sessions()).isEmpty();
        assertThat(dossier(store, new DossierKey.OfSession(open.id())).sessions())
                .containsExactly(over(open));
    }

    @Test
    default void a_dossier_holds_the_live_items_and_the_named_one_and_no_other() {
        Store store = newStore();
        Item pending = item(1, PUMP);
        Item alsoPending = item(2, PUMP);
        Item done = closed(item(3, PUMP));
        Item alsoDone = closed(item(4, PUMP));
        Session open = session(1, PUMP);
        done(store, Draft.creating(asset(MONITOR)).writes(item(5, MONITOR)));
        done(
                store,
                Draft.creating(asset(PUMP))
                        .opens(open)
                        .writes(pending, alsoPending, done, alsoDone)
                        .takes(claim(pending), claim(done)));
        Dossier byAsset = dossier(store, PUMP);
        assertThat(byAsset.items()).containsExactly(pending, alsoPending);
        assertThat(dossier(store, new DossierKey.OfSession(open.id()))).isEqualTo(byAsset);
        assertThat(dossier(store, key(pending)).items()).containsExactly(pending, alsoPending);
        Dossier byDone = dossier(store, key(done));
        assertThat(byDone.items()).containsExactly(pending, alsoPending, done);
        assertThat(byDone.sessions()).containsExactly(open);
        assertThat(byDone.asset()).isEqualTo(asset(PUMP));
        assertThat(byDone.version()).isEqualTo(1);
        assertThat(dossiers(store, key(alsoDone)))
                .as("what nobody claims is not found")
                .isEmpty();
        done(store, Draft.of(PUMP, 1).writes(closed(pending)));
        assertThat(dossier(store, PUMP).items()).containsExactly(alsoPending);
        assertThat(dossier(store, key(pending)).items()).containsExactly(closed(pending), alsoPending);
    }

    @Test
    default void several_keys_lead_to_several_dossiers_in_their_order() {
        Store store = newStore();
        Session open = session(1, PUMP);
        done(store, Draft.creating(asset(PUMP)).opens(open).writes(item(1, PUMP)));
        done(store, Draft.creating(asset(MONITOR)));
        done(store, Draft.of(Subject.staff("sarah"), 0).writes(item(Subject.staff("sarah"), "note", "x", NOON)));
        List<DossierKey> keys = List.of(
                new DossierKey.OfSubject(Subject.staff("sarah")),
                new DossierKey.OfSubject(Subject.staff("nobody")),
                new DossierKey.OfSession(open.id()),
                new DossierKey.OfSubject(Subject.asset(MONITOR)));
        List<Dossier> found = store.find(keys, REQUEST).dossiers();
        assertThat(found)
                .extracting(Dossier::subject)
                .containsExactly(Subject.staff("sarah"), Subject.asset(PUMP), Subject.asset(MONITOR));
        for (Dossier one : found) {
            assertThat(one).isEqualTo(dossier(store, new DossierKey.OfSubject(one.subject())));
        }
        assertThat(store.findAgain(keys, REQUEST).dossiers()).isEqualTo(found);
    }

    @Test
    default void staff_have_a_version_and_facts_and_are_no_asset() {
        Store store = newStore();
        done(store, Draft.creating(asset("sarah")).opens(session(1, AssetId.of("sarah"))));
        done(store, Draft.of(Subject.staff("sarah"), 0).facts(2));
        assertThat(dossier(store, new DossierKey.OfSubject(Subject.staff("sarah"))))
                .isEqualTo(new Dossier(Subject.staff("sarah"), 2, Store.NEVER, null, List.of(), List.of()));
        assertThat(facts(store, Subject.staff("sarah"))).hasSize(2);
        assertThat(facts(store, Subject.asset(AssetId.of("sarah")))).hasSize(1);
        assertThat(all(store, ALL_ASSETS)).containsExactly(asset("sarah"));
    }
}
