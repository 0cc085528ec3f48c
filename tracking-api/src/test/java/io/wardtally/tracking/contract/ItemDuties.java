package io.wardtally.tracking.contract;

import static io.wardtally.tracking.contract.Fixtures.NOON;
import static io.wardtally.tracking.contract.Fixtures.PUMP;
import static io.wardtally.tracking.contract.Fixtures.all;
import static io.wardtally.tracking.contract.Fixtures.asset;
import static io.wardtally.tracking.contract.Fixtures.done;
import static io.wardtally.tracking.contract.Fixtures.dossier;
import static io.wardtally.tracking.contract.Fixtures.dossiers;
import static io.wardtally.tracking.contract.Fixtures.tag;
import static io.wardtally.tracking.contract.Fixtures.walk;
import static org.assertj.core.api.Assertions.assertThat;

import io.wardtally.tracking.asset.AssetId;
import io.wardtally.tracking.asset.Identifier;
import io.wardtally.tracking.audit.Subject;
import io.wardtally.tracking.store.Claim;
import io.wardtally.tracking.store.CommitResult;
import io.wardtally.tracking.store.Dossier;
import io.wardtally.tracking.store.DossierKey;
import io.wardtally.tracking.store.IndexKeys;
import io.wardtally.tracking.store.Item;
import io.wardtally.tracking.store.Query;
import io.wardtally.tracking.store.Store;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** What features attach to subjects comes back as it was given, in every order, and is found by its keys. */
interface ItemDuties extends Duties {

    Subject MODEL = Subject.model("MedEquip Inc", "VB-500");
    Subject OTHER = Subject.model("MedEquip Inc", "VB-700");
    Identifier TYPE = Identifier.gtin("04012345000016");
    Identifier OF_HIBC = Identifier.hibc("A99912340");

    private static DossierKey holders(Identifier... any) {
        return new DossierKey.OfHolder(
                Subject.MODEL, Stream.of(any).map(Claim.Target::of).toList());
    }

    private static Item model(Subject subject, String content) {
        return new Item(subject, "model", "it", true, IndexKeys.at(NOON), content);
    }

    private static Dossier of(Subject subject, long version, Item... items) {
        return new Dossier(subject, version, Store.NEVER, null, List.of(), List.of(items));
    }

    @Test
    default void an_item_comes_back_as_it_is_and_stays_until_it_is_replaced() {
        Store store = newStore();
        String text = "name=Größe \uD83D\uDC89\nname=x\\\n'\"%_;--\r\n" + "ü".repeat(20_000);
        IndexKeys keys = IndexKeys.at(NOON.plusNanos(1_000))
                .withDepartment("ICU")
                .withParty("Größe & Söhne")
                .withTag("overuse")
                .withRank(3)
                .withDue(NOON.plusSeconds(60));
        Item full = new Item(MODEL, "model", "it", true, keys, text);
        done(store, Draft.of(MODEL, 0).writes(full));
        assertThat(dossier(store, new DossierKey.OfSubject(MODEL))).isEqualTo(of(MODEL, 1, full));
        done(store, Draft.of(MODEL, 1));
        assertThat(dossier(store, new DossierKey.OfSubject(MODEL)))
                .as("a fact alone")
                .isEqualTo(of(MODEL, 2, full));
        Item other = model(MODEL, "");
        done(store, Draft.of(MODEL, 2).writes(other));
        assertThat(dossier(store, new DossierKey.OfSubject(MODEL))).isEqualTo(of(MODEL, 3, other));
        assertThat(all(store, Query.Items.of(MODEL))).containsExactly(other);
        done(store, Draft.of(OTHER, 0));
        assertThat(dossier(store, new DossierKey.OfSubject(OTHER))).isEqualTo(of(OTHER, 1));
    }

