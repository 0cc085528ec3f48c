package io.wardtally.tracking.core.scan;

import com.google.zxing.BarcodeFormat;
import com.google.zxing.EncodeHintType;
import com.google.zxing.WriterException;
import com.google.zxing.common.BitMatrix;
import com.google.zxing.qrcode.QRCodeWriter;
import com.google.zxing.qrcode.decoder.ErrorCorrectionLevel;
import io.wardtally.tracking.TrackingException;
import io.wardtally.tracking.asset.Asset;
import io.wardtally.tracking.asset.AssetId;
import io.wardtally.tracking.asset.Identifier;
import io.wardtally.tracking.internal.Check;
import io.wardtally.tracking.scan.CodeElement;
import io.wardtally.tracking.scan.Label;
import java.awt.Color;
import java.awt.Graphics2D;
import java.awt.image.BufferedImage;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.IntStream;
import javax.imageio.ImageIO;

/** Printer of labels, each of which is read again before it is handed out: ZXing does not read every clean code that it draws. */
public final class Labels {

    private static final String PREFIX = "asset:";
    private static final String GS1_DATA_MATRIX = "]d2";
    /** -1 is ZXing's own choice. */
    private static final int[] MASKS = {-1, 0, 1, 2, 3, 4, 5, 6, 7};

    private static final int QUIET_ZONE = 4;
    private static final int PIXELS_PER_MODULE = 8;
    private static final Pattern RUN = Pattern.compile("M(\\d+) (\\d+)h(\\d+)v1h-\\d+z");

    private Labels() {}

    /** Text that is printed on the asset with this id. */
    static String content(AssetId id) {
        return PREFIX + id;
    }

    /**
     * Draws the label of an asset.
     *
     * @throws TrackingException.BadInput if the asset has no identifier that such a symbol could say
     */
    public static Label draw(Asset asset, Label.Symbol symbol) {
        return switch (symbol) {
            case QR -> {
                String content = content(asset.id());
                yield first(
                        asset,
                        content,
                        content,
                        IntStream.of(MASKS).mapToObj(mask -> qr(content, mask)).toList());
            }
            case GS1_DATA_MATRIX -> {
                List<CodeElement> elements = elements(asset);
                String said = Gs1.scanned(elements);
                yield first(asset, GS1_DATA_MATRIX + said, Gs1.bracketed(elements), DataMatrix.of(said, QUIET_ZONE));
            }
        };
    }

    /** The first drawing of these that reads as it should. */
    private static Label first(Asset asset, String read, String content, List<BitMatrix> ways) {
        String caption = asset.id() + " " + asset.name();
        for (BitMatrix modules : ways) {
            byte[] png = png(modules);
            String svg = svg(modules, caption);
            boolean reads = PictureReader.read(png, PictureReader.Wanted.ONE).contains(read)
                    && PictureReader.read(draw(svg)).contains(read);
            if (reads) {
                return new Label(content, caption, png, svg);
            }
        }
        throw new IllegalStateException("the label of " + asset.id() + " does not read as it should");
    }

    private static List<CodeElement> elements(Asset asset) {
        for (Identifier identifier : asset.identifiers()) {
            String value = identifier.value();
            switch (identifier.kind()) {
                case GTIN_SERIAL -> {
                    return List.of(
                            new CodeElement("01", value.substring(4, 18)), new CodeElement("21", value.substring(22)));
                }
                case GIAI -> {
                    return List.of(new CodeElement("8004", value));
                }
                case GRAI -> {
                    return List.of(new CodeElement("8003", value));
                }
                default -> {}
            }
        }
        throw Check.bad("label.no-gs1", asset.id());
    }

    private static BitMatrix qr(String content, int mask) {
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
        return text.replace("&", "&amp;")
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
}
