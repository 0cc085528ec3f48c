package io.wardtally.tracking.session;

import io.wardtally.tracking.internal.Check;
import org.jspecify.annotations.Nullable;

/**
 * By which procedure a device was made ready for a session, and how much of what was to be confirmed was confirmed. What it was,
 * word for word, stands in the audit trail.
 *
 * @param procedure the document, revision and section of the procedure for use that was in force, or null if there was none
 * @param asked how many things were to be confirmed
 * @param confirmed how many of them were
 */
public record ChecklistRecord(@Nullable String procedure, int asked, int confirmed) {

    /** Longest name of a procedure. */
    public static final int LONGEST = 650;

    public ChecklistRecord {
        if (confirmed < 0 || confirmed > asked) {
            throw Check.bad("preparation.too-much");
        }
        if (procedure != null && procedure.length() > LONGEST) {
            throw Check.tooLong("procedure", LONGEST);
        }
    }

    /** Whether everything was confirmed. */
    public boolean isKept() {
        return confirmed == asked;
    }

    @Override
    public String toString() {
        return confirmed + " of " + asked + " confirmed" + (procedure == null ? "" : " by " + procedure);
    }
}
