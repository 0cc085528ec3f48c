package io.wardtally.tracking.core.contract;

import static io.wardtally.tracking.core.contract.Promises.refusal;
import static org.assertj.core.api.Assertions.assertThat;

import io.wardtally.tracking.Paging;
import io.wardtally.tracking.RequestId;
import io.wardtally.tracking.Tracking;
import io.wardtally.tracking.TrackingException.Code;
import io.wardtally.tracking.Workspace;
import io.wardtally.tracking.asset.Asset;
import io.wardtally.tracking.asset.AssetFilter;
import io.wardtally.tracking.asset.AssetId;
import io.wardtally.tracking.asset.AssetStatus;
import io.wardtally.tracking.asset.Condition;
import io.wardtally.tracking.asset.Description;
import io.wardtally.tracking.asset.Hold;
import io.wardtally.tracking.asset.HoldId;
import io.wardtally.tracking.asset.Identifier;
import io.wardtally.tracking.asset.LifeStage;
import io.wardtally.tracking.asset.Ownership;
import io.wardtally.tracking.audit.AuditEntry;
import io.wardtally.tracking.audit.Fact;
import io.wardtally.tracking.audit.Subject;
import io.wardtally.tracking.core.Wardtally;
import io.wardtally.tracking.place.Place;
import io.wardtally.tracking.scan.OfflineAction;
import io.wardtally.tracking.scan.OfflineBatch;
import io.wardtally.tracking.scan.OfflineReceipt;
import io.wardtally.tracking.scan.ScanResult;
import io.wardtally.tracking.session.ConcernCode;
import io.wardtally.tracking.session.Session;
import io.wardtally.tracking.session.UseRequest;
import io.wardtally.tracking.staff.Actor;
import io.wardtally.tracking.store.Store;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import java.util.UUID;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** The equipment: what it is, where it is, and what stands against using it. */
interface AssetPromises extends Promises {

    @Test
    default void a_new_asset_is_available_and_found_by_what_it_is_and_where_it_stands() {
        try (Hospital hospital = hospital()) {
            Workspace tom = hospital.technician();
            Asset pump = tom.assets()
                    .register(Asset.of("INF001", "Infusion Pump A", "infusion-pump")
                            .withPlace(Place.of("ICU", "302")));
            Asset chair = tom.assets().register(Asset.of("WC001", "Wheelchair D", "wheelchair"));
            assertThat(pump.status()).isEqualTo(AssetStatus.AVAILABLE);
            assertThat(tom.assets().get(pump.id())).isEqualTo(pump);
            Paging all = Paging.first(10);
            assertThat(tom.assets().list(AssetFilter.all(), all).items()).containsExactly(pump, chair);
            assertThat(tom.assets()
                            .list(AssetFilter.all().ofCategory("wheelchair"), all)
                            .items())
                    .containsExactly(chair);
            assertThat(tom.assets()
                            .list(AssetFilter.all().inRoom("ICU", "302"), all)
                            .items())
                    .containsExactly(pump);
            assertThat(tom.assets()
                            .list(AssetFilter.all().inRoom("ICU", "303"), all)
                            .items())
                    .isEmpty();
            assertThat(tom.assets()
                            .list(AssetFilter.all().inDepartment("Storage").withStatus(AssetStatus.AVAILABLE), all)
                            .items())
                    .containsExactly(chair);
        }
    }

    @Test
    default void the_four_words_can_be_searched_and_follow_the_asset_through_its_day() {
        try (Hospital hospital = hospital()) {
            Session session = hospital.inUse("INF001");
            assertStatus(hospital, AssetStatus.IN_USE);
            hospital.sarah().sessions().end(session.id(), null);
            assertStatus(hospital, AssetStatus.MAINTENANCE);
            hospital.sarah().assets().setCondition(session.asset(), Condition.CLEANING, "wiping");
            assertStatus(hospital, AssetStatus.MAINTENANCE);
            hospital.sarah().assets().clean(session.asset());
            assertStatus(hospital, AssetStatus.AVAILABLE);
            hospital.technician().assets().retire(session.asset(), "worn out");
            assertStatus(hospital, AssetStatus.RETIRED);
            hospital.technician().assets().reinstate(session.asset(), "repaired");
            assertStatus(hospital, AssetStatus.AVAILABLE);
        }
    }

