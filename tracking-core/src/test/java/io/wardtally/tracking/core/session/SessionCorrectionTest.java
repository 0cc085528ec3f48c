package io.wardtally.tracking.core.session;

import static io.wardtally.tracking.core.Cases.BEN;
import static io.wardtally.tracking.core.Cases.CARLA;
import static io.wardtally.tracking.core.Cases.NOW;
import static io.wardtally.tracking.core.Cases.OTHER_PATIENT;
import static io.wardtally.tracking.core.Cases.PATIENT;
import static io.wardtally.tracking.core.Cases.PUMP;
import static io.wardtally.tracking.core.Cases.PUMP_IN_USE;
import static io.wardtally.tracking.core.Cases.SARAH;
import static io.wardtally.tracking.core.Cases.SESSION;
import static io.wardtally.tracking.core.Cases.TOM;
import static io.wardtally.tracking.core.Cases.endedAgo;
import static io.wardtally.tracking.core.Cases.handedToBen;
import static io.wardtally.tracking.core.Cases.running;
import static io.wardtally.tracking.core.contract.Promises.refusal;
import static org.assertj.core.api.Assertions.assertThat;

import io.wardtally.tracking.TrackingException.Code;
import io.wardtally.tracking.asset.Asset;
import io.wardtally.tracking.asset.Condition;
import io.wardtally.tracking.audit.Fact;
import io.wardtally.tracking.audit.Personal;
import io.wardtally.tracking.core.Cases;
import io.wardtally.tracking.core.kernel.Case;
import io.wardtally.tracking.core.kernel.Decision;
import io.wardtally.tracking.core.policy.RoleTable;
import io.wardtally.tracking.session.Correction;
import io.wardtally.tracking.session.Pseudonym;
import io.wardtally.tracking.session.Segment;
import io.wardtally.tracking.session.Session;
import io.wardtally.tracking.session.SessionId;
import io.wardtally.tracking.staff.AccessPolicy;
import io.wardtally.tracking.staff.Actor;
import io.wardtally.tracking.staff.Permission;
import io.wardtally.tracking.staff.Reach;
import io.wardtally.tracking.staff.Role;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;

/** Rules of setting the record straight: entries that are voided, corrected or completed. */
class SessionCorrectionTest {

    private static final Duration HOUR = Duration.ofHours(1);
    private static final AccessPolicy TABLE = new RoleTable();

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
                Personal<Pseudonym> patientBefore,
                Personal<Pseudonym> patientAfter,
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

    private static Decision<Session> voidEntry(Case on, SessionId id, String because, Instant otherUse) {
        return Cases.reacted(on, SessionRules.voidEntry(on, id, because, otherUse));
    }
}
