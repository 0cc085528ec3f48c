package io.wardtally.tracking.core.session;

import static io.wardtally.tracking.core.Cases.BEN;
import static io.wardtally.tracking.core.Cases.CARLA;
import static io.wardtally.tracking.core.Cases.NOW;
import static io.wardtally.tracking.core.Cases.OTHER_PATIENT;
import static io.wardtally.tracking.core.Cases.PATIENT;
import static io.wardtally.tracking.core.Cases.PUMP;
import static io.wardtally.tracking.core.Cases.PUMP_IN_USE;
import static io.wardtally.tracking.core.Cases.RITA;
import static io.wardtally.tracking.core.Cases.SARAH;
import static io.wardtally.tracking.core.Cases.SESSION;
import static io.wardtally.tracking.core.Cases.TOM;
import static io.wardtally.tracking.core.Cases.endedAgo;
import static io.wardtally.tracking.core.Cases.handedToBen;
import static io.wardtally.tracking.core.Cases.hold;
import static io.wardtally.tracking.core.Cases.override;
import static io.wardtally.tracking.core.Cases.running;
import static io.wardtally.tracking.core.contract.Promises.refusal;
import static org.assertj.core.api.Assertions.assertThat;

import io.wardtally.tracking.TrackingException.Code;
import io.wardtally.tracking.asset.Asset;
import io.wardtally.tracking.asset.Condition;
import io.wardtally.tracking.asset.Hold;
import io.wardtally.tracking.audit.Fact;
import io.wardtally.tracking.audit.Personal;
import io.wardtally.tracking.core.Cases;
import io.wardtally.tracking.core.kernel.Case;
import io.wardtally.tracking.core.kernel.Decision;
import io.wardtally.tracking.core.policy.RoleTable;
import io.wardtally.tracking.policy.Policies;
import io.wardtally.tracking.session.Concern;
import io.wardtally.tracking.session.ConcernCode;
import io.wardtally.tracking.session.EmergencyOverride;
import io.wardtally.tracking.session.EndRequest;
import io.wardtally.tracking.session.Handover;
import io.wardtally.tracking.session.Readiness;
import io.wardtally.tracking.session.Segment;
import io.wardtally.tracking.session.Session;
import io.wardtally.tracking.session.SessionId;
import io.wardtally.tracking.session.StartResult;
import io.wardtally.tracking.session.UseRequest;
import io.wardtally.tracking.staff.AccessPolicy;
import io.wardtally.tracking.staff.Actor;
import io.wardtally.tracking.staff.Permission;
import io.wardtally.tracking.staff.Reach;
import io.wardtally.tracking.staff.Role;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import java.util.function.Consumer;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;

class SessionRulesTest {

    private static final Duration HOUR = Duration.ofHours(1);
    private static final Duration LONGEST = Policies.standard().sessions().longestUse();
    private static final UseRequest USAGE = UseRequest.of(PUMP);
    private static final AccessPolicy TABLE = new RoleTable();

    @Nested
    class Starting {

        @Test
        void a_session_says_who_uses_what_for_whom_how_long_and_why() {
            UseRequest usage = USAGE.expecting(HOUR.plusNanos(1_999)).because("monitoring");
            Duration expected = HOUR.plusNanos(1_000);
            Session session = session(expected, "monitoring", new Segment(NOW, "sarah", "ICU", PATIENT));
            assertThat(SessionRules.start(Cases.of(SARAH, PUMP), usage, SESSION, PATIENT))
                    .isEqualTo(Decision.session(
                                    session,
                                    new Fact.SessionStarted(
                                            SESSION,
                                            "ICU",
                                            Personal.of(PATIENT),
                                            expected,
                                            Personal.of("monitoring"),
                                            null,
                                            null,
                                            null,
                                            List.of()))
                            .with(PUMP_IN_USE)
                            .answering(new StartResult.Started(session, Readiness.of(List.of()))));
        }