    private static void assertStatus(Hospital hospital, AssetStatus expected) {
        for (AssetStatus status : AssetStatus.values()) {
            assertThat(hospital.sarah()
                            .assets()
                            .list(AssetFilter.all().withStatus(status), Paging.first(5))
                            .items())
                    .hasSize(status == expected ? 1 : 0);
        }
    }

    @Test
    default void a_scan_tells_the_asset_its_session_its_last_use_and_whether_it_is_ready() {
        try (Hospital hospital = hospital()) {
            hospital.pump("INF001");
            ScanResult fresh = hospital.sarah().scans().scan("asset:INF001");
            assertThat(fresh.readiness()).hasToString("READY");
            assertThat(fresh.lastUse()).isEmpty();
            assertThat(fresh.session()).isEmpty();
            Session session = hospital.sarah()
                    .sessions()
                    .start(UseRequest.of(fresh.asset()))
                    .orElseThrow();
            hospital.clock.advance(Duration.ofHours(1));
            assertThat(hospital.sarah().scans().scan("INF001").session()).contains(session);
            ScanResult busy = hospital.nurse("ben", "ER").scans().scan("INF001\r\n");
            assertThat(busy.session()).as("what is not theirs to see").isEmpty();
            assertThat(busy.lastUse()).contains(hospital.tracking.now());
            assertThat(busy.readiness().isReady()).isFalse();
            assertThat(busy.readiness())
                    .hasToString("BLOCKED: INF001 is in use by sarah (ICU), session " + session.id());
            hospital.sarah().sessions().end(session.id(), null);
            ScanResult back = hospital.sarah().scans().scan("asset:INF001");
            assertThat(back.lastUse()).contains(hospital.tracking.now());
            assertThat(back.readiness()).hasToString("BLOCKED: INF001 is awaiting cleaning");
        }
    }

    @Test
    default void a_printed_label_is_scanned_as_a_picture() {
        try (Hospital hospital = hospital()) {
            Asset pump = hospital.pump("INF001");
            byte[] printed = hospital.sarah().scans().label(pump.id()).png();
            assertThat(hospital.sarah().scans().scan(printed).asset()).isEqualTo(pump);
            refusal(Code.UNREADABLE_IMAGE, () -> hospital.sarah().scans().scan(new byte[] {1, 2, 3}));
            refusal(Code.ASSET_UNKNOWN, () -> hospital.sarah().scans().label(AssetId.of("NOPE")));
        }
    }

    @Test
    default void an_unknown_label_is_an_answer_that_does_not_repeat_what_was_read() {
        try (Hospital hospital = hospital()) {
            for (String read : List.of("asset:NOPE", "NOPE", "", "asset:", "x".repeat(500), "asset:a\u0000b")) {
                ScanResult seen = hospital.sarah().scans().scan(read);
                assertThat(seen.outcome())
                        .isEqualTo(read.contains("NOPE") ? ScanResult.Outcome.UNKNOWN : ScanResult.Outcome.UNREADABLE);
                assertThat(seen.readiness().isReady()).isFalse();
                assertThat(seen.toString()).doesNotContain("NOPE");
                assertThat(refusal(Code.ASSET_UNKNOWN, seen::asset)).hasMessageNotContaining("NOPE");
            }
            refusal(Code.BAD_INPUT, () -> hospital.sarah().scans().scan((String) null));
        }
    }

    @Test
    default void an_asset_is_registered_once_and_as_new() {
        try (Hospital hospital = hospital()) {
            Asset pump = hospital.pump("INF001");
            refusal(Code.ASSET_EXISTS, () -> hospital.pump("INF001"));
            Workspace tom = hospital.technician();
            Asset other = Asset.of("INF002", "Pump", "infusion-pump");
            List<Asset> notNew = List.of(
                    other.withCondition(Condition.IN_USE),
                    other.withCondition(Condition.MISSING),
                    other.withLife(LifeStage.RETIRED),
                    other.withLastUsed(Instant.EPOCH),
                    other.withHolds(List.of(
                            new Hold(new HoldId(new UUID(1, 1)), Hold.Kind.RECALL, "tom", "r", Instant.EPOCH))));
            for (Asset asset : notNew) {
                refusal(Code.BAD_INPUT, () -> tom.assets().register(asset));
            }
            refusal(Code.BAD_INPUT, () -> tom.assets().register(null));
            assertThat(tom.assets().list(AssetFilter.all(), Paging.first(5)).items())
                    .containsExactly(pump);
            assertThat(tom.assets().register(Asset.of("inf001", "Other", "x")).id())
                    .isNotEqualTo(pump.id());
        }
    }

