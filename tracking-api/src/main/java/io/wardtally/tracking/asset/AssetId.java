package io.wardtally.tracking.asset;

import io.wardtally.tracking.internal.Check;

/**
 * The hospital's own id of an asset, chosen once and never changed.
 *
 * @param value 1 to 64 characters, for example {@code INF001}; compared exactly
 */
public record AssetId(String value) implements Comparable<AssetId> {

    public AssetId {
        Check.id("asset id", value);
    }

    /** The asset id with this value. */
    public static AssetId of(String value) {
        return new AssetId(value);
    }

    @Override
    public int compareTo(AssetId other) {
        return value.compareTo(other.value);
    }

    @Override
    public String toString() {
        return value;
    }
}
