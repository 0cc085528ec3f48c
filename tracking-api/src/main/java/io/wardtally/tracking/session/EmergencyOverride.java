package io.wardtally.tracking.session;

import io.wardtally.tracking.asset.AssetId;
import io.wardtally.tracking.internal.Check;
import java.time.Instant;
import java.util.List;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * Somebody broke the glass: for a short time they may use this asset although something speaks (softly) against it.
 * Somebody else reviews it afterwards.
 *
 * @param id its name
 * @param asset which asset
 * @param by who declared it, and the only one for whom it holds
 * @param reason why it could not wait
 * @param passes the rules it passes
 * @param declared when
 * @param expires until when it holds
 * @param review what the reviewer found, or null while it awaits review
 */
public record EmergencyOverride(
        OverrideId id,
        AssetId asset,
        String by,
        String reason,
        List<ConcernCode> passes,
        Instant declared,
        Instant expires,
        @Nullable Review review) {

    public EmergencyOverride {
        Check.given("override id", id);
        Check.given("asset id", asset);
        Check.id("actor id", by);
        Check.text("reason", reason);
        passes = Check.list("rules", passes);
        Check.given("time of the override", declared);
        Check.given("expiry of the override", expires);
    }

    /** An override that somebody declares for an asset; a reason and an expiry have to be said. */
    public static EmergencyOverride declared(
            OverrideId id, AssetId asset, String by, Instant declared, Consumer<Draft> what) {
        Draft draft = new Draft();
        what.accept(draft);
        return new EmergencyOverride(
                id, asset, by, draft.reason, draft.passes, declared, Check.given("expiry", draft.expires), null);
    }

    /** An override that is being put together. */
    public static final class Draft {

        /** See {@link EmergencyOverride#reason()}. */
        public String reason = "";

        /** See {@link EmergencyOverride#passes()}. */
        public List<ConcernCode> passes = List.of();

        /** See {@link EmergencyOverride#expires()}. */
        public @Nullable Instant expires;

        private Draft() {}
    }

    /** Whether it holds at this time for this person, from its declaration until it expires. A review ends it earlier. */
    public boolean holds(Instant now, String actor) {
        return by.equals(actor) && !now.isBefore(declared) && now.isBefore(expires);
    }

    /** The same override, reviewed. */
    public EmergencyOverride withReview(Review finding) {
        return new EmergencyOverride(id, asset, by, reason, passes, declared, expires, finding);
    }

    /** Leaves out the reason: free text stays out of logs. */
    @Override
    public String toString() {
        return "override " + id + " of " + asset + " by " + by + " until " + expires;
    }

    /**
     * What a reviewer found.
     *
     * @param by who reviewed it; never who declared it
     * @param justified whether it was right
     * @param note what there is to say, or null
     * @param at when
     */
    public record Review(
            String by, boolean justified, @Nullable String note, Instant at) {

        /** Leaves out the note. */
        @Override
        public String toString() {
            return (justified ? "justified" : "not justified") + ", says " + by;
        }
    }
}