    @Test
    default void a_planned_asset_comes_into_service_when_it_is_reinstated() {
        try (Hospital hospital = hospital()) {
            Asset planned = hospital.technician()
                    .assets()
                    .register(Asset.of("VENT001", "Ventilator B", "ventilator").withLife(LifeStage.PLANNED));
            assertThat(planned.status()).isEqualTo(AssetStatus.MAINTENANCE);
            assertStatus(hospital, AssetStatus.MAINTENANCE);
            assertThat(hospital.sarah().sessions().start(UseRequest.of(planned)).isStarted())
                    .isFalse();
            hospital.technician().assets().reinstate(planned.id(), "commissioned");
            assertThat(hospital.sarah().sessions().start(UseRequest.of(planned)).isStarted())
                    .isTrue();
        }
    }

    @Test
    default void saying_what_is_so_already_records_nothing() {
        try (Hospital hospital = hospital()) {
            Asset pump = hospital.pump("INF001");
            Workspace tom = hospital.technician();
            tom.assets().move(pump.id(), pump.place());
            tom.assets().edit(pump.id(), pump.description());
            tom.assets().changeOwnership(pump.id(), pump.ownership());
            tom.assets().reinstate(pump.id(), "r");
            tom.assets().clean(pump.id());
            assertThat(trail(hospital, pump.id())).hasSize(1);
        }
    }

    @Test
    default void every_change_of_an_asset_is_a_fact_that_says_before_and_after() {
        try (Hospital hospital = hospital()) {
            Asset pump = hospital.pump("INF001");
            Workspace tom = hospital.technician();
            Instant until = Hospital.HALF_PAST_TWO.plus(Duration.ofDays(30)).plusNanos(7);
            Ownership rented = Ownership.rented("MedEquip Inc", Hospital.HALF_PAST_TWO, until);
            Description better = pump.description().madeBy("Acme", "X1", "S-7");
            tom.assets().move(pump.id(), Place.of("ICU", "302"));
            tom.assets().edit(pump.id(), better);
            Asset owned = tom.assets().changeOwnership(pump.id(), rented);
            assertThat(owned.ownership().until()).isEqualTo(until.minusNanos(7));
            assertThat(owned.ownership().isRental()).isTrue();
            tom.assets().retire(pump.id(), "gone");
            assertThat(trail(hospital, pump.id()).stream().map(AuditEntry::fact))
                    .contains(
                            new Fact.Moved(Place.of("Storage"), Place.of("ICU", "302")),
                            new Fact.Edited(pump.description(), better),
                            new Fact.OwnershipRecorded(Ownership.hospital(), owned.ownership()));
            assertThat(tom.assets().get(pump.id()).description()).isEqualTo(better);
            assertThat(hospital.verify().intact()).isTrue();
        }
    }

    @Test
    default void holds_belong_to_who_placed_them_and_are_lifted_one_by_one() {
        try (Hospital hospital = hospital()) {
            AssetId pump = hospital.pump("INF001").id();
            Hold fault = hospital.sarah().assets().hold(pump, Hold.Kind.FAULT, "beeps");
            Hold recall = hospital.technician().assets().hold(pump, Hold.Kind.RECALL, "batch 7");
            assertThat(fault.owner()).isEqualTo("sarah");
            refusal(Code.PERMISSION_DENIED, () -> hospital.sarah().assets().release(pump, fault.id(), "fine again"));
            refusal(
                    Code.PERMISSION_DENIED,
                    () -> hospital.sarah().assets().hold(pump, Hold.Kind.MAINTENANCE, "not mine to say"));
            hospital.technician().assets().release(pump, fault.id(), "repaired");
            assertThat(hospital.asset("INF001").holds()).containsExactly(recall);
            refusal(Code.HOLD_UNKNOWN, () -> hospital.technician().assets().release(pump, fault.id(), "again"));
            Workspace desk = hospital.tracking.actingAs(Actor.rentalDesk("rita"));
            Hold inspection = desk.assets().hold(pump, Hold.Kind.INSPECTION, "just delivered");
            refusal(Code.PERMISSION_DENIED, () -> desk.assets().release(pump, recall.id(), "no"));
            desk.assets().release(pump, inspection.id(), "inspected");
            assertThat(hospital.asset("INF001").holds()).containsExactly(recall);
        }
    }

