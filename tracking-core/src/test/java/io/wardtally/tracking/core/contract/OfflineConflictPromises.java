package io.wardtally.tracking.core.contract;

import static io.wardtally.tracking.core.contract.OfflinePromises.sessions;
import static io.wardtally.tracking.core.contract.OfflinePromises.settle;
import static io.wardtally.tracking.core.contract.OfflinePromises.trail;
import static java.time.Duration.ofHours;
import static java.time.Duration.ofMinutes;
import static org.assertj.core.api.Assertions.assertThat;

import io.wardtally.tracking.TrackingException.Code;
import io.wardtally.tracking.Workspace;
import io.wardtally.tracking.asset.Asset;
import io.wardtally.tracking.asset.AssetId;
import io.wardtally.tracking.asset.AssetStatus;
import io.wardtally.tracking.asset.Condition;
import io.wardtally.tracking.asset.Description;
import io.wardtally.tracking.asset.Hold;
import io.wardtally.tracking.asset.Identifier;
import io.wardtally.tracking.audit.AuditEntry;
import io.wardtally.tracking.audit.Fact;
import io.wardtally.tracking.audit.Subject;
import io.wardtally.tracking.place.Place;
import io.wardtally.tracking.policy.Policies;
import io.wardtally.tracking.policy.SessionPolicies;
import io.wardtally.tracking.scan.OfflineAction;
import io.wardtally.tracking.scan.OfflineBatch;
import io.wardtally.tracking.scan.OfflineReceipt;
import io.wardtally.tracking.scan.OfflineReceipt.State;
import io.wardtally.tracking.session.Correction;
import io.wardtally.tracking.session.Handover;
import io.wardtally.tracking.session.Session;
import io.wardtally.tracking.session.UseRequest;
import io.wardtally.tracking.staff.Actor;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import org.junit.jupiter.api.Test;

/** What was scanned offline never goes over what others have recorded since for a later time. */
interface OfflineConflictPromises extends Promises {

    @Test
    default void what_others_have_recorded_for_a_later_time_stands() {
        try (Hospital hospital = hospital()) {
            Workspace sarah = hospital.sarah();
            Workspace ben = hospital.nurse("ben", "ICU");
            hospital.pump("TAKEN");
            hospital.pump("USED");
            Session handed = hospital.inUse("HANDED");
            hospital.pump("MOVED");
            hospital.pump("MARKED");
            Session struck = hospital.inUse("STRUCK");
            hospital.clock.advance(ofHours(1));
            Instant then = hospital.clock.instant();
            hospital.clock.advance(ofHours(1));
            Session bens =
                    ben.sessions().start(UseRequest.of(AssetId.of("TAKEN"))).orElseThrow();
            Session over =
                    ben.sessions().start(UseRequest.of(AssetId.of("USED"))).orElseThrow();
            ben.sessions().end(over.id(), null);
            ben.assets().clean(over.asset());
            sarah.sessions().handOver(handed.id(), Handover.to("ben"));
            hospital.technician().assets().move(AssetId.of("MOVED"), Place.of("ER"));
            ben.assets().setCondition(AssetId.of("MARKED"), Condition.CLEANING, "spilt");
            hospital.technician().sessions().voidEntry(struck.id(), "wrong pump");
            hospital.clock.advance(ofHours(1));
            String at = then.plus(ofHours(1)).toString();
            OfflineReceipt taken = settle(sarah, 1, then, "TAKEN", OfflineAction.take());
            assertThat(taken.state()).isEqualTo(State.CONFLICT);
            assertThat(taken.says()).isEqualTo("TAKEN was taken by ben at " + at + ", after this");
            assertThat(taken.session()).isEqualTo(bens.id());
            assertThat(taken.asset()).isEqualTo(AssetId.of("TAKEN"));
            OfflineReceipt back = settle(sarah, 2, then, "TAKEN", OfflineAction.giveBack());
            assertThat(back.state()).isEqualTo(State.CONFLICT);
            assertThat(back.session()).isEqualTo(bens.id());
            OfflineReceipt used = settle(sarah, 3, then, "USED", OfflineAction.take());
            assertThat(used.says()).isEqualTo("USED was marked by ben at " + at + ", after this");
            OfflineReceipt returned = settle(sarah, 4, then, "USED", OfflineAction.giveBack());
            assertThat(returned.says()).isEqualTo("USED was given back by ben at " + at + ", after this");
            assertThat(returned.session()).isEqualTo(over.id());
            assertThat(settle(sarah, 5, then, "HANDED", OfflineAction.giveBack())
                            .says())
                    .isEqualTo("HANDED was handed over by sarah at " + at + ", after this");
            assertThat(settle(hospital.technician(), 6, then, "MOVED", OfflineAction.move(Place.of("ICU")))
                            .says())
                    .isEqualTo("MOVED was moved by tom at " + at + ", after this");
            assertThat(settle(sarah, 7, then, "MARKED", OfflineAction.clean()).says())
                    .isEqualTo("MARKED was marked by ben at " + at + ", after this");
            assertThat(settle(sarah, 8, then, "STRUCK", OfflineAction.giveBack())
                            .says())
                    .isEqualTo("STRUCK had a session struck out by tom at " + at + ", after this");
            assertThat(sessions(hospital)).filteredOn(Session::isOpen).hasSize(2);
            assertThat(hospital.asset("MOVED").place()).isEqualTo(Place.of("ER"));
            assertThat(hospital.asset("MARKED").condition()).isEqualTo(Condition.CLEANING);
        }
    }

