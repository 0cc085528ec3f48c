package io.wardtally.tracking.core.scan;

import static io.wardtally.tracking.core.scan.Pictures.png;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.wardtally.tracking.TrackingException.BadInput;
import io.wardtally.tracking.asset.Asset;
import io.wardtally.tracking.core.scan.PictureReader.Wanted;
import io.wardtally.tracking.scan.Label;
import io.wardtally.tracking.scan.LabelSheet;
import java.util.List;
import java.util.function.Supplier;
import java.util.regex.Pattern;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class LabelPagesTest {

    private static final Pattern PLACE =
            Pattern.compile("class=\"(?:label|edge)\" style=\"left: (.*?)mm; top: (.*?)mm\"");
    /** A sheet of 24 stickers as it is sold. */
    private static final LabelSheet SOLD =
            LabelSheet.a4(3, 8).stickers(63.5, 33.9).from(7.2, 12.9).gaps(2.5, 0);

    private static List<Label> labels(int count) {
        return IntStream.rangeClosed(1, count)
                .mapToObj(i -> Labels.draw(Asset.of("BED%03d".formatted(i), "Bed <" + i + ">", "bed"), Label.Symbol.QR))
                .toList();
    }

    private static List<String> places(String html) {
        return PLACE.matcher(html)
                .results()
                .map(place -> place.group(1) + " " + place.group(2))
                .toList();
    }

    private static String refused(Supplier<LabelSheet> sheet) {
        return catchThrowableOfType(BadInput.class, sheet::get).message().code();
    }

    @Test
    void a_sheet_holds_every_label_and_breaks_its_pages() throws Exception {
        List<Label> labels = labels(10);
        String html = LabelPages.of(labels, LabelSheet.a4(2, 3));
        assertThat(html.split("class=\"sheet\"", -1)).hasSize(3);
        assertThat(html.split("class=\"label\"", -1)).hasSize(11);
        assertThat(html).contains("BED010 Bed &lt;10&gt;", "width: 105.0mm; height: 99.0mm");
        String rest = html;
        for (Label label : labels) {
            String svg = rest.substring(rest.indexOf("<svg"), rest.indexOf("</svg>") + 6);
            rest = rest.substring(rest.indexOf("</svg>") + 6);
            assertThat(PictureReader.read(png(Pictures.drawn(svg)), Wanted.ONE)).containsExactly(label.content());
        }
    }

    @Test
    void stickers_stand_in_the_middle_of_the_paper_unless_the_first_is_placed() {
        assertThat(places(LabelPages.of(
                        labels(3), LabelSheet.a4(2, 2).stickers(100, 140).gaps(2, 1))))
                .containsExactly("4.00 8.00", "106.00 8.00", "4.00 149.00");
        assertThat(places(LabelPages.of(labels(4), SOLD)))
                .containsExactly("7.20 12.90", "73.20 12.90", "139.20 12.90", "7.20 46.80");
    }

    @Test
    void stickers_that_are_gone_are_skipped_on_the_first_sheet_only() {
        String html = LabelPages.of(labels(4), LabelSheet.a4(2, 2).skipping(3));
        assertThat(places(html)).containsExactly("105.00 148.50", "0.00 0.50", "105.00 0.50", "0.00 148.50");
        assertThat(html.split("class=\"sheet\"", -1)).hasSize(3);
    }

    @Test
    void everything_is_shifted_by_as_much_as_the_printer_is_off() {
        assertThat(places(LabelPages.of(labels(1), SOLD.shifted(1.5, -0.9)))).containsExactly("8.70 12.00");
    }

    @Test
    void a_test_print_shows_each_sticker_and_rulers_in_millimetres() throws Exception {
        String html = LabelPages.test(SOLD.skipping(5).shifted(1, 1));
        assertThat(places(html)).hasSize(24).startsWith("8.20 13.90").endsWith("140.20 251.20");
        String rulers = html.substring(html.indexOf("<svg"), html.indexOf("</svg>") + 6);
        assertThat(Pictures.parsed(rulers).getDocumentElement().getAttribute("viewBox"))
                .isEqualTo("0 0 210.0 297.0");
        assertThat(rulers.split("v", -1)).as("marks along the top").hasSizeGreaterThanOrEqualTo(210);
        assertThat(rulers).contains("M209 0v2", "M0 296h2", ">200</text>", ">290</text>");
    }

    @Test
    void no_label_makes_no_sheet() {
        assertThat(LabelPages.of(List.of(), SOLD)).doesNotContain("class=\"sheet\"");
    }

    @Test
    void a_sheet_that_cannot_be_is_refused() {
        assertThat(List.of(
                        refused(() -> LabelSheet.a4(0, 3)),
                        refused(() -> LabelSheet.a4(30, 3)),
                        refused(() -> LabelSheet.a4(Integer.MAX_VALUE, Integer.MAX_VALUE)),
                        refused(() -> LabelSheet.a4(3, 8).gaps(2.5, 0)),
                        refused(() -> LabelSheet.a4(3, 8).gaps(-1, 0)),
                        refused(() -> LabelSheet.a4(3, 8).from(1, 0)),
                        refused(() -> LabelSheet.a4(3, 8).stickers(9, 9)),
                        refused(() -> LabelSheet.a4(3, 8).stickers(Double.NaN, 20)),
                        refused(() -> LabelSheet.of(Double.POSITIVE_INFINITY, 100, 1, 1))))
                .containsOnly("label.sheet-too-small");
        assertThat(refused(() -> SOLD.shifted(21, 0))).isEqualTo("label.sheet-shift");
        assertThat(refused(() -> SOLD.shifted(0, Double.NaN))).isEqualTo("label.sheet-shift");
        assertThat(refused(() -> SOLD.skipping(24))).isEqualTo("label.sheet-used");
        assertThat(refused(() -> SOLD.skipping(-1))).isEqualTo("label.sheet-used");
    }
}
