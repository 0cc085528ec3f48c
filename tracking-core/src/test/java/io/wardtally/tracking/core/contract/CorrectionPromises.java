package io.wardtally.tracking.core.contract;

import static io.wardtally.tracking.core.contract.Promises.refusal;
import static io.wardtally.tracking.core.contract.SessionPromises.facts;
import static java.time.Duration.ofHours;
import static java.time.Duration.ofMinutes;
import static org.assertj.core.api.Assertions.assertThat;

import io.wardtally.tracking.Paging;
import io.wardtally.tracking.TrackingException.Code;
import io.wardtally.tracking.Workspace;
import io.wardtally.tracking.asset.AssetId;
import io.wardtally.tracking.asset.Condition;
import io.wardtally.tracking.audit.Fact;
import io.wardtally.tracking.policy.Policies;
import io.wardtally.tracking.scan.OfflineAction;
import io.wardtally.tracking.scan.OfflineBatch;
import io.wardtally.tracking.session.Correction;
import io.wardtally.tracking.session.Handover;
import io.wardtally.tracking.session.Session;
import io.wardtally.tracking.session.SessionFilter;
import io.wardtally.tracking.session.SessionId;
import io.wardtally.tracking.session.SessionStatus;
import io.wardtally.tracking.session.UseRequest;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Setting the record straight: entries that are voided, corrected or completed. */
interface CorrectionPromises extends Promises {

    @Test
    default void a_voided_session_stays_visible_and_gives_the_asset_back() {
        try (Hospital hospital = hospital()) {
            Session session = hospital.inUse("INF001");
            Session voided = hospital.sarah().sessions().voidEntry(session.id(), "wrong pump scanned");
            assertThat(voided.status(hospital.tracking.now())).isEqualTo(SessionStatus.VOIDED);
            assertThat(hospital.sarah().sessions().voidEntry(session.id(), "again"))
                    .isEqualTo(voided);
            assertThat(hospital.asset("INF001").condition()).isEqualTo(Condition.AWAITING_CLEANING);
            assertThat(hospital.asset("INF001").lastUsed()).isNull();
            assertThat(hospital.sarah()
                            .sessions()
                            .list(SessionFilter.all().ofAsset(session.asset()), Paging.first(5))
                            .items())
                    .containsExactly(voided);
            refusal(Code.SESSION_VOIDED, () -> hospital.sarah().sessions().end(session.id(), null));
            refusal(Code.SESSION_VOIDED, () -> hospital.sarah().sessions().extend(session.id(), ofHours(1)));
            refusal(
                    Code.SESSION_VOIDED,
                    () -> hospital.sarah()
                            .sessions()
                            .correct(session.id(), Correction.because("x").department("ER")));
            hospital.sarah().assets().clean(session.asset());
            assertThat(hospital.sarah()
                            .sessions()
                            .start(UseRequest.of(session.asset()))
                            .isStarted())
                    .isTrue();
            assertThat(hospital.verify().intact()).isTrue();
        }
    }

    @Test
    default void the_last_use_goes_back_when_the_last_session_is_voided_or_its_end_corrected() {
        try (Hospital hospital = hospital().with(Policies.standard().withoutCleaning("infusion-pump"))) {
            Session first = hospital.inUse("INF001");
            hospital.clock.advance(ofHours(1));
            Session firstEnded = hospital.sarah().sessions().end(first.id(), null);
            hospital.clock.advance(ofHours(1));
            Session second = hospital.sarah()
                    .sessions()
                    .start(UseRequest.of(first.asset()))
                    .orElseThrow();
            hospital.clock.advance(ofHours(2));
            Session secondEnded = hospital.sarah().sessions().end(second.id(), null);
            assertThat(hospital.asset("INF001").lastUsed()).isEqualTo(secondEnded.end());
            Instant earlier = secondEnded.end().minus(ofHours(1));
            hospital.sarah()
                    .sessions()
                    .correct(second.id(), Correction.because("back earlier").end(earlier));
            assertThat(hospital.asset("INF001").lastUsed()).isEqualTo(earlier);
            hospital.sarah().sessions().voidEntry(second.id(), "never happened");
            assertThat(hospital.asset("INF001").lastUsed()).isEqualTo(firstEnded.end());
            assertThat(hospital.verify().intact()).isTrue();
        }
    }

