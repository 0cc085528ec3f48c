package io.wardtally.tracking.contract;

import static io.wardtally.tracking.contract.Fixtures.PUMP;
import static io.wardtally.tracking.contract.Fixtures.asset;
import static io.wardtally.tracking.contract.Fixtures.done;
import static io.wardtally.tracking.contract.Fixtures.dossier;
import static io.wardtally.tracking.contract.Fixtures.dossiers;
import static org.assertj.core.api.Assertions.assertThat;

import io.wardtally.tracking.Paging;
import io.wardtally.tracking.asset.Identifier;
import io.wardtally.tracking.audit.Subject;
import io.wardtally.tracking.store.Claim;
import io.wardtally.tracking.store.CommitResult;
import io.wardtally.tracking.store.Dossier;
import io.wardtally.tracking.store.DossierKey;
import io.wardtally.tracking.store.Query;
import io.wardtally.tracking.store.Store;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** What is kept of a subject that has no row of its own. */
interface ContentDuties extends Duties {

    Subject MODEL = Subject.model("MedEquip Inc", "VB-500");
    Subject OTHER = Subject.model("MedEquip Inc", "VB-700");
    Identifier TYPE = Identifier.gtin("04012345000016");
    Identifier OF_HIBC = Identifier.hibc("A99912340");

    private static DossierKey holders(Identifier... any) {
        return new DossierKey.OfHolder(Subject.MODEL, List.of(any));
    }

    @Test
    default void what_is_kept_of_a_subject_comes_back_as_it_is_and_stays_until_it_is_replaced() {
        Store store = newStore();
        String text = "name=Größe \uD83D\uDC89\nname=x\\\n'\"%_;--\r\n" + "ü".repeat(20_000);
        done(store, Draft.of(MODEL, 0).keeps(text));
        assertThat(dossier(store, new DossierKey.OfSubject(MODEL))).isEqualTo(Dossier.of(MODEL, 1, text));
        done(store, Draft.of(MODEL, 1));
        assertThat(dossier(store, new DossierKey.OfSubject(MODEL))).as("a fact alone").isEqualTo(Dossier.of(MODEL, 2, text));
        done(store, Draft.of(MODEL, 2).keeps("x"));
        assertThat(dossier(store, new DossierKey.OfSubject(MODEL))).isEqualTo(Dossier.of(MODEL, 3, "x"));
        done(store, Draft.of(OTHER, 0));
        assertThat(dossier(store, new DossierKey.OfSubject(OTHER))).isEqualTo(Dossier.of(OTHER, 1, ""));
    }

    @Test
    default void an_identifier_leads_to_the_subject_that_claims_it() {
        Store store = newStore();
        done(
                store,
                Draft.of(MODEL, 0).keeps("one").takes(Claim.identifier(TYPE, MODEL), Claim.identifier(OF_HIBC, MODEL)));
        done(store, Draft.of(OTHER, 0).keeps("two"));
        Dossier model = Dossier.of(MODEL, 1, "one");
        assertThat(dossiers(store, holders(TYPE))).containsExactly(model);
        assertThat(dossiers(store, holders(OF_HIBC, TYPE))).containsExactly(model);
        assertThat(dossiers(store, holders(Identifier.gtin("09506000134352")))).isEmpty();
        assertThat(dossiers(store, new DossierKey.OfHolder("staff", List.of(TYPE)))).isEmpty();
        assertThat(dossiers(store, new DossierKey.OfIdentifiers(null, List.of(TYPE)))).isEmpty();
        done(store, Draft.of(MODEL, 1).releases(Claim.identifier(OF_HIBC, MODEL)));
        done(store, Draft.of(OTHER, 1).takes(Claim.identifier(OF_HIBC, OTHER)));
        assertThat(dossiers(store, holders(OF_HIBC, TYPE)))
                .containsExactly(Dossier.of(MODEL, 2, "one"), Dossier.of(OTHER, 2, "two"));
        assertThat(store.commit(Draft.of(MODEL, 2)
                        .takes(Claim.identifier(OF_HIBC, MODEL))
                        .batch()))
                .isEqualTo(new CommitResult.Taken(Claim.identifier(OF_HIBC, MODEL), OTHER.id()));
    }

    @Test
    default void what_lost_a_race_keeps_nothing() {
        Store store = newStore();
        done(store, Draft.of(MODEL, 0).keeps("first"));
        assertThat(store.commit(Draft.of(MODEL, 0).keeps("second").batch())).isInstanceOf(CommitResult.Stale.class);
        assertThat(store.commit(Draft.of(MODEL, 2).keeps("second").batch())).isInstanceOf(CommitResult.Stale.class);
        assertThat(dossier(store, new DossierKey.OfSubject(MODEL))).isEqualTo(Dossier.of(MODEL, 1, "first"));
    }

    @Test
    default void the_subjects_of_a_kind_come_in_pages_and_no_others_with_them() {
        Store store = newStore();
        done(store, Draft.creating(asset(PUMP)));
        done(store, Draft.of(Subject.client("scanner"), 0));
        done(store, Draft.of(Subject.staff("sarah"), 0));
        List<Dossier> models = IntStream.range(0, 7)
                .mapToObj(i -> Dossier.of(Subject.model("MedEquip Inc", "VB-" + i), 1, "content " + i))
                .toList();
        models.forEach(model -> done(store, Draft.of(model.subject(), 0).keeps(model.content())));
        var first = store.page(new Query.OfKind(Subject.MODEL), Paging.first(5));
        assertThat(first.items()).isEqualTo(models.subList(0, 5));
        var second = store.page(new Query.OfKind(Subject.MODEL), Paging.after(first.next(), 5));
        assertThat(second.items()).isEqualTo(models.subList(5, 7));
        assertThat(second.next()).isNull();
        assertThat(store.page(new Query.OfKind("mode"), Paging.first(5)).items())
                .isEmpty();
    }
}