    @Test
    default void those_of_another_department_need_not_be_told_who_was_faster() {
        try (Hospital hospital = hospital()) {
            Hospital quiet = hospital.with(Policies.standard().withSessions(SessionPolicies::withoutUsersElsewhere));
            hospital.pump("TAKEN");
            hospital.pump("MOVED");
            Instant then = hospital.clock.instant();
            hospital.clock.advance(ofHours(1));
            hospital.nurse("ben", "ER").sessions().start(UseRequest.of(AssetId.of("TAKEN")));
            hospital.technician().assets().move(AssetId.of("MOVED"), Place.of("ER"));
            String at = hospital.clock.instant().toString();
            OfflineReceipt taken = settle(quiet.sarah(), 1, then, "TAKEN", OfflineAction.take());
            assertThat(taken.says()).isEqualTo("TAKEN was taken by ER at " + at + ", after this");
            assertThat(taken.says(Locale.GERMAN)).isEqualTo("TAKEN wurde danach in Gebrauch genommen, von ER um " + at);
            assertThat(settle(
                                    quiet.tracking.actingAs(Actor.technician("tim")),
                                    2,
                                    then,
                                    "MOVED",
                                    OfflineAction.move(Place.of("ICU")))
                            .says())
                    .isEqualTo("MOVED was moved by somebody else at " + at + ", after this");
            assertThat(settle(quiet.sarah(), 1, then, "TAKEN", OfflineAction.take())
                            .message())
                    .isEqualTo(taken.message());
        }
    }

    @Test
    default void what_concerns_something_else_does_not_stand_in_the_way() {
        try (Hospital hospital = hospital()) {
            hospital.pump("INF001");
            hospital.clock.advance(ofHours(1));
            Instant then = hospital.clock.instant();
            hospital.clock.advance(ofHours(1));
            Workspace tom = hospital.technician();
            AssetId pump = AssetId.of("INF001");
            tom.assets().move(pump, Place.of("ER"));
            Hold recall = tom.assets().hold(pump, Hold.Kind.RECALL, "battery");
            tom.assets().edit(pump, Description.of("Infusion Pump", "infusion-pump"));
            for (int i = 0; i < 120; i++) {
                tom.assets().move(pump, Place.of("ER", "room " + i));
            }
            OfflineReceipt taken = settle(hospital.sarah(), 1, then, "INF001", OfflineAction.take());
            assertThat(taken.state()).as(taken.says()).isEqualTo(State.APPLIED);
            Asset now = hospital.asset("INF001");
            assertThat(now.status()).isEqualTo(AssetStatus.IN_USE);
            assertThat(now.holds()).as("the hold stays").containsExactly(recall);
            assertThat(now.place()).isEqualTo(Place.of("ER", "room 119"));
            OfflineReceipt fault = settle(hospital.sarah(), 2, then, "INF001", OfflineAction.fault("beeps"));
            assertThat(fault.state()).isEqualTo(State.APPLIED);
            assertThat(settle(hospital.sarah(), 3, then, "INF001", OfflineAction.giveBack())
                            .state())
                    .isEqualTo(State.APPLIED);
            assertThat(hospital.asset("INF001").holds()).hasSize(2);
            assertThat(hospital.verify().intact()).isTrue();
        }
    }

