package io.wardtally.tracking.core.scan;

import static org.assertj.core.api.Assertions.assertThat;

import com.google.zxing.BarcodeFormat;
import com.google.zxing.EncodeHintType;
import com.google.zxing.MultiFormatWriter;
import com.google.zxing.common.BitMatrix;
import java.awt.Color;
import java.awt.Graphics2D;
import java.awt.geom.AffineTransform;
import java.awt.image.BufferedImage;
import java.awt.image.ConvolveOp;
import java.awt.image.Kernel;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.StringReader;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.IntStream;
import java.util.zip.CRC32;
import javax.imageio.IIOImage;
import javax.imageio.ImageIO;
import javax.imageio.ImageWriter;
import javax.imageio.stream.ImageOutputStream;
import javax.xml.XMLConstants;
import javax.xml.parsers.DocumentBuilderFactory;
import org.w3c.dom.Document;
import org.w3c.dom.Element;
import org.xml.sax.InputSource;

/** Pictures of codes as printers, cameras and attackers make them. */
final class Pictures {

    static final List<String> KINDS = List.of("png", "jpg", "gif", "bmp", "wbmp", "tiff");

    /** First bytes of pictures, as ISO 8859-1. */
    static final List<String> BEGINNINGS = List.of(
            "\u0089PNG\r\n\u001A\n",
            "\u0089PNG\r\n\u001A\n\0\0\0\rIHDR\0\0\0\u0008\0\0\0\u0008",
            "\u00FF\u00D8\u00FF",
            "\u00FF\u00D8\u00FF\u00E0\0\u0010JFIF\0",
            "\u00FF\u00D8\u00FF\u00C0\0\u0011\u0008",
            "GIF87a",
            "GIF89a\u0004\0\u0004\0",
            "BM",
            "BM\0\0\0\0\0\0\0\0\u0036\0\0\0\u0028\0\0\0",
            "II*\0\u0008\0\0\0",
            "MM\0*\0\0\0\u0008",
            "\0\0");

    private static final int MARGIN = 10;
    private static final int MODULE = 8;
    private static final Pattern RUN = Pattern.compile("M(\\d+) (\\d+)h(\\d+)v1h-(\\d+)z");

    private Pictures() {}

    static BufferedImage qr(String content, int module) throws Exception {
        return code(content, BarcodeFormat.QR_CODE, module);
    }

    static BufferedImage code(String content, BarcodeFormat format, int module) throws Exception {
        int height = format == BarcodeFormat.CODE_128 ? 40 : 0;
        BitMatrix bits = new MultiFormatWriter()
                .encode(content, format, 0, height, Map.of(EncodeHintType.CHARACTER_SET, "UTF-8"));
        BufferedImage image =
                page((bits.getWidth() + 2 * MARGIN) * module, (bits.getHeight() + 2 * MARGIN) * module, Color.WHITE);
        Graphics2D pen = image.createGraphics();
        pen.setColor(Color.BLACK);
        for (int y = 0; y < bits.getHeight(); y++) {
            for (int x = 0; x < bits.getWidth(); x++) {
                if (bits.get(x, y)) {
                    pen.fillRect((x + MARGIN) * module, (y + MARGIN) * module, module, module);
                }
            }
        }
        pen.dispose();
        return image;
    }

    /** An element string of GS1, without a symbology identifier, with a white margin. */
    static BufferedImage gs1(String elements, BarcodeFormat format) throws Exception {
        Map<EncodeHintType, Object> hints = format == BarcodeFormat.CODE_128
                ? Map.of(EncodeHintType.MARGIN, 10)
                : Map.of(EncodeHintType.GS1_FORMAT, true, EncodeHintType.DATA_MATRIX_COMPACT, true);
        String content = format == BarcodeFormat.CODE_128 ? '\u00f1' + elements.replace('\u001D', '\u00f1') : elements;
        BitMatrix modules = new MultiFormatWriter().encode(content, format, 0, 0, hints);
        int module = format == BarcodeFormat.CODE_128 ? 2 : 6;
        int height = modules.getHeight() == 1 ? 60 : modules.getHeight();
        BufferedImage image = page((modules.getWidth() + 8) * module, (height + 8) * module, Color.WHITE);
        for (int y = 0; y < height * module; y++) {
            for (int x = 0; x < modules.getWidth() * module; x++) {
                if (modules.get(x / module, modules.getHeight() == 1 ? 0 : y / module)) {
                    image.setRGB(x + 4 * module, y + 4 * module, Color.BLACK.getRGB());
                }
            }
        }
        return image;
    }

