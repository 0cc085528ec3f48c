package io.wardtally.tracking.store;

import io.wardtally.tracking.audit.Subject;
import io.wardtally.tracking.internal.Check;

/**
 * A subject that was read for a decision and is not written by it. It must still have this version at the commit.
 *
 * @param subject which subject; it exists
 * @param version the version that the decision was based on, from 1
 */
public record Guard(Subject subject, long version) {

    public Guard {
        Check.given("subject", subject);
        if (version < 1) {
            throw Check.bad("store.guard-without-version");
        }
    }
}