    @Test
    default void holds_and_identifiers_have_a_limit_up_to_which_everything_is_kept() {
        try (Hospital hospital = hospital()) {
            AssetId pump = hospital.pump("INF001").id();
            Workspace tom = hospital.technician();
            String longest = "\n".repeat(1_999) + "x";
            for (int i = 0; i < Asset.MOST_HOLDS; i++) {
                hospital.sarah().assets().hold(pump, Hold.Kind.FAULT, longest);
                tom.assets().attach(pump, Identifier.tag("\\".repeat(60) + i, "\\".repeat(200)));
            }
            assertThat(refusal(Code.TOO_MANY, () -> tom.assets().hold(pump, Hold.Kind.RECALL, "one more")))
                    .hasMessage("INF001 has no more than 100 holds at once; lift some first");
            assertThat(refusal(Code.TOO_MANY, () -> tom.assets().attach(pump, Identifier.tag("one more"))))
                    .hasMessage("INF001 has no more than 100 identifiers; detach some first");
            Instant now = hospital.clock.instant();
            OfflineBatch fault = OfflineBatch.of("scanner-7", now).line(1, now, "INF001", OfflineAction.fault("beeps"));
            assertThat(hospital.sarah().scans().importOffline(fault).get(0).code())
                    .as("may be handed over again")
                    .isEqualTo(Code.TOO_MANY);
            Asset full = tom.request(RequestId.of("r1")).assets().move(pump, Place.of("ICU"));
            assertThat(full.holds()).hasSize(Asset.MOST_HOLDS);
            assertThat(full.identifiers()).hasSize(Identifier.MOST);
            assertThat(tom.request(RequestId.of("r1")).assets().move(pump, Place.of("ICU")))
                    .isEqualTo(full)
                    .isEqualTo(hospital.asset("INF001"));
            tom.assets().release(pump, full.holds().get(0).id(), "mended");
            assertThat(hospital.sarah().scans().importOffline(fault).get(0).state())
                    .isEqualTo(OfflineReceipt.State.APPLIED);
            assertThat(hospital.verify().intact()).isTrue();
        }
    }

    @Test
    default void nothing_is_registered_with_more_identifiers_than_are_kept() {
        try (Hospital hospital = hospital()) {
            List<Identifier> tags = IntStream.rangeClosed(0, Identifier.MOST)
                    .mapToObj(i -> Identifier.tag("T" + i))
                    .toList();
            Asset pump = Asset.of("INF001", "Pump", "infusion-pump");
            refusal(Code.TOO_MANY, () -> hospital.technician().assets().register(pump.withIdentifiers(tags)));
            Asset most = pump.withIdentifiers(tags.subList(0, Identifier.MOST));
            assertThat(hospital.technician().assets().register(most)).isEqualTo(most);
        }
    }

    @Test
    default void ids_come_from_where_the_host_says() {
        UUID own = new UUID(7, 7);
        Store store = newStore();
        try (Tracking built = Wardtally.on(store)
                .facility(Hospital.FACILITY, ZoneOffset.UTC)
                .keys(Wardtally.throwAwayKeys())
                .ids(() -> own)
                .build()) {
            Tracking tracking = Hospital.hosted(store, built);
            Workspace tom = tracking.actingAs(Actor.technician("tom"));
            AssetId pump = tom.assets()
                    .register(Asset.of("INF001", "Pump", "infusion-pump"))
                    .id();
            assertThat(tom.assets().hold(pump, Hold.Kind.FAULT, "beeps").id()).isEqualTo(new HoldId(own));
        }
    }

    @Test
    default void an_asset_in_use_is_neither_retired_nor_marked() {
        try (Hospital hospital = hospital()) {
            Session session = hospital.inUse("INF001");
            refusal(Code.ASSET_IN_USE, () -> hospital.technician().assets().retire(session.asset(), "old"));
            for (Condition condition : Condition.values()) {
                refusal(
                        Code.CONDITION_NOT_REACHABLE,
                        () -> hospital.technician().assets().setCondition(session.asset(), condition, "x"));
            }
            assertThat(hospital.asset("INF001").condition()).isEqualTo(Condition.IN_USE);
        }
    }

