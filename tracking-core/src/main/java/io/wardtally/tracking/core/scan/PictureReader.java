package io.wardtally.tracking.core.scan;

import com.google.zxing.BarcodeFormat;
import com.google.zxing.Binarizer;
import com.google.zxing.BinaryBitmap;
import com.google.zxing.DecodeHintType;
import com.google.zxing.LuminanceSource;
import com.google.zxing.MultiFormatReader;
import com.google.zxing.NotFoundException;
import com.google.zxing.Result;
import com.google.zxing.ResultMetadataType;
import com.google.zxing.ResultPoint;
import com.google.zxing.ResultPointCallback;
import com.google.zxing.common.GlobalHistogramBinarizer;
import com.google.zxing.common.HybridBinarizer;
import io.wardtally.tracking.Message;
import io.wardtally.tracking.TrackingException;
import io.wardtally.tracking.TrackingException.Code;
import io.wardtally.tracking.internal.Check;
import java.awt.image.BufferedImage;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.util.EnumMap;
import java.util.Iterator;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.function.Function;
import javax.imageio.ImageIO;
import javax.imageio.ImageReadParam;
import javax.imageio.ImageReader;
import javax.imageio.stream.ImageInputStream;
import javax.imageio.stream.MemoryCacheImageInputStream;

/**
 * Reader of codes in pictures. A small version of the picture is looked at first, since most codes are large in it, then a larger
 * one, and only then the whole, as hard as ZXing can. Where nothing is found, it is looked for codes without a light margin, and for
 * light ones on dark.
 */
public final class PictureReader {

    /** The largest picture that is looked at, in bytes. */
    static final int MOST_BYTES = 20_000_000;

    /** The largest picture that is read, in pixels. */
    private static final long MOST_PIXELS = 64_000_000;

    /** The most of them that are kept; of a larger picture every second one is taken, or fewer. */
    private static final long MOST_KEPT = 12_000_000;

    /** The most pixels over which the scans of a file go in all. */
    private static final long MOST_SCANNED = 250_000_000;

    /** The longer side of what is looked at first, and next. */
    private static final int[] RUNGS = {800, 1_600};

    private static final Set<String> KINDS = Set.of("png", "jpeg", "gif", "bmp");
    private static final String GS1_IN_CODE_128 = "]C1";
    private static final String SEPARATOR = String.valueOf(Gs1.SEPARATOR);
    private static final Map<DecodeHintType, Object> QUICKLY = Map.of(
            DecodeHintType.ASSUME_GS1,
            true,
            DecodeHintType.POSSIBLE_FORMATS,
            List.of(
                    BarcodeFormat.QR_CODE,
                    BarcodeFormat.DATA_MATRIX,
                    BarcodeFormat.CODE_128,
                    BarcodeFormat.CODE_39,
                    BarcodeFormat.EAN_13,
                    BarcodeFormat.UPC_A));
    private static final Map<DecodeHintType, Object> HARD =
            Map.of(DecodeHintType.ASSUME_GS1, true, DecodeHintType.TRY_HARDER, true);

    private static final Map<DecodeHintType, Object> NOTHING_BUT_A_CODE =
            Map.of(DecodeHintType.ASSUME_GS1, true, DecodeHintType.PURE_BARCODE, true);

    private static final int HEADER_LENGTH_IN_BMP = 14;
    private static final int HEADER_WITH_COMPRESSION = 40;
    private static final int COMPRESSION_IN_BMP = 30;
    private static final int EMBEDDED_JPEG = 4;
    private static final int EMBEDDED_PNG = 5;

    private PictureReader() {}

    /** Part of a picture that is read. */
    public enum Wanted {
        /** The code that is found first. */
        ONE,
        /** Every code that can be found. */
        ALL
    }