        @Test
        void a_session_needs_no_patient_no_expected_time_and_no_reason() {
            Session session = session(null, null, new Segment(NOW, "tom", "ER", null));
            Decision<StartResult> decision =
                    SessionRules.start(Cases.of(TOM, PUMP), USAGE.inDepartment("ER"), SESSION, null);
            assertThat(decision.effects().get(0).session()).isEqualTo(session);
            assertThat(decision.effects().get(0).facts().get(0))
                    .isEqualTo(new Fact.SessionStarted(SESSION, "ER", null, null, null, null, null, null, List.of()));
        }

        @Test
        void a_department_is_named_by_the_usage_or_else_by_the_actor() {
            refusal(Code.BAD_INPUT, () -> SessionRules.start(Cases.of(TOM, PUMP), USAGE, SESSION, null));
            refusal(
                    Code.PERMISSION_DENIED,
                    () -> SessionRules.start(Cases.of(SARAH, PUMP), USAGE.inDepartment("ER"), SESSION, null));
        }

        @Test
        void the_longest_use_may_be_expected_and_no_more() {
            Case on = Cases.of(SARAH, PUMP);
            assertThat(SessionRules.start(on, USAGE.expecting(LONGEST), SESSION, null)
                            .effects()
                            .get(0)
                            .session()
                            .expected())
                    .isEqualTo(LONGEST);
            refusal(
                    Code.BAD_INPUT,
                    () -> SessionRules.start(on, USAGE.expecting(LONGEST.plusNanos(1_000)), SESSION, null));
            refusal(Code.BAD_INPUT, () -> SessionRules.start(on, USAGE.expecting(Duration.ZERO), SESSION, null));
        }

        @Test
        void a_refused_start_is_a_demand_that_names_each_rule_once_and_changes_nothing() {
            Asset held = PUMP.withCondition(Condition.CLEANING)
                    .withHolds(List.of(hold(1, Hold.Kind.RECALL), hold(2, Hold.Kind.QUARANTINE)));
            Case on = Cases.of(SARAH, held);
            assertThat(SessionRules.start(on, USAGE, SESSION, null))
                    .isEqualTo(Decision.<StartResult>unchanged(new StartResult.Refused(ReadinessRules.readiness(on)))
                            .wanting(new Fact.StartRefused(
                                    PUMP.id(), "ICU", List.of(ConcernCode.HELD, ConcernCode.NOT_CLEAN))));
        }

        @Test
        void a_start_under_an_override_names_the_override() {
            Case on = Cases.of(
                    SARAH,
                    PUMP.withCondition(Condition.AWAITING_CLEANING),
                    override(1, ConcernCode.HELD),
                    override(2, ConcernCode.NOT_CLEAN));
            Decision<StartResult> decision = SessionRules.start(on, USAGE, SESSION, null);
            assertThat(decision.effects().get(0).session().override())
                    .isEqualTo(override(2).id());
            assertThat(((Fact.SessionStarted) decision.effects().get(0).facts().get(0)).override())
                    .isEqualTo(override(2).id());
            assertThat(((StartResult.Started) decision.answer()).readiness().concerns())
                    .extracting(Concern::code)
                    .containsExactly(ConcernCode.OVERRIDDEN);
        }

        @Test
        void an_override_that_is_not_needed_is_not_named() {
            EmergencyOverride spare = override(1, ConcernCode.NOT_CLEAN);
            assertThat(SessionRules.start(Cases.of(SARAH, PUMP, spare), USAGE, SESSION, null)
                            .effects()
                            .get(0)
                            .session()
                            .override())
                    .isNull();
        }

        private static Session session(Duration expected, String reason, Segment segment) {
            return Session.started(SESSION, PUMP.id(), segment, draft -> {
                draft.expected = expected;
                draft.reason = reason;
            });
        }
    }

    @Nested
    class Extending {

