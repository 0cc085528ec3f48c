package io.wardtally.tracking.core.scan;

import static io.wardtally.tracking.core.scan.Pictures.*;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowable;

import com.google.zxing.BarcodeFormat;
import io.wardtally.tracking.TrackingException;
import io.wardtally.tracking.TrackingException.Code;
import io.wardtally.tracking.asset.Asset;
import io.wardtally.tracking.asset.AssetId;
import io.wardtally.tracking.asset.Description;
import io.wardtally.tracking.scan.Label;
import java.awt.Color;
import java.awt.image.BufferedImage;
import java.lang.management.ManagementFactory;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Base64;
import java.util.List;
import java.util.Locale;
import java.util.Random;
import java.util.Set;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.Tuple;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.constraints.Size;
import org.junit.jupiter.api.Named;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.w3c.dom.Document;
import org.w3c.dom.Element;

class LabelsTest {

    private static final String CONTENT = "asset:INF001";
    private static final boolean EXHAUSTIVE = Boolean.getBoolean("wardtally.exhaustive");

    @Property(tries = 40)
    void every_label_reads_back_from_both_drawings(@ForAll("assets") List<Asset> assets) throws Exception {
        for (Asset asset : assets) {
            Label label = Labels.draw(asset, Label.Symbol.QR);
            String content = "asset:" + asset.id();

            assertThat(label.content()).isEqualTo(content);
            assertThat(read(label.png())).contains(content);
            assertThat(read(png(drawn(label.svg())))).contains(content);
        }
    }

    static Stream<String> longestIds() {
        return Stream.of("W", "ß", "ポ", "🛏").map(character -> character.repeat(64 / character.length()));
    }

    @ParameterizedTest
    @ValueSource(strings = {"A", "~", "Ä", "é", "輸", "🛏", "العربية", "asset:INF001", "ASSET:INF001", "0", "a b", "\\"})
    // Of about one id in 400, the drawing with ZXing's preferred mask is one that ZXing itself does not find.
    @ValueSource(
            strings = {"INF00753", "INF01079", "INF01566", "(c %", "=/ptR", "55BSHS-8UGW7GGUEAL-CMIQK9NZKAQHI2SDB3-"})
    @MethodSource("longestIds")
    void labels_of_odd_hard_and_long_ids_read_back(String id) {
        Label label = Labels.draw(Asset.of(id, "Bed", "bed"), Label.Symbol.QR);

        assertThat(read(label.png())).contains("asset:" + id);
    }

    @Test
    void every_tag_of_a_series_has_a_label() {
        assertThat(IntStream.iterate(1, number -> number <= 1_200, number -> number + (EXHAUSTIVE ? 1 : 24))
                        .mapToObj("INF%05d"::formatted))
                .allSatisfy(id -> assertThat(Labels.draw(Asset.of(id, "Bed", "bed"), Label.Symbol.QR)
                                .content())
                        .isEqualTo("asset:" + id));
    }

    @Test
    void the_png_is_black_and_white_with_a_quiet_zone_of_four_modules() throws Exception {
        BufferedImage image = image(Labels.draw(pump("Pump"), Label.Symbol.QR).png());

        assertThat(image.getWidth()).isEqualTo(image.getHeight());
        assertThat(pixels(image).distinct().boxed())
                .containsExactlyInAnyOrder(Color.BLACK.getRGB(), Color.WHITE.getRGB());
        int quiet = 4 * 8;
        BufferedImage inner =
                image.getSubimage(quiet, quiet, image.getWidth() - 2 * quiet, image.getHeight() - 2 * quiet);
        assertThat(blackPixels(image)).isEqualTo(blackPixels(inner));
        assertThat(inner.getRGB(0, 0)).isEqualTo(Color.BLACK.getRGB());
    }