    /**
     * What the codes in a picture say, each as a scanner would give it, GS1 codes with their symbology identifier.
     *
     * @return none if none can be read
     * @throws TrackingException.BadInput if this is no picture, or too large
     */
    public static Set<String> read(byte[] picture, Wanted wanted) {
        if (Check.given("picture", picture).length > MOST_BYTES) {
            throw unreadable("picture.too-many-bytes", MOST_BYTES / 1_000_000);
        }
        GrayImage whole = decoded(picture);
        int longer = Math.max(whole.getWidth(), whole.getHeight());
        Set<String> found = new LinkedHashSet<>();
        for (int longest : RUNGS) {
            int step = Math.round((float) longer / longest);
            if (step > 1 && (wanted == Wanted.ALL || found.isEmpty())) {
                new Look(whole.every(step), QUICKLY).codes(wanted, found);
            }
        }
        if (wanted == Wanted.ALL || found.isEmpty()) {
            new Look(whole, HARD).codes(wanted, found);
        }
        if (found.isEmpty()) {
            unusual(whole, longer, wanted, found);
        }
        return found;
    }

    /** Looks for codes without a light margin, as a program draws them, and for light codes on dark. */
    private static void unusual(GrayImage whole, int longer, Wanted wanted, Set<String> found) {
        int step = Math.max(1, Math.round((float) longer / RUNGS[RUNGS.length - 1]));
        if (step == 1) {
            Look.decode(new BinaryBitmap(new GlobalHistogramBinarizer(whole)), NOTHING_BUT_A_CODE, found);
            if (found.isEmpty()) {
                new Look(whole.framed(), HARD).codes(wanted, found);
            }
        }
        GrayImage inverted = whole.inverted();
        if (found.isEmpty()) {
            new Look(inverted.every(step).framed(), HARD).codes(wanted, found);
        }
        if (found.isEmpty() && step > 1) {
            new Look(inverted, HARD).codes(wanted, found);
        }
    }

    /** Content of the first code in a drawing. */
    static Set<String> read(BufferedImage drawing) {
        Set<String> found = new LinkedHashSet<>();
        new Look(GrayImage.of(drawing), HARD).codes(Wanted.ONE, found);
        return found;
    }

    private static GrayImage decoded(byte[] picture) {
        // The default stream would spill into a file in the host's temporary folder.
        try (ImageInputStream in = new MemoryCacheImageInputStream(new ByteArrayInputStream(picture))) {
            Iterator<ImageReader> readers = ImageIO.getImageReaders(in);
            if (!readers.hasNext()) {
                throw unreadable("picture.unknown-kind");
            }
            ImageReader reader = readers.next();
            try {
                reader.setInput(in, true, true);
                return decoded(reader, picture);
            } finally {
                reader.dispose();
            }
        } catch (TrackingException said) {
            throw said;
        } catch (IOException | RuntimeException broken) {
            throw unreadable("picture.broken");
        }
    }

    private static GrayImage decoded(ImageReader reader, byte[] picture) throws IOException {
        String kind = reader.getFormatName().toLowerCase(Locale.ROOT);
        // What is embedded in a BMP may be larger, and go over itself more often, than the BMP says.
        if (!KINDS.contains(kind) || (kind.equals("bmp") && isEnvelope(picture))) {
            throw unreadable("picture.unknown-kind");
        }
        long pixels = (long) reader.getWidth(0) * reader.getHeight(0);
        if (pixels > MOST_PIXELS) {
            throw unreadable("picture.too-many-pixels", MOST_PIXELS / 1_000_000);
        }
        if (kind.equals("jpeg") && JpegScans.of(picture) * pixels > MOST_SCANNED) {
            throw unreadable("picture.too-many-scans");
        }
        int step = (int) Math.ceil(Math.sqrt((double) pixels / MOST_KEPT));
        ImageReadParam param = reader.getDefaultReadParam();
        param.setSourceSubsampling(step, step, 0, 0);
        return GrayImage.of(reader.read(0, param));
    }

