package io.wardtally.tracking.scan;

import io.wardtally.tracking.internal.Check;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What a handheld scanner hands over once it is back in the network: what was done while nobody could be told. All of it counts
 * as done by the person who hands it over, and is handed over again by the same person only.
 *
 * @param client the scanner, at most 39 characters; its lines are numbered
 * @param clock what its clock says now, as it hands this over; set beside ours it tells how far its clock is off. Whoever hands the
 *     same lines over again reads the clock again: {@link #handedOverAt}
 * @param lines at most {@link #MOST_LINES}
 */
public record OfflineBatch(String client, Instant clock, List<Line> lines) {

    /** The most lines that are handed over at once. */
    public static final int MOST_LINES = 500;

    private static final int LONGEST_CLIENT = 39;

    public OfflineBatch {
        if (Check.id("client id", client).length() > LONGEST_CLIENT) {
            throw Check.tooLong("client id", LONGEST_CLIENT);
        }
        Check.time("clock of the client", clock);
        lines = Check.list("lines", lines);
        if (lines.size() > MOST_LINES) {
            throw Check.bad("offline.too-many-lines", MOST_LINES);
        }
    }

    /** Nothing yet, from this scanner, whose clock says this. */
    public static OfflineBatch of(String client, Instant clock) {
        return new OfflineBatch(client, clock, List.of());
    }

    /** The same lines, handed over when the scanner's clock says this. */
    public OfflineBatch handedOverAt(Instant now) {
        return new OfflineBatch(client, now, lines);
    }

    /**
     * And this.
     *
     * @param sequence the scanner's own number of this line, which it never gives again
     * @param at when it was, by the scanner's clock
     * @param code what was read
     * @param action what was done
     */
    public OfflineBatch line(long sequence, Instant at, String code, OfflineAction action) {
        List<Line> all = new ArrayList<>(lines);
        all.add(new Line(sequence, at, code, action));
        return new OfflineBatch(client, clock, all);
    }

    /**
     * The same, where somebody who knows has decided about the line with this number: that it is new, and when it was. Neither its
     * age nor the scanner's clock stands against it then.
     *
     * @param sequence the number of a line whose receipt asks for a decision: {@link OfflineReceipt.State#needsDecision()}
     * @param when when it was, by the hospital's clock
     */
    public OfflineBatch decided(long sequence, Instant when) {
        if (lines.stream().noneMatch(line -> line.sequence == sequence)) {
            throw Check.bad("offline.line-unknown", sequence);
        }
        return new OfflineBatch(
                client,
                clock,
                lines.stream()
                        .map(line -> line.sequence == sequence ? line.decided(when) : line)
                        .toList());
    }

    /**
     * One scan and what was done.
     *
     * @param sequence the scanner's own number of this line, from 1; it is never given again, and a later line has a greater one
     * @param at when it was, by the scanner's clock
     * @param code what was read
     * @param action what was done
     * @param decided when it was by the hospital's clock, as somebody has decided; null for almost all
     */
    public record Line(
            long sequence,
            Instant at,
            String code,
            OfflineAction action,
            @Nullable Instant decided) {

        public Line {
            if (sequence < 1) {
                throw Check.bad("offline.line-number");
            }
            Check.time("time of a line", at);
            Check.given("what was read", code);
            Check.given("action", action);
            Check.timeOrNull("time of a line", decided);
        }

        /** A line as the scanner has it. */
        public Line(long sequence, Instant at, String code, OfflineAction action) {
            this(sequence, at, code, action, null);
        }

        private Line decided(Instant when) {
            return new Line(sequence, at, code, action, Check.given("time of a line", when));
        }

        /** Leaves out what was read: it may have been a patient's wristband. */
        @Override
        public String toString() {
            return sequence + ": " + action + " at " + at;
        }
    }
}