    @Property(tries = 50)
    void the_svg_is_well_formed_and_says_exactly_the_caption(@ForAll("assets") List<Asset> assets) throws Exception {
        for (Asset asset : assets) {
            Label label = Labels.draw(asset, Label.Symbol.QR);
            Element svg = parsed(label.svg()).getDocumentElement();

            assertThat(label.caption()).isEqualTo(asset.id() + " " + asset.name());
            assertThat(svg.getLocalName()).isEqualTo("svg");
            assertThat(svg.getNamespaceURI()).isEqualTo("http://www.w3.org/2000/svg");
            assertThat(only(svg, "title").getTextContent()).isEqualTo(label.caption());
            assertThat(only(svg, "text").getTextContent()).isEqualTo(label.caption());
            assertThat(svg.getElementsByTagNameNS("*", "*").getLength())
                    .as("title, rect, path, text and nothing else")
                    .isEqualTo(4);
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "<script>alert(1)</script> & \"x\"", "]]>", "<!-- -->",
                "<![CDATA[x]]>", "&amp; &#x3c;", "'/><script href='x'/>",
                "%s %n %1$s ${x}"
            })
    void the_svg_shows_markup_in_a_name_as_text(String name) throws Exception {
        Label label = Labels.draw(pump(name), Label.Symbol.QR);
        Document svg = parsed(label.svg());

        assertThat(label.svg()).doesNotContain("<script", "<!--", "<![CDATA[");
        assertThat(only(svg.getDocumentElement(), "text").getTextContent()).isEqualTo("INF001 " + name);
        assertThat(svg.getElementsByTagNameNS("*", "script").getLength()).isZero();
    }

    @Test
    void a_long_caption_is_squeezed_and_not_cut() throws Exception {
        String name = "W".repeat(200);
        Element svg = parsed(Labels.draw(pump(name), Label.Symbol.QR).svg()).getDocumentElement();
        Element text = only(svg, "text");
        int width = Integer.parseInt(svg.getAttribute("viewBox").split(" ", -1)[2]);

        assertThat(text.getTextContent()).isEqualTo("INF001 " + name);
        assertThat(Integer.parseInt(text.getAttribute("textLength")))
                .isPositive()
                .isLessThan(width);
        assertThat(text.getAttribute("lengthAdjust")).isEqualTo("spacingAndGlyphs");
    }

    @Test
    void a_short_caption_keeps_its_natural_width() throws Exception {
        Element svg = parsed(Labels.draw(pump("Bed"), Label.Symbol.QR).svg()).getDocumentElement();

        assertThat(only(svg, "text").hasAttribute("textLength")).isFalse();
    }

    @ParameterizedTest
    @ValueSource(strings = {"ar-EG-u-nu-arab", "fa-IR", "de-DE", "tr-TR"})
    void a_label_is_the_same_whatever_the_language_of_the_machine(String language) {
        Locale before = Locale.getDefault();
        String here = Labels.draw(pump("Pump"), Label.Symbol.QR).svg();
        try {
            Locale.setDefault(Locale.forLanguageTag(language));
            assertThat(Labels.draw(pump("Pump"), Label.Symbol.QR).svg()).isEqualTo(here);
        } finally {
            Locale.setDefault(before);
        }
    }

    @ParameterizedTest(name = "{0} as {1}, {2} pixels a module")
    @CsvSource({
        "QR_CODE, png, 2", "QR_CODE, png, 3", "QR_CODE, png, 5",
        "QR_CODE, png, 16", "QR_CODE, png, 40", "QR_CODE, jpg, 3",
        "QR_CODE, jpg, 8", "QR_CODE, gif, 4", "QR_CODE, bmp, 4",
        "DATA_MATRIX, png, 3", "DATA_MATRIX, png, 5", "DATA_MATRIX, png, 16",
        "DATA_MATRIX, png, 40", "DATA_MATRIX, jpg, 5", "DATA_MATRIX, jpg, 8",
        "DATA_MATRIX, gif, 5", "DATA_MATRIX, bmp, 5", "CODE_128, png, 1",
        "CODE_128, png, 2", "CODE_128, png, 5", "CODE_128, png, 10",
        "CODE_128, jpg, 2", "CODE_128, jpg, 4", "CODE_128, gif, 2",
        "CODE_128, bmp, 2"
    })
    void every_kind_of_code_is_read_in_every_kind_of_picture(BarcodeFormat code, String kind, int module)
            throws Exception {
        assertThat(read(written(code(CONTENT, code, module), kind))).contains(CONTENT);
    }

