package io.wardtally.tracking.contract;

import static io.wardtally.tracking.contract.Fixtures.ALL_ASSETS;
import static io.wardtally.tracking.contract.Fixtures.MONITOR;
import static io.wardtally.tracking.contract.Fixtures.PUMP;
import static io.wardtally.tracking.contract.Fixtures.REQUEST;
import static io.wardtally.tracking.contract.Fixtures.all;
import static io.wardtally.tracking.contract.Fixtures.asset;
import static io.wardtally.tracking.contract.Fixtures.done;
import static io.wardtally.tracking.contract.Fixtures.dossier;
import static io.wardtally.tracking.contract.Fixtures.facts;
import static io.wardtally.tracking.contract.Fixtures.over;
import static io.wardtally.tracking.contract.Fixtures.override;
import static io.wardtally.tracking.contract.Fixtures.overrideId;
import static io.wardtally.tracking.contract.Fixtures.reviewed;
import static io.wardtally.tracking.contract.Fixtures.session;
import static io.wardtally.tracking.contract.Fixtures.sessionId;
import static org.assertj.core.api.Assertions.assertThat;

import io.wardtally.tracking.asset.AssetId;
import io.wardtally.tracking.audit.Subject;
import io.wardtally.tracking.session.EmergencyOverride;
import io.wardtally.tracking.session.OverrideId;
import io.wardtally.tracking.session.Session;
import io.wardtally.tracking.session.SessionId;
import io.wardtally.tracking.store.Dossier;
import io.wardtally.tracking.store.FindResult;
import io.wardtally.tracking.store.DossierKey;
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
        done(store, Draft.creating(asset(PUMP)).opens(session(1, PUMP)).writes(override(1, PUMP)));
        for (DossierKey key : List.of(
                new DossierKey.OfSubject(Subject.asset(MONITOR)),
                new DossierKey.OfSubject(Subject.staff(PUMP.value())),
                new DossierKey.OfSession(sessionId(2)),
                new DossierKey.OfSession(new SessionId(overrideId(1).value())),
                new DossierKey.OfOverride(overrideId(2)),
                new DossierKey.OfOverride(new OverrideId(sessionId(1).value())))) {
            assertThat(store.find(key, REQUEST)).isEqualTo(new FindResult(List.of(), null));
        }
        assertThat(store.facts(Subject.asset(MONITOR), 0, 500)).isEmpty();
        assertThat(all(store, Query.Sessions.of(MONITOR))).isEmpty();
        assertThat(all(store, new Query.Overrides(MONITOR, false))).isEmpty();
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
        assertThat(dossier(store, new DossierKey.OfSession(struckOut.id())).sessions()).containsExactly(struckOut);
        done(store, Draft.of(PUMP, 3).opens(open));
        assertThat(dossier(store, PUMP).sessions()).containsExactly(open);
        assertThat(dossier(store, new DossierKey.OfSession(open.id())).sessions()).containsExactly(open);
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
        assertThat(dossier(store, new DossierKey.OfSession(open.id())).sessions()).containsExactly(over(open));
    }

    @Test
    default void a_dossier_holds_the_overrides_that_await_review_and_the_named_one_and_no_other() {
        Store store = newStore();
        EmergencyOverride pending = override(1, PUMP);
        EmergencyOverride alsoPending = override(2, PUMP);
        EmergencyOverride done = reviewed(override(3, PUMP));
        EmergencyOverride alsoDone = reviewed(override(4, PUMP));
        Session open = session(1, PUMP);
        done(store, Draft.creating(asset(MONITOR)).writes(override(5, MONITOR)));
        done(store, Draft.creating(asset(PUMP)).opens(open).writes(pending, alsoPending, done, alsoDone));
        Dossier byAsset = dossier(store, PUMP);
        assertThat(byAsset.overrides()).containsExactlyInAnyOrder(pending, alsoPending);
        assertThat(dossier(store, new DossierKey.OfSession(open.id()))).isEqualTo(byAsset);
        assertThat(dossier(store, new DossierKey.OfOverride(pending.id())).overrides())
                .containsExactlyInAnyOrder(pending, alsoPending);
        Dossier byReviewed = dossier(store, new DossierKey.OfOverride(done.id()));
        assertThat(byReviewed.overrides()).containsExactlyInAnyOrder(pending, alsoPending, done);
        assertThat(byReviewed.sessions()).containsExactly(open);
        assertThat(byReviewed.asset()).isEqualTo(asset(PUMP));
        assertThat(byReviewed.version()).isEqualTo(1);
        done(store, Draft.of(PUMP, 1).writes(reviewed(pending)));
        assertThat(dossier(store, PUMP).overrides()).containsExactly(alsoPending);
        assertThat(dossier(store, new DossierKey.OfOverride(pending.id())).overrides())
                .containsExactlyInAnyOrder(reviewed(pending), alsoPending);
    }

    @Test
    default void staff_have_a_version_and_facts_and_are_no_asset() {
        Store store = newStore();
        done(store, Draft.creating(asset("sarah")).opens(session(1, AssetId.of("sarah"))));
        done(store, Draft.of(Subject.staff("sarah"), 0).facts(2));
        assertThat(dossier(store, new DossierKey.OfSubject(Subject.staff("sarah"))))
                .isEqualTo(Dossier.of(Subject.staff("sarah"), 2, ""));
        assertThat(facts(store, Subject.staff("sarah"))).hasSize(2);
        assertThat(facts(store, Subject.asset(AssetId.of("sarah")))).hasSize(1);
        assertThat(all(store, ALL_ASSETS)).containsExactly(asset("sarah"));
    }
}