    @Test
    default void what_was_missing_comes_back_awaiting_cleaning() {
        try (Hospital hospital = hospital()) {
            AssetId pump = hospital.pump("INF001").id();
            hospital.sarah().assets().setCondition(pump, Condition.MISSING, "not in its place");
            assertThat(hospital.sarah()
                            .sessions()
                            .start(UseRequest.of(pump))
                            .<Object>match(
                                    started -> started,
                                    no -> no.readiness().concerns().get(0).code()))
                    .isEqualTo(ConcernCode.MISSING);
            refusal(
                    Code.CONDITION_NOT_REACHABLE,
                    () -> hospital.sarah().assets().clean(pump));
            hospital.sarah().assets().setCondition(pump, Condition.AWAITING_CLEANING, "found in the lift");
            assertThat(hospital.sarah().assets().clean(pump).status()).isEqualTo(AssetStatus.AVAILABLE);
        }
    }

    @Test
    default void only_a_technician_takes_an_asset_to_the_bench_and_back() {
        try (Hospital hospital = hospital()) {
            AssetId pump = hospital.pump("INF001").id();
            refusal(
                    Code.PERMISSION_DENIED,
                    () -> hospital.sarah().assets().setCondition(pump, Condition.UNDER_MAINTENANCE, "x"));
            hospital.technician().assets().setCondition(pump, Condition.UNDER_MAINTENANCE, "yearly check");
            refusal(Code.PERMISSION_DENIED, () -> hospital.sarah().assets().clean(pump));
            refusal(
                    Code.PERMISSION_DENIED,
                    () -> hospital.sarah().assets().setCondition(pump, Condition.MISSING, "not on the bench"));
            assertThat(hospital.sarah().scans().scan("INF001").readiness())
                    .hasToString("BLOCKED: INF001 is under maintenance");
            hospital.technician().assets().setCondition(pump, Condition.READY, "passed");
            assertThat(hospital.asset("INF001").status()).isEqualTo(AssetStatus.AVAILABLE);
        }
    }

    @Test
    default void an_asset_is_found_whatever_a_scan_has_around_it_that_cannot_be_seen() {
        try (Hospital hospital = hospital()) {
            Asset pump = hospital.pump("INF001");
            hospital.technician().assets().attach(pump.id(), Identifier.tag("BME-1"));
            hospital.technician().assets().attach(pump.id(), Identifier.gtin("04012345000016", "77"));
            for (String code : List.of(
                    "asset:INF001", "INF001", "BME-1", "(01)04012345000016(21)77", "]C1010401234500001621" + "77")) {
                for (String c : List.of("\u200B", "\u00A0", "\uFEFF", "\u200E", "\u2060")) {
                    for (String scanned : List.of(code + c, c + code, c + code + c + "\r\n", "\u0002" + c + code + c)) {
                        assertThat(hospital.sarah()
                                        .scans()
                                        .scan(scanned)
                                        .asset()
                                        .id())
                                .as(code)
                                .isEqualTo(pump.id());
                    }
                }
            }
            assertThat(hospital.sarah().scans().scan("asset:INF\u200B001").outcome())
                    .isEqualTo(ScanResult.Outcome.UNREADABLE);
        }
    }

    @Test
    default void a_page_token_of_another_list_is_refused() {
        try (Hospital hospital = hospital()) {
            hospital.inUse("A");
            hospital.inUse("B");
            String assets = hospital.sarah()
                    .assets()
                    .list(AssetFilter.all(), Paging.first(1))
                    .next();
            assertThat(assets).isNotNull();
            refusal(
                    Code.BAD_PAGE_TOKEN,
                    () -> hospital.sarah()
                            .sessions()
                            .list(io.wardtally.tracking.session.SessionFilter.all(), Paging.after(assets, 1)));
            refusal(
                    Code.BAD_PAGE_TOKEN,
                    () -> hospital.auditor().audit().trail(Subject.staff("sarah"), Paging.after("x", 1)));
            refusal(Code.BAD_INPUT, () -> Paging.first(0));
            refusal(Code.BAD_INPUT, () -> Paging.first(501));
        }
    }

    private static List<AuditEntry> trail(Hospital hospital, AssetId id) {
        return hospital.auditor()
                .audit()
                .trail(Subject.asset(id), Paging.first(100))
                .items();
    }
}
