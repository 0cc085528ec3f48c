package io.wardtally.tracking.scan;

import io.wardtally.tracking.asset.AssetId;
import io.wardtally.tracking.staff.Permission;
import io.wardtally.tracking.staff.RequiresPermission;
import java.util.List;

/**
 * Scanners, cameras and labels: what a code means for the person holding the device, and codes to stick on devices.
 *
 * <p>Every method may throw a {@link io.wardtally.tracking.TrackingException}: {@code NotAllowed} if the role does not permit it,
 * {@code NotFound} if there is no such asset, {@code BadInput} for a value that cannot be used.
 */
public interface Scans {

    /** The most codes of one scan. */
    int MOST_CODES = 32;

    /** The longest code, in characters. */
    int MOST_CHARACTERS = 10_000;

    /**
     * Reads what a scanner gave: our own label {@code asset:INF001}, the bare tag {@code INF001}, a GS1 element string or Digital
     * Link, a GTIN, a HIBC or ICCBBA label, the EPC of an RFID tag. A label that nobody knows is a {@link ScanResult} too, so
     * that the person holding the device gets an answer.
     *
     * <p>Every code counts. What belongs together is put together; codes that lead to different assets make the scan ambiguous;
     * one that cannot be read, or that nobody knows, takes nothing away from the others.
     *
     * @param code one code of the device
     * @param more further codes, where its label is split over several or has others beside it
     * @throws io.wardtally.tracking.TrackingException.BadInput if there are more than {@value #MOST_CODES} codes, or one of more
     *     than {@value #MOST_CHARACTERS} characters
     */
    @RequiresPermission(Permission.LOOK_UP)
    ScanResult scan(String code, String... more);

    /**
     * Reads the label in a picture: QR, Data Matrix, Code 128 and whatever else ZXing reads, in a PNG, JPEG, GIF or BMP of at most
     * 20 MB and 64 megapixels. All codes in the picture count, as if they had been scanned together. A picture without a legible
     * label gives an unreadable {@link ScanResult}.
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
     * once. Request ids that begin with {@code line/} are left to this. The scanner keeps each line until its receipt says that it
     * {@linkplain OfflineReceipt.State#isFinal() may forget it}; a line of which nobody can tell when it was waits for a decision.
     *
     * @return a receipt for each line, in the order of the lines
     * @throws io.wardtally.tracking.TrackingException.Busy or {@code Failure}, if the store cannot be used now: hand it all over
     *     again, at the time that the scanner's clock says then; what was done is done
     */
    @RequiresPermission({Permission.USE, Permission.END_ELSEWHERE, Permission.MOVE, Permission.CLEAN, Permission.REPORT
    })
    List<OfflineReceipt> importOffline(OfflineBatch batch);

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
     * One page of HTML to print before stickers are wasted: the edges of each sticker, and rulers in millimetres along the paper. Held
     * against a sheet, it shows by how much to {@link LabelSheet#shifted shift}.
     */
    @RequiresPermission(Permission.LOOK_UP)
    String testSheet(LabelSheet sheet);
}
