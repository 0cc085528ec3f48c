package io.wardtally.tracking.asset;

import io.wardtally.tracking.Page;
import io.wardtally.tracking.Paging;
import io.wardtally.tracking.staff.Permission;
import io.wardtally.tracking.staff.RequiresPermission;
import java.util.Optional;

/**
 * The makes and models of the hospital's equipment. Once a model is recorded, the label of a unit that is not registered tells what
 * it is.
 *
 * <p>Every method may throw a {@link io.wardtally.tracking.TrackingException}: {@code NotAllowed} if the role does not permit it,
 * {@code BadInput} for a value that cannot be used.
 */
public interface Models {

    /**
     * Records what is true for a model, in place of what was recorded before. Recording it again changes nothing.
     *
     * @throws io.wardtally.tracking.TrackingException.Conflict with {@code IDENTIFIER_TAKEN} if another model has an identifier
     */
    @RequiresPermission(Permission.REGISTER)
    Model record(Model model);

    /** The model with these names, written exactly so. */
    @RequiresPermission(Permission.LOOK_UP)
    Optional<Model> find(String manufacturer, String name);

    /** The model that carries this GTIN or HIBC device identifier, with or without the serial number of a unit. */
    @RequiresPermission(Permission.LOOK_UP)
    Optional<Model> find(Identifier identifier);

    /** The model of which this asset is a unit, if it says of which, and that one is recorded. */
    @RequiresPermission(Permission.LOOK_UP)
    Optional<Model> find(Asset asset);

    /** All models, in the order of their manufacturers and names. */
    @RequiresPermission(Permission.LOOK_UP)
    Page<Model> list(Paging paging);
}
