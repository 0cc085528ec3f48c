package io.wardtally.tracking.core.asset;

import static io.wardtally.tracking.core.Cases.ADA;
import static io.wardtally.tracking.core.Cases.HOLD;
import static io.wardtally.tracking.core.Cases.NOW;
import static io.wardtally.tracking.core.Cases.PUMP;
import static io.wardtally.tracking.core.Cases.PUMP_IN_USE;
import static io.wardtally.tracking.core.Cases.RITA;
import static io.wardtally.tracking.core.Cases.SARAH;
import static io.wardtally.tracking.core.Cases.TOM;
import static io.wardtally.tracking.core.Cases.hold;
import static io.wardtally.tracking.core.contract.Promises.refusal;
import static org.assertj.core.api.Assertions.assertThat;

import io.wardtally.tracking.TrackingException.Code;
import io.wardtally.tracking.asset.Asset;
import io.wardtally.tracking.asset.Condition;
import io.wardtally.tracking.asset.Description;
import io.wardtally.tracking.asset.Hold;
import io.wardtally.tracking.asset.HoldId;
import io.wardtally.tracking.asset.LifeStage;
import io.wardtally.tracking.asset.Ownership;
import io.wardtally.tracking.audit.Fact;
import io.wardtally.tracking.audit.Personal;
import io.wardtally.tracking.core.Cases;
import io.wardtally.tracking.core.kernel.Case;
import io.wardtally.tracking.core.kernel.Decision;
import io.wardtally.tracking.core.policy.RoleTable;
import io.wardtally.tracking.place.Place;
import io.wardtally.tracking.staff.Actor;
import io.wardtally.tracking.staff.Permission;
import io.wardtally.tracking.staff.Reach;
import io.wardtally.tracking.staff.Role;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import java.util.function.Function;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;

class AssetRulesTest {

    private static final Actor SYSTEM = Actor.system("feed");
    private static final Instant BETWEEN_MICROS = NOW.plusNanos(1_999);
    private static final Instant MICRO = NOW.plusNanos(1_000);

    @Test
    void a_new_asset_is_registered_as_it_is_with_times_in_microseconds() {
        Asset rented = PUMP.withOwnership(Ownership.rented("MedEquip", BETWEEN_MICROS, BETWEEN_MICROS.plusSeconds(9)));
        Ownership ownership = Ownership.rented("MedEquip", MICRO, MICRO.plusSeconds(9));
        assertThat(AssetRules.register(Cases.unknown(TOM), rented))
                .isEqualTo(Decision.asset(
                        PUMP.withOwnership(ownership),
                        new Fact.Registered(
                                PUMP.description(),
                                List.of(),
                                LifeStage.IN_SERVICE,
                                Condition.READY,
                                ownership,
                                Place.of("ICU"))));
    }

    @Test
    void a_new_asset_may_be_planned_or_await_its_first_cleaning() {
        Asset planned = PUMP.withLife(LifeStage.PLANNED).withCondition(Condition.AWAITING_CLEANING);
        assertThat(AssetRules.register(Cases.unknown(TOM), planned).answer()).isEqualTo(planned);
    }

    static Stream<Asset> notNew() {
        return Stream.of(
                PUMP.withLife(LifeStage.RETIRED),
                PUMP_IN_USE,
                PUMP.withCondition(Condition.MISSING),
                PUMP.withHolds(List.of(hold(1, Hold.Kind.FAULT))),
                PUMP.withLastUsed(NOW));
    }

    @ParameterizedTest
    @MethodSource("notNew")
    void what_has_a_past_is_not_registered(Asset asset) {
        refusal(Code.BAD_INPUT, () -> AssetRules.register(Cases.unknown(TOM), asset));
    }

    @Test
    void an_asset_is_registered_once() {
        refusal(Code.ASSET_EXISTS, () -> AssetRules.register(Cases.of(TOM, PUMP), PUMP));
    }

    @Test
    void nothing_happens_to_an_asset_that_nobody_registered() {
        refusal(Code.ASSET_UNKNOWN, () -> AssetRules.move(Cases.unknown(TOM), Place.of("ER")));
    }

