package io.wardtally.tracking.core.scan;

import com.google.zxing.LuminanceSource;
import com.google.zxing.common.BitMatrix;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.Deque;
import java.util.List;

/**
 * Candidate regions of a picture for codes: patches of dark points with light around them. ZXing finds one code in a picture, and
 * a Data Matrix only if it covers the middle; shown each patch by itself, it finds them all.
 */
final class DarkRegions {

    private static final int BLOCK = 8;
    /** A block of which less is black has nothing of a code. */
    private static final int LEAST_BLACK = BLOCK * BLOCK / 8;

    private static final int LEAST_BLOCKS = 3;
    private static final int MOST_PATCHES = 60;

    private final int columns;
    private final int rows;
    private final boolean[] dark;

    private DarkRegions(BitMatrix bits) {
        columns = (bits.getWidth() + BLOCK - 1) / BLOCK;
        rows = (bits.getHeight() + BLOCK - 1) / BLOCK;
        int[] black = new int[columns * rows];
        for (int y = 0; y < bits.getHeight(); y++) {
            for (int x = 0; x < bits.getWidth(); x++) {
                if (bits.get(x, y)) {
                    black[y / BLOCK * columns + x / BLOCK]++;
                }
            }
        }
        dark = new boolean[black.length];
        for (int i = 0; i < black.length; i++) {
            dark[i] = black[i] >= LEAST_BLACK;
        }
    }

    /** Parts of a picture, the largest first, each with some of what is around it. */
    static List<LuminanceSource> of(BitMatrix bits, LuminanceSource picture) {
        List<LuminanceSource> all = new ArrayList<>();
        for (Box box : new DarkRegions(bits).boxes()) {
            int left = Math.max(0, (box.left - 1) * BLOCK);
            int top = Math.max(0, (box.top - 1) * BLOCK);
            int right = Math.min(picture.getWidth(), (box.right + 2) * BLOCK);
            int bottom = Math.min(picture.getHeight(), (box.bottom + 2) * BLOCK);
            all.add(picture.crop(left, top, right - left, bottom - top));
        }
        return all;
    }

    /** Blocks that touch one another, and what is between them. */
    private static final class Box {
        private int left = Integer.MAX_VALUE;
        private int top = Integer.MAX_VALUE;
        private int right;
        private int bottom;

        void add(int column, int row) {
            left = Math.min(left, column);
            top = Math.min(top, row);
            right = Math.max(right, column);
            bottom = Math.max(bottom, row);
        }

        int size() {
            return (right - left + 1) * (bottom - top + 1);
        }

        boolean isLargeEnough() {
            return right - left + 1 >= LEAST_BLOCKS && bottom - top + 1 >= LEAST_BLOCKS;
        }
    }

    private List<Box> boxes() {
        List<Box> boxes = new ArrayList<>();
        for (int i = 0; i < dark.length; i++) {
            if (dark[i]) {
                boxes.add(take(i));
            }
        }
        return boxes.stream()
                .filter(Box::isLargeEnough)
                .sorted(Comparator.comparing(Box::size).reversed())
                .limit(MOST_PATCHES)
                .toList();
    }

    /** Takes all that hangs together with this block. */
    private Box take(int first) {
        Box box = new Box();
        Deque<Integer> next = new ArrayDeque<>(List.of(first));
        dark[first] = false;
        while (!next.isEmpty()) {
            int block = next.pop();
            int column = block % columns;
            int row = block / columns;
            box.add(column, row);
            for (int y = Math.max(0, row - 1); y <= Math.min(rows - 1, row + 1); y++) {
                for (int x = Math.max(0, column - 1); x <= Math.min(columns - 1, column + 1); x++) {
                    if (dark[y * columns + x]) {
                        dark[y * columns + x] = false;
                        next.push(y * columns + x);
                    }
                }
            }
        }
        return box;
    }
}
