package io.wardtally.tracking.core.scan;

import com.google.zxing.BarcodeFormat;
import com.google.zxing.BinaryBitmap;
import com.google.zxing.DecodeHintType;
import com.google.zxing.EncodeHintType;
import com.google.zxing.MultiFormatReader;
import com.google.zxing.NotFoundException;
import com.google.zxing.RGBLuminanceSource;
import com.google.zxing.WriterException;
import com.google.zxing.common.BitMatrix;
import com.google.zxing.common.GlobalHistogramBinarizer;
import com.google.zxing.common.HybridBinarizer;
import com.google.zxing.qrcode.QRCodeWriter;
import com.google.zxing.qrcode.decoder.ErrorCorrectionLevel;
import io.wardtally.tracking.TrackingException;
import io.wardtally.tracking.TrackingException.Code;
import io.wardtally.tracking.asset.Asset;
import io.wardtally.tracking.asset.AssetId;
import io.wardtally.tracking.internal.Check;
import io.wardtally.tracking.scan.Label;
import java.awt.Color;
import java.awt.Graphics2D;
import java.awt.image.BufferedImage;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.util.Iterator;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import javax.imageio.ImageIO;
import javax.imageio.ImageReadParam;
import javax.imageio.ImageReader;
import javax.imageio.stream.ImageInputStream;
import javax.imageio.stream.MemoryCacheImageInputStream;

/** The house's own label: {@code asset:} and the id, drawn as a QR code and read from a picture. */
public final class Labels {

    /** The largest picture that is looked at, in bytes. */
    static final int MOST_BYTES = 20_000_000;

    /** The largest picture that is decoded, in pixels. */
    static final long MOST_PIXELS = 12_000_000;

    private static final String PREFIX = "asset:";
    private static final Set<String> KINDS = Set.of("png", "jpeg", "gif", "bmp");
    /** ZXing does not find every clean code that it draws; another mask helps. -1 is its own choice. */
    private static final int[] MASKS = {-1, 0, 1, 2, 3, 4, 5, 6, 7};

    /** Looking for a code takes time in the number of pixels, and far more in a picture made to take it. */
    private static final double PIXELS_LOOKED_AT = 1_500_000;

    private static final int QUIET_ZONE = 4;
    private static final int PIXELS_PER_MODULE = 8;
    private static final Pattern RUN = Pattern.compile("M(\\d+) (\\d+)h(\\d+)v1h-\\d+z");

    private Labels() {}

    /** What is printed on the asset with this id. */
    static String content(AssetId id) {
        return PREFIX + id;
    }

    /** Draws the label of an asset, and reads both drawings again before handing them out. */
    public static Label draw(Asset asset) {
        String content = content(asset.id());
        String caption = asset.id() + " " + asset.name();
        for (int mask : MASKS) {
            BitMatrix modules = encode(content, mask);
            byte[] png = png(modules);
            String svg = svg(modules, caption);
            if (read(png).filter(content::equals).isPresent()
                    && read(draw(svg)).filter(content::equals).isPresent()) {
                return new Label(content, caption, png, svg);
            }
        }
        throw new IllegalStateException("the label of " + asset.id() + " does not read as it should");
    }

    /**
     * The text of the label in a picture; empty if there is none that can be read.
     *
     * @throws TrackingException.BadInput if this is no picture, or too large
     */
    public static Optional<String> read(byte[] picture) {
        if (Check.given("picture", picture).length > MOST_BYTES) {
            throw unreadable("the picture has more than " + MOST_BYTES / 1_000_000 + " MB");
        }
        return read(decode(picture));
    }

    private static BitMatrix encode(String content, int mask) {
        Map<EncodeHintType, Object> hints = Map.of(
                EncodeHintType.CHARACTER_SET,
                "UTF-8",
                EncodeHintType.ERROR_CORRECTION,
                ErrorCorrectionLevel.M,
                EncodeHintType.QR_MASK_PATTERN,
                mask,
                EncodeHintType.MARGIN,
                QUIET_ZONE);
        try {
            return new QRCodeWriter().encode(content, BarcodeFormat.QR_CODE, 0, 0, hints);
        } catch (WriterException tooLong) {
            throw new IllegalStateException("an asset id always fits into a QR code");
        }
    }

    private static byte[] png(BitMatrix modules) {
        BufferedImage image = blank(modules.getWidth());
        Graphics2D pen = image.createGraphics();
        pen.setColor(Color.BLACK);
        for (int y = 0; y < modules.getHeight(); y++) {
            for (int x = 0; x < modules.getWidth(); x++) {
                if (modules.get(x, y)) {
                    fill(pen, x, y, 1);
                }
            }
        }
        pen.dispose();
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        try {
            ImageIO.write(image, "png", out);
        } catch (IOException inMemory) {
            throw new IllegalStateException(inMemory);
        }
        return out.toByteArray();
    }

    private static String svg(BitMatrix modules, String caption) {
        int size = modules.getWidth();
        StringBuilder path = new StringBuilder();
        for (int y = 0; y < size; y++) {
            for (int x = 0; x < size; x++) {
                int run = 0;
                while (x + run < size && modules.get(x + run, y)) {
                    run++;
                }
                if (run > 0) {
                    path.append('M').append(x).append(' ').append(y).append('h').append(run);
                    path.append("v1h-").append(run).append('z');
                    x += run;
                }
            }
        }
        return String.format(
                Locale.ROOT, """
                <svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 %1$d %2$d" shape-rendering="crispEdges">
                <title>%3$s</title>
                <rect width="%1$d" height="%2$d" fill="#fff"/>
                <path d="%4$s" fill="#000"/>
                <text x="%5$s" y="%6$d" font-family="sans-serif" font-size="3" text-anchor="middle"%7$s>%3$s</text>
                </svg>
                """, size, size + 4, escape(caption), path, size / 2.0, size + 1, fit(caption, size));
    }

