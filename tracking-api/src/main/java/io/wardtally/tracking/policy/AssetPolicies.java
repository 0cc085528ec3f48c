package io.wardtally.tracking.policy;

import io.wardtally.tracking.internal.Check;
import java.util.Set;

/**
 * What a hospital decides about its equipment.
 *
 * @param withoutCleaning categories that are ready again as soon as they come back; everything else awaits cleaning
 */
public record AssetPolicies(Set<String> withoutCleaning) {

    public AssetPolicies {
        withoutCleaning = Set.copyOf(Check.given("categories", withoutCleaning));
        withoutCleaning.forEach(category -> Check.id("category", category));
    }

    /** Cleaning after every use. */
    public static AssetPolicies standard() {
        return new AssetPolicies(Set.of());
    }
}
