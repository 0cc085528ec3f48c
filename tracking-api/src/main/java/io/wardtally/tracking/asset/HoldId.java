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

    @Override
    public String toString() {
        return value.toString();
    }
}
