package io.wardtally.tracking.atlas;

import io.wardtally.tracking.asset.AssetId;
import io.wardtally.tracking.staff.Needs;
import io.wardtally.tracking.staff.Permission;
import java.util.List;

/**
 * What is known of the house's equipment: procedures, training, warnings, limits, intervals, each with its source. Knowledge comes
 * from providers, of which none is waited for longer than a moment; one that fails is left out and named.
 */
public interface Atlas {

    /**
     * What is known of this asset.
     *
     * @throws io.wardtally.tracking.TrackingException.NotFound if there is no such asset
     */
    @Needs(Permission.LOOK_UP)
    Guidance guidance(AssetId asset);

    /** Who was asked for knowledge and how they fare, those first that are listened to. */
    @Needs(Permission.LOOK_UP)
    List<ProviderState> providers();
}
