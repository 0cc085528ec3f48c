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
import java.awt.image.RescaleOp;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Codes that are light on dark, or have no light margin; and files that are not what they say. */
class UnusualPicturesTest {

    private static BufferedImage inverted(BufferedImage image) {
        return new RescaleOp(-1, 255, null).filter(image, null);
    }

    /** Only what is black of it, and what is between that. */
    private static BufferedImage withoutMargin(BufferedImage image) {
        int left = image.getWidth();
        int top = image.getHeight();
        int right = 0;
        int bottom = 0;
        for (int y = 0; y < image.getHeight(); y++) {
            for (int x = 0; x < image.getWidth(); x++) {
                if ((image.getRGB(x, y) & 0xFF) == 0) {
                    left = Math.min(left, x);
                    top = Math.min(top, y);
                    right = Math.max(right, x);
                    bottom = Math.max(bottom, y);
                }
            }
        }
        return image.getSubimage(left, top, right - left + 1, bottom - top + 1);
    }

    @ParameterizedTest
    @EnumSource(
            value = BarcodeFormat.class,
            names = {"QR_CODE", "DATA_MATRIX", "CODE_128"})
    void a_light_code_on_dark_is_read(BarcodeFormat format) throws Exception {
        BufferedImage light = inverted(code("asset:INF001", format, 4));
        assertThat(PictureReader.read(png(light), Wanted.ONE)).containsExactly("asset:INF001");
        BufferedImage onDark = pasted(page(1_400, 800, Color.BLACK), light, 250, 200);
        assertThat(PictureReader.read(png(onDark), Wanted.ALL)).containsExactly("asset:INF001");
    }

    @ParameterizedTest
    @CsvSource({"900, 700, 4", "3000, 2200, 8", "4032, 3024, 8", "4032, 3024, 12"})
    void a_light_code_on_a_dark_device_in_a_light_room_is_read(int width, int height, int module) throws Exception {
        BufferedImage light = inverted(qr("asset:INF001", module));
        BufferedImage device = page(light.getWidth() + 80, light.getHeight() + 60, Color.BLACK);
        BufferedImage room = pasted(page(width, height, Color.LIGHT_GRAY), pasted(device, light, 40, 30), 200, 150);
        assertThat(PictureReader.read(written(room, "jpg"), Wanted.ALL)).containsExactly("asset:INF001");
    }

    @ParameterizedTest
    @EnumSource(
            value = BarcodeFormat.class,
            names = {"QR_CODE", "DATA_MATRIX", "CODE_128", "CODE_39", "AZTEC", "PDF_417"})
    void a_drawing_without_a_light_margin_is_read(BarcodeFormat format) throws Exception {
        for (int module : new int[] {2, 3, 8}) {
            BufferedImage bare = withoutMargin(code("INF-001", format, module));
            assertThat(PictureReader.read(png(bare), Wanted.ONE))
                    .as("%d", module)
                    .containsExactly("INF-001");
        }
    }

    @ParameterizedTest
    @EnumSource(
            value = BarcodeFormat.class,
            names = {"QR_CODE", "DATA_MATRIX", "CODE_128"})
    void a_drawing_in_light_on_dark_without_a_margin_is_read(BarcodeFormat format) throws Exception {
        for (int module : new int[] {2, 8}) {
            BufferedImage bare = inverted(withoutMargin(code("INF-001", format, module)));
            assertThat(PictureReader.read(png(bare), Wanted.ALL))
                    .as("%d", module)
                    .containsExactly("INF-001");
        }
    }

    @ParameterizedTest
    @ValueSource(ints = {4, 5})
    void a_bmp_that_is_the_envelope_of_another_picture_is_refused(int compression) throws Exception {
        byte[] inner = written(qr("asset:INF001", 4), compression == 4 ? "jpg" : "png");
        byte[] envelope = ByteBuffer.allocate(54 + inner.length)
                .order(ByteOrder.LITTLE_ENDIAN)
                .put(new byte[] {'B', 'M'})
                .putInt(54 + inner.length)
                .putInt(0)
                .putInt(54)
                .putInt(40)
                .putInt(100)
                .putInt(100)
                .putShort((short) 1)
                .putShort((short) 0)
                .putInt(compression)
                .putInt(inner.length)
                .putLong(0)
                .putLong(0)
                .put(inner)
                .array();
        BadInput refused = catchThrowableOfType(BadInput.class, () -> PictureReader.read(envelope, Wanted.ONE));
        assertThat(refused.message().code()).isEqualTo("picture.unknown-kind");
    }

    /** Points stand there where later versions of the format say that another picture is embedded. */
    @Test
    void a_bmp_with_the_short_header_of_its_first_version_is_read() throws Exception {
        BufferedImage picture = qr("asset:INF001", 4);
        int row = (picture.getWidth() * 3 + 3) / 4 * 4;
        ByteBuffer bmp = ByteBuffer.allocate(26 + row * picture.getHeight())
                .order(ByteOrder.LITTLE_ENDIAN)
                .put(new byte[] {'B', 'M'})
                .putInt(26 + row * picture.getHeight())
                .putInt(0)
                .putInt(26)
                .putInt(12)
                .putShort((short) picture.getWidth())
                .putShort((short) picture.getHeight())
                .putShort((short) 1)
                .putShort((short) 24);
        for (int y = 0; y < picture.getHeight(); y++) {
            for (int x = 0; x < picture.getWidth(); x++) {
                int light = picture.getRGB(x, picture.getHeight() - 1 - y) & 0xFF;
                int at = 26 + y * row + 3 * x;
                bmp.put(at, (byte) light).put(at + 1, (byte) light).put(at + 2, (byte) light);
            }
        }
        bmp.put(30, (byte) 4);
        assertThat(PictureReader.read(bmp.array(), Wanted.ONE)).containsExactly("asset:INF001");
    }
}
