package io.wardtally.tracking.session;

import io.wardtally.tracking.internal.Check;
import org.jspecify.annotations.Nullable;

/**
 * A return, with what there is to say about it.
 *
 * @param session which session ends
 * @param notes what the next person should know, or null
 * @param reason why somebody else's session is ended; null is enough for the own department's
 */
public record EndRequest(
        SessionId session, @Nullable String notes, @Nullable String reason) {

    public EndRequest {
        Check.given("session id", session);
        notes = Check.textOrNull("notes", notes);
        reason = Check.textOrNull("reason", reason);
    }

    /** The return that ends this session. */
    public static EndRequest of(SessionId session) {
        return new EndRequest(session, null, null);
    }

    /** With something that the next person should know; blank counts as nothing. */
    public EndRequest noting(@Nullable String remark) {
        return new EndRequest(session, remark, reason);
    }

    /** For this reason, where somebody else has it; blank counts as none. */
    public EndRequest because(@Nullable String why) {
        return new EndRequest(session, notes, why);
    }

    /** Leaves out what people wrote. */
    @Override
    public String toString() {
        return "end of session " + session;
    }
}