        @Test
        void an_extension_is_added_to_what_was_expected() {
            Session session = running(HOUR).withExpected(Duration.ofHours(2));
            assertThat(SessionRules.extend(
                            inUse(SARAH, session),
                            SESSION,
                            Duration.ofMinutes(30).plusNanos(1_999)))
                    .isEqualTo(Decision.session(
                            session.withExpected(Duration.ofMinutes(150).plusNanos(1_000)),
                            new Fact.SessionExtended(
                                    SESSION,
                                    Duration.ofMinutes(30).plusNanos(1_000),
                                    Duration.ofMinutes(150).plusNanos(1_000))));
        }

        @Test
        void where_nothing_was_expected_an_extension_counts_from_now() {
            assertThat(SessionRules.extend(inUse(SARAH, running(HOUR)), SESSION, HOUR)
                            .answer()
                            .expected())
                    .isEqualTo(Duration.ofHours(2));
        }

        @Test
        void an_extension_has_a_length_and_a_limit() {
            Case on = inUse(SARAH, running(HOUR));
            refusal(Code.BAD_INPUT, () -> SessionRules.extend(on, SESSION, Duration.ZERO));
            refusal(Code.BAD_INPUT, () -> SessionRules.extend(on, SESSION, LONGEST.plusNanos(1_000)));
        }

        @Test
        void only_a_running_session_is_extended_and_only_by_its_department() {
            refusal(Code.PERMISSION_DENIED, () -> SessionRules.extend(inUse(SARAH, handedToBen()), SESSION, HOUR));
            refusalUnlessRunning(on -> SessionRules.extend(on, SESSION, HOUR));
        }
    }

    @Nested
    class HandingOver {

        private final Session session = running(HOUR);

        @Test
        void what_is_not_named_stays_as_it_was() {
            Segment next = new Segment(NOW, "ben", "ICU", PATIENT);
            assertThat(SessionRules.handOver(inUse(SARAH, session), SESSION, Handover.to("ben"), null))
                    .isEqualTo(Decision.session(
                                    session.withSegment(next),
                                    new Fact.SessionHandedOver(SESSION, "ben", "ICU", Personal.of(PATIENT), null))
                            .at(NOW));
        }

        @Test
        void the_department_or_the_patient_may_change_alone() {
            assertThat(handOver(Handover.toDepartment("ER"))).isEqualTo(new Segment(NOW, "sarah", "ER", PATIENT));
            assertThat(SessionRules.handOver(inUse(SARAH, session), SESSION, Handover.toPatient("P2"), OTHER_PATIENT)
                            .answer()
                            .latest())
                    .isEqualTo(new Segment(NOW, "sarah", "ICU", OTHER_PATIENT));
            assertThat(handOver(Handover.toNoPatient())).isEqualTo(new Segment(NOW, "sarah", "ICU", null));
        }

        @Test
        void a_handover_to_what_is_so_already_changes_nothing() {
            Handover same = Handover.to("sarah").inDepartment("ICU");
            assertThat(SessionRules.handOver(inUse(SARAH, session), SESSION, same, PATIENT))
                    .isEqualTo(Decision.unchanged(session));
        }

        @Test
        void both_departments_may_hand_over_and_a_third_may_not() {
            Handover toEmergency = Handover.to("ben").inDepartment("ER").because("transfer");
            for (Actor either : List.of(SARAH, BEN)) {
                assertThat(SessionRules.handOver(inUse(either, session), SESSION, toEmergency, null)
                                .answer()
                                .department())
                        .isEqualTo("ER");
            }
            refusal(
                    Code.PERMISSION_DENIED,
                    () -> SessionRules.handOver(inUse(CARLA, session), SESSION, toEmergency, null));
        }

