package io.wardtally.tracking.atlas;

import io.wardtally.tracking.asset.AssetId;
import io.wardtally.tracking.staff.Permission;
import io.wardtally.tracking.staff.RequiresPermission;
import java.util.List;

/**
 * What is known of the hospital's equipment: procedures, training, warnings, limits, intervals, each with its source. Knowledge comes
 * from providers, of which none is waited for longer than a moment; one that fails is left out and named.
 */
public interface Atlas {

    /**
     * What is known of this asset.
     *
     * @throws io.wardtally.tracking.TrackingException.NotFound if there is no such asset
     */
    @RequiresPermission(Permission.LOOK_UP)
    Guidance guidance(AssetId asset);

    /**
     * What the documents on this asset say to a question, such as how to clear an alarm. Only they speak, and they are named; what is
     * not in them is not answered, nor is what a physician has to decide. Do not name the patient: what may be a number of theirs is
     * taken out of the question before anybody else sees it. The question, and where it was found that it is answered, are recorded. In a
     * store that works in the caller's transaction, it stays open while an answer is looked for.
     *
     * @param question at most 500 characters
     * @throws io.wardtally.tracking.TrackingException.NotFound if there is no such asset
     * @throws io.wardtally.tracking.TrackingException.Failure with {@code PROVIDER_MISSING} if there is nobody to look for answers
     * @throws io.wardtally.tracking.TrackingException.Busy if whoever looks for answers does not answer now
     */
    @RequiresPermission(Permission.LOOK_UP)
    Reply ask(AssetId asset, String question);

    /** Who was asked for knowledge and how they fare, those first that are listened to. */
    @RequiresPermission(Permission.LOOK_UP)
    List<ProviderState> providers();
}
