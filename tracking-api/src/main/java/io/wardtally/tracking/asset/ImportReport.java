package io.wardtally.tracking.asset;

import io.wardtally.tracking.Message;
import io.wardtally.tracking.TrackingException.Code;
import java.util.List;
import java.util.Locale;

/**
 * What came of taking in a list, or would have come of it.
 *
 * @param counts how many rows there were, by what came of them
 * @param problems why rows could not be taken in, the first 1,000, and at which line the list could not be read on
 * @param ignored headings that mean nothing, whose columns were left out
 */
public record ImportReport(Counts counts, List<Problem> problems, List<String> ignored) {

    public ImportReport {
        problems = List.copyOf(problems);
        ignored = List.copyOf(ignored);
    }

    /** How many assets were registered. */
    public long added() {
        return counts.added();
    }

    /** How many were registered already and are described otherwise now. */
    public long changed() {
        return counts.changed();
    }

    /** How many stood in the register just so. */
    public long unchanged() {
        return counts.unchanged();
    }

    /** How many rows could not be taken in. */
    public long failed() {
        return counts.failed();
    }

    /** How many rows there were. */
    public long rows() {
        return added() + changed() + unchanged() + failed();
    }

    @Override
    public String toString() {
        return rows() + " rows: " + added() + " added, " + changed() + " changed, " + unchanged() + " unchanged, "
                + failed() + " failed";
    }

    /**
     * How many rows there were, by what came of them.
     *
     * @param added assets that were registered
     * @param changed assets that were registered already and are described otherwise now
     * @param unchanged assets that stood in the register just so
     * @param failed rows that could not be taken in
     */
    public record Counts(long added, long changed, long unchanged, long failed) {}

    /**
     * Why a row was not taken in.
     *
     * @param line the line on which it begins, from 1, the headings included; or the last that could be read
     * @param code why, as a code
     * @param message why, in words
     */
    public record Problem(long line, Code code, Message message) {
        /** The sentence in English. */
        public String says() {
            return message.says();
        }

        /** The sentence in this language, or in English if the library does not speak it. */
        public String says(Locale language) {
            return message.says(language);
        }

        @Override
        public String toString() {
            return "line " + line + ": " + message;
        }
    }
}
