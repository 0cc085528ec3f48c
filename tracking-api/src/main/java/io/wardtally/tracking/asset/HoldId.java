package io.wardtally.tracking.asset;

import io.wardtally.tracking.internal.Check;
import java.util.UUID;

/**
 * Names one hold.
 *
 * @param value a time-ordered UUID
 */
public record HoldId(UUID value) {

    public HoldId {
        Check.given("hold id", value);
    }

    /** The id written so, as {@link #toString()} writes it. */
    public static HoldId of(String text) {
        try {
            return new HoldId(UUID.fromString(Check.id("hold id", text)));
        } catch (IllegalArgumentException notAUuid) {
            throw Check.bad("hold.id-malformed");
        }
    }

    @Override
    public String toString() {
        return value.toString();
    }
}
