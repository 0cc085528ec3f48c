package io.wardtally.tracking.store;

import io.wardtally.tracking.internal.Check;
import org.jspecify.annotations.Nullable;

/**
 * A value that was computed from facts and can be computed again from them. It is not part of the audit.
 *
 * @param kind what sort of value, in one word, at most 64 characters
 * @param key which one, at most 200 characters; values of a kind are read in the order of their keys, by code points or UTF-16 units
 * @param content the value, as text; null takes it away when it is written, and is never read
 */
public record ProjectedValue(
        String kind, String key, @Nullable String content) {

    public ProjectedValue {
        Check.id("kind of derived value", kind);
        Check.name("key of a derived value", key);
    }
}
