package io.wardtally.tracking.core.kernel;

import io.wardtally.tracking.session.Concern;
import java.util.List;

/** A rule that says what speaks against using an asset now. It is a pure function of the case. */
@FunctionalInterface
public interface ReadinessRule {

    /** Concerns about use, each with its full weight: emergency overrides are not its business. */
    List<Concern> concerns(Case on);
}