        @Test
        void taking_a_session_over_from_another_department_needs_a_permission_and_a_reason() {
            Handover pull = Handover.to("ben").inDepartment("ER");
            refusal(Code.BAD_INPUT, () -> SessionRules.handOver(inUse(BEN, session), SESSION, pull, null));
            AccessPolicy stay = TABLE.granting(Role.NURSE, Permission.END_ELSEWHERE, Reach.NONE);
            refusal(
                    Code.PERMISSION_DENIED,
                    () -> SessionRules.handOver(
                            Cases.with(inUse(BEN, session), stay), SESSION, pull.because("transfer"), null));
            assertThat(SessionRules.handOver(inUse(BEN, session), SESSION, pull.because("transfer"), null)
                            .effects()
                            .get(0)
                            .facts()
                            .get(0))
                    .isEqualTo(new Fact.SessionHandedOver(
                            SESSION, "ben", "ER", Personal.of(PATIENT), Personal.of("transfer")));
        }

        @Test
        void a_clock_that_was_set_back_lets_the_handover_begin_with_the_segment_before() {
            Instant future = NOW.plus(HOUR);
            Session ahead = running(HOUR.negated());
            Decision<Session> decision = SessionRules.handOver(inUse(SARAH, ahead), SESSION, Handover.to("ben"), null);
            assertThat(decision.answer().latest().from()).isEqualTo(future);
            assertThat(decision.effects().get(0).happened()).isEqualTo(future);
        }

        @Test
        void a_session_is_handed_over_five_hundred_times_at_most() {
            List<Segment> segments = new ArrayList<>(session.segments());
            for (int i = 0; i < Session.MOST_HANDOVERS - 1; i++) {
                segments.add(new Segment(session.start(), "nurse" + i, "ICU", PATIENT));
            }
            Session often = session.withTimes(session.start(), null, segments);
            Session last = SessionRules.handOver(inUse(SARAH, often), SESSION, Handover.to("ben"), null)
                    .answer();
            assertThat(last.segments()).hasSize(Session.MOST_HANDOVERS + 1);
            assertThat(refusal(
                            Code.TOO_MANY,
                            () -> SessionRules.handOver(inUse(SARAH, last), SESSION, Handover.to("eva"), null)))
                    .hasMessageContaining("no more than 500 times");
            assertThat(SessionRules.handOver(inUse(SARAH, last), SESSION, Handover.to("ben"), null))
                    .isEqualTo(Decision.unchanged(last));
        }

        @Test
        void only_a_running_session_is_handed_over() {
            refusalUnlessRunning(on -> SessionRules.handOver(on, SESSION, Handover.to("ben"), null));
        }

        private Segment handOver(Handover to) {
            return SessionRules.handOver(inUse(SARAH, session), SESSION, to, null)
                    .answer()
                    .latest();
        }
    }

    @Nested
    class Ending {

        private final Session session = running(HOUR);

        @Test
        void the_asset_comes_back_to_be_cleaned_and_the_notes_are_kept() {
            assertThat(end(inUse(SARAH, session), SESSION, "no issues", null))
                    .isEqualTo(Decision.session(
                                    session.withEnd(NOW, false, "no issues"),
                                    new Fact.SessionEnded(
                                            SESSION,
                                            NOW,
                                            false,
                                            Condition.AWAITING_CLEANING,
                                            Personal.of("no issues"),
                                            null))
                            .with(PUMP.withCondition(Condition.AWAITING_CLEANING)
                                    .withLastUsed(NOW))
                            .at(NOW));
        }

        @Test
        void a_category_without_cleaning_is_ready_again_and_holds_stay() {
            Asset held = PUMP_IN_USE.withHolds(List.of(hold(1, Hold.Kind.FAULT)));
            Case on = Cases.with(
                    Cases.of(SARAH, held, session), Policies.standard().withoutCleaning("infusion-pump"));
            assertThat(end(on, SESSION, null, null).effects().get(0).asset())
                    .isEqualTo(held.withCondition(Condition.READY).withLastUsed(NOW));
        }

        @Test
        void an_end_is_said_once() {
            Session ended = endedAgo(HOUR);
            assertThat(end(Cases.of(SARAH, PUMP, ended), SESSION, "again", null))
                    .isEqualTo(Decision.unchanged(ended));
            refusal(Code.SESSION_VOIDED, () -> end(Cases.of(SARAH, PUMP, ended.asVoided()), SESSION, null, null));
            refusal(
                    Code.SESSION_UNKNOWN,
                    () -> end(Cases.of(SARAH, PUMP, ended), new SessionId(new UUID(1, 2)), null, null));
        }