    @Test
    void each_change_is_a_fact_that_says_before_and_after() {
        Case on = Cases.of(TOM, PUMP);
        Description described = Description.of("Infusion Pump B", "infusion-pump");
        assertThat(AssetRules.edit(on, described))
                .isEqualTo(Decision.asset(
                        PUMP.withDescription(described), new Fact.Edited(PUMP.description(), described)));
        Ownership owned = Ownership.hospital(MICRO);
        assertThat(AssetRules.changeOwnership(on, Ownership.hospital(BETWEEN_MICROS)))
                .isEqualTo(
                        Decision.asset(PUMP.withOwnership(owned), new Fact.OwnershipRecorded(PUMP.ownership(), owned)));
        assertThat(AssetRules.move(on, Place.of("ER", "3")))
                .isEqualTo(Decision.asset(
                        PUMP.withPlace(Place.of("ER", "3")), new Fact.Moved(Place.of("ICU"), Place.of("ER", "3"))));
        assertThat(AssetRules.retire(on, "old"))
                .isEqualTo(Decision.asset(
                        PUMP.withLife(LifeStage.RETIRED),
                        new Fact.LifeChanged(LifeStage.IN_SERVICE, LifeStage.RETIRED, Personal.of("old"))));
        assertThat(AssetRules.reinstate(Cases.of(TOM, PUMP.withLife(LifeStage.RETIRED)), "repaired"))
                .isEqualTo(Decision.asset(
                        PUMP, new Fact.LifeChanged(LifeStage.RETIRED, LifeStage.IN_SERVICE, Personal.of("repaired"))));
    }

    @Test
    void saying_what_is_so_already_changes_nothing() {
        Case on = Cases.of(TOM, PUMP.withOwnership(Ownership.hospital(MICRO)));
        Decision<Asset> unchanged = Decision.unchanged(on.asset());
        assertThat(AssetRules.edit(on, PUMP.description())).isEqualTo(unchanged);
        assertThat(AssetRules.changeOwnership(on, Ownership.hospital(BETWEEN_MICROS)))
                .isEqualTo(unchanged);
        assertThat(AssetRules.move(on, PUMP.place())).isEqualTo(unchanged);
        assertThat(AssetRules.reinstate(on, "again")).isEqualTo(unchanged);
        assertThat(AssetRules.setCondition(on, Condition.READY, "clean")).isEqualTo(unchanged);
        Case retired = Cases.of(TOM, PUMP.withLife(LifeStage.RETIRED));
        assertThat(AssetRules.retire(retired, "old")).isEqualTo(Decision.unchanged(retired.asset()));
    }

    @Test
    void an_asset_in_use_is_not_retired() {
        refusal(Code.ASSET_IN_USE, () -> AssetRules.retire(Cases.of(TOM, PUMP_IN_USE), "old"));
    }

    static Stream<Function<Case, Object>> technicians() {
        return Stream.of(
                on -> AssetRules.register(on, PUMP),
                on -> AssetRules.edit(on, PUMP.description()),
                on -> AssetRules.changeOwnership(on, PUMP.ownership()),
                on -> AssetRules.move(on, PUMP.place()),
                on -> AssetRules.retire(on, "old"),
                on -> AssetRules.reinstate(on, "repaired"),
                on -> AssetRules.hold(on, HOLD, Hold.Kind.RECALL, "recall"),
                on -> AssetRules.setCondition(on, Condition.UNDER_MAINTENANCE, "bench"));
    }

    @ParameterizedTest
    @MethodSource("technicians")
    void a_nurse_is_not_allowed_a_technicians_work(Function<Case, Object> work) {
        refusal(Code.PERMISSION_DENIED, () -> work.apply(Cases.of(SARAH, PUMP)));
    }

    @Test
    void a_permission_for_one_department_ends_at_its_door() {
        Case on = Cases.with(
                Cases.of(SARAH, PUMP.withPlace(Place.of("ER"))),
                new RoleTable()
                        .granting(Role.NURSE, Permission.MOVE, Reach.DEPARTMENT)
                        .granting(Role.NURSE, Permission.REGISTER, Reach.DEPARTMENT));
        refusal(Code.PERMISSION_DENIED, () -> AssetRules.move(on, Place.of("ICU")));
        refusal(Code.PERMISSION_DENIED, () -> AssetRules.register(on, PUMP.withPlace(Place.of("ER"))));
    }

    @Test
    void a_feed_moves_assets_and_no_more() {
        assertThat(AssetRules.move(Cases.of(SYSTEM, PUMP), Place.of("ER")).answer())
                .isEqualTo(PUMP.withPlace(Place.of("ER")));
        refusal(Code.PERMISSION_DENIED, () -> AssetRules.retire(Cases.of(SYSTEM, PUMP), "old"));
    }

    @Test
    void a_hold_belongs_to_who_placed_it_and_stands_beside_the_others() {
        Hold first = hold(2, Hold.Kind.RECALL);
        Hold placed = new Hold(HOLD, Hold.Kind.FAULT, "sarah", "alarm", NOW);
        assertThat(AssetRules.hold(Cases.of(SARAH, PUMP.withHolds(List.of(first))), HOLD, Hold.Kind.FAULT, "alarm"))
                .isEqualTo(Decision.asset(
                                PUMP.withHolds(List.of(first, placed)),
                                new Fact.HoldPlaced(HOLD, Hold.Kind.FAULT, Personal.of("alarm")))
                        .answering(placed));
    }