    @Test
    default void items_are_told_apart_by_subject_kind_and_id_exactly() {
        Store store = newStore();
        List<Item> all = new ArrayList<>();
        for (Subject subject : List.of(MODEL, OTHER, Subject.staff("it"))) {
            for (String kind : List.of("note", "notes")) {
                for (String id : List.of("A", "a", "a ä")) {
                    all.add(new Item(subject, kind, id, true, IndexKeys.at(NOON), subject + kind + id));
                }
            }
            List<Item> own =
                    all.stream().filter(item -> item.subject().equals(subject)).toList();
            done(store, Draft.of(subject, 0).writes(own.toArray(Item[]::new)));
        }
        assertThat(all(store, Query.Items.all())).containsExactlyInAnyOrderElementsOf(all);
        for (Subject subject : List.of(MODEL, OTHER, Subject.staff("it"))) {
            List<Item> own =
                    all.stream().filter(item -> item.subject().equals(subject)).toList();
            assertThat(all(store, Query.Items.of(subject))).isEqualTo(own);
            assertThat(dossier(store, new DossierKey.OfSubject(subject)).items())
                    .isEqualTo(own);
        }
    }

    @Test
    default void a_claim_leads_to_the_subject_that_has_it() {
        Store store = newStore();
        done(
                store,
                Draft.of(MODEL, 0)
                        .writes(model(MODEL, "one"))
                        .takes(Claim.identifier(TYPE, MODEL), Claim.identifier(OF_HIBC, MODEL)));
        done(store, Draft.of(OTHER, 0).writes(model(OTHER, "two")));
        Dossier model = of(MODEL, 1, model(MODEL, "one"));
        assertThat(dossiers(store, holders(TYPE))).containsExactly(model);
        assertThat(dossiers(store, holders(OF_HIBC, TYPE))).containsExactly(model);
        assertThat(dossiers(store, holders(Identifier.gtin("09506000134352")))).isEmpty();
        assertThat(dossiers(store, new DossierKey.OfHolder("staff", List.of(Claim.Target.of(TYPE)))))
                .isEmpty();
        assertThat(dossiers(store, new DossierKey.OfHolder("asset", List.of(Claim.Target.of(TYPE)))))
                .isEmpty();
        assertThat(dossiers(store, new DossierKey.OfIdentifiers(null, List.of(TYPE))))
                .isEmpty();
        done(store, Draft.of(MODEL, 1).releases(Claim.identifier(OF_HIBC, MODEL)));
        done(store, Draft.of(OTHER, 1).takes(Claim.identifier(OF_HIBC, OTHER)));
        assertThat(dossiers(store, holders(OF_HIBC, TYPE)))
                .containsExactly(of(MODEL, 2, model(MODEL, "one")), of(OTHER, 2, model(OTHER, "two")));
        assertThat(store.commit(Draft.of(MODEL, 2)
                        .takes(Claim.identifier(OF_HIBC, MODEL))
                        .batch()))
                .isEqualTo(new CommitResult.Taken(Claim.identifier(OF_HIBC, MODEL), OTHER.id()));
        done(store, Draft.creating(asset(PUMP)).takes(tag("A", PUMP.value())));
        assertThat(dossiers(
                        store,
                        new DossierKey.OfHolder("asset", List.of(tag("A", "").target()))))
                .containsExactly(dossier(store, PUMP));
    }

    @Test
    default void what_lost_a_race_attaches_nothing() {
        Store store = newStore();
        done(store, Draft.of(MODEL, 0).writes(model(MODEL, "first")));
        for (long basedOn : new long[] {0, 2}) {
            assertThat(store.commit(Draft.of(MODEL, basedOn)
                            .writes(model(MODEL, "second"))
                            .batch()))
                    .isInstanceOf(CommitResult.Stale.class);
        }
        assertThat(dossier(store, new DossierKey.OfSubject(MODEL))).isEqualTo(of(MODEL, 1, model(MODEL, "first")));
    }

