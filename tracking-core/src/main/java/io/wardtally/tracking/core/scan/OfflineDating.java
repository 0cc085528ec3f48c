package io.wardtally.tracking.core.scan;

import io.wardtally.tracking.policy.Policies;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Pure rule of when the lines of a scanner that was offline were done. The scanner's clock at the handover, set beside ours, dates a
 * line, and their numbers say in which order they were done. Where no step of the clock shows, it made none.
 *
 * <p>A line that would be later than the next one was dated before the clock was set back. If it was off by no more than
 * {@link #LARGEST_CORRECTION}, all lines before the step are earlier by at least as much as shows, and by at most that hour.
 *
 * <p>Otherwise, and where a line would be older than any may be, the clock had lost the time: it began anew in 1970 or 2000, or ran far
 * ahead. Such lines say nothing of the others and lie between those around them. If that is not more than an hour, it will do.
 */
final class OfflineDating {

    /** The most by which the clock of a scanner is off that is merely corrected. */
    static final Duration LARGEST_CORRECTION = Duration.ofHours(1);

    private final List<Instant> readings;
    private final List<Instant> unset = new ArrayList<>();
    private final Instant received;
    private final Instant horizon;
    private final @Nullable Instant[] placed;
    private final Possible[] possible;

    private OfflineDating(List<Instant> readings, Instant clock, Instant received, Duration oldest) {
        this.readings = readings;
        this.received = received;
        this.horizon = received.minus(oldest);
        this.placed = new Instant[readings.size()];
        this.possible = new Possible[readings.size()];
        Arrays.fill(possible, new Possible(null, received));
        Duration behind = Duration.between(clock, received);
        readings.forEach(reading -> unset.add(reading.plus(behind).truncatedTo(ChronoUnit.MICROS)));
    }

    /**
     * Possible times of a line. The latest is the one that counts.
     *
     * @param earliest null if nobody knows how early it may have been
     */
    record Possible(@Nullable Instant earliest, Instant latest) {

        static Possible exactly(Instant at) {
            return new Possible(at, at);
        }

        /** Whether it is known, if only roughly, when it was. */
        boolean isKnown() {
            return earliest != null && mayBeCorrected(Duration.between(earliest, latest));
        }

        /** Whether it is known to the point. */
        boolean isExact() {
            return latest.equals(earliest);
        }
    }

    /**
     * The possible times of each line.
     *
     * @param readings of the scanner's clock, in the order of the lines
     * @param clock its reading at the handover
     * @param received our time at the handover
     * @param oldest how old a line may be
     */
    static List<Possible> of(List<Instant> readings, Instant clock, Instant received, Duration oldest) {
        OfflineDating dating = new OfflineDating(readings, clock, received, oldest);
        dating.placeByClock();
        dating.placeBetweenOthers();
        return List.of(dating.possible);
    }

    /** Whether a clock that is merely corrected may have been off by so much. */
    static boolean mayBeCorrected(Duration off) {
        return off.compareTo(LARGEST_CORRECTION) <= 0;
    }

    private void placeByClock() {
        Instant next = received;
        Duration back = Duration.ZERO;
        for (int i = readings.size() - 1; i >= 0; i--) {
            Instant at = unset.get(i).minus(back);
            if (at.isBefore(horizon)) {
                // It is that old, unless others were done before it.
                possible[i] = Possible.exactly(at);
                continue;
            }
            Duration stepped = at.isAfter(next) ? back.plus(Duration.between(next, at)) : back;
            if (mayBeCorrected(stepped)) {
                back = stepped;
                next = at.isAfter(next) ? next : at;
                placed[i] = next;
                possible[i] = back.isZero()
                        ? Possible.exactly(next)
                        : new Possible(unset.get(i).minus(LARGEST_CORRECTION), next);
            }
        }
    }

    private void placeBetweenOthers() {
        int from = 0;
        while (from < readings.size()) {
            int to = from;
            while (to < readings.size() && placed[to] == null) {
                to++;
            }
            if (to > from) {
                placeBetweenOthers(from, to);
            }
            from = to + 1;
        }
    }

    /** Places lines of which the clock says nothing that can be, from one up to the next that it has placed. */
    private void placeBetweenOthers(int from, int to) {
        Instant floor = from == 0 ? null : placed[from - 1];
        Instant ceiling = to == readings.size() ? received : placed[to];
        boolean oneClock = isOneClock(from, to, Duration.between(floor == null ? horizon : floor, ceiling));
        for (int i = from; i < to; i++) {
            Duration since = oneClock ? between(from, i) : Duration.ZERO;
            Duration until = oneClock ? between(i, to - 1) : Duration.ZERO;
            if (floor != null || !isMerelyOld(possible[i])) {
                possible[i] = new Possible(floor == null ? null : floor.plus(since), ceiling.minus(until));
            }
        }
    }

    private boolean isMerelyOld(Possible unplaced) {
        return unplaced.isExact() && !unplaced.latest().isBefore(received.minus(Policies.LONGEST));
    }

    /** Whether one clock can have dated them all: their times follow one another and fit in between. */
    private boolean isOneClock(int from, int to, Duration room) {
        for (int i = from + 1; i < to; i++) {
            if (between(i - 1, i).isNegative()) {
                return false;
            }
        }
        return between(from, to - 1).compareTo(room) <= 0;
    }

    private Duration between(int one, int other) {
        return Duration.between(readings.get(one), readings.get(other));
    }
}