    @Test
    default void what_stood_against_it_then_is_told_and_the_wish_is_recorded() {
        try (Hospital hospital = hospital()) {
            Session running = hospital.inUse("BUSY");
            AssetId held = hospital.pump("HELD").id();
            hospital.technician().assets().hold(held, Hold.Kind.RECALL, "battery");
            hospital.pump("FREE");
            hospital.clock.advance(ofHours(1));
            Workspace ben = hospital.nurse("ben", "ICU");
            Instant now = ben.now();
            OfflineReceipt busy = settle(ben, 1, now, "BUSY", OfflineAction.take());
            assertThat(busy.state()).isEqualTo(State.CONFLICT);
            assertThat(busy.session()).isEqualTo(running.id());
            assertThat(busy.says()).startsWith("BUSY is in use by sarah (ICU)");
            assertThat(settle(ben, 2, now, "HELD", OfflineAction.take()).says())
                    .isEqualTo("HELD is held (recall) by tom");
            OfflineReceipt free = settle(ben, 3, now, "FREE", OfflineAction.giveBack());
            assertThat(free.code()).isEqualTo(Code.ASSET_NOT_IN_USE);
            assertThat(free.says()).isEqualTo("FREE is not in use");
            OfflineReceipt clean = settle(ben, 4, now, "BUSY", OfflineAction.clean());
            assertThat(clean.state()).isEqualTo(State.CONFLICT);
            assertThat(clean.says()).contains("cannot be marked ready");
            assertThat(trail(hospital, Subject.staff("ben")))
                    .extracting(AuditEntry::fact)
                    .hasSize(2)
                    .allMatch(Fact.StartRefused.class::isInstance);
            settle(ben, 1, now, "BUSY", OfflineAction.take());
            assertThat(trail(hospital, Subject.staff("ben"))).as("once").hasSize(2);
        }
    }

    @Test
    default void a_correction_that_reaches_past_it_stands() {
        try (Hospital hospital = hospital()) {
            Session session = hospital.inUse("INF001");
            hospital.clock.advance(ofHours(4));
            hospital.sarah().sessions().end(session.id(), null);
            hospital.sarah().assets().clean(session.asset());
            hospital.clock.advance(ofHours(1));
            Instant then = hospital.clock.instant();
            hospital.clock.advance(ofHours(2));
            hospital.technician()
                    .sessions()
                    .correct(session.id(), Correction.because("it was longer").end(then.plus(ofMinutes(30))));
            OfflineReceipt receipt = settle(hospital.sarah(), 1, then, "INF001", OfflineAction.take());
            assertThat(receipt.state()).isEqualTo(State.CONFLICT);
            assertThat(receipt.says()).contains("was in use until " + then.plus(ofMinutes(30)));
        }
    }

