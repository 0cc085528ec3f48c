package io.wardtally.examples.benchmarks;

import com.google.zxing.BinaryBitmap;
import com.google.zxing.MultiFormatReader;
import com.google.zxing.NotFoundException;
import com.google.zxing.RGBLuminanceSource;
import com.google.zxing.common.HybridBinarizer;
import io.wardtally.tracking.Tracking;
import io.wardtally.tracking.asset.AssetId;
import io.wardtally.tracking.core.Wardtally;
import io.wardtally.tracking.scan.Sighting;
import java.awt.image.BufferedImage;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.util.concurrent.TimeUnit;
import javax.imageio.ImageIO;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.TearDown;
import org.openjdk.jmh.annotations.Warmup;

/**
 * The PNG of a label becomes a sighting, beside what has to be done anyway: decoding the PNG, and ZXing's work on pixels
 * that are decoded already.
 */
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.MICROSECONDS)
@State(Scope.Benchmark)
@Fork(1)
@Warmup(iterations = 3, time = 2)
@Measurement(iterations = 5, time = 2)
public class LabelDecode {

    private final Tracking tracking = Wardtally.inMemory().build();
    private final byte[] png = label(tracking);
    private final BufferedImage decoded = picture(png);
    private final int[] pixels = pixels(decoded);

    @TearDown
    public void close() {
        tracking.close();
    }

    @Benchmark
    public Sighting scan() {
        Sighting sighting = tracking.as(Bench.NURSE).assets().scan(png);
        if (sighting.outcome() != Sighting.Outcome.FOUND) {
            throw new IllegalStateException(sighting.toString());
        }
        return sighting;
    }

    @Benchmark
    public String zxingWithPng() throws NotFoundException {
        BufferedImage picture = picture(png);
        return zxing(picture.getWidth(), picture.getHeight(), pixels(picture));
    }

    @Benchmark
    public String zxingAlone() throws NotFoundException {
        return zxing(decoded.getWidth(), decoded.getHeight(), pixels);
    }

    private static String zxing(int width, int height, int[] pixels) throws NotFoundException {
        RGBLuminanceSource light = new RGBLuminanceSource(width, height, pixels);
        return new MultiFormatReader()
                .decode(new BinaryBitmap(new HybridBinarizer(light)))
                .getText();
    }

    private static byte[] label(Tracking tracking) {
        AssetId pump = tracking.as(Bench.ADMINISTRATOR)
                .assets()
                .register(Bench.pump(1))
                .id();
        return tracking.as(Bench.ADMINISTRATOR).assets().label(pump).png();
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
