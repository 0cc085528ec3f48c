package io.wardtally.tracking.session;

import io.wardtally.tracking.asset.AssetId;
import io.wardtally.tracking.internal.Check;
import org.jspecify.annotations.Nullable;

/**
 * Which emergency overrides are looked for.
 *
 * @param asset of which asset, or null for any
 */
public record OverrideFilter(@Nullable AssetId asset) {

    /** Those that nobody has reviewed. */
    public static OverrideFilter awaitingReview() {
        return new OverrideFilter(null);
    }

    /** Those of this asset. */
    public OverrideFilter ofAsset(AssetId which) {
        return new OverrideFilter(Check.given("asset id", which));
    }
}
