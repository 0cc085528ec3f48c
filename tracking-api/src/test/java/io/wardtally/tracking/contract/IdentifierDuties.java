package io.wardtally.tracking.contract;

import static io.wardtally.tracking.contract.Fixtures.MONITOR;
import static io.wardtally.tracking.contract.Fixtures.PUMP;
import static io.wardtally.tracking.contract.Fixtures.asset;
import static io.wardtally.tracking.contract.Fixtures.done;
import static io.wardtally.tracking.contract.Fixtures.dossier;
import static io.wardtally.tracking.contract.Fixtures.dossiers;
import static io.wardtally.tracking.contract.Fixtures.item;
import static io.wardtally.tracking.contract.Fixtures.session;
import static org.assertj.core.api.Assertions.assertThat;

import io.wardtally.tracking.asset.Asset;
import io.wardtally.tracking.asset.AssetId;
import io.wardtally.tracking.asset.Identifier;
import io.wardtally.tracking.audit.Subject;
import io.wardtally.tracking.session.Segment;
import io.wardtally.tracking.session.Session;
import io.wardtally.tracking.store.Claim;
import io.wardtally.tracking.store.Dossier;
import io.wardtally.tracking.store.DossierKey;
import io.wardtally.tracking.store.Store;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;

/** What is written on an asset leads to its dossier. */
interface IdentifierDuties extends Duties {

    Identifier TAG = Identifier.tag("BME-42");
    Identifier GTIN = Identifier.gtin("09506000134352", "X9");

    private static DossierKey any(Identifier... identifiers) {
        return new DossierKey.OfIdentifiers(null, Arrays.asList(identifiers));
    }

    private static Asset serial(AssetId id, String serial) {
        return asset(id).withDescription(asset(id).description().madeBy("MedEquip", null, serial));
    }

    @Test
    default void an_identifier_leads_to_the_asset_that_claims_it() {
        Store store = newStore();
        Session open = session(1, PUMP);
        done(
                store,
                Draft.creating(asset(PUMP))
                        .takes(Claim.identifier(TAG, Subject.asset(PUMP)), Claim.identifier(GTIN, Subject.asset(PUMP)))
                        .opens(open)
                        .writes(item(1, PUMP)));
        done(store, Draft.creating(asset(MONITOR)));
        Dossier wanted = dossier(store, PUMP);
        assertThat(dossiers(store, any(TAG))).containsExactly(wanted);
        assertThat(dossiers(store, any(GTIN, TAG))).containsExactly(wanted);
        assertThat(dossiers(store, any(Identifier.tag("BME-42", "MedEquip")))).containsExactly(wanted);
        assertThat(dossiers(store, any(Identifier.giai("4012345"), Identifier.tag("bme-42"))))
                .isEmpty();
        assertThat(dossiers(store, new DossierKey.OfIdentifiers(PUMP, List.of())))
                .containsExactly(wanted);
        assertThat(dossiers(store, new DossierKey.OfIdentifiers(AssetId.of("inf001"), List.of(TAG))))
                .containsExactly(wanted);
        done(store, Draft.of(PUMP, 1).releases(Claim.identifier(TAG, Subject.asset(PUMP))));
        assertThat(dossiers(store, any(TAG))).isEmpty();
        done(store, Draft.of(MONITOR, 1).takes(Claim.identifier(TAG, Subject.asset(MONITOR))));
        assertThat(dossiers(store, any(TAG))).containsExactly(dossier(store, MONITOR));
    }

    @Test
    default void identifiers_of_several_assets_lead_to_all_of_them_with_their_own_sessions() {
        Store store = newStore();
        Session first = session(1, PUMP);
        Session second = session(2, MONITOR);
        Session handed = second.withSegment(new Segment(second.start().plusSeconds(9), "ben", "ER", null))
                .withSegment(new Segment(second.start().plusSeconds(19), "ann", "ER", null));
        done(
                store,
                Draft.creating(asset(PUMP))
                        .takes(Claim.identifier(TAG, Subject.asset(PUMP)))
                        .opens(first));
        done(
                store,
                Draft.creating(asset(MONITOR))
                        .takes(Claim.identifier(GTIN, Subject.asset(MONITOR)))
                        .opens(handed));
        List<Dossier> both = dossiers(store, any(GTIN, TAG));
        assertThat(both).containsExactly(dossier(store, PUMP), dossier(store, MONITOR));
        assertThat(both.get(0).sessions()).containsExactly(first);
        assertThat(both.get(1).sessions()).containsExactly(handed);
        assertThat(dossiers(store, new DossierKey.OfIdentifiers(MONITOR, List.of(TAG))))
                .isEqualTo(both);
    }

    @Test
    default void a_serial_number_is_that_of_the_description_and_may_be_ambiguous() {
        Store store = newStore();
        done(store, Draft.creating(serial(PUMP, "X9")));
        done(store, Draft.creating(serial(MONITOR, "X9")));
        done(store, Draft.creating(serial(AssetId.of("BED1"), "x9")));
        DossierKey key = any(Identifier.serial("X9", null));
        assertThat(dossiers(store, key)).containsExactly(dossier(store, PUMP), dossier(store, MONITOR));
        done(store, Draft.of(PUMP, 1).asset(serial(PUMP, "X10")));
        assertThat(dossiers(store, key)).containsExactly(dossier(store, MONITOR));
        done(store, Draft.of(MONITOR, 1).asset(asset(MONITOR)));
        assertThat(dossiers(store, key)).isEmpty();
    }

    @Test
    default void of_many_assets_with_one_serial_number_the_first_are_given() {
        Store store = newStore();
        List<Dossier> expected = new ArrayList<>();
        for (int i = 0; i < DossierKey.OfIdentifiers.MOST + 5; i++) {
            AssetId id = AssetId.of(String.format("BED%03d", i));
            done(store, Draft.creating(serial(id, "0")));
            expected.add(dossier(store, id));
        }
        assertThat(dossiers(store, any(Identifier.serial("0", null), TAG)))
                .isEqualTo(expected.subList(0, DossierKey.OfIdentifiers.MOST));
    }
}
