package io.wardtally.tracking.core.kernel;

import io.wardtally.tracking.RequestId;
import io.wardtally.tracking.staff.Actor;
import java.util.concurrent.atomic.AtomicBoolean;
import org.jspecify.annotations.Nullable;

/**
 * The caller: who acts, and under which request id their next change goes.
 *
 * @param actor who calls
 * @param request the id of the request, or null if it has none
 * @param repeated becomes true once the request is answered from memory
 */
public record Caller(Actor actor, @Nullable RequestId request, AtomicBoolean repeated) {

    /** Somebody without a request id. */
    public static Caller of(Actor actor) {
        return new Caller(actor, null, new AtomicBoolean());
    }

    /** The same person with another request. */
    public Caller asking(@Nullable RequestId other) {
        return new Caller(actor, other, new AtomicBoolean());
    }
}