    // About 1.7 units a character at this font size; longer captions are squeezed rather than cut.
    private static String fit(String caption, int size) {
        return caption.length() * 1.7 > size - 2
                ? " textLength=\"" + (size - 2) + "\" lengthAdjust=\"spacingAndGlyphs\""
                : "";
    }

    private static String escape(String text) {
        return text.replace('\uFFFE', '\uFFFD')
                .replace('\uFFFF', '\uFFFD')
                .replace("&", "&amp;")
                .replace("<", "&lt;")
                .replace(">", "&gt;")
                .replace("\"", "&quot;")
                .replace("'", "&#39;");
    }

    /** Draws the path of our own SVG, from its final text. */
    private static BufferedImage draw(String svg) {
        int size = Integer.parseInt(
                svg.substring(svg.indexOf("viewBox=\"0 0 ") + 13).split(" ", 2)[0]);
        BufferedImage image = blank(size);
        Graphics2D pen = image.createGraphics();
        pen.setColor(Color.BLACK);
        Matcher runs = RUN.matcher(svg.substring(svg.indexOf("<path"), svg.indexOf("<text")));
        while (runs.find()) {
            fill(
                    pen,
                    Integer.parseInt(runs.group(1)),
                    Integer.parseInt(runs.group(2)),
                    Integer.parseInt(runs.group(3)));
        }
        pen.dispose();
        return image;
    }

    private static BufferedImage blank(int modules) {
        int pixels = modules * PIXELS_PER_MODULE;
        BufferedImage image = new BufferedImage(pixels, pixels, BufferedImage.TYPE_BYTE_BINARY);
        Graphics2D pen = image.createGraphics();
        pen.setColor(Color.WHITE);
        pen.fillRect(0, 0, pixels, pixels);
        pen.dispose();
        return image;
    }

    private static void fill(Graphics2D pen, int x, int y, int run) {
        pen.fillRect(x * PIXELS_PER_MODULE, y * PIXELS_PER_MODULE, run * PIXELS_PER_MODULE, PIXELS_PER_MODULE);
    }

    private static BufferedImage decode(byte[] picture) {
        // The default stream would spill into a file in the host's temporary folder.
        try (ImageInputStream in = new MemoryCacheImageInputStream(new ByteArrayInputStream(picture))) {
            Iterator<ImageReader> readers = ImageIO.getImageReaders(in);
            if (!readers.hasNext()) {
                throw unreadable("these bytes are no picture of a known kind");
            }
            ImageReader reader = readers.next();
            try {
                if (!KINDS.contains(reader.getFormatName().toLowerCase(Locale.ROOT))) {
                    throw unreadable("these bytes are no picture of a known kind");
                }
                reader.setInput(in, true, true);
                long pixels = (long) reader.getWidth(0) * reader.getHeight(0);
                if (pixels > MOST_PIXELS) {
                    throw unreadable("the picture has more than " + MOST_PIXELS / 1_000_000 + " megapixels");
                }
                ImageReadParam param = reader.getDefaultReadParam();
                int step = (int) Math.ceil(Math.sqrt(pixels / PIXELS_LOOKED_AT));
                param.setSourceSubsampling(step, step, 0, 0);
                return reader.read(0, param);
            } finally {
                reader.dispose();
            }
        } catch (TrackingException said) {
            throw said;
        } catch (IOException | RuntimeException broken) {
            throw unreadable("the picture is broken");
        }
    }

    private static Optional<String> read(BufferedImage image) {
        int width = image.getWidth();
        int height = image.getHeight();
        int[] pixels = new int[width * height];
        if (image.getColorModel().hasAlpha()) {
            BufferedImage opaque = new BufferedImage(width, height, BufferedImage.TYPE_INT_RGB);
            Graphics2D pen = opaque.createGraphics();
            pen.drawImage(image, 0, 0, Color.WHITE, null);
            pen.dispose();
            opaque.getRGB(0, 0, width, height, pixels, 0, width);
        } else {
            image.getRGB(0, 0, width, height, pixels, 0, width);
        }
        RGBLuminanceSource light = new RGBLuminanceSource(width, height, pixels);
        Map<DecodeHintType, Object> hints = Map.of(
                DecodeHintType.TRY_HARDER,
                true,
                DecodeHintType.POSSIBLE_FORMATS,
                List.of(BarcodeFormat.QR_CODE, BarcodeFormat.CODE_128, BarcodeFormat.DATA_MATRIX));
        for (BinaryBitmap bits : List.of(
                new BinaryBitmap(new HybridBinarizer(light)), new BinaryBitmap(new GlobalHistogramBinarizer(light)))) {
            try {
                return Optional.of(new MultiFormatReader().decode(bits, hints).getText());
            } catch (NotFoundException tryTheNext) {
                // Photographs want the one binarizer, thin line codes the other.
            }
        }
        return Optional.empty();
    }

    private static TrackingException unreadable(String why) {
        return new TrackingException.BadInput(Code.UNREADABLE_IMAGE, why);
    }
}
