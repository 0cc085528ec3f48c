package io.wardtally.tracking.scan;

import io.wardtally.tracking.internal.Check;
import org.jspecify.annotations.Nullable;

/**
 * A sheet of stickers as stationers sell it, printed from a browser without margins of its own and at 100 %. All measures are in
 * millimetres.
 *
 * <pre>{@code LabelSheet.a4(3, 8).stickers(63.5, 33.9).from(7.2, 12.9).gaps(2.5, 0)}</pre>
 *
 * @param page the paper
 * @param columns how many stickers stand side by side
 * @param rows how many stand below one another
 * @param sticker one of them
 * @param first where the first one begins, or null if all of them stand in the middle of the paper
 * @param gap what is between two of them
 * @param shift how much farther to the right and down everything is printed, because the printer prints too far to the left and
 *     above
 * @param used how many are gone from the first sheet, row by row
 */
public record LabelSheet(
        Span page,
        int columns,
        int rows,
        Span sticker,
        @Nullable Span first,
        Span gap,
        Span shift,
        int used) {

    private static final double LONGEST = 2_000;
    private static final double LEAST = 10;
    private static final double FARTHEST_SHIFT = 20;
    private static final int MOST_STICKERS = 1_000;
    /** What does not matter on paper. */
    private static final double HAIR = 0.01;

    private static final Span NONE = new Span(0, 0);

    /** Two lengths in millimetres. */
    public record Span(double across, double down) {

        private boolean isWithin(double least, double most) {
            return across >= least && down >= least && across <= most && down <= most;
        }

        /** From the first to the last of so many with this between them. */
        private Span times(int columns, int rows, Span gap) {
            return new Span(columns * across + (columns - 1) * gap.across, rows * down + (rows - 1) * gap.down);
        }
    }

    public LabelSheet {
        boolean fits = page.isWithin(LEAST, LONGEST)
                && columns > 0
                && rows > 0
                && (long) columns * rows <= MOST_STICKERS
                && sticker.isWithin(LEAST, LONGEST)
                && gap.isWithin(0, LONGEST)
                && (first == null || first.isWithin(0, LONGEST));
        if (!fits || !holds(page, sticker.times(columns, rows, gap), first == null ? NONE : first)) {
            throw Check.bad("label.sheet-too-small");
        }
        if (!shift.isWithin(-FARTHEST_SHIFT, FARTHEST_SHIFT)) {
            throw Check.bad("label.sheet-shift", (int) FARTHEST_SHIFT);
        }
        if (used < 0 || used >= columns * rows) {
            throw Check.bad("label.sheet-used", columns * rows - 1);
        }
    }

    private static boolean holds(Span page, Span all, Span first) {
        return first.across + all.across <= page.across + HAIR && first.down + all.down <= page.down + HAIR;
    }

    /** Paper of 210 by 297 mm, filled with so many stickers. */
    public static LabelSheet a4(int columns, int rows) {
        return of(210, 297, columns, rows);
    }

    /** Paper of this size, filled with so many stickers. */
    public static LabelSheet of(double width, double height, int columns, int rows) {
        Span sticker = new Span(Math.floor(width / Math.max(1, columns)), Math.floor(height / Math.max(1, rows)));
        return new LabelSheet(new Span(width, height), columns, rows, sticker, null, NONE, NONE, 0);
    }

    /** The same with stickers of this size. */
    public LabelSheet stickers(double width, double height) {
        return new LabelSheet(page, columns, rows, new Span(width, height), first, gap, shift, used);
    }

    /** The same, whose first sticker begins so far from the left and from the top. */
    public LabelSheet from(double left, double top) {
        return new LabelSheet(page, columns, rows, sticker, new Span(left, top), gap, shift, used);
    }

    /** The same with so much between two stickers, once they are small enough for that. */
    public LabelSheet gaps(double across, double down) {
        return new LabelSheet(page, columns, rows, sticker, first, new Span(across, down), shift, used);
    }

    /** The same, printed so much farther to the right and down; see {@link Scans#testSheet}. At most 20 mm either way. */
    public LabelSheet shifted(double right, double down) {
        return new LabelSheet(page, columns, rows, sticker, first, gap, new Span(right, down), used);
    }

    /** The same, of whose first sheet so many stickers are gone, row by row. */
    public LabelSheet skipping(int gone) {
        return new LabelSheet(page, columns, rows, sticker, first, gap, shift, gone);
    }

    /** How many stickers a sheet has. */
    public int perPage() {
        return columns * rows;
    }

    /** Where the sticker with this number, from 0, begins on its page, before it is shifted. */
    public Span place(int number) {
        int row = number % perPage() / columns;
        int column = number % columns;
        Span all = sticker.times(columns, rows, gap);
        Span begin = first != null ? first : new Span((page.across - all.across) / 2, (page.down - all.down) / 2);
        return new Span(
                begin.across + column * (sticker.across + gap.across), begin.down + row * (sticker.down + gap.down));
    }
}
