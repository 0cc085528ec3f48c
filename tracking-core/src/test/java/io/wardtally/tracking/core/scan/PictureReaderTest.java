package io.wardtally.tracking.core.scan;

import static io.wardtally.tracking.core.scan.Pictures.blurred;
import static io.wardtally.tracking.core.scan.Pictures.gs1;
import static io.wardtally.tracking.core.scan.Pictures.image;
import static io.wardtally.tracking.core.scan.Pictures.noisy;
import static io.wardtally.tracking.core.scan.Pictures.page;
import static io.wardtally.tracking.core.scan.Pictures.pasted;
import static io.wardtally.tracking.core.scan.Pictures.png;
import static io.wardtally.tracking.core.scan.Pictures.qr;
import static io.wardtally.tracking.core.scan.Pictures.seenFromTheSide;
import static io.wardtally.tracking.core.scan.Pictures.turned;
import static io.wardtally.tracking.core.scan.Pictures.written;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.google.zxing.BarcodeFormat;
import com.google.zxing.BinaryBitmap;
import com.google.zxing.DecodeHintType;
import com.google.zxing.MultiFormatReader;
import com.google.zxing.NotFoundException;
import com.google.zxing.RGBLuminanceSource;
import com.google.zxing.common.HybridBinarizer;
import io.wardtally.tracking.TrackingException;
import io.wardtally.tracking.asset.Asset;
import io.wardtally.tracking.asset.Identifier;
import io.wardtally.tracking.core.scan.PictureReader.Wanted;
import io.wardtally.tracking.scan.CodeReading;
import io.wardtally.tracking.scan.Label;
import io.wardtally.tracking.scan.ScannerQuirk;
import java.awt.Color;
import java.awt.image.BufferedImage;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

class PictureReaderTest {

    private static final String GTIN = "09506000134352";
    private static final String SAID = "01" + GTIN + "10LOT7\u001D21SN-1";

    private static Asset vent() {
        return Asset.of("VENT001", "Ventilator B", "ventilator");
    }

    private static Label label(Identifier identifier) {
        return Labels.draw(vent().withIdentifiers(List.of(identifier)), Label.Symbol.GS1_DATA_MATRIX);
    }

    @ParameterizedTest
    @EnumSource(
            value = BarcodeFormat.class,
            names = {"DATA_MATRIX", "QR_CODE", "CODE_128"})
    void the_separators_of_gs1_survive_every_symbol(BarcodeFormat format) throws Exception {
        Set<String> read = PictureReader.read(png(gs1(SAID, format)), Wanted.ONE);
        assertThat(read).hasSize(1);
        CodeReading.Code code =
                (CodeReading.Code) new CodeReader(Set.of()).read(read.iterator().next(), 2026);
        assertThat(code.udi().gtin()).isEqualTo(GTIN);
        assertThat(code.udi().lot()).isEqualTo("LOT7");
        assertThat(code.udi().serial()).isEqualTo("SN-1");
    }

    @Test
    void without_being_told_of_gs1_a_reader_loses_a_separator_and_the_lost_one_is_found() throws Exception {
        BufferedImage image = gs1(SAID, BarcodeFormat.CODE_128);
        String lost = plainly(image, Map.of(DecodeHintType.TRY_HARDER, true));
        assertThat(lost).isEqualTo("01" + GTIN + "10LOT721SN-1");
        CodeReading.Code code = (CodeReading.Code) new CodeReader(ScannerQuirk.all()).read(lost, 2026);
        assertThat(code.identifiers()).contains(Identifier.gtin(GTIN, "SN-1"));
    }

    @Property(tries = 60)
    void a_label_with_an_identifier_of_gs1_reads_back_from_both_drawings(@ForAll long seed) throws Exception {
        Random random = new Random(seed);
        Identifier identifier = switch (random.nextInt(3)) {
            case 0 ->
                Identifier.gtin(Values.checked(14, random), Values.text(Values.SET_82, 1 + random.nextInt(20), random));
            case 1 ->
                Identifier.giai(Values.digits(4, random) + Values.text(Values.SET_82, random.nextInt(27), random));
            default ->
                Identifier.grai(
                        '0' + Values.checked(13, random) + Values.text(Values.SET_82, 1 + random.nextInt(16), random));
        };
        Label label = label(identifier);
        for (byte[] drawing : List.of(label.png(), png(Pictures.drawn(label.svg())))) {
            String read = PictureReader.read(drawing, Wanted.ONE).iterator().next();
            CodeReading.Code code = (CodeReading.Code) new CodeReader(Set.of()).read(read, 2026);
            assertThat(code.identifiers()).contains(identifier);
            assertThat(Gs1.bracketed(code.elements())).isEqualTo(label.content());
        }
    }

