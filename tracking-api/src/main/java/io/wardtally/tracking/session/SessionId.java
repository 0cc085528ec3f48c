package io.wardtally.tracking.session;

import io.wardtally.tracking.internal.Check;
import java.util.UUID;

/**
 * Names one session.
 *
 * @param value a time-ordered UUID
 */
public record SessionId(UUID value) {

    public SessionId {
        Check.given("session id", value);
    }

    /** The id written so, as {@link #toString()} writes it. */
    public static SessionId of(String text) {
        try {
            return new SessionId(UUID.fromString(Check.id("session id", text)));
        } catch (IllegalArgumentException notAUuid) {
            throw Check.bad("session.id-malformed");
        }
    }

    @Override
    public String toString() {
        return value.toString();
    }
}
