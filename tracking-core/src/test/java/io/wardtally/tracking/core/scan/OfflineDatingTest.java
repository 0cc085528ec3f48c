package io.wardtally.tracking.core.scan;

import static java.time.Duration.ofDays;
import static java.time.Duration.ofHours;
import static java.time.Duration.ofMinutes;
import static java.time.Duration.ofSeconds;
import static org.assertj.core.api.Assertions.assertThat;

import io.wardtally.tracking.core.scan.OfflineDating.Possible;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.constraints.Size;
import org.junit.jupiter.api.Test;

/** Times of lines by a clock that was right, wrong, corrected or lost. The day begins at midnight, and it is noon. */
class OfflineDatingTest {

    private static final Instant MIDNIGHT = Instant.parse("2026-03-02T00:00:00Z");
    private static final Instant NOON = at("12:00");
    private static final Instant EPOCH = Instant.EPOCH;
    private static final Duration OLDEST = ofDays(3);

    private static Instant at(String time) {
        return Instant.parse("2026-03-02T" + time + (time.length() == 5 ? ":00Z" : "Z"));
    }

    private static List<Possible> dated(Instant clock, Instant... readings) {
        return OfflineDating.of(List.of(readings), clock, NOON, OLDEST);
    }

    private static Possible between(String earliest, String latest) {
        return new Possible(at(earliest), at(latest));
    }

    private static List<Possible> exactly(String... times) {
        return Arrays.stream(times).map(time -> Possible.exactly(at(time))).toList();
    }

    @Test
    void a_clock_that_is_always_wrong_by_the_same_is_put_right() {
        for (Duration off : List.of(ofDays(-20_000), ofHours(-2), ofSeconds(1), ofDays(3_000))) {
            assertThat(dated(
                            NOON.plus(off),
                            at("08:00").plus(off),
                            at("08:00").plus(off),
                            at("11:59").plus(off)))
                    .isEqualTo(exactly("08:00", "08:00", "11:59"));
        }
    }

    @Test
    void what_comes_before_a_clock_was_set_back_is_earlier_by_what_shows_and_at_most_an_hour() {
        assertThat(dated(NOON, at("08:00"), at("09:03"), at("09:00"), at("10:00")))
                .containsExactly(
                        between("07:00", "07:57"),
                        between("08:03", "09:00"),
                        Possible.exactly(at("09:00")),
                        Possible.exactly(at("10:00")));
        assertThat(dated(NOON, at("09:00"), at("12:00:02")))
                .containsExactly(between("08:00", "08:59:58"), between("11:00:02", "12:00"));
    }

    @Test
    void a_clock_may_be_set_back_several_times_if_not_by_more_than_an_hour_in_all() {
        assertThat(dated(NOON, at("09:00:30"), at("09:00:10"), at("09:20"), at("09:00")))
                .allMatch(Possible::isKnown)
                .extracting(Possible::latest)
                .containsExactly(at("08:40:10"), at("08:40:10"), at("09:00"), at("09:00"));
        assertThat(dated(NOON, at("10:10"), at("09:40"), at("09:50"), at("09:00")))
                .extracting(Possible::isKnown)
                .containsExactly(false, true, true, true);
        assertThat(dated(NOON, at("10:00"), at("09:00"))).allMatch(Possible::isKnown);
        assertThat(dated(NOON, at("10:00:00.000001"), at("09:00")))
                .extracting(Possible::isKnown)
                .containsExactly(false, true);
    }

    @Test
    void a_clock_that_was_set_forward_by_a_little_shows_nothing_and_is_trusted() {
        assertThat(dated(NOON, at("08:00"), at("09:10"), at("09:20"))).isEqualTo(exactly("08:00", "09:10", "09:20"));
    }

    @Test
    void a_clock_that_began_anew_and_was_put_right_dates_nothing_but_what_lies_close_between() {
        for (Instant reset :
                List.of(EPOCH, Instant.parse("2000-01-01T00:00:00Z"), Instant.parse("2024-06-01T00:00:00Z"))) {
            assertThat(dated(NOON, at("09:00"), reset.plusSeconds(300), reset.plusSeconds(1_500), at("10:10")))
                    .as(reset.toString())
                    .containsExactly(
                            Possible.exactly(at("09:00")),
                            between("09:00", "09:50"),
                            between("09:20", "10:10"),
                            Possible.exactly(at("10:10")));
            assertThat(dated(NOON, at("09:00"), reset.plusSeconds(300)))
                    .extracting(Possible::isKnown)
                    .containsExactly(true, false);
            assertThat(dated(NOON, at("11:30"), reset.plusSeconds(300)).get(1)).isEqualTo(between("11:30", "12:00"));
        }
        assertThat(dated(NOON, EPOCH.plusSeconds(5)).get(0)).isEqualTo(new Possible(null, NOON));
    }

