package io.wardtally.tracking;

import io.wardtally.tracking.audit.AuditEntry;
import io.wardtally.tracking.staff.Actor;
import java.time.Instant;
import java.time.ZoneId;
import java.util.function.Consumer;

/**
 * The tracking of one hospital: built once, kept for the life of the application, shared between all threads.
 *
 * <p>It does nothing by itself. {@link #actingAs} gives the view of one person, through which everything is done.
 */
public interface Tracking extends AutoCloseable {

    /** What this person may see and do. Cheap: make one for every call. */
    Workspace actingAs(Actor actor);

    /**
     * Tells the listener every fact after it is committed, one at a time and on a thread that is not the caller's, so that a slow or
     * failing listener neither delays nor fails anyone. Listeners share their threads, and have none while there is nothing to
     * tell. A listener that falls more than 10,000 facts behind loses the oldest, which is
     * counted in {@link Subscription#missed()} and logged. Entries of one subject carry their sequence; use it, since threads may
     * overtake one another. What must not be missed is read from the log ({@link io.wardtally.tracking.audit.Audit#log}).
     */
    Subscription listen(Consumer<AuditEntry> listener);

    /** The facility's time zone, in which calendar days are counted. */
    ZoneId zone();

    /** The current time by the injected clock, in microseconds. */
    Instant now();

    /**
     * Stops what was started. Listeners are told what is queued for two seconds at most; the rest counts as missed. Calling
     * it again does nothing.
     */
    @Override
    void close();

    /** One listener's subscription. */
    interface Subscription extends AutoCloseable {

        /** How many facts this listener lost because it was too slow. */
        long missed();

        /** Tells the listener what is queued for two seconds at most, then no more; the rest counts as missed. */
        @Override
        void close();
    }
}
