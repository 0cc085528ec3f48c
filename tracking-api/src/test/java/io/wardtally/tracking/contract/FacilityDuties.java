package io.wardtally.tracking.contract;

import static io.wardtally.tracking.contract.Fixtures.PUMP;
import static io.wardtally.tracking.contract.Fixtures.ROUNDS;
import static io.wardtally.tracking.contract.Fixtures.THREADS;
import static io.wardtally.tracking.contract.Fixtures.asset;
import static io.wardtally.tracking.contract.Fixtures.atOnce;
import static io.wardtally.tracking.contract.Fixtures.done;
import static org.assertj.core.api.Assertions.assertThat;

import io.wardtally.tracking.asset.AssetId;
import io.wardtally.tracking.audit.Subject;
import io.wardtally.tracking.store.DossierKey;
import io.wardtally.tracking.store.Store;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;

/** Whose store it is. */
interface FacilityDuties extends Duties {

    @Test
    default void the_first_facility_binds_the_store_and_the_next_is_told_whose_it_is() {
        Store store = newStore();
        assertThat(store.enrol("Klinik S\u00FCd \uD83C\uDFE5")).isEqualTo("Klinik S\u00FCd \uD83C\uDFE5");
        assertThat(store.enrol("St. Mary")).isEqualTo("Klinik S\u00FCd \uD83C\uDFE5");
        assertThat(store.enrol("Klinik S\u00FCd \uD83C\uDFE5")).isEqualTo("Klinik S\u00FCd \uD83C\uDFE5");
    }

    @Test
    default void what_is_found_says_whose_it_is() {
        Store store = newStore();
        DossierKey key = new DossierKey.OfSubject(Subject.asset(AssetId.of("INF001")));
        assertThat(store.find(List.of(key), null).facility()).isNull();
        store.enrol("north");
        assertThat(store.find(List.of(key), null).facility()).isEqualTo("north");
        assertThat(store.findAgain(List.of(key), null).facility()).isEqualTo("north");
    }

    @Test
    default void check_values_of_keys_are_kept_from_the_first_fact_on() {
        Store store = newStore();
        assertThat(store.keyChecks(Map.of("audit/1", "wrong"))).isEqualTo(Map.of("audit/1", "wrong"));
        assertThat(store.keyChecks(Map.of("audit/1", "a", "audit/2", "b")))
                .isEqualTo(Map.of("audit/1", "a", "audit/2", "b"));
        done(store, Draft.creating(asset(PUMP)).batch());
        assertThat(store.keyChecks(Map.of("audit/1", "other", "audit/3", "c")))
                .isEqualTo(Map.of("audit/1", "a", "audit/3", "c"));
        assertThat(store.keyChecks(Map.of("audit/2", "other"))).isEqualTo(Map.of("audit/2", "b"));
    }

    @Test
    default void of_many_facilities_at_once_one_binds_the_store_and_all_are_told_the_same() {
        for (int round = 0; round < ROUNDS; round++) {
            Store store = newStore();
            Set<String> told = new HashSet<>(atOnce(THREADS, number -> store.enrol("facility " + number)));
            assertThat(told).hasSize(1).allMatch(name -> name.startsWith("facility "));
            assertThat(store.enrol("late")).isIn(told);
        }
    }
}
