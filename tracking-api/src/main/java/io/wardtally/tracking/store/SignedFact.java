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

    private static final Digest NONE = Digest.of(new byte[32]);

    /** A fact that says nothing yet and is not signed. */
    public static SignedFact unsigned(Subject subject, long sequence, Actor by, String type, int key) {
        return new SignedFact(subject, sequence, Instant.EPOCH, Instant.EPOCH, by, type, "", "", "", key, NONE);
    }

    /** The same fact, which happened and was recorded then. */
    public SignedFact at(Instant when, Instant writtenDown) {
        return new SignedFact(subject, sequence, when, writtenDown, by, type, details, personal, state, key, digest);
    }

    /** The same fact, which says this. */
    public SignedFact saying(String what, String ofPersons, String ledTo) {
        return new SignedFact(subject, sequence, happened, recorded, by, type, what, ofPersons, ledTo, key, digest);
    }

    /** The same fact with this digest. */
    public SignedFact signed(Digest with) {
        return new SignedFact(subject, sequence, happened, recorded, by, type, details, personal, state, key, with);
    }

    /** Leaves out what it says. */
    @Override
    public String toString() {
        return type + " " + sequence + " of " + subject;
    }
}