    @Test
    default void nobody_ends_somebody_elses_use_with_a_scan_that_comes_late() {
        try (Hospital hospital = hospital()) {
            hospital.pump("INF001");
            Workspace sarah = hospital.sarah();
            Workspace ben = hospital.nurse("ben", "ICU");
            hospital.clock.advance(ofHours(1));
            Instant nine = hospital.clock.instant();
            hospital.clock.advance(ofMinutes(30));
            Session bens =
                    ben.sessions().start(UseRequest.of(AssetId.of("INF001"))).orElseThrow();
            hospital.clock.advance(ofHours(3));
            Instant ten = nine.plus(ofHours(1));
            List<OfflineReceipt> receipts = sarah.scans()
                    .importOffline(OfflineBatch.of("scanner-7", sarah.now())
                            .line(1, nine, "INF001", OfflineAction.take())
                            .line(2, ten, "INF001", OfflineAction.giveBack()));
            assertThat(receipts).extracting(OfflineReceipt::state).containsOnly(State.CONFLICT);
            assertThat(receipts).extracting(OfflineReceipt::session).containsOnly(bens.id());
            assertThat(ben.sessions().get(bens.id())).isEqualTo(bens);
            OfflineReceipt because =
                    settle(sarah, 3, ten, "INF001", OfflineAction.giveBack().because("ben went home"));
            assertThat(because.state()).isEqualTo(State.APPLIED);
            assertThat(ben.sessions().get(bens.id()).end()).isEqualTo(ten);
        }
    }

    @Test
    default void a_give_back_before_the_use_as_it_was_corrected_is_a_conflict() {
        try (Hospital hospital = hospital()) {
            Session session = hospital.inUse("INF001");
            hospital.clock.advance(ofHours(2));
            Instant then = hospital.clock.instant();
            hospital.clock.advance(ofHours(2));
            hospital.technician()
                    .sessions()
                    .correct(session.id(), Correction.because("it was later").start(then.plusSeconds(60)));
            OfflineReceipt receipt = settle(hospital.sarah(), 1, then, "INF001", OfflineAction.giveBack());
            assertThat(receipt.state()).isEqualTo(State.CONFLICT);
            assertThat(receipt.session()).isEqualTo(session.id());
        }
    }

    @Test
    default void a_clock_that_was_set_forward_does_not_let_anybody_give_back_what_they_have_not_got_yet() {
        try (Hospital hospital = hospital()) {
            Session online = hospital.inUse("INF001");
            Session handed = hospital.inUse("INF002");
            Session early = hospital.inUse("INF003");
            Session bens = hospital.inUse("INF004");
            hospital.nurse("ben", "ICU").sessions().handOver(bens.id(), Handover.to("ben"));
            Instant begin = hospital.clock.instant();
            hospital.clock.advance(ofMinutes(10));
            hospital.sarah().sessions().handOver(handed.id(), Handover.to("eva"));
            Instant evas = hospital.clock.instant();
            hospital.clock.advance(ofHours(8));
            OfflineReceipt back =
                    settle(hospital.sarah(), 1, begin.minus(ofMinutes(2)), "INF001", OfflineAction.giveBack());
            assertThat(back.state()).isEqualTo(State.APPLIED);
            assertThat(back.earliest()).isEqualTo(begin.minus(ofMinutes(2)));
            assertThat(back.at()).isEqualTo(begin);
            assertThat(hospital.sarah().sessions().get(online.id()).end()).isEqualTo(begin);
            assertThat(settle(
                                    hospital.nurse("eva", "ICU"),
                                    2,
                                    evas.minus(ofHours(1)),
                                    "INF002",
                                    OfflineAction.giveBack())
                            .at())
                    .isEqualTo(evas);
            assertThat(settle(
                                    hospital.sarah(),
                                    3,
                                    begin.minus(ofHours(1)).minusNanos(1_000),
                                    "INF003",
                                    OfflineAction.giveBack())
                            .state())
                    .as("no clock is off by that much")
                    .isEqualTo(State.CONFLICT);
            assertThat(settle(hospital.sarah(), 4, begin.minus(ofMinutes(2)), "INF004", OfflineAction.giveBack())
                            .state())
                    .as("not hers")
                    .isEqualTo(State.CONFLICT);
            assertThat(hospital.sarah().sessions().get(early.id())).isEqualTo(early);
            assertThat(hospital.verify().intact()).isTrue();
        }
    }