    /** The picture as if its right side were farther away than its left, by this part of its height. */
    static BufferedImage seenFromTheSide(BufferedImage image, double farther) {
        int width = image.getWidth();
        int height = image.getHeight();
        BufferedImage seen = page(width, height, Color.GRAY);
        for (int x = 0; x < width; x++) {
            double distance = 1 - farther * x / width;
            double from = x * (1 - farther) / distance;
            for (int y = 0; y < height; y++) {
                double at = height / 2.0 + (y - height / 2.0) / distance;
                if (at >= 0 && at < height) {
                    seen.setRGB(x, y, image.getRGB((int) from, (int) at));
                }
            }
        }
        return seen;
    }

    static BufferedImage page(int width, int height, Color color) {
        return page(width, height, color, BufferedImage.TYPE_INT_RGB);
    }

    static BufferedImage page(int width, int height, Color color, int type) {
        BufferedImage image = new BufferedImage(width, height, type);
        Graphics2D pen = image.createGraphics();
        pen.setColor(color);
        pen.fillRect(0, 0, width, height);
        pen.dispose();
        return image;
    }

    static BufferedImage pasted(BufferedImage page, BufferedImage image, int x, int y) {
        Graphics2D pen = page.createGraphics();
        pen.drawImage(image, x, y, null);
        pen.dispose();
        return page;
    }

    /** Turned by a multiple of 90 degrees, without loss. */
    static BufferedImage turned(BufferedImage image, int degrees) {
        boolean onItsSide = degrees % 180 != 0;
        int width = onItsSide ? image.getHeight() : image.getWidth();
        int height = onItsSide ? image.getWidth() : image.getHeight();
        BufferedImage turned = page(width, height, Color.WHITE);
        AffineTransform turn = AffineTransform.getTranslateInstance(width / 2.0, height / 2.0);
        turn.quadrantRotate(degrees / 90);
        turn.translate(-image.getWidth() / 2.0, -image.getHeight() / 2.0);
        Graphics2D pen = turned.createGraphics();
        pen.drawImage(image, turn, null);
        pen.dispose();
        return turned;
    }

    static BufferedImage slanted(BufferedImage image, int degrees) {
        BufferedImage page = page(600, 600, Color.WHITE);
        Graphics2D pen = page.createGraphics();
        pen.rotate(Math.toRadians(degrees), 300, 300);
        pen.drawImage(image, 180, 180, null);
        pen.dispose();
        return page;
    }

    static BufferedImage blurred(BufferedImage image) {
        float[] box = new float[9];
        Arrays.fill(box, 1 / 9f);
        return new ConvolveOp(new Kernel(3, 3, box), ConvolveOp.EDGE_NO_OP, null).filter(image, null);
    }

    static BufferedImage noisy(BufferedImage image, Random random, int most) {
        BufferedImage noisy = page(image.getWidth(), image.getHeight(), Color.WHITE);
        for (int y = 0; y < image.getHeight(); y++) {
            for (int x = 0; x < image.getWidth(); x++) {
                int gray = (image.getRGB(x, y) & 0xFF) + random.nextInt(2 * most + 1) - most;
                noisy.setRGB(x, y, gray(Math.max(0, Math.min(255, gray))));
            }
        }
        return noisy;
    }