    /** Items of two kinds on five subjects, with keys that collide in every way. */
    private static List<Item> fill(Store store) {
        Random random = new Random(11);
        List<Item> all = new ArrayList<>();
        for (int i = 0; i < 5; i++) {
            Subject subject = i < 3 ? Subject.asset(AssetId.of("a" + i)) : Subject.staff("s" + i);
            List<Item> own = new ArrayList<>();
            for (int j = 0; j < 24; j++) {
                IndexKeys keys = IndexKeys.at(NOON.plusSeconds(random.nextInt(2)))
                        .withDepartment(random.nextBoolean() ? "ICU" : random.nextBoolean() ? "ER" : null)
                        .withParty(random.nextBoolean() ? "MedEquip" : null)
                        .withTag(random.nextBoolean() ? "x" : null)
                        .withRank(random.nextInt(3))
                        .withDue(random.nextBoolean() ? Store.NEVER : NOON.plusSeconds(random.nextInt(3)));
                own.add(new Item(
                        subject, j % 2 == 0 ? "alert" : "order", "i" + j / 2, random.nextInt(3) > 0, keys, ""));
            }
            all.addAll(own);
            Draft draft = i < 3 ? Draft.creating(asset("a" + i)) : Draft.of(subject, 0);
            done(store, draft.writes(own.toArray(Item[]::new)));
        }
        return all;
    }

    @Test
    default void pages_of_items_come_in_each_order_and_by_each_key() {
        Store store = newStore();
        List<Item> all = fill(store);
        Comparator<Item> byIdentity =
                Comparator.comparing(Item::subject).thenComparing(Item::kind).thenComparing(Item::id);
        Comparator<Item> byId = Comparator.comparing(Item::id).thenComparing(Item::subject);
        Comparator<Item> due =
                Comparator.comparing((Item item) -> item.keys().due()).thenComparing(byId);
        Comparator<Item> latest =
                Comparator.comparing((Item item) -> item.keys().at()).thenComparing(byId);
        Comparator<Item> rank = Comparator.comparing((Item item) -> item.keys().rank())
                .thenComparing(latest)
                .reversed();
        Map<Query.Items, Comparator<Item>> questions = new LinkedHashMap<>();
        questions.put(Query.Items.all(), byIdentity);
        questions.put(Query.Items.of(Subject.asset(AssetId.of("a1"))), byIdentity);
        questions.put(Query.Items.of(Subject.staff("s3")), byIdentity);
        for (String kind : List.of("alert", "order", "none")) {
            for (boolean live : new boolean[] {true, false}) {
                questions.put(Query.Items.due(kind).live(live), due);
                questions.put(Query.Items.due(kind).live(live).tagged("x"), due);
                questions.put(Query.Items.urgent(kind).live(live), rank);
                questions.put(Query.Items.urgent(kind).live(live).inDepartment("ICU"), rank);
                questions.put(
                        Query.Items.urgent(kind).live(live).inDepartment("ER").tagged("x"), rank);
                questions.put(Query.Items.ofParty(kind, "MedEquip").live(live), latest.reversed());
            }
        }
        questions.forEach((query, order) -> {
            List<Item> expected =
                    all.stream().filter(query::matches).sorted(order).toList();
            for (int limit : new int[] {1, 3, 500}) {
                assertThat(walk(store, query, limit))
                        .as("%s by %s", query, limit)
                        .isEqualTo(expected);
            }
        });
    }

    @Test
    default void items_are_counted_by_their_columns() {
        Store store = newStore();
        List<Item> all = fill(store);
        Query.Items open = Query.Items.urgent("alert");
        Map<List<String>, Long> expected = all.stream()
                .filter(open::matches)
                .collect(Collectors.groupingBy(
                        item -> List.of(
                                item.keys().department() == null
                                        ? ""
                                        : item.keys().department(),
                                Integer.toString(item.keys().rank())),
                        Collectors.counting()));
        assertThat(store.tally(open, List.of(Query.Items.Column.DEPARTMENT, Query.Items.Column.RANK)))
                .isEqualTo(expected);
        assertThat(store.tally(Query.Items.urgent("none"), List.of(Query.Items.Column.TAG)))
                .isEmpty();
        long total =
                store
                        .tally(Query.Items.all(), List.of(Query.Items.Column.PARTY, Query.Items.Column.TAG))
                        .values()
                        .stream()
                        .mapToLong(Long::longValue)
                        .sum();
        assertThat(total).isEqualTo(all.size());
    }
}