    private static boolean isEnvelope(byte[] bmp) {
        // The short header of the first versions has points where the others have the kind of compression.
        if (bmp.length <= COMPRESSION_IN_BMP || (bmp[HEADER_LENGTH_IN_BMP] & 0xFF) < HEADER_WITH_COMPRESSION) {
            return false;
        }
        return bmp[COMPRESSION_IN_BMP] == EMBEDDED_JPEG || bmp[COMPRESSION_IN_BMP] == EMBEDDED_PNG;
    }

    /** One version of a picture, and how hard it is looked at. */
    private record Look(GrayImage picture, Map<DecodeHintType, Object> hints) {

        void codes(Wanted wanted, Set<String> found) {
            // Photographs want the one binarizer, thin line codes the other.
            List<Function<LuminanceSource, Binarizer>> ways =
                    List.of(HybridBinarizer::new, GlobalHistogramBinarizer::new);
            for (Function<LuminanceSource, Binarizer> way : ways) {
                if (wanted == Wanted.ALL || found.isEmpty()) {
                    decode(new BinaryBitmap(way.apply(picture)), hints, found);
                }
            }
            if (wanted == Wanted.ALL || found.isEmpty()) {
                patches(wanted, found);
            }
        }

        private void patches(Wanted wanted, Set<String> found) {
            try {
                for (LuminanceSource patch : DarkRegions.of(new HybridBinarizer(picture).getBlackMatrix(), picture)) {
                    if (wanted == Wanted.ALL || found.isEmpty()) {
                        decode(new BinaryBitmap(new HybridBinarizer(patch)), QUICKLY, found);
                    }
                }
            } catch (NotFoundException allTheSame) {
                // A picture of one brightness has no patches.
            }
        }

        private static void decode(BinaryBitmap bits, Map<DecodeHintType, Object> hints, Set<String> found) {
            Map<DecodeHintType, Object> counting = new EnumMap<>(hints);
            counting.put(DecodeHintType.NEED_RESULT_POINT_CALLBACK, new Points());
            try {
                found.add(scanned(new MultiFormatReader().decode(bits, counting)));
            } catch (NotFoundException tryTheNext) {
                // In another way, a part of it, or a larger version.
            } catch (TooManyPoints madeToTakeTime) {
                // Nor will another way be any better.
            }
        }
    }

    /**
     * Counts what ZXing takes for corners of a QR code. It tries all of them in threes, which in a picture that is made of
     * nothing else takes hours.
     */
    private static final class Points implements ResultPointCallback {

        private static final int MOST = 600;

        private int count;

        @Override
        public void foundPossibleResultPoint(ResultPoint point) {
            if (++count > MOST) {
                throw new TooManyPoints();
            }
        }
    }

    private static final class TooManyPoints extends RuntimeException {

        private static final long serialVersionUID = 1;

        TooManyPoints() {
            super(null, null, false, false);
        }
    }

    /** Text that a scanner would give. ZXing marks GS1 in a different way for each kind of code. */
    private static String scanned(Result result) {
        Object identifier = result.getResultMetadata() == null
                ? null
                : result.getResultMetadata().get(ResultMetadataType.SYMBOLOGY_IDENTIFIER);
        String text = result.getText();
        // ZXing takes a check character of 102 for a separator. One at the end separates nothing.
        if (result.getBarcodeFormat() == BarcodeFormat.CODE_128 && text.endsWith(SEPARATOR)) {
            text = text.substring(0, text.length() - 1);
        }
        if (identifier == null || !CodeReader.isElementString(identifier.toString())) {
            return text;
        }
        if (text.startsWith(GS1_IN_CODE_128)) {
            return text;
        }
        boolean separated = !text.isEmpty() && text.charAt(0) == Gs1.SEPARATOR;
        return identifier + (separated ? text.substring(1) : text);
    }

    static TrackingException unreadable(String code, Object... arguments) {
        return new TrackingException.BadInput(Code.UNREADABLE_IMAGE, Message.of(code, arguments));
    }
}