    @ParameterizedTest
    @EnumSource
    void each_kind_of_hold_needs_its_permission(Hold.Kind kind) {
        Permission needed = switch (kind) {
            case FAULT -> Permission.REPORT;
            case INSPECTION -> Permission.INSPECT;
            case MAINTENANCE, QUARANTINE, RECALL, RESERVED -> Permission.HOLD;
        };
        assertThat(AssetRules.hold(only(needed), HOLD, kind, "a reason")
                        .answer()
                        .kind())
                .isEqualTo(kind);
        refusal(Code.PERMISSION_DENIED, () -> AssetRules.hold(allBut(needed), HOLD, kind, "a reason"));
    }

    @Test
    void one_hold_is_released_and_the_others_stay() {
        Hold one = hold(1, Hold.Kind.RECALL);
        Hold other = hold(2, Hold.Kind.FAULT);
        assertThat(AssetRules.release(Cases.of(TOM, PUMP.withHolds(List.of(one, other))), one.id(), "checked"))
                .isEqualTo(Decision.asset(
                        PUMP.withHolds(List.of(other)),
                        new Fact.HoldReleased(one.id(), Hold.Kind.RECALL, "tom", Personal.of("checked"))));
    }

    @Test
    void a_hold_that_is_not_there_cannot_be_released() {
        refusal(
                Code.HOLD_UNKNOWN,
                () -> AssetRules.release(
                        Cases.of(TOM, PUMP.withHolds(List.of(hold(1, Hold.Kind.RECALL)))),
                        new HoldId(new UUID(3, 2)),
                        "checked"));
    }

    @Test
    void the_rental_desk_releases_inspections_only() {
        Asset held = PUMP.withHolds(List.of(hold(1, Hold.Kind.INSPECTION), hold(2, Hold.Kind.RESERVED)));
        Case on = Cases.of(RITA, held);
        assertThat(AssetRules.release(on, HOLD, "inspected").answer().holds())
                .containsExactly(held.holds().get(1));
        refusal(
                Code.PERMISSION_DENIED,
                () -> AssetRules.release(on, held.holds().get(1).id(), "not mine"));
    }

    @ParameterizedTest
    @CsvSource(nullValues = "-", textBlock = """
            READY,             IN_USE,            -
            IN_USE,            READY,             -
            IN_USE,            MISSING,           -
            READY,             MISSING,           REPORT
            UNDER_MAINTENANCE, MISSING,           HOLD
            MISSING,           MISSING,           REPORT
            MISSING,           AWAITING_CLEANING, REPORT
            MISSING,           READY,             -
            MISSING,           UNDER_MAINTENANCE, -
            READY,             UNDER_MAINTENANCE, HOLD
            UNDER_MAINTENANCE, AWAITING_CLEANING, HOLD
            AWAITING_CLEANING, CLEANING,          CLEAN
            CLEANING,          READY,             CLEAN
            READY,             AWAITING_CLEANING, CLEAN
            """)
    void every_way_from_one_condition_to_another_has_its_permission_or_is_closed(
            Condition from, Condition to, Permission needed) {
        assertThat(AssetRules.way(from, to)).isEqualTo(needed);
    }

    @Test
    void a_mark_is_a_fact_and_a_closed_way_is_refused_in_words() {
        Asset dirty = PUMP.withCondition(Condition.AWAITING_CLEANING);
        assertThat(AssetRules.setCondition(Cases.of(SARAH, dirty), Condition.READY, "cleaned"))
                .isEqualTo(Decision.asset(
                        PUMP,
                        new Fact.ConditionSet(Condition.AWAITING_CLEANING, Condition.READY, Personal.of("cleaned"))));
        assertThat(refusal(
                        Code.CONDITION_NOT_REACHABLE,
                        () -> AssetRules.setCondition(Cases.of(TOM, PUMP_IN_USE), Condition.AWAITING_CLEANING, "back")))
                .hasMessage("INF001 is in use; from there it cannot be marked awaiting cleaning");
    }

    private static Case only(Permission granted) {
        return Cases.with(Cases.of(ADA, PUMP), (role, asked) -> asked == granted ? Reach.ALL : Reach.NONE);
    }

    private static Case allBut(Permission denied) {
        return Cases.with(Cases.of(ADA, PUMP), (role, asked) -> asked == denied ? Reach.NONE : Reach.ALL);
    }
}
