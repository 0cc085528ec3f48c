package io.wardtally.tracking.asset;

import io.wardtally.tracking.TrackingException.Code;
import java.util.List;

/**
 * What came of taking in a list, or would have come of it.
 *
 * @param added how many assets were registered
 * @param changed how many were registered already and are described otherwise now
 * @param unchanged how many stood in the register just so
 * @param failed how many rows could not be taken in
 * @param problems why not, the first 1,000
 * @param ignored headings that mean nothing, whose columns were left out
 */
public record ImportReport(
        long added, long changed, long unchanged, long failed, List<Problem> problems, List<String> ignored) {

    public ImportReport {
        problems = List.copyOf(problems);
        ignored = List.copyOf(ignored);
    }

    /** How many rows there were. */
    public long rows() {
        return added + changed + unchanged + failed;
    }

    @Override
    public String toString() {
        return rows() + " rows: " + added + " added, " + changed + " changed, " + unchanged + " unchanged, " + failed
                + " failed";
    }

    /**
     * Why a row was not taken in.
     *
     * @param line the line on which it begins, from 1, the headings included
     * @param code why, as a code
     * @param says why, in words
     */
    public record Problem(long line, Code code, String says) {
        @Override
        public String toString() {
            return "line " + line + ": " + says;
        }
    }
}
