package io.wardtally.tracking.session;

import static java.time.Duration.ofHours;
import static java.time.Duration.ofMinutes;
import static java.time.Duration.ofNanos;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.wardtally.tracking.TrackingException;
import io.wardtally.tracking.asset.AssetId;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;

class SessionTest {

    private static final Instant START = Instant.parse("2026-03-01T08:00:00Z");
    private static final Pseudonym PATIENT = new Pseudonym("pn1.1." + "a".repeat(26));

    private final Session open = Session.started(
            SessionId.of("00000000-0000-7000-8000-000000000001"),
            AssetId.of("INF001"),
            new Segment(START, "sarah", "ICU", PATIENT),
            draft -> draft.expected = ofHours(4));

    @Test
    void an_open_session_is_active_until_the_expected_time_has_passed_and_overdue_after() {
        assertThat(open.isOpen()).isTrue();
        assertThat(open.status(START)).isEqualTo(SessionStatus.ACTIVE);
        assertThat(open.status(START.plus(ofHours(4)))).isEqualTo(SessionStatus.ACTIVE);
        assertThat(open.status(START.plus(ofHours(4)).plusNanos(1_000))).isEqualTo(SessionStatus.OVERDUE);
        assertThat(open.remaining(START.plus(ofHours(3)))).contains(ofHours(1));
        assertThat(open.remaining(START.plus(ofHours(5)))).contains(ofHours(-1));
        assertThat(open.actual()).isEmpty();
    }

    @Test
    void a_session_of_open_length_is_never_overdue() {
        Session lasting = open.withExpected(null);
        Instant later = START.plus(Duration.ofDays(4_000));
        assertThat(lasting.status(later)).isEqualTo(SessionStatus.ACTIVE);
        assertThat(lasting.remaining(later)).isEmpty();
    }

    @Test
    void a_clock_before_the_start_counts_as_no_use_yet() {
        Instant early = START.minus(ofHours(2));
        assertThat(open.used(early)).isZero();
        assertThat(open.usedHours(early)).isZero();
        assertThat(open.remaining(early)).contains(ofHours(4));
        assertThat(open.status(early)).isEqualTo(SessionStatus.ACTIVE);
        assertThat(open.withEnd(START, true, null).used(early)).isZero();
    }

    @Test
    void an_ended_session_is_completed_and_lasted_what_it_lasted_whenever_one_asks() {
        Session ended = open.withEnd(START.plus(ofMinutes(228)), false, "clean");
        for (Instant now : List.of(START.minusSeconds(1), START, START.plus(ofHours(100)))) {
            assertThat(ended.isOpen()).isFalse();
            assertThat(ended.status(now)).isEqualTo(SessionStatus.COMPLETED);
            assertThat(ended.used(now)).isEqualTo(ofMinutes(228));
            assertThat(ended.usedHours(now)).isEqualTo(3.8);
            assertThat(ended.remaining(now)).isEmpty();
        }
        assertThat(ended.actual()).contains(ofMinutes(228));
        assertThat(ended.notes()).isEqualTo("clean");
    }

    @Test
    void a_session_that_was_struck_out_is_voided_and_not_open_ended_or_not() {
        Instant late = START.plus(ofHours(9));
        for (Session voided :
                List.of(open.asVoided(), open.withEnd(late, false, null).asVoided())) {
            assertThat(voided.isOpen()).isFalse();
            assertThat(voided.status(late)).isEqualTo(SessionStatus.VOIDED);
            assertThat(voided.remaining(late)).isEmpty();
        }
    }

    @Test
    void the_latest_segment_says_who_is_accountable() {
        Session handed = open.withSegment(new Segment(START.plusSeconds(5), "tom", "ER", null));
        assertThat(handed.user()).isEqualTo("tom");
        assertThat(handed.department()).isEqualTo("ER");
        assertThat(handed.patient()).isEmpty();
        assertThat(open.patient()).contains(PATIENT);
        assertThat(open.segments()).hasSize(1);
    }

    @Test
    void a_clamped_end_stays_marked_until_the_times_are_corrected() {
        Session clamped = open.withEnd(START, true, null);
        assertThat(clamped.withTimes(START, START, open.segments()).endClamped())
                .isTrue();
        assertThat(clamped.withTimes(START, START.plusSeconds(1), open.segments())
                        .endClamped())
                .isFalse();
    }

    @Test
    void a_session_begins_with_its_first_segment_and_does_not_end_before() {
        assertThatThrownBy(() -> open.withEnd(START.minus(ofNanos(1)), false, null))
                .isInstanceOf(TrackingException.BadInput.class);
        assertThat(open.withEnd(START, false, null).actual()).contains(Duration.ZERO);
        assertThatThrownBy(() -> open.withTimes(START.minusSeconds(1), null, open.segments()))
                .isInstanceOf(TrackingException.BadInput.class);
        assertThatThrownBy(() -> open.withTimes(START, null, List.of())).isInstanceOf(TrackingException.BadInput.class);
    }
}
