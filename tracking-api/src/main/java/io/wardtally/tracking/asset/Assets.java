package io.wardtally.tracking.asset;

import io.wardtally.tracking.Page;
import io.wardtally.tracking.Paging;
import io.wardtally.tracking.place.Place;
import io.wardtally.tracking.scan.OfflineBatch;
import io.wardtally.tracking.scan.Label;
import io.wardtally.tracking.scan.LabelSheet;
import io.wardtally.tracking.scan.OfflineReceipt;
import io.wardtally.tracking.scan.ScanResult;
import io.wardtally.tracking.staff.RequiresPermission;
import io.wardtally.tracking.staff.Permission;
import java.io.Reader;
import java.io.Writer;
import java.util.List;

/**
 * The equipment of the house: find it, scan it, register it, say where it is and what state it is in.
 *
 * <p>Every method may throw a {@link io.wardtally.tracking.TrackingException}: {@code NotAllowed} if the role does not
 * permit it, {@code NotFound} if there is no such asset, {@code BadInput} for a value that cannot be used,
 * {@code Conflict} where the state forbids it. Saying what is already so changes nothing and records nothing.
 */
public interface Assets {

    /**
     * Reads what a scanner gave: our own label {@code asset:INF001}, the bare tag {@code INF001}, a GS1 element string or Digital
     * Link, a GTIN, a HIBC or ICCBBA label, the EPC of an RFID tag. A label that nobody knows is a {@link ScanResult} too, so
     * that the person holding the device gets an answer.
     *
     * @param code one code of the device
     * @param more further codes of the same device, where its label is split over several
     */
    @RequiresPermission(Permission.LOOK_UP)
    ScanResult scan(String code, String... more);

    /**
     * Reads the label in a picture: QR, Data Matrix, Code 128 and whatever else ZXing reads, in a PNG, JPEG, GIF or BMP of at most
     * 20 MB and 12 megapixels. If the first code that is found does not lead to an asset, the others in the picture are taken for
     * further codes of the same device. A picture without a legible label gives an unreadable {@link ScanResult}.
     *
     * @throws io.wardtally.tracking.TrackingException.BadInput if these bytes are no picture or too large a one
     */
    @RequiresPermission(Permission.LOOK_UP)
    ScanResult scan(byte[] picture);

    /**
     * Records what was scanned and done while a scanner was offline, at the times at which it happened. Each line stands for
     * itself: what cannot be recorded does not hold up the rest, and what was handed over before is not done twice. A line
     * yields to what is recorded of the same thing for a later time; so hand over in the order in which it was done. Another
     * person's session is ended with a reason only. Whatever is handed over needs the permission that it would have needed at
     * once. Request ids that begin with {@code line/} are left to this.
     *
     * @return a receipt for each line, in the order of the lines
     * @throws io.wardtally.tracking.TrackingException.Busy or {@code Failure}, if the store cannot be used now: hand it all over
     *     again, at the time that the scanner's clock says then; what was done is done
     */
    @RequiresPermission({Permission.USE, Permission.END_ELSEWHERE, Permission.MOVE, Permission.CLEAN, Permission.REPORT})
    List<OfflineReceipt> importOffline(OfflineBatch backlog);

    /** The asset with this id. */
    @RequiresPermission(Permission.LOOK_UP)
    Asset get(AssetId id);

    /** The assets that match, in the order of their ids. */
    @RequiresPermission(Permission.LOOK_UP)
    Page<Asset> list(AssetFilter search, Paging paging);

    /** The label to stick on this asset: a QR code that was read again before it was handed out. */
    @RequiresPermission(Permission.LOOK_UP)
    default Label label(AssetId id) {
        return label(id, Label.Symbol.QR);
    }

    /**
     * The label to stick on this asset, read again before it is handed out.
     *
     * @throws io.wardtally.tracking.TrackingException.BadInput if the asset has no identifier that the symbol could say
     */
    @RequiresPermission(Permission.LOOK_UP)
    Label label(AssetId id, Label.Symbol symbol);

    /** Labels of these assets as one page of HTML to print, at most 500, each of them read again. */
    @RequiresPermission(Permission.LOOK_UP)
    String labels(List<AssetId> ids, Label.Symbol symbol, LabelSheet sheet);

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
     * so that no request id is needed. Each id and identifier of the list is remembered until its end.
     *
     * @throws io.wardtally.tracking.TrackingException.BadInput if the headings cannot be read or two mean the same
     * @throws java.io.UncheckedIOException if the list cannot be read; the rows before stand
     */
    @RequiresPermission(Permission.REGISTER)
    ImportReport importCsv(Reader list, CsvImportOptions how);

    /**
     * Writes the assets that match as such a list, with {@linkplain AssetColumn all columns}, commas and quotes: description,
     * identifiers, place, life and ownership, but neither condition nor holds. A cell that a spreadsheet would take for a formula begins with an apostrophe, which {@link #importCsv} takes off again.
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
     * @throws io.wardtally.tracking.TrackingException.Conflict with {@code IDENTIFIER_TAKEN} if another asset has it
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
     * {@link Permission#HOLD}. A hold may be placed while the asset is in use; it outlives the session.
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