    @Test
    void an_asset_without_such_an_identifier_has_no_such_label() {
        assertThatThrownBy(() -> label(Identifier.tag("BME-42")))
                .isInstanceOf(TrackingException.BadInput.class)
                .hasMessageStartingWith("VENT001 has no identifier of GS1");
    }

    @Test
    void all_codes_of_a_picture_are_found_if_all_are_wanted() throws Exception {
        BufferedImage page = page(1_800, 1_200, Color.WHITE);
        page = pasted(page, qr("asset:INF001", 6), 60, 60);
        page = pasted(page, image(label(Identifier.gtin(GTIN, "SN-1")).png()), 1_200, 700);
        page = pasted(page, gs1("01" + GTIN, BarcodeFormat.CODE_128), 700, 100);
        byte[] picture = written(page, "jpg");
        assertThat(PictureReader.read(picture, Wanted.ONE)).hasSize(1);
        assertThat(PictureReader.read(picture, Wanted.ALL))
                .containsExactlyInAnyOrder("asset:INF001", "]d201" + GTIN + "21SN-1", "]C101" + GTIN);
    }

    @ParameterizedTest
    @ValueSource(ints = {90, 180, 270})
    void a_line_code_is_read_when_it_stands(int degrees) throws Exception {
        assertThat(PictureReader.read(png(turned(gs1("01" + GTIN, BarcodeFormat.CODE_128), degrees)), Wanted.ONE))
                .containsExactly("]C101" + GTIN);
    }

    // Without a limit ZXing tries thousands of corners in threes, for hours.
    @Test
    void a_picture_that_is_made_of_corners_is_given_up() throws Exception {
        BufferedImage page = page(1_200, 900, Color.WHITE);
        for (int y = 0; y < page.getHeight(); y++) {
            for (int x = 0; x < page.getWidth(); x++) {
                int ring = Math.max(Math.abs(x % 9 - 3), Math.abs(y % 9 - 3));
                if (ring == 3 || ring <= 1) {
                    page.setRGB(x, y, Color.BLACK.getRGB());
                }
            }
        }
        assertThat(PictureReader.read(png(page), Wanted.ALL)).isEmpty();
    }

    @Property(tries = 4)
    void a_label_is_read_from_a_photograph_taken_at_an_angle(@ForAll long seed) throws Exception {
        Random random = new Random(seed);
        BufferedImage label = image(Labels.draw(Asset.of("INF001", "Infusion Pump A", "infusion-pump"), Label.Symbol.QR)
                .png());
        BufferedImage table = page(1_600, 1_200, new Color(170, 160, 150));
        table = pasted(table, label, 500 + random.nextInt(300), 300 + random.nextInt(300));
        BufferedImage photo = noisy(blurred(seenFromTheSide(table, 0.1 + random.nextDouble() * 0.2)), random, 30);
        assertThat(PictureReader.read(written(photo, "jpg"), Wanted.ONE)).containsExactly("asset:INF001");
    }

    @Property(tries = 20)
    void at_least_what_zxing_finds_by_itself_is_found(@ForAll long seed) throws Exception {
        Random random = new Random(seed);
        BufferedImage page = page(300 + random.nextInt(1_200), 300 + random.nextInt(700), Color.LIGHT_GRAY);
        List<BarcodeFormat> formats =
                List.of(BarcodeFormat.QR_CODE, BarcodeFormat.DATA_MATRIX, BarcodeFormat.CODE_128, BarcodeFormat.AZTEC);
        String text = "INF" + random.nextInt(1_000);
        BufferedImage code = Pictures.code(text, formats.get(random.nextInt(formats.size())), 1 + random.nextInt(5));
        page = pasted(page, code, random.nextInt(page.getWidth() / 2), random.nextInt(page.getHeight() / 2));
        BufferedImage photo = noisy(random.nextBoolean() ? blurred(page) : page, random, random.nextInt(60));
        byte[] picture = png(photo);
        String plain = plainly(photo, Map.of(DecodeHintType.TRY_HARDER, true));
        // In noise it sometimes finds what is not there.
        if (text.equals(plain)) {
            assertThat(PictureReader.read(picture, Wanted.ONE)).hasSize(1);
            assertThat(PictureReader.read(picture, Wanted.ALL)).contains(text);
        }
    }

    private static String plainly(BufferedImage image, Map<DecodeHintType, Object> hints) {
        int[] points = image.getRGB(0, 0, image.getWidth(), image.getHeight(), null, 0, image.getWidth());
        RGBLuminanceSource light = new RGBLuminanceSource(image.getWidth(), image.getHeight(), points);
        try {
            return new MultiFormatReader()
                    .decode(new BinaryBitmap(new HybridBinarizer(light)), hints)
                    .getText();
        } catch (NotFoundException nothing) {
            return null;
        }
    }
}
