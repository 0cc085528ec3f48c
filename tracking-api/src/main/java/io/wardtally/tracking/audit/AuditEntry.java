package io.wardtally.tracking.audit;

import io.wardtally.tracking.staff.Actor;
import java.time.Instant;

/**
 * One line of the audit trail.
 *
 * @param subject what it is about
 * @param sequence its number among the facts of the subject, from 1
 * @param position its number in the sealed log of the facility, from 1; 0 until somebody reads the log, verifies or signs a
 *     checkpoint
 * @param happened when it happened
 * @param recorded when it was recorded
 * @param by who did it
 * @param fact what happened
 */
public record AuditEntry(
        Subject subject, long sequence, long position, Instant happened, Instant recorded, Actor by, Fact fact) {

    /** A line for this fact of a subject. */
    public static AuditEntry of(Subject subject, long sequence, Actor by, Fact fact) {
        return new AuditEntry(subject, sequence, 0, Instant.EPOCH, Instant.EPOCH, by, fact);
    }

    /** The same line, of what happened and was recorded then. */
    public AuditEntry at(Instant when, Instant writtenDown) {
        return new AuditEntry(subject, sequence, position, when, writtenDown, by, fact);
    }

    /** The same line at this position of the log. */
    public AuditEntry atPosition(long number) {
        return new AuditEntry(subject, sequence, number, happened, recorded, by, fact);
    }
}
