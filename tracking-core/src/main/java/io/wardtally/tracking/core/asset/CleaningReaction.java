package io.wardtally.tracking.core.asset;

import io.wardtally.tracking.asset.Asset;
import io.wardtally.tracking.asset.Condition;
import io.wardtally.tracking.audit.Fact;
import io.wardtally.tracking.core.kernel.Case;
import io.wardtally.tracking.core.kernel.Effects;

/** The reaction to a return: the asset awaits cleaning, unless the policies say that its category needs none. */
final class CleaningReaction {

    private CleaningReaction() {}

    static Effects afterUse(Case on, Effects decided) {
        Asset asset = decided.asset();
        if (asset == null
                || !decided.endsUse(on)
                || on.policies().assets().withoutCleaning().contains(asset.category())) {
            return decided;
        }
        return decided.with(asset.withCondition(Condition.AWAITING_CLEANING))
                .amended(fact ->
                        fact instanceof Fact.SessionEnded ended ? ended.leaving(Condition.AWAITING_CLEANING) : fact);
    }
}
