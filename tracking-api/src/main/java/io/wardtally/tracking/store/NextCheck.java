package io.wardtally.tracking.store;

import io.wardtally.tracking.internal.Check;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * When a subject is to be looked at again by itself. Only a sweep raises this time, and only from the time to which
 * {@link Store#due} has put it off; everybody else can bring it forward.
 *
 * @param at when to look, in microseconds
 * @param until of a sweep the time to which {@link Store#due} has put the check off, otherwise null
 */
public record NextCheck(Instant at, @Nullable Instant until) {

    public NextCheck {
        Check.time("next check", at);
        Check.timeOrNull("visibility time-out", until);
    }

    /** No later than this. */
    public static NextCheck noLaterThan(Instant at) {
        return new NextCheck(at, null);
    }

    /** At this time, unless somebody has brought it forward since the sweep began. */
    public static NextCheck swept(Instant at, Instant until) {
        return new NextCheck(at, Check.given("visibility time-out", until));
    }

    /** What becomes of the time that is stored. */
    public Instant after(Instant stored) {
        return stored.equals(until) || at.isBefore(stored) ? at : stored;
    }
}