        @Test
        void who_ends_another_departments_session_says_why() {
            refusal(Code.BAD_INPUT, () -> end(inUse(BEN, session), SESSION, null, null));
            assertThat(end(inUse(BEN, session), SESSION, null, "needed")
                            .effects()
                            .get(0)
                            .facts()
                            .get(0))
                    .isEqualTo(new Fact.SessionEnded(
                            SESSION, NOW, false, Condition.AWAITING_CLEANING, null, Personal.of("needed")));
            refusal(Code.PERMISSION_DENIED, () -> end(inUse(RITA, session), SESSION, null, "needed"));
        }

        @Test
        void who_ends_another_departments_session_once_more_says_why_again() {
            Session ended = endedAgo(HOUR);
            Case on = Cases.of(BEN, PUMP, ended);
            refusal(Code.BAD_INPUT, () -> end(on, SESSION, null, null));
            assertThat(end(on, SESSION, null, "needed")).isEqualTo(Decision.unchanged(ended));
        }

        @Test
        void a_use_allowed_everywhere_makes_no_session_the_own() {
            refusal(Code.BAD_INPUT, () -> end(inUse(TOM, session), SESSION, null, null));
            for (Actor own : List.of(Actor.nurse("nora", "ICU"), Actor.technician("sarah"))) {
                assertThat(end(inUse(own, session), SESSION, null, null)
                                .answer()
                                .end())
                        .isEqualTo(NOW);
            }
        }

        @Test
        void who_may_not_use_says_why_in_the_own_department_too() {
            Case on = inUse(new Actor("max", Role.MANAGER, "ICU"), session);
            refusal(Code.BAD_INPUT, () -> end(on, SESSION, null, null));
        }

        @Test
        void an_end_before_the_last_handover_is_clamped_and_flagged() {
            Instant future = NOW.plus(HOUR);
            Decision<Session> decision = end(inUse(SARAH, running(HOUR.negated())), SESSION, null, null);
            assertThat(decision.answer()).isEqualTo(running(HOUR.negated()).withEnd(future, true, null));
            assertThat(((Fact.SessionEnded) decision.effects().get(0).facts().get(0)).clamped())
                    .isTrue();
            assertThat(decision.effects().get(0).happened()).isEqualTo(future);
            assertThat(decision.effects().get(0).asset().lastUsed()).isEqualTo(future);
        }

        @Test
        void an_end_in_the_very_moment_of_the_start_is_not_clamped() {
            assertThat(end(inUse(SARAH, running(Duration.ZERO)), SESSION, null, null)
                            .answer()
                            .endClamped())
                    .isFalse();
        }

        @Test
        void a_later_use_that_is_known_is_not_forgotten() {
            Asset usedLater = PUMP_IN_USE.withLastUsed(NOW.plusSeconds(1));
            assertThat(end(Cases.of(SARAH, usedLater, session), SESSION, null, null)
                            .effects()
                            .get(0)
                            .asset()
                            .lastUsed())
                    .isEqualTo(NOW.plusSeconds(1));
        }
    }

    private static Case inUse(Actor by, Session session) {
        return Cases.of(by, PUMP_IN_USE, session);
    }

    private static void refusalUnlessRunning(Consumer<Case> act) {
        refusal(Code.SESSION_ENDED, () -> act.accept(Cases.of(SARAH, PUMP, endedAgo(HOUR))));
        refusal(
                Code.SESSION_VOIDED,
                () -> act.accept(Cases.of(SARAH, PUMP, running(HOUR).asVoided())));
    }

    private static Decision<Session> end(Case on, SessionId id, String notes, String because) {
        return Cases.reacted(
                on, SessionRules.end(on, EndRequest.of(id).noting(notes).because(because)));
    }
}