    @Test
    default void a_correction_is_a_new_fact_that_keeps_what_was_recorded_before() {
        try (Hospital hospital = hospital()) {
            AssetId pump = hospital.pump("INF001").id();
            Session session = hospital.sarah()
                    .sessions()
                    .start(UseRequest.of(pump).forPatient("P1"))
                    .orElseThrow();
            hospital.clock.advance(ofHours(1));
            hospital.sarah().sessions().end(session.id(), null);
            Instant earlier = session.start().minus(ofMinutes(20));
            Session corrected = hospital.sarah()
                    .sessions()
                    .correct(
                            session.id(),
                            Correction.because("typed the wrong wristband")
                                    .patient("P2")
                                    .start(earlier));
            assertThat(corrected.start()).isEqualTo(earlier);
            assertThat(corrected.segments().get(0).from()).isEqualTo(earlier);
            assertThat(corrected.patient()).isNotEqualTo(session.patient());
            Fact.SessionCorrected fact =
                    (Fact.SessionCorrected) facts(hospital, pump).get(3);
            assertThat(fact.patientBefore().value()).isEqualTo(session.patient());
            assertThat(fact.patientAfter().value()).isEqualTo(corrected.patient());
            assertThat(fact.startBefore()).isEqualTo(session.start());
            assertThat(fact.startAfter()).isEqualTo(earlier);
            assertThat(fact.departmentBefore()).isNull();
            assertThat(hospital.sarah()
                            .sessions()
                            .correct(session.id(), Correction.because("same").patient("P2")))
                    .isEqualTo(corrected);
            assertThat(facts(hospital, pump)).hasSize(4);
            assertThat(hospital.verify().intact()).isTrue();
        }
    }

    @Test
    default void a_correction_that_cannot_have_been_is_refused_and_changes_nothing() {
        try (Hospital hospital = hospital()) {
            Session session = hospital.inUse("INF001");
            hospital.clock.advance(ofHours(1));
            Correction right = Correction.because("typo");
            Instant now = hospital.tracking.now();
            refusal(Code.BAD_INPUT, () -> hospital.sarah().sessions().correct(session.id(), right.end(now)));
            hospital.sarah().sessions().handOver(session.id(), Handover.to("ben"));
            hospital.clock.advance(ofHours(1));
            Session ended = hospital.nurse("ben", "ICU").sessions().end(session.id(), null);
            List<Correction> impossible = List.of(
                    right.start(now.plus(ofMinutes(1))),
                    right.start(hospital.tracking.now().plusSeconds(1)),
                    right.end(now.minus(ofMinutes(1))),
                    right.end(hospital.tracking.now().plusSeconds(1)));
            for (Correction correction : impossible) {
                refusal(Code.BAD_INPUT, () -> hospital.technician().sessions().correct(session.id(), correction));
            }
            assertThat(hospital.sarah().sessions().get(session.id())).isEqualTo(ended);
        }
    }

    @Test
    default void a_nurse_corrects_only_her_own_entry_and_only_for_an_hour() {
        try (Hospital hospital = hospital()) {
            Session session = hospital.inUse("INF001");
            Instant earlier = session.start().minusSeconds(60);
            Correction right = Correction.because("typo").start(earlier);
            refusal(
                    Code.PERMISSION_DENIED,
                    () -> hospital.nurse("ben", "ICU").sessions().correct(session.id(), right));
            hospital.clock.advance(ofHours(5));
            refusal(Code.PERMISSION_DENIED, () -> hospital.sarah().sessions().correct(session.id(), right));
            hospital.sarah().sessions().end(session.id(), null);
            hospital.clock.advance(ofHours(1));
            assertThat(hospital.sarah().sessions().correct(session.id(), right).start())
                    .isEqualTo(earlier);
            hospital.clock.advance(Duration.ofNanos(1_000));
            refusal(Code.PERMISSION_DENIED, () -> hospital.sarah().sessions().voidEntry(session.id(), "typo"));
            assertThat(hospital.technician()
                            .sessions()
                            .voidEntry(session.id(), "typo")
                            .voided())
                    .isTrue();
        }
    }

    @Test
    default void who_took_an_asset_for_no_patient_names_the_patient_until_a_day_after_its_return() {
        try (Hospital hospital = hospital()) {
            Session session = hospital.inUse("INF001");
            Workspace sarah = hospital.sarah();
            Correction later = Correction.because("patient later").patient("P1");
            hospital.clock.advance(ofHours(30));
            refusal(
                    Code.PERMISSION_DENIED,
                    () -> hospital.nurse("ben", "ICU").sessions().correct(session.id(), later));
            Session ended = sarah.sessions().end(session.id(), null);
            hospital.clock.advance(ofHours(24));
            for (Correction more : List.of(
                    later.department("ER"),
                    later.start(session.start()),
                    later.end(ended.end()),
                    Correction.because("typo").noPatient())) {
                refusal(Code.PERMISSION_DENIED, () -> sarah.sessions().correct(session.id(), more));
            }
            Session completed = sarah.sessions().correct(session.id(), later);
            assertThat(completed).isEqualTo(ended.with(draft -> draft.segments = completed.segments()));
            assertThat(hospital.sarah()
                            .sessions()
                            .list(SessionFilter.all().forPatient("P1"), Paging.first(5))
                            .items())
                    .containsExactly(completed);
            Fact.SessionCorrected fact =
                    (Fact.SessionCorrected) facts(hospital, session.asset()).get(3);
            assertThat(fact.patientBefore()).isNull();
            assertThat(fact.patientAfter().value()).isEqualTo(completed.patient());
            refusal(
                    Code.PERMISSION_DENIED,
                    () -> sarah.sessions()
                            .correct(session.id(), Correction.because("typo").patient("P2")));
            assertThat(hospital.verify().intact()).isTrue();
        }
    }

