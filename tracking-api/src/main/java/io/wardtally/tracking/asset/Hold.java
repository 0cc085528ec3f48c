package io.wardtally.tracking.asset;

import io.wardtally.tracking.internal.Check;
import java.time.Instant;

/**
 * A reason not to use an asset that stays until it is lifted. Returning the asset does not lift it.
 *
 * @param id its name
 * @param kind what sort of reason
 * @param owner who placed it
 * @param reason why, in words
 * @param since when it was placed
 */
public record Hold(HoldId id, Kind kind, String owner, String reason, Instant since) {

    public Hold {
        Check.given("hold id", id);
        Check.given("kind of hold", kind);
        Check.id("owner of a hold", owner);
        Check.text("reason of a hold", reason);
        Check.given("time of a hold", since);
    }

    /** Leaves out the reason: free text stays out of logs. */
    @Override
    public String toString() {
        return kind + " hold " + id + " by " + owner + " since " + since;
    }

    /** What sort of reason a hold is. */
    public enum Kind {
        /** A fault was reported and has not been examined. */
        FAULT(false),
        /** Work on it is planned or due. */
        MAINTENANCE(true),
        /** Set apart because of infection or contamination. */
        QUARANTINE(false),
        /** The manufacturer or an authority called it back. */
        RECALL(false),
        /** Delivered, but the incoming inspection has not been done. */
        INSPECTION(true),
        /** Kept for somebody. */
        RESERVED(true);

        private final boolean soft;

        Kind(boolean soft) {
            this.soft = soft;
        }

        /** Whether an emergency override may pass it. */
        public boolean isSoft() {
            return soft;
        }
    }
}
