package io.wardtally.tracking.core.scan;

import io.wardtally.tracking.scan.Label;
import io.wardtally.tracking.scan.LabelSheet;
import io.wardtally.tracking.scan.LabelSheet.Span;
import java.util.List;
import java.util.Locale;

/** Pages of HTML from which a browser prints stickers. */
final class LabelPages {

    private static final int CENTIMETRE = 10;
    private static final int HALF = 5;

    private LabelPages() {}

    /** Labels, one on each sticker, with what people read below each. */
    static String of(List<Label> labels, LabelSheet sheet) {
        StringBuilder html = begun("Labels", sheet);
        int number = sheet.used();
        for (int i = 0; i < labels.size(); i++, number++) {
            if (i == 0 || number % sheet.perPage() == 0) {
                html.append(i == 0 ? "" : "</div>\n").append("<div class=\"sheet\">\n");
            }
            sticker(html, "label", sheet, number).append(labels.get(i).svg()).append("</div>\n");
        }
        return html.append(labels.isEmpty() ? "" : "</div>\n")
                .append("</body>\n</html>\n")
                .toString();
    }

    /** The edges and numbers of the stickers, and rulers along the edges of the paper. */
    static String test(LabelSheet sheet) {
        StringBuilder html = begun("Test print", sheet).append("<div class=\"sheet\">\n");
        for (int number = 0; number < sheet.perPage(); number++) {
            sticker(html, "edge", sheet, number).append(number + 1).append("</div>\n");
        }
        html.append(String.format(
                Locale.ROOT,
                "<svg class=\"rulers\" xmlns=\"http://www.w3.org/2000/svg\" viewBox=\"0 0 %s %s\" font-size=\"2\">\n",
                sheet.page().across(),
                sheet.page().down()));
        StringBuilder marks = new StringBuilder();
        StringBuilder numbers = new StringBuilder();
        for (int at = 1; at < sheet.page().across(); at++) {
            marks.append("M").append(at).append(" 0v").append(length(at));
            number(numbers, at, at, HALF + 1);
        }
        for (int at = 1; at < sheet.page().down(); at++) {
            marks.append("M0 ").append(at).append("h").append(length(at));
            number(numbers, at, HALF + 1, at);
        }
        return html.append("<path d=\"")
                .append(marks)
                .append("\" stroke=\"#000\" stroke-width=\"0.1\"/>\n")
                .append(numbers)
                .append("</svg>\n</div>\n</body>\n</html>\n")
                .toString();
    }

    private static int length(int millimetre) {
        return millimetre % CENTIMETRE == 0 ? HALF : millimetre % HALF == 0 ? 3 : 2;
    }

    private static void number(StringBuilder numbers, int millimetre, int x, int y) {
        if (millimetre % CENTIMETRE == 0) {
            numbers.append("<text x=\"").append(x).append("\" y=\"").append(y).append("\">");
            numbers.append(millimetre).append("</text>\n");
        }
    }

    private static StringBuilder begun(String title, LabelSheet sheet) {
        return new StringBuilder(String.format(
                Locale.ROOT,
                """
                <!DOCTYPE html>
                <html lang="en">
                <head>
                <meta charset="utf-8">
                <title>%1$s</title>
                <style>
                @page { size: %2$smm %3$smm; margin: 0; }
                body { margin: 0; }
                .sheet { position: relative; width: %2$smm; height: %3$smm; overflow: hidden; break-after: page; }
                .label, .edge { position: absolute; width: %4$smm; height: %5$smm; box-sizing: border-box;
                  overflow: hidden; text-align: center; }
                .label { padding: 2mm; }
                .label svg { width: 100%%; height: 100%%; }
                .edge { border: 0.1mm solid #000; font: 4mm sans-serif; }
                .rulers { position: absolute; left: 0; top: 0; width: 100%%; height: 100%%; }
                </style>
                </head>
                <body>
                """,
                title,
                sheet.page().across(),
                sheet.page().down(),
                sheet.sticker().across(),
                sheet.sticker().down()));
    }

    private static StringBuilder sticker(StringBuilder html, String kind, LabelSheet sheet, int number) {
        Span place = sheet.place(number);
        return html.append(String.format(
                Locale.ROOT,
                "<div class=\"%s\" style=\"left: %.2fmm; top: %.2fmm\">\n",
                kind,
                place.across() + sheet.shift().across(),
                place.down() + sheet.shift().down()));
    }
}
