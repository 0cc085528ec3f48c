package io.wardtally.tracking.scan;

import io.wardtally.tracking.internal.Check;

/**
 * A sheet of stickers as stationers sell it, printed from a browser. All measures are in millimetres.
 *
 * @param pageWidth the width of the paper
 * @param pageHeight the height of the paper
 * @param columns how many stickers stand side by side
 * @param rows how many stand below one another
 * @param width the width of a sticker
 * @param height the height of a sticker
 */
public record LabelSheet(double pageWidth, double pageHeight, int columns, int rows, double width, double height) {

    private static final double LONGEST = 2_000;

    public LabelSheet {
        boolean fits = pageWidth > 0
                && pageHeight > 0
                && pageWidth <= LONGEST
                && pageHeight <= LONGEST
                && columns > 0
                && rows > 0
                && width >= 10
                && height >= 10
                && columns * width <= pageWidth
                && rows * height <= pageHeight;
        if (!fits) {
            throw Check.bad("label.sheet-too-small");
        }
    }

    /** Paper of 210 by 297 mm, filled with so many stickers. */
    public static LabelSheet a4(int columns, int rows) {
        double width = Math.floor(210.0 / Math.max(1, columns));
        double height = Math.floor(297.0 / Math.max(1, rows));
        return new LabelSheet(210, 297, columns, rows, width, height);
    }

    /** How many stickers a sheet has. */
    public int perPage() {
        return columns * rows;
    }
}
