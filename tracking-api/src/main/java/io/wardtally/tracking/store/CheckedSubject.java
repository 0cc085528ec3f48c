package io.wardtally.tracking.store;

import io.wardtally.tracking.audit.Subject;
import io.wardtally.tracking.internal.Check;

/**
 * A subject that a sweep or a walk has looked at and found nothing to change. Acknowledging it leaves no fact and no version.
 *
 * @param subject which subject
 * @param version the version that was looked at
 * @param next when to look again
 * @param judged the revision of the policies by which it was judged
 */
public record CheckedSubject(Subject subject, long version, NextCheck next, long judged) {

    public CheckedSubject {
        Check.given("subject", subject);
        Check.given("next check", next);
    }
}
