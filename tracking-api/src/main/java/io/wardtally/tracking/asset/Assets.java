package io.wardtally.tracking.asset;

import io.wardtally.tracking.Page;
import io.wardtally.tracking.Paging;
import io.wardtally.tracking.place.Place;
import io.wardtally.tracking.staff.Permission;
import io.wardtally.tracking.staff.RequiresPermission;
import java.io.Reader;
import java.io.Writer;

/**
 * The equipment of the hospital: find it, register it, say where it is and what state it is in.
 *
 * <p>Every method may throw a {@link io.wardtally.tracking.TrackingException}: {@code NotAllowed} if the role does not
 * permit it, {@code NotFound} if there is no such asset, {@code BadInput} for a value that cannot be used,
 * {@code Conflict} where the state forbids it. Saying what is already so changes nothing and records nothing.
 */
public interface Assets {

    /** The asset with this id. */
    @RequiresPermission(Permission.LOOK_UP)
    Asset get(AssetId id);

    /** The assets that match, in the order of their ids. */
    @RequiresPermission(Permission.LOOK_UP)
    Page<Asset> list(AssetFilter search, Paging paging);

    /**
     * Takes a new asset into the register; made by {@link Asset#of}. It must be planned or in service, ready or awaiting
     * cleaning, never used, and free of holds: those are placed afterwards by whoever owns them.
     */
    @RequiresPermission(Permission.REGISTER)
    Asset register(Asset asset);

    /**
     * Takes in a list of assets, a row each under one row of headings, separated by commas, semicolons or tabs. A row belongs to
     * the asset with its id, or without one to the asset that carries one of its identifiers; that one then is as the row says. A
     * blank cell leaves what is there, and no identifier is taken off. What no asset has is registered; it needs an id, and a
     * name and a category unless its model is recorded; where it stands elsewhere now, it also needs {@link Permission#MOVE}. A row
     * is taken in as a whole or not at all, and a bad one does not hold up the rest. Taking in the same list again changes nothing,
     * so that no request id is needed. Each id and identifier of the list is remembered until its end. Where the list cannot be read or
     * decoded any further the report says so, and the rows before stand. A reader that puts U+FFFD for what it cannot decode, as
     * {@link java.io.InputStreamReader} does with a charset, costs single rows only; one that stops there costs all that follow.
     *
     * @throws io.wardtally.tracking.TrackingException.BadInput if the headings cannot be understood or two mean the same
     * @throws java.io.UncheckedIOException if not even the headings can be read
     */
    @RequiresPermission(Permission.REGISTER)
    ImportReport importCsv(Reader list, CsvImportOptions how);

    /**
     * Writes the assets that match as such a list, with {@linkplain AssetColumn all columns}, commas and quotes: description,
     * identifiers, place, life and ownership, but neither condition nor holds. What a spreadsheet would take for a formula or a
     * number of its own making begins with an apostrophe, which {@link #importCsv} takes off again.
     *
     * @throws java.io.UncheckedIOException if the list cannot be written
     */
    @RequiresPermission(Permission.LOOK_UP)
    void exportCsv(AssetFilter search, Writer list);

    /** Describes the asset anew. */
    @RequiresPermission(Permission.REGISTER)
    Asset edit(AssetId id, Description description);

    /**
     * Records that the asset carries this identifier: a sticker, a manufacturer's code, an RFID tag. The maker's serial number alone
     * is part of the description instead.
     *
     * @throws io.wardtally.tracking.TrackingException.Conflict with {@code IDENTIFIER_TAKEN} if another asset has it, with
     *     {@code TOO_MANY} if this one has {@link Identifier#MOST}
     */
    @RequiresPermission(Permission.REGISTER)
    Asset attach(AssetId id, Identifier identifier);

    /** Records that the asset no longer carries this identifier, which another one may have from now on. */
    @RequiresPermission(Permission.REGISTER)
    Asset detach(AssetId id, Identifier identifier, String reason);

    /** Records whose the asset is from now on. */
    @RequiresPermission(Permission.REGISTER)
    Asset changeOwnership(AssetId id, Ownership ownership);

    /** Takes the asset out of service for good. Refused while it is in use. */
    @RequiresPermission(Permission.REGISTER)
    Asset retire(AssetId id, String reason);

    /** Takes a planned or retired asset into service; its condition and holds stay as they are. */
    @RequiresPermission(Permission.REGISTER)
    Asset reinstate(AssetId id, String reason);

    /** Records where the asset stands. */
    @RequiresPermission(Permission.MOVE)
    Asset move(AssetId id, Place place);

    /**
     * Places a hold. A fault needs {@link Permission#REPORT}, an inspection {@link Permission#INSPECT}, every other kind
     * {@link Permission#HOLD}. A hold may be placed while the asset is in use; it outlives the session. There are
     * {@link Asset#MOST_HOLDS} at most.
     */
    @RequiresPermission({Permission.HOLD, Permission.REPORT, Permission.INSPECT})
    Hold hold(AssetId id, Hold.Kind kind, String reason);

    /** Lifts a hold. An inspection needs {@link Permission#INSPECT}, every other kind {@link Permission#HOLD}. */
    @RequiresPermission({Permission.HOLD, Permission.INSPECT})
    Asset release(AssetId id, HoldId hold, String reason);

    /**
     * Says what condition the asset is in. Cleaning needs {@link Permission#CLEAN}, maintenance {@link Permission#HOLD},
     * missing and found {@link Permission#REPORT}. What was missing comes back awaiting cleaning. {@link Condition#IN_USE}
     * is left to sessions.
     */
    @RequiresPermission({Permission.CLEAN, Permission.HOLD, Permission.REPORT})
    Asset setCondition(AssetId id, Condition condition, String reason);

    /** Says that the asset was cleaned and is ready. */
    @RequiresPermission(Permission.CLEAN)
    Asset clean(AssetId id);
}
