package io.wardtally.tracking.core.kernel;

import io.wardtally.tracking.policy.Policies;

/** The policies of a revision. */
@FunctionalInterface
public interface PolicySource {

    /** Policies that were in force as this revision. */
    Policies policies(long revision);
}
