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
import io.wardtally.tracking.session.Correction;
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
                                            List.of(),
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
                    .isEqualTo(
                            new Fact.SessionStarted(SESSION, "ER", null, null, null, null, null, List.of(), List.of()));
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

    @Nested
    class Voiding {

        private final Instant earlier = NOW.minus(Duration.ofDays(3));

        @Test
        void a_running_session_ends_and_gives_the_asset_back_as_if_it_had_not_been_used() {
            Asset asset = PUMP_IN_USE.withLastUsed(earlier);
            assertThat(voidEntry(Cases.of(TOM, asset, running(HOUR)), SESSION, "in error", null))
                    .isEqualTo(Decision.session(
                                    running(HOUR).withEnd(NOW, false, null).asVoided(),
                                    new Fact.SessionVoided(SESSION, true, Personal.of("in error")))
                            .with(asset.withCondition(Condition.AWAITING_CLEANING)));
        }

        @Test
        void a_running_session_never_ends_before_its_last_handover() {
            Session ahead = running(HOUR.negated());
            assertThat(voidEntry(inUse(TOM, ahead), SESSION, "in error", null)
                            .answer()
                            .end())
                    .isEqualTo(NOW.plus(HOUR));
        }

        @Test
        void an_ended_session_takes_its_last_use_with_it() {
            Asset asset = PUMP.withLastUsed(NOW.minus(HOUR));
            assertThat(voidEntry(Cases.of(TOM, asset, endedAgo(HOUR)), SESSION, "in error", earlier))
                    .isEqualTo(Decision.session(
                                    endedAgo(HOUR).asVoided(),
                                    new Fact.SessionVoided(SESSION, false, Personal.of("in error")))
                            .with(PUMP.withLastUsed(earlier)));
        }

        @Test
        void a_session_is_voided_once() {
            Session voided = endedAgo(HOUR).asVoided();
            assertThat(voidEntry(Cases.of(TOM, PUMP, voided), SESSION, "again", null))
                    .isEqualTo(Decision.unchanged(voided));
        }

        @Test
        void a_nurse_voids_her_own_entry_until_an_hour_after_its_end() {
            Consumer<Session> byNurse = session -> voidEntry(Cases.of(SARAH, PUMP, session), SESSION, "typo", null);
            byNurse.accept(endedAgo(HOUR));
            byNurse.accept(running(HOUR));
            refusal(Code.PERMISSION_DENIED, () -> byNurse.accept(endedAgo(HOUR.plusNanos(1_000))));
            refusal(Code.PERMISSION_DENIED, () -> byNurse.accept(running(HOUR.plusNanos(1_000))));
            refusal(Code.PERMISSION_DENIED, () -> byNurse.accept(handedToBen()));
        }

        @Test
        void a_session_that_passed_through_other_hands_is_nobodys_own_entry() {
            for (Actor either : List.of(SARAH, BEN)) {
                refusal(Code.PERMISSION_DENIED, () -> voidEntry(inUse(either, handedToBen()), SESSION, "typo", null));
            }
            Session within = running(HOUR).withSegment(new Segment(NOW, "sarah", "ER", null));
            assertThat(voidEntry(inUse(SARAH, within), SESSION, "typo", null)
                            .answer()
                            .voided())
                    .isTrue();
        }

        @Test
        void a_department_corrects_its_own_sessions_if_the_house_says_so() {
            AccessPolicy policy = TABLE.granting(Role.NURSE, Permission.CORRECT, Reach.DEPARTMENT);
            Session old = endedAgo(Duration.ofDays(2));
            Case colleague = Cases.with(Cases.of(Actor.nurse("nora", "ICU"), PUMP, old), policy);
            assertThat(voidEntry(colleague, SESSION, "typo", null).answer().voided())
                    .isTrue();
            refusal(
                    Code.PERMISSION_DENIED,
                    () -> voidEntry(Cases.with(Cases.of(BEN, PUMP, old), policy), SESSION, "typo", null));
        }
    }

    @Nested
    class Completing {

        private static final Duration DAY = Duration.ofHours(24);

        private final Correction later = Correction.because("patient later").patient("P2");

        private Session completed(Case on) {
            return SessionRules.correct(on, SESSION, later, OTHER_PATIENT, null).answer();
        }

        private static Session forNobody(Session session) {
            Segment last = session.latest();
            List<Segment> segments = new ArrayList<>(session.segments());
            segments.set(segments.size() - 1, new Segment(last.from(), last.user(), last.department(), null));
            return session.withTimes(session.start(), session.end(), segments);
        }

        @Test
        void a_patient_is_named_where_there_was_none_until_a_day_after_the_end_was_recorded() {
            Session ended = forNobody(endedAgo(DAY));
            assertThat(completed(Cases.of(SARAH, PUMP, ended)).patient()).contains(OTHER_PATIENT);
            assertThat(completed(inUse(SARAH, forNobody(running(DAY.multipliedBy(60)))))
                            .patient())
                    .contains(OTHER_PATIENT);
            Case late = Cases.of(SARAH, PUMP, forNobody(endedAgo(DAY.plusNanos(1_000))));
            refusal(Code.PERMISSION_DENIED, () -> completed(late));
            assertThat(completed(late.knowing(new SessionTrail(0, NOW.minus(DAY))))
                            .patient())
                    .contains(OTHER_PATIENT);
        }

        @Test
        void a_patient_who_is_named_already_is_not_changed_so_late() {
            refusal(Code.PERMISSION_DENIED, () -> completed(Cases.of(SARAH, PUMP, endedAgo(HOUR.plusNanos(1_000)))));
        }

        @Test
        void the_patient_is_named_by_who_had_the_asset_last() {
            Session handed = forNobody(handedToBen());
            assertThat(completed(inUse(BEN, handed)).segments())
                    .extracting(Segment::patient)
                    .containsExactly(PATIENT, OTHER_PATIENT);
            refusal(Code.PERMISSION_DENIED, () -> completed(inUse(SARAH, handed)));
            refusal(Code.PERMISSION_DENIED, () -> completed(inUse(CARLA, handed)));
        }

        @Test
        void who_may_correct_nothing_completes_nothing_and_who_may_correct_everything_has_no_limit() {
            Session old = forNobody(endedAgo(DAY.multipliedBy(30)));
            assertThat(completed(Cases.of(TOM, PUMP, old)).patient()).contains(OTHER_PATIENT);
            AccessPolicy none = TABLE.granting(Role.NURSE, Permission.CORRECT, Reach.NONE);
            refusal(
                    Code.PERMISSION_DENIED,
                    () -> completed(Cases.with(Cases.of(SARAH, PUMP, forNobody(endedAgo(DAY))), none)));
            refusal(
                    Code.SESSION_VOIDED,
                    () -> completed(
                            Cases.of(SARAH, PUMP, forNobody(endedAgo(HOUR)).asVoided())));
        }
    }

    @Nested
    class Correcting {

        private final Correction typo = Correction.because("typo");

        @Test
        void a_session_is_corrected_a_hundred_times_at_most() {
            Case often = Cases.of(TOM, PUMP, endedAgo(HOUR)).knowing(new SessionTrail(Session.MOST_CORRECTIONS, NOW));
            refusal(Code.TOO_MANY, () -> SessionRules.correct(often, SESSION, typo.department("ER"), null, null));
            assertThat(SessionRules.correct(often, SESSION, typo.department("ICU"), null, null)
                            .changesNothing())
                    .isTrue();
        }

        @Test
        void each_thing_that_was_wrong_is_kept_beside_what_is_right() {
            Session was = endedAgo(HOUR);
            Instant start = was.start().minusSeconds(60);
            Instant end = was.end().plusSeconds(60);
            assertThat(fact(typo.department("ER"), was)).isEqualTo(changed(null, null, "ICU", "ER", null, null));
            assertThat(fact(typo.noPatient(), was))
                    .isEqualTo(changed(Personal.of(PATIENT), null, null, null, null, null));
            assertThat(fact(typo.start(start), was)).isEqualTo(changed(null, null, null, null, start, null));
            assertThat(fact(typo.end(end), was)).isEqualTo(changed(null, null, null, null, null, end));
            assertThat(SessionRules.correct(Cases.of(TOM, PUMP, was), SESSION, typo.patient("P2"), OTHER_PATIENT, null)
                            .effects()
                            .get(0)
                            .facts()
                            .get(0))
                    .isEqualTo(changed(Personal.of(PATIENT), Personal.of(OTHER_PATIENT), null, null, null, null));
        }

        @Test
        void the_start_moves_the_first_segment_and_the_rest_is_corrected_in_the_last() {
            Session was = handedToBen();
            Correction right =
                    typo.start(was.start().minusNanos(1_001)).department("OR").noPatient();
            Instant start = was.start().minusNanos(2_000);
            assertThat(correct(right, was))
                    .isEqualTo(was.withTimes(
                            start,
                            null,
                            List.of(
                                    new Segment(start, "sarah", "ICU", PATIENT),
                                    new Segment(was.latest().from(), "ben", "OR", null))));
        }

        @Test
        void the_last_use_follows_a_corrected_end_unless_another_use_was_later() {
            Session was = endedAgo(HOUR);
            Correction right = typo.end(NOW.minusNanos(1));
            Case on = Cases.of(TOM, PUMP.withLastUsed(was.end()), was);
            Instant end = NOW.minusNanos(1_000);
            assertThat(SessionRules.correct(on, SESSION, right, null, null)
                            .effects()
                            .get(0)
                            .asset())
                    .isEqualTo(PUMP.withLastUsed(end));
            assertThat(SessionRules.correct(on, SESSION, right, null, NOW)
                            .effects()
                            .get(0)
                            .asset())
                    .isEqualTo(PUMP.withLastUsed(NOW));
        }

        @Test
        void who_corrects_only_the_own_moves_an_end_back_but_never_on() {
            Session was = endedAgo(HOUR);
            Case on = Cases.of(SARAH, PUMP, was);
            Instant back = was.end().minusSeconds(60);
            assertThat(SessionRules.correct(on, SESSION, typo.end(back), null, null)
                            .answer()
                            .end())
                    .isEqualTo(back);
            assertThat(SessionRules.correct(on, SESSION, typo.end(was.end()), null, null))
                    .isEqualTo(Decision.unchanged(was));
            Correction later = typo.end(was.end().plusNanos(1_000));
            refusal(Code.PERMISSION_DENIED, () -> SessionRules.correct(on, SESSION, later, null, null));
            refusal(
                    Code.PERMISSION_DENIED,
                    () -> SessionRules.correct(
                            inUse(SARAH, running(HOUR)), SESSION, typo.department("ER"), null, null));
        }

        @Test
        void a_running_session_changes_nothing_of_the_asset() {
            assertThat(SessionRules.correct(inUse(TOM, running(HOUR)), SESSION, typo.department("ER"), null, NOW)
                            .effects()
                            .get(0)
                            .asset())
                    .isNull();
        }

        @Test
        void what_is_right_already_changes_nothing() {
            Session was = running(HOUR);
            assertThat(SessionRules.correct(inUse(TOM, was), SESSION, typo.department("ICU"), PATIENT, null))
                    .isEqualTo(Decision.unchanged(was));
        }

        @Test
        void the_times_reach_as_far_as_now_and_the_next_handover() {
            Session open = running(HOUR);
            assertThat(correct(typo.start(NOW), open).start()).isEqualTo(NOW);
            assertThat(correct(typo.end(NOW), endedAgo(HOUR)).end()).isEqualTo(NOW);
            Session handed = handedToBen();
            Instant handover = handed.latest().from();
            assertThat(correct(typo.start(handover), handed).start()).isEqualTo(handover);
            Session ended = handed.withEnd(NOW, false, null);
            assertThat(correct(typo.end(handover), ended).end()).isEqualTo(handover);
        }

        @Test
        void what_cannot_have_been_is_refused() {
            Instant handover = handedToBen().latest().from();
            Instant micro = handover.plusNanos(1_000);
            assertRefused(typo.start(NOW.plusNanos(1_000)), running(HOUR), "future");
            assertRefused(typo.end(NOW.plusNanos(1_000)), endedAgo(HOUR), "future");
            assertRefused(typo.end(NOW), running(HOUR), "goes on");
            assertRefused(typo.start(micro), handedToBen(), "first handover");
            assertRefused(
                    typo.end(handover.minusNanos(1_000)), handedToBen().withEnd(NOW, false, null), "last handover");
            assertRefused(typo.start(NOW), endedAgo(HOUR), "before the start");
        }

        @Test
        void a_voided_session_and_anothers_session_are_not_corrected() {
            refusal(Code.SESSION_VOIDED, () -> correct(typo, endedAgo(HOUR).asVoided()));
            refusal(
                    Code.PERMISSION_DENIED,
                    () -> SessionRules.correct(inUse(CARLA, running(HOUR)), SESSION, typo, null, null));
        }

        private Session correct(Correction right, Session was) {
            return SessionRules.correct(Cases.of(TOM, PUMP, was), SESSION, right, null, null)
                    .answer();
        }

        private Fact fact(Correction right, Session was) {
            return SessionRules.correct(Cases.of(TOM, PUMP, was), SESSION, right, null, null)
                    .effects()
                    .get(0)
                    .facts()
                    .get(0);
        }

        private void assertRefused(Correction right, Session was, String why) {
            assertThat(refusal(Code.BAD_INPUT, () -> correct(right, was))).hasMessageContaining(why);
        }

        private static Fact changed(
                Personal<io.wardtally.tracking.session.Pseudonym> patientBefore,
                Personal<io.wardtally.tracking.session.Pseudonym> patientAfter,
                String departmentBefore,
                String departmentAfter,
                Instant start,
                Instant end) {
            Session was = endedAgo(HOUR);
            return new Fact.SessionCorrected(
                    SESSION,
                    Personal.of("typo"),
                    patientBefore,
                    patientAfter,
                    departmentBefore,
                    departmentAfter,
                    start == null ? null : was.start(),
                    start,
                    end == null ? null : was.end(),
                    end);
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

    private static Decision<Session> voidEntry(Case on, SessionId id, String because, Instant otherUse) {
        return Cases.reacted(on, SessionRules.voidEntry(on, id, because, otherUse));
    }
}
