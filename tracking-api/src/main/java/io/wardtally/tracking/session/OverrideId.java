package io.wardtally.tracking.session;

import io.wardtally.tracking.internal.Check;
import java.util.UUID;

/**
 * Names one emergency override.
 *
 * @param value a time-ordered UUID
 */
public record OverrideId(UUID value) {

    public OverrideId {
        Check.given("override id", value);
    }

    /** The id written so, as {@link #toString()} writes it. */
    public static OverrideId of(String text) {
        try {
            return new OverrideId(UUID.fromString(Check.id("override id", text)));
        } catch (IllegalArgumentException notAUuid) {
            throw Check.bad("override.id-malformed");
        }
    }

    @Override
    public String toString() {
        return value.toString();
    }
}
