package io.wardtally.tracking.session;

import io.wardtally.tracking.Page;
import io.wardtally.tracking.Paging;
import io.wardtally.tracking.asset.AssetId;
import io.wardtally.tracking.staff.Permission;
import io.wardtally.tracking.staff.RequiresPermission;
import org.jspecify.annotations.Nullable;

/**
 * Breaking the glass, and answering for it.
 *
 * <p>Besides what is named below, every method may throw {@code NotAllowed}, {@code NotFound} and {@code BadInput} as
 * {@link Sessions} does.
 */
public interface Overrides {

    /**
     * Declares that this asset must be used although it is, say, not cleaned. For a short time the same person can start a
     * session on it. Never passes a session of somebody else, a recall, a quarantine or a reported fault.
     *
     * @throws io.wardtally.tracking.TrackingException.Conflict if nothing blocks softly, or something blocks for good
     */
    @RequiresPermission(Permission.OVERRIDE)
    EmergencyOverride declare(AssetId asset, String reason);

    /** The overrides that nobody has reviewed and that match, oldest first; those of one asset by id. */
    @RequiresPermission(Permission.SEE_OVERRIDES)
    Page<EmergencyOverride> list(OverrideFilter which, Paging paging);

    /**
     * Says whether an override was justified, and ends it if it is still in force.
     *
     * @throws io.wardtally.tracking.TrackingException.NotAllowed if it is the reviewer's own
     * @throws io.wardtally.tracking.TrackingException.Conflict if it was reviewed already
     */
    @RequiresPermission(Permission.REVIEW_OVERRIDE)
    EmergencyOverride review(OverrideId id, boolean justified, @Nullable String note);
}
