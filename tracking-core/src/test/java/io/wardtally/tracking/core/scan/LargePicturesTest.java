package io.wardtally.tracking.core.scan;

import static io.wardtally.tracking.core.scan.Pictures.code;
import static io.wardtally.tracking.core.scan.Pictures.page;
import static io.wardtally.tracking.core.scan.Pictures.pasted;
import static io.wardtally.tracking.core.scan.Pictures.png;
import static io.wardtally.tracking.core.scan.Pictures.qr;
import static io.wardtally.tracking.core.scan.Pictures.written;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import com.google.zxing.BarcodeFormat;
import io.wardtally.tracking.TrackingException.BadInput;
import io.wardtally.tracking.core.scan.PictureReader.Wanted;
import java.awt.Color;
import java.awt.image.BufferedImage;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.util.Arrays;
import javax.imageio.IIOImage;
import javax.imageio.ImageIO;
import javax.imageio.ImageWriteParam;
import javax.imageio.ImageWriter;
import javax.imageio.stream.ImageOutputStream;
import org.junit.jupiter.api.Test;

/** What telephones take, and what was made to keep a reader busy. */
class LargePicturesTest {

    private static byte[] progressive(BufferedImage image) throws IOException {
        ImageWriter writer = ImageIO.getImageWritersByFormatName("jpeg").next();
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try (ImageOutputStream out = ImageIO.createImageOutputStream(bytes)) {
            writer.setOutput(out);
            ImageWriteParam param = writer.getDefaultWriteParam();
            param.setProgressiveMode(ImageWriteParam.MODE_DEFAULT);
            writer.write(null, new IIOImage(image, null, null), param);
        } finally {
            writer.dispose();
        }
        return bytes.toByteArray();
    }

    /** The same file, whose last scan comes so many times more. */
    private static byte[] repeated(byte[] jpeg, int times) {
        int from = jpeg.length;
        while (!((jpeg[from - 2] & 0xFF) == 0xFF && (jpeg[from - 1] & 0xFF) == 0xDA)) {
            from--;
        }
        byte[] scan = Arrays.copyOfRange(jpeg, from - 2, jpeg.length - 2);
        ByteArrayOutputStream all = new ByteArrayOutputStream();
        all.write(jpeg, 0, jpeg.length - 2);
        for (int i = 0; i < times; i++) {
            all.write(scan, 0, scan.length);
        }
        all.write(jpeg, jpeg.length - 2, 2);
        return all.toByteArray();
    }

    @Test
    void a_progressive_picture_is_read_and_one_that_goes_over_itself_for_ever_is_refused() throws Exception {
        BufferedImage picture = pasted(page(1_000, 800, Color.WHITE), qr("asset:INF001", 8), 100, 100);
        byte[] once = written(picture, "jpg");
        byte[] often = progressive(picture);
        assertThat(JpegScans.of(once)).isOne();
        assertThat(JpegScans.of(often)).isBetween(2, 20);
        assertThat(JpegScans.of(repeated(often, 1_000))).isEqualTo(JpegScans.of(often) + 1_000);
        assertThat(PictureReader.read(often, Wanted.ONE)).containsExactly("asset:INF001");
        byte[] endless = repeated(often, 1_000);
        BadInput refused = catchThrowableOfType(BadInput.class, () -> PictureReader.read(endless, Wanted.ALL));
        assertThat(refused.message().code()).isEqualTo("picture.too-many-scans");
    }

    @Test
    void the_scans_of_garbage_are_counted_to_its_end() {
        byte[] garbage = new byte[1_000];
        Arrays.fill(garbage, (byte) 0xFF);
        assertThat(JpegScans.of(garbage)).isZero();
        assertThat(JpegScans.of(new byte[0])).isZero();
        assertThat(JpegScans.of(new byte[] {(byte) 0xFF, (byte) 0xD8, (byte) 0xFF, (byte) 0xDA, 0}))
                .isOne();
    }

    @Test
    void what_a_telephone_takes_is_read() throws Exception {
        BufferedImage picture = page(8_000, 6_000, Color.WHITE, BufferedImage.TYPE_BYTE_GRAY);
        pasted(picture, qr("asset:INF001", 40), 3_000, 2_000);
        assertThat(PictureReader.read(written(picture, "jpg"), Wanted.ONE)).containsExactly("asset:INF001");
    }

    @Test
    void a_rare_kind_of_code_is_read_in_a_large_picture_too() throws Exception {
        BufferedImage picture = page(6_000, 4_000, Color.WHITE, BufferedImage.TYPE_BYTE_GRAY);
        BufferedImage code = code("asset:INF001", BarcodeFormat.AZTEC, 20);
        // ZXing looks for this kind in the middle.
        pasted(picture, code, (6_000 - code.getWidth()) / 2, (4_000 - code.getHeight()) / 2);
        assertThat(PictureReader.read(png(picture), Wanted.ALL)).containsExactly("asset:INF001");
    }

    @Test
    void the_further_pictures_of_a_file_do_not_count() throws Exception {
        byte[] picture = progressive(pasted(page(1_000, 800, Color.WHITE), qr("asset:INF001", 8), 100, 100));
        byte[] twice = Arrays.copyOf(picture, picture.length * 2);
        System.arraycopy(picture, 0, twice, picture.length, picture.length);
        assertThat(JpegScans.of(twice)).isEqualTo(JpegScans.of(picture));
        assertThat(PictureReader.read(twice, Wanted.ONE)).containsExactly("asset:INF001");
    }

    @Test
    void no_check_character_of_code_128_becomes_part_of_what_is_read() throws Exception {
        for (int number = 1_000; number < 1_200; number++) {
            String tag = "BME-" + number;
            assertThat(PictureReader.read(png(code(tag, BarcodeFormat.CODE_128, 2)), Wanted.ONE))
                    .containsExactly(tag);
        }
    }
}
