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
        Subject subject, long sequence, long position, Instant happened, Instant recorded, Actor by, Fact fact) {}