    @ParameterizedTest(name = "{0} as {1}, turned by {2}")
    @CsvSource({
        "QR_CODE, png, 90", "QR_CODE, png, 180", "QR_CODE, png, 270",
        "QR_CODE, jpg, 90", "QR_CODE, jpg, 180", "QR_CODE, jpg, 270",
        "DATA_MATRIX, png, 90", "DATA_MATRIX, png, 180", "DATA_MATRIX, png, 270",
        "DATA_MATRIX, jpg, 90", "DATA_MATRIX, jpg, 180", "DATA_MATRIX, jpg, 270",
        "CODE_128, png, 90", "CODE_128, png, 180", "CODE_128, png, 270"
    })
    void a_turned_code_is_read(BarcodeFormat code, String kind, int degrees) throws Exception {
        assertThat(read(written(turned(code(CONTENT, code, 8), degrees), kind))).contains(CONTENT);
    }

    @ParameterizedTest
    @ValueSource(ints = {5, 15, 30, 45, 75})
    void a_label_held_at_a_slant_is_read(int degrees) throws Exception {
        assertThat(read(written(slanted(qr(CONTENT, 8), degrees), "jpg"))).contains(CONTENT);
    }

    @Property(tries = 8)
    void a_noisy_and_blurred_label_on_gray_is_read(@ForAll long seed) throws Exception {
        BufferedImage page = pasted(page(640, 480, new Color(0x9A9A9A)), qr(CONTENT, 8), 200, 120);
        Random random = new Random(seed);
        for (int round = 0; round < (EXHAUSTIVE ? 3 : 1); round++) {
            assertThat(read(written(noisy(blurred(page), random, 25), "jpg"))).contains(CONTENT);
        }
    }

    @Test
    void a_label_in_bad_light_is_read() throws Exception {
        assertThat(read(png(dim(qr(CONTENT, 10))))).contains(CONTENT);
    }

    @ParameterizedTest
    @ValueSource(ints = {BufferedImage.TYPE_INT_ARGB, BufferedImage.TYPE_4BYTE_ABGR, BufferedImage.TYPE_INT_ARGB_PRE})
    void what_is_transparent_counts_as_white(int type) throws Exception {
        assertThat(read(png(onGlass(qr(CONTENT, 6), type)))).contains(CONTENT);
    }

    @Test
    void a_wholly_transparent_picture_has_no_label() throws Exception {
        assertThat(read(png(new BufferedImage(200, 200, BufferedImage.TYPE_INT_ARGB))))
                .isEmpty();
    }

    @Test
    void another_code_than_a_house_label_is_read_as_it_is() throws Exception {
        assertThat(read(png(qr("https://example.org/ä", 6)))).contains("https://example.org/ä");
    }

    @ParameterizedTest
    @CsvSource({"1, 1", "1, 2", "2, 1", "1, 4000", "4000, 1", "3, 3", "40, 40", "7, 500", "500, 7", "1000, 1000"})
    void a_picture_without_a_label_gives_nothing(int width, int height) throws Exception {
        BufferedImage white = page(width, height, Color.WHITE);

        assertThat(read(png(white))).isEmpty();
        assertThat(read(png(page(width, height, Color.BLACK)))).isEmpty();
        assertThat(read(png(noisy(white, new Random(7), 255)))).isEmpty();
    }

    @Test
    void an_animation_is_judged_by_its_first_picture() throws Exception {
        assertThat(read(animated(qr(CONTENT, 4), page(20, 20, Color.BLACK)))).contains(CONTENT);
    }