    /** In light that falls off to the left. */
    static BufferedImage dim(BufferedImage image) {
        BufferedImage dim = page(image.getWidth(), image.getHeight(), Color.BLACK);
        for (int y = 0; y < dim.getHeight(); y++) {
            for (int x = 0; x < dim.getWidth(); x++) {
                int light = 60 + 190 * x / dim.getWidth();
                dim.setRGB(x, y, gray(isBlack(image, x, y) ? light / 4 : light));
            }
        }
        return dim;
    }

    /** Black where the image is, transparent elsewhere. */
    static BufferedImage onGlass(BufferedImage image, int type) {
        BufferedImage glass = new BufferedImage(image.getWidth(), image.getHeight(), type);
        for (int y = 0; y < glass.getHeight(); y++) {
            for (int x = 0; x < glass.getWidth(); x++) {
                if (isBlack(image, x, y)) {
                    glass.setRGB(x, y, Color.BLACK.getRGB());
                }
            }
        }
        return glass;
    }

    private static boolean isBlack(BufferedImage image, int x, int y) {
        return (image.getRGB(x, y) & 0xFF) == 0;
    }

    private static int gray(int light) {
        return light << 16 | light << 8 | light;
    }

    /** Draws our own SVG, which must be made of runs of modules and of nothing else. */
    static BufferedImage drawn(String svg) throws Exception {
        Element root = parsed(svg).getDocumentElement();
        String[] box = root.getAttribute("viewBox").split(" ", -1);
        BufferedImage image = page(Integer.parseInt(box[2]) * MODULE, Integer.parseInt(box[3]) * MODULE, Color.WHITE);
        Graphics2D pen = image.createGraphics();
        pen.setColor(Color.BLACK);
        String path = only(root, "path").getAttribute("d");
        Matcher run = RUN.matcher(path);
        int end = 0;
        while (run.lookingAt()) {
            assertThat(run.group(3)).isEqualTo(run.group(4));
            pen.fillRect(number(run, 1) * MODULE, number(run, 2) * MODULE, number(run, 3) * MODULE, MODULE);
            end = run.end();
            run.region(end, path.length());
        }
        assertThat(end).isEqualTo(path.length());
        pen.dispose();
        return image;
    }

    private static int number(Matcher run, int group) {
        return Integer.parseInt(run.group(group));
    }

    static Document parsed(String xml) throws Exception {
        DocumentBuilderFactory factory = DocumentBuilderFactory.newInstance();
        factory.setNamespaceAware(true);
        factory.setFeature(XMLConstants.FEATURE_SECURE_PROCESSING, true);
        factory.setFeature("http://apache.org/xml/features/disallow-doctype-decl", true);
        factory.setXIncludeAware(false);
        factory.setExpandEntityReferences(false);
        var builder = factory.newDocumentBuilder();
        builder.setErrorHandler(null);
        return builder.parse(new InputSource(new StringReader(xml)));
    }

    static Element only(Element within, String name) {
        var found = within.getElementsByTagNameNS("http://www.w3.org/2000/svg", name);
        assertThat(found.getLength()).as(name).isEqualTo(1);
        return (Element) found.item(0);
    }

    static IntStream pixels(BufferedImage image) {
        return Arrays.stream(image.getRGB(0, 0, image.getWidth(), image.getHeight(), null, 0, image.getWidth()));
    }

    static long blackPixels(BufferedImage image) {
        return pixels(image).filter(pixel -> pixel == Color.BLACK.getRGB()).count();
    }

    static BufferedImage image(byte[] bytes) throws Exception {
        return ImageIO.read(new ByteArrayInputStream(bytes));
    }

    static byte[] png(BufferedImage image) throws Exception {
        return written(image, "png");
    }

    static byte[] written(BufferedImage image, String kind) throws Exception {
        BufferedImage fitting = image;
        if (kind.equals("wbmp")) {
            fitting = new BufferedImage(image.getWidth(), image.getHeight(), BufferedImage.TYPE_BYTE_BINARY);
            pasted(fitting, image, 0, 0);
        }
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        assertThat(ImageIO.write(fitting, kind, out)).as(kind).isTrue();
        return out.toByteArray();
    }

