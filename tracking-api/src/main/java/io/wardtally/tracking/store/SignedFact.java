package io.wardtally.tracking.store;

import io.wardtally.tracking.audit.Digest;
import io.wardtally.tracking.audit.Subject;
import io.wardtally.tracking.staff.Actor;
import java.time.Instant;

/**
 * A fact as it is kept. A store keeps every field exactly and understands none of them.
 *
 * @param subject what it is about
 * @param sequence its number among the facts of the subject, from 1
 * @param happened when it happened, in microseconds
 * @param recorded when it was recorded, in microseconds
 * @param by who did it
 * @param type the name of the fact
 * @param details what it says, as lines of text; personal values stand here as fingerprints only
 * @param personal the personal values and their salts, as lines of text
 * @param state fingerprints of the rows it led to, as lines of text; empty if it led to none
 * @param key the version of the audit key
 * @param digest the keyed fingerprint over all of the above but {@code personal}, and the facility
 */
public record SignedFact(
        Subject subject,
        long sequence,
        Instant happened,
        Instant recorded,
        Actor by,
        String type,
        String details,
        String personal,
        String state,
        int key,
        Digest digest) {

    /** Leaves out what it says. */
    @Override
    public String toString() {
        return type + " " + sequence + " of " + subject;
    }
}