    @Test
    default void the_time_to_name_a_patient_runs_out_and_is_for_the_house_to_set() {
        try (Hospital hospital = hospital();
                Hospital patient =
                        hospital.with(Policies.standard().withSessions(use -> use.withCompletionWindow(ofHours(48))))) {
            Session session = hospital.inUse("INF001");
            hospital.sarah().sessions().end(session.id(), null);
            hospital.clock.advance(ofHours(24).plusNanos(1_000));
            Correction later = Correction.because("patient later").patient("P1");
            refusal(Code.PERMISSION_DENIED, () -> hospital.sarah().sessions().correct(session.id(), later));
            assertThat(patient.sarah().sessions().correct(session.id(), later).patient())
                    .isPresent();
        }
    }

    @Test
    default void what_was_taken_offline_for_no_patient_is_completed_after_it_was_handed_over() {
        try (Hospital hospital = hospital()) {
            hospital.pump("INF001");
            hospital.clock.advance(ofHours(72));
            Instant now = hospital.clock.instant();
            Workspace sarah = hospital.sarah();
            SessionId session = sarah.scans()
                    .importOffline(OfflineBatch.of("scanner-7", now)
                            .line(1, now.minus(ofHours(70)), "INF001", OfflineAction.take())
                            .line(2, now.minus(ofHours(69)), "INF001", OfflineAction.giveBack()))
                    .get(0)
                    .session();
            hospital.clock.advance(ofHours(24));
            Correction later = Correction.because("patient later").patient("P1");
            assertThat(sarah.sessions().correct(session, later).patient()).isPresent();
        }
    }

    @Test
    default void a_session_is_corrected_a_hundred_times_at_most() {
        try (Hospital hospital = hospital()) {
            Session session = hospital.inUse("INF001");
            Session other = hospital.inUse("INF002");
            Workspace tom = hospital.technician();
            for (int i = 0; i < Session.MOST_CORRECTIONS; i++) {
                tom.sessions().correct(session.id(), Correction.because("typo").department("D" + i));
            }
            assertThat(refusal(
                            Code.TOO_MANY,
                            () -> tom.sessions()
                                    .correct(
                                            session.id(),
                                            Correction.because("typo").department("D"))))
                    .hasMessageContaining("100 times");
            assertThat(tom.sessions()
                            .correct(session.id(), Correction.because("typo").department("D99"))
                            .department())
                    .isEqualTo("D99");
            tom.sessions().correct(other.id(), Correction.because("typo").department("D"));
        }
    }

    @Test
    default void correcting_the_end_does_not_keep_the_door_open_for_further_corrections() {
        try (Hospital hospital = hospital()) {
            Session session = hospital.inUse("INF001");
            hospital.clock.advance(ofHours(1));
            hospital.sarah().sessions().end(session.id(), null);
            hospital.clock.advance(ofMinutes(59));
            Correction later = Correction.because("it ended later").end(hospital.tracking.now());
            refusal(Code.PERMISSION_DENIED, () -> hospital.sarah().sessions().correct(session.id(), later));
            assertThat(hospital.technician()
                            .sessions()
                            .correct(session.id(), later)
                            .end())
                    .isEqualTo(hospital.tracking.now());
        }
    }

    @Test
    default void correcting_the_start_of_a_running_session_does_not_keep_the_door_open_either() {
        try (Hospital hospital = hospital()) {
            Session session = hospital.inUse("INF001");
            hospital.clock.advance(ofMinutes(59));
            Correction later = Correction.because("it began later").start(hospital.tracking.now());
            refusal(Code.PERMISSION_DENIED, () -> hospital.sarah().sessions().correct(session.id(), later));
            Correction earlier =
                    Correction.because("it began earlier").start(session.start().minusSeconds(60));
            assertThat(hospital.sarah()
                            .sessions()
                            .correct(session.id(), earlier)
                            .start())
                    .isEqualTo(session.start().minusSeconds(60));
        }
    }

    @Test
    default void a_clock_that_was_set_back_does_not_hinder_correcting_the_patient() {
        try (Hospital hospital = hospital()) {
            Session session = hospital.inUse("INF001");
            hospital.clock.advance(ofHours(-2));
            Correction right = Correction.because("wrong wristband").patient("P9");
            assertThat(hospital.sarah().sessions().correct(session.id(), right).patient())
                    .isPresent();
        }
    }
}