    static byte[] animated(BufferedImage... images) throws Exception {
        ByteArrayOutputStream animated = new ByteArrayOutputStream();
        ImageWriter writer = ImageIO.getImageWritersByFormatName("gif").next();
        try (ImageOutputStream out = ImageIO.createImageOutputStream(animated)) {
            writer.setOutput(out);
            writer.prepareWriteSequence(null);
            for (BufferedImage image : images) {
                writer.writeToSequence(new IIOImage(image, null, null), null);
            }
            writer.endWriteSequence();
        } finally {
            writer.dispose();
        }
        return animated.toByteArray();
    }

    /** Some bytes replaced, often near the start, and now and then the end cut off. */
    static byte[] damaged(byte[] picture, String kind, int damages, Random random) {
        byte[] bytes = picture.clone();
        int within = random.nextBoolean() ? Math.min(bytes.length, 100) : bytes.length;
        for (int i = 0; i < damages; i++) {
            byte[] likely = {0, 1, (byte) 0xFF, 0x7F, (byte) random.nextInt(256)};
            bytes[random.nextInt(within)] = likely[random.nextInt(likely.length)];
        }
        if (kind.equals("png")) {
            mendChecksums(bytes);
        }
        return random.nextInt(8) == 0 ? Arrays.copyOf(bytes, random.nextInt(bytes.length)) : bytes;
    }

    private static void mendChecksums(byte[] png) {
        ByteBuffer bytes = ByteBuffer.wrap(png);
        int chunk = 8;
        while (chunk + 12 <= png.length) {
            int length = bytes.getInt(chunk);
            if (length < 0 || length > png.length - chunk - 12) {
                return;
            }
            bytes.putInt(chunk + 8 + length, checksum(png, chunk + 4, length + 4));
            chunk += 12 + length;
        }
    }

    private static int checksum(byte[] bytes, int from, int length) {
        CRC32 check = new CRC32();
        check.update(bytes, from, length);
        return (int) check.getValue();
    }

    static byte[] pngHeader(int width, int height) {
        byte[] header = ByteBuffer.allocate(17)
                .put("IHDR".getBytes(StandardCharsets.US_ASCII))
                .putInt(width)
                .putInt(height)
                .put(new byte[] {1, 0, 0, 0, 0})
                .array();
        return ByteBuffer.allocate(33)
                .putLong(0x89504E470D0A1A0AL)
                .putInt(13)
                .put(header)
                .putInt(checksum(header, 0, header.length))
                .array();
    }

    /** 4 x 4 pixels with a palette, said to begin at this place. */
    static byte[] bmp(int pixelsAt) {
        return ByteBuffer.allocate(200)
                .order(ByteOrder.LITTLE_ENDIAN)
                .put("BM".getBytes(StandardCharsets.US_ASCII))
                .putInt(200)
                .putInt(0)
                .putInt(pixelsAt)
                .putInt(40)
                .putInt(4)
                .putInt(4)
                .putShort((short) 1)
                .putShort((short) 8)
                .array();
    }

    static byte[] tiff(int size, int samples, int rowsInStrip) {
        int[][] fields = {
            {0x0100, size},
            {0x0101, size},
            {0x0102, 1},
            {0x0103, 1},
            {0x0106, 1},
            {0x0111, 8},
            {0x0115, samples},
            {0x0116, rowsInStrip},
            {0x0117, 16}
        };
        ByteBuffer tiff = ByteBuffer.allocate(200).putInt(0x4D4D_002A).putInt(8).putShort((short) fields.length);
        short shortNumber = 3;
        for (int[] field : fields) {
            tiff.putShort((short) field[0])
                    .putShort(shortNumber)
                    .putInt(1)
                    .putShort((short) field[1])
                    .putShort((short) 0);
        }
        return tiff.putInt(0).array();
    }

    static byte[] tiffThatEndsInAField() {
        return Base64.getDecoder()
                .decode("TU0AKgAAAAgACwEAAAMAAAABADwAAAEBAAMAAAABADwAAAH/AAMAAAABAAEAAAEGAAMAAAABAAEAAAERAAQAAAABAA==");
    }
}
