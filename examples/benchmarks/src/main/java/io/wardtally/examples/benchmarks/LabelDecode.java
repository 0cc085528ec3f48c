package io.wardtally.examples.benchmarks;

import com.google.zxing.BinaryBitmap;
import com.google.zxing.DecodeHintType;
import com.google.zxing.MultiFormatReader;
import com.google.zxing.NotFoundException;
import com.google.zxing.RGBLuminanceSource;
import com.google.zxing.common.HybridBinarizer;
import io.wardtally.tracking.Tracking;
import io.wardtally.tracking.asset.AssetId;
import io.wardtally.tracking.core.Wardtally;
import io.wardtally.tracking.scan.ScanResult;
import java.awt.Color;
import java.awt.Graphics2D;
import java.awt.image.BufferedImage;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import javax.imageio.ImageIO;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.TearDown;
import org.openjdk.jmh.annotations.Warmup;

/**
 * A picture of a label becomes a scan result, beside what has to be done anyway: decoding the picture, and ZXing's work on pixels
 * that are decoded already.
 */
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.MICROSECONDS)
@State(Scope.Benchmark)
@Fork(1)
@Warmup(iterations = 3, time = 2)
@Measurement(iterations = 5, time = 2)
@SuppressWarnings("NullAway.Init") // JMH sets it up
public class LabelDecode {

    /** The label's own PNG, or a photograph of it on a table, with so many megapixels. */
    @Param({"label", "1", "8"})
    public String megapixels;

    private final Tracking tracking = Wardtally.inMemory().build();
    private byte[] file;
    private BufferedImage decoded;
    private int[] pixels;

    @Setup
    public void takeThePicture() {
        byte[] label = label(tracking);
        file = megapixels.equals("label") ? label : photo(picture(label), Integer.parseInt(megapixels));
        decoded = picture(file);
        pixels = pixels(decoded);
    }

    @TearDown
    public void close() {
        tracking.close();
    }

    @Benchmark
    public ScanResult scan() {
        ScanResult seen = tracking.actingAs(Bench.NURSE).scans().scan(file);
        if (seen.outcome() != ScanResult.Outcome.FOUND) {
            throw new IllegalStateException(seen.toString());
        }
        return seen;
    }

    @Benchmark
    public String zxingWithPicture() throws NotFoundException {
        BufferedImage picture = picture(file);
        return zxing(picture.getWidth(), picture.getHeight(), pixels(picture));
    }

    @Benchmark
    public String zxingAlone() throws NotFoundException {
        return zxing(decoded.getWidth(), decoded.getHeight(), pixels);
    }

    private static String zxing(int width, int height, int[] pixels) throws NotFoundException {
        RGBLuminanceSource light = new RGBLuminanceSource(width, height, pixels);
        return new MultiFormatReader()
                .decode(new BinaryBitmap(new HybridBinarizer(light)), Map.of(DecodeHintType.TRY_HARDER, true))
                .getText();
    }

    /** A gray table, with the label a third of its height, off the middle. */
    private static byte[] photo(BufferedImage label, int megapixels) {
        int height = (int) Math.sqrt(megapixels * 750_000.0);
        BufferedImage table = new BufferedImage(height * 4 / 3, height, BufferedImage.TYPE_INT_RGB);
        Graphics2D pen = table.createGraphics();
        pen.setColor(new Color(170, 160, 150));
        pen.fillRect(0, 0, table.getWidth(), height);
        pen.drawImage(label, table.getWidth() / 2, height / 2, height / 3, height / 3, null);
        pen.dispose();
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        try {
            ImageIO.write(table, "jpg", out);
        } catch (IOException inMemory) {
            throw new IllegalStateException(inMemory);
        }
        return out.toByteArray();
    }

    private static byte[] label(Tracking tracking) {
        AssetId pump = tracking.actingAs(Bench.ADMINISTRATOR)
                .assets()
                .register(Bench.pump(1))
                .id();
        return tracking.actingAs(Bench.ADMINISTRATOR).scans().label(pump).png();
    }

    private static BufferedImage picture(byte[] png) {
        try {
            return ImageIO.read(new ByteArrayInputStream(png));
        } catch (IOException inMemory) {
            throw new IllegalStateException(inMemory);
        }
    }

    private static int[] pixels(BufferedImage picture) {
        return picture.getRGB(0, 0, picture.getWidth(), picture.getHeight(), null, 0, picture.getWidth());
    }
}