    @Test
    void a_picture_of_the_largest_size_is_looked_at() throws Exception {
        BufferedImage page = page(4_000, 3_000, Color.WHITE, BufferedImage.TYPE_BYTE_GRAY);

        assertThat(read(written(pasted(page, qr(CONTENT, 12), 1_500, 1_200), "jpg")))
                .contains(CONTENT);
    }

    static Stream<Named<byte[]>> noPictures() {
        byte[] label = Labels.draw(pump("Pump"), Label.Symbol.QR).png();
        return Stream.of(
                Named.of("nothing", new byte[0]),
                Named.of("one byte", new byte[] {(byte) 0x89}),
                Named.of("zeros", new byte[10_000]),
                Named.of("a text", "INF001;Infusion Pump A\n".repeat(50).getBytes(StandardCharsets.UTF_8)),
                Named.of(
                        "an SVG",
                        Labels.draw(pump("Pump"), Label.Symbol.QR).svg().getBytes(StandardCharsets.UTF_8)),
                Named.of("a PDF", "%PDF-1.7\n1 0 obj\n<<>>\nendobj\n".getBytes(StandardCharsets.US_ASCII)),
                Named.of("a PNG's first bytes", Arrays.copyOf(label, 8)),
                Named.of("a PNG's header", Arrays.copyOf(label, 33)),
                Named.of("half a PNG", Arrays.copyOf(label, label.length / 2)),
                Named.of("a JPEG's first bytes", new byte[] {(byte) 0xFF, (byte) 0xD8, (byte) 0xFF, (byte) 0xE0}),
                Named.of("a GIF's first bytes", "GIF89a".getBytes(StandardCharsets.US_ASCII)),
                Named.of("a BMP's first bytes", "BM".getBytes(StandardCharsets.US_ASCII)),
                Named.of("a PNG without pixels", pngHeader(0, 0)),
                Named.of("a BMP whose pixels begin at 4 GB", bmp(0xFF00_0036)),
                Named.of("a TIFF that ends in a field", tiffThatEndsInAField()),
                Named.of("a TIFF without rows in its strips", tiff(4, 1, 0)));
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("noPictures")
    void what_is_no_whole_picture_is_refused(byte[] bytes) {
        assertRefused(Code.UNREADABLE_IMAGE, bytes);
    }

    static Stream<Named<byte[]>> largeClaims() {
        return Stream.of(
                Named.of("50,000 x 50,000", pngHeader(50_000, 50_000)),
                Named.of("the most that fits into the header", pngHeader(Integer.MAX_VALUE, Integer.MAX_VALUE)),
                Named.of("a line", pngHeader(Integer.MAX_VALUE, 1)),
                Named.of("a column", pngHeader(1, 12_000_001)),
                Named.of("a little too much", pngHeader(3_465, 3_464)),
                Named.of("9 megapixels of 60 samples each", tiff(3_000, 60, 3_000)));
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("largeClaims")
    void a_picture_that_claims_too_much_is_refused_before_it_is_allocated(byte[] header) {
        assertRefused(Code.UNREADABLE_IMAGE, header);

        var threads = (com.sun.management.ThreadMXBean) ManagementFactory.getThreadMXBean();
        long before = threads.getCurrentThreadAllocatedBytes();
        assertRefused(Code.UNREADABLE_IMAGE, header);

        assertThat(threads.getCurrentThreadAllocatedBytes() - before).isLessThan(2_000_000);
    }

    @Test
    void more_bytes_than_are_looked_at_are_refused_even_if_they_begin_with_a_label() {
        byte[] label = Labels.draw(pump("Pump"), Label.Symbol.QR).png();

        assertThat(read(Arrays.copyOf(label, PictureReader.MOST_BYTES))).contains(CONTENT);
        assertRefused(Code.UNREADABLE_IMAGE, Arrays.copyOf(label, PictureReader.MOST_BYTES + 1));
    }

    @Property(tries = 2_000)
    void any_bytes_give_nothing_or_bad_input(@ForAll @Size(max = 400) byte[] bytes) {
        assertHarmless(bytes);
    }

    @Property(tries = 1_000)
    void any_bytes_behind_the_first_bytes_of_a_picture_give_nothing_or_bad_input(
            @ForAll("beginnings") List<String> beginnings, @ForAll @Size(max = 200) byte[] rest) {
        for (String beginning : beginnings) {
            byte[] start = beginning.getBytes(StandardCharsets.ISO_8859_1);
            byte[] bytes = Arrays.copyOf(start, start.length + rest.length);
            System.arraycopy(rest, 0, bytes, start.length, rest.length);

            assertHarmless(bytes);
        }
    }

    @Property(tries = 500)
    void a_damaged_picture_does_no_harm(
            @ForAll("kinds") String kind, @ForAll long seed, @ForAll @IntRange(min = 1, max = 6) int damages)
            throws Exception {
        byte[] picture = written(qr(CONTENT, 2), kind);
        Random random = new Random(seed);
        for (int round = 0; round < (EXHAUSTIVE ? 6 : 1); round++) {
            assertHarmless(damaged(picture, kind, damages, random));
        }
    }

    @Test
    @SuppressWarnings("DataFlowIssue")
    void nothing_at_all_is_bad_input() {
        assertRefused(Code.BAD_INPUT, null);
    }

    @Provide
    Arbitrary<List<Asset>> assets() {
        return Combinators.combine(texts(64), texts(200))
                .as((id, name) -> Asset.of(id, name, "bed"))
                .list()
                .ofSize(EXHAUSTIVE ? 4 : 1);
    }

    private static Arbitrary<String> texts(int longest) {
        Arbitrary<String> characters = Arbitraries.frequencyOf(
                Tuple.of(6, Arbitraries.chars().range(' ', '~').map(String::valueOf)),
                Tuple.of(2, Arbitraries.of("ä", "Ö", "ü", "ß", "é", "ñ", "Ł", "Ω", "ж")),
                Tuple.of(2, Arbitraries.chars().range('\u4E00', '\u9FFF').map(String::valueOf)),
                Tuple.of(1, Arbitraries.integers().between(0x1F300, 0x1F6FF).map(Character::toString)),
                Tuple.of(1, Arbitraries.of("<", "&", "\"", "'", "%", "\\", "=", ":")));
        return characters
                .list()
                .ofMinSize(1)
                .ofMaxSize(longest)
                .map(parts -> String.join("", parts))
                .map(text ->
                        text.length() <= longest ? text : text.substring(0, text.offsetByCodePoints(0, longest / 2)))
                .map(String::strip)
                .filter(text -> !text.isEmpty());
    }

    @Provide
    Arbitrary<String> kinds() {
        return Arbitraries.of(KINDS);
    }

    @Provide
    Arbitrary<List<String>> beginnings() {
        return Arbitraries.of(BEGINNINGS).list().ofSize(EXHAUSTIVE ? 3 : 1);
    }

    private static Set<String> read(byte[] picture) {
        return PictureReader.read(picture, PictureReader.Wanted.ONE);
    }

    private static void assertRefused(Code code, byte[] bytes) {
        assertThatThrownBy(() -> read(bytes))
                .isInstanceOf(TrackingException.BadInput.class)
                .extracting(thrown -> ((TrackingException) thrown).code())
                .isEqualTo(code);
    }

    private static void assertHarmless(byte[] bytes) {
        Throwable thrown = catchThrowable(() -> read(bytes));

        if (thrown != null) {
            assertThat(thrown)
                    .as(() -> "for " + Base64.getEncoder().encodeToString(bytes))
                    .isInstanceOf(TrackingException.BadInput.class);
        }
    }

    private static Asset pump(String name) {
        return Asset.of(AssetId.of("INF001"), Description.of(name, "infusion-pump"));
    }
}