    @Test
    default void a_give_back_that_may_be_that_of_an_earlier_use_does_not_end_the_present_one() {
        try (Hospital hospital = hospital()) {
            Session first = hospital.inUse("INF001");
            Workspace sarah = hospital.sarah();
            hospital.clock.advance(ofHours(1));
            sarah.sessions().end(first.id(), null);
            sarah.assets().clean(first.asset());
            Instant then = hospital.clock.instant();
            hospital.clock.advance(ofMinutes(5));
            Session second =
                    sarah.sessions().start(UseRequest.of(first.asset())).orElseThrow();
            assertThat(settle(sarah, 1, then.plusSeconds(60), "INF001", OfflineAction.giveBack())
                            .state())
                    .isEqualTo(State.CONFLICT);
            assertThat(sarah.sessions().get(second.id())).isEqualTo(second);
        }
    }

    @Test
    default void a_give_back_waits_for_its_take() {
        try (Hospital hospital = hospital()) {
            AssetId pump = hospital.pump("INF001").id();
            hospital.clock.advance(ofHours(3));
            Instant now = hospital.clock.instant();
            OfflineBatch batch = OfflineBatch.of("scanner-7", now)
                    .line(1, now.minus(ofHours(2)), "BME-42", OfflineAction.take())
                    .line(2, now.minus(ofHours(1)), "INF001", OfflineAction.giveBack());
            assertThat(hospital.sarah().scans().importOffline(batch))
                    .extracting(OfflineReceipt::code)
                    .containsExactly(Code.ASSET_UNKNOWN, Code.ASSET_NOT_IN_USE);
            hospital.technician().assets().attach(pump, Identifier.tag("BME-42"));
            assertThat(hospital.sarah().scans().importOffline(batch.handedOverAt(now)))
                    .extracting(OfflineReceipt::state)
                    .containsOnly(State.APPLIED);
            assertThat(sessions(hospital)).singleElement().matches(session -> !session.isOpen());
        }
    }

    @Test
    default void what_stood_against_it_then_counts_even_if_it_was_lifted_since() {
        try (Hospital hospital = hospital()) {
            Workspace tom = hospital.technician();
            AssetId recalled = hospital.pump("RECALLED").id();
            AssetId old = hospital.pump("OLD").id();
            AssetId inspected = hospital.pump("INSPECTED").id();
            Hold recall = tom.assets().hold(recalled, Hold.Kind.RECALL, "battery");
            tom.assets().retire(old, "broken");
            hospital.clock.advance(ofHours(2));
            Instant then = hospital.clock.instant();
            hospital.clock.advance(ofHours(2));
            tom.assets().release(recalled, recall.id(), "exchanged");
            tom.assets().reinstate(old, "mended");
            Hold inspection = tom.assets().hold(inspected, Hold.Kind.INSPECTION, "new");
            tom.assets().release(inspected, inspection.id(), "fine");
            hospital.clock.advance(ofHours(1));
            assertThat(settle(hospital.sarah(), 1, then, "RECALLED", OfflineAction.take())
                            .says())
                    .startsWith("RECALLED had a hold lifted by tom at ");
            assertThat(settle(hospital.sarah(), 2, then, "OLD", OfflineAction.take())
                            .says())
                    .startsWith("OLD was retired or reinstated by tom at ");
            assertThat(settle(hospital.sarah(), 3, then, "INSPECTED", OfflineAction.take())
                            .state())
                    .as("what came and went since did not stand in the way")
                    .isEqualTo(State.APPLIED);
        }
    }

    @Test
    default void an_older_place_does_not_win_over_a_newer_one_that_was_no_news() {
        try (Hospital hospital = hospital()) {
            AssetId pump = hospital.pump("INF001").id();
            Workspace tom = hospital.technician();
            tom.assets().move(pump, Place.of("ICU"));
            hospital.clock.advance(ofHours(3));
            Instant now = hospital.clock.instant();
            assertThat(settle(tom, 1, now.minus(ofHours(1)), "INF001", OfflineAction.move(Place.of("ICU")))
                            .state())
                    .isEqualTo(State.APPLIED);
            OfflineReceipt older = settle(tom, 2, now.minus(ofHours(2)), "INF001", OfflineAction.move(Place.of("ER")));
            assertThat(older.state()).isEqualTo(State.CONFLICT);
            assertThat(hospital.asset("INF001").place()).isEqualTo(Place.of("ICU"));
        }
    }
}