    @Test
    void a_clock_that_began_anew_and_stays_wrong_dates_what_came_since() {
        Instant clock = EPOCH.plus(ofHours(1));
        assertThat(dated(clock, at("09:00"), at("09:30"), EPOCH.plus(ofMinutes(10)), EPOCH.plus(ofMinutes(50))))
                .containsExactly(
                        new Possible(null, at("10:40")),
                        new Possible(null, at("11:10")),
                        Possible.exactly(at("11:10")),
                        Possible.exactly(at("11:50")));
    }

    @Test
    void a_clock_that_ran_ahead_and_was_put_right_dates_nothing_but_what_lies_close_between() {
        Instant ahead = at("09:00").plus(ofDays(900));
        assertThat(dated(NOON, ahead, ahead.plusSeconds(60), at("10:00")))
                .containsExactly(
                        new Possible(null, at("09:59")),
                        new Possible(null, at("10:00")),
                        Possible.exactly(at("10:00")));
        assertThat(dated(NOON, at("09:00"), ahead, at("09:40")).get(1)).isEqualTo(between("09:00", "09:40"));
    }

    @Test
    void clocks_that_do_not_fit_together_leave_the_whole_gap() {
        Instant ahead = at("09:00").plus(ofDays(900));
        assertThat(dated(NOON, at("09:00"), ahead, EPOCH, at("09:40")).subList(1, 3))
                .containsOnly(between("09:00", "09:40"));
        assertThat(dated(NOON, at("09:00"), EPOCH, EPOCH.plus(ofHours(5)), at("09:40"))
                        .subList(1, 3))
                .containsOnly(between("09:00", "09:40"));
    }

    @Test
    void a_clock_that_is_wrong_only_at_the_handover_dates_nothing() {
        assertThat(dated(EPOCH, at("09:00"), at("10:00"))).noneMatch(Possible::isKnown);
    }

    @Test
    void what_is_merely_old_is_dated_all_the_same() {
        assertThat(dated(NOON, NOON.minus(ofDays(30)), NOON.minus(ofDays(9)), at("09:00")))
                .containsExactly(
                        Possible.exactly(NOON.minus(ofDays(30))),
                        Possible.exactly(NOON.minus(ofDays(9))),
                        Possible.exactly(at("09:00")));
        assertThat(dated(NOON, NOON.minus(ofDays(4_000))).get(0).isKnown()).isFalse();
    }

    @Test
    void times_without_a_line_and_at_the_ends_of_time_are_no_trouble() {
        assertThat(dated(NOON)).isEmpty();
        Instant first = Instant.parse("1900-01-01T00:00:00Z");
        Instant last = Instant.parse("9999-12-31T00:00:00Z");
        assertThat(dated(first, last)).hasSize(1).noneMatch(Possible::isKnown);
        assertThat(dated(last, first)).hasSize(1).noneMatch(Possible::isKnown);
    }

    @Property
    void whatever_the_clocks_say_times_follow_the_order_and_none_is_to_come(
            @ForAll @Size(max = 12) List<@IntRange(min = -20_000_000, max = 20_000_000) Integer> seconds,
            @ForAll @IntRange(min = -20_000_000, max = 20_000_000) int clock) {
        List<Instant> readings =
                seconds.stream().map(each -> MIDNIGHT.plusSeconds(each)).toList();
        List<Possible> all = OfflineDating.of(readings, MIDNIGHT.plusSeconds(clock), NOON, OLDEST);
        assertThat(all).hasSize(readings.size());
        Instant before = Instant.MIN;
        for (Possible one : all) {
            assertThat(one.latest()).isBeforeOrEqualTo(NOON);
            if (one.isKnown() && !one.latest().isBefore(NOON.minus(OLDEST))) {
                assertThat(one.earliest()).isBeforeOrEqualTo(one.latest());
                assertThat(one.latest()).isAfterOrEqualTo(before);
                before = one.latest();
            }
        }
    }

    @Property
    void a_clock_that_is_corrected_by_an_hour_at_most_in_all_gives_times_that_hold(
            @ForAll @Size(min = 1, max = 12) List<@IntRange(min = 0, max = 7_000) Integer> pauses,
            @ForAll @IntRange(min = 0, max = 12) int where,
            @ForAll @IntRange(min = 0, max = 3_600) int step) {
        List<Instant> real = new ArrayList<>();
        Instant time = MIDNIGHT.minus(ofHours(12));
        for (int pause : pauses) {
            time = time.plusSeconds(pause);
            real.add(time);
        }
        List<Instant> readings = IntStream.range(0, real.size())
                .mapToObj(i -> i < where ? real.get(i).plusSeconds(step) : real.get(i))
                .toList();
        List<Possible> all = OfflineDating.of(readings, NOON, NOON, OLDEST);
        boolean shows =
                where > 0 && where < real.size() && readings.get(where - 1).isAfter(readings.get(where));
        for (int i = 0; i < real.size(); i++) {
            assertThat(all.get(i).isKnown()).isTrue();
            if (shows || i >= where) {
                assertThat(real.get(i))
                        .isBetween(all.get(i).earliest(), all.get(i).latest());
            }
        }
    }
}
