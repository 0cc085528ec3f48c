package io.wardtally.tracking.core.scan;

import com.google.zxing.common.BitMatrix;
import com.google.zxing.datamatrix.encoder.DefaultPlacement;
import com.google.zxing.datamatrix.encoder.ErrorCorrection;
import com.google.zxing.datamatrix.encoder.SymbolInfo;
import com.google.zxing.datamatrix.encoder.SymbolShapeHint;
import io.wardtally.tracking.internal.CheckDigit;
import java.util.ArrayList;
import java.util.List;

/**
 * Encoder of GS1 Data Matrix codes. ZXing's own writer knows GS1 only in its compact way, and what it draws often
 * says something else than it was given. So the text is encoded here, in the plain way of ISO 16022,
 * which is longer at most by half, and ZXing does the rest.
 */
final class DataMatrix {

    private static final int SIZES = 3;
    private static final char FNC1 = 232;
    private static final int TWO_DIGITS = 130;
    private static final char PAD = 129;
    private static final int PAD_STEP = 149;
    private static final int PAD_RANGE = 253;
    private static final int LARGEST_CODEWORD = 254;

    private DataMatrix() {}

    /** Codes that say these elements, in the smallest sizes that hold them, with a white margin of so many modules. */
    static List<BitMatrix> of(String elements, int margin) {
        List<BitMatrix> sizes = new ArrayList<>();
        String words = words(elements);
        int capacity = words.length();
        while (sizes.size() < SIZES) {
            SymbolInfo symbol = SymbolInfo.lookup(capacity, SymbolShapeHint.FORCE_SQUARE);
            sizes.add(drawn(words, symbol, margin));
            capacity = symbol.getDataCapacity() + 1;
        }
        return sizes;
    }

    private static BitMatrix drawn(String words, SymbolInfo symbol, int margin) {
        String whole = ErrorCorrection.encodeECC200(padded(words, symbol.getDataCapacity()), symbol);
        DefaultPlacement placement =
                new DefaultPlacement(whole, symbol.getSymbolDataWidth(), symbol.getSymbolDataHeight());
        placement.place();
        BitMatrix modules = new BitMatrix(symbol.getSymbolWidth() + 2 * margin, symbol.getSymbolHeight() + 2 * margin);
        int across = symbol.matrixWidth;
        int down = symbol.matrixHeight;
        for (int y = 0; y < symbol.getSymbolHeight(); y++) {
            for (int x = 0; x < symbol.getSymbolWidth(); x++) {
                if (isBlack(placement, x, y, across, down)) {
                    modules.set(x + margin, y + margin);
                }
            }
        }
        return modules;
    }

    /** Each region has a black line on its left and below, and an interrupted one above and on its right. */
    private static boolean isBlack(DefaultPlacement placement, int x, int y, int across, int down) {
        int inX = x % (across + 2);
        int inY = y % (down + 2);
        if (inX == 0 || inY == down + 1) {
            return true;
        }
        if (inY == 0) {
            return inX % 2 == 0;
        }
        if (inX == across + 1) {
            return inY % 2 == 1;
        }
        return placement.getBit(x / (across + 2) * across + inX - 1, y / (down + 2) * down + inY - 1);
    }

    private static String words(String text) {
        StringBuilder words = new StringBuilder().append(FNC1);
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            if (c == Gs1.SEPARATOR) {
                words.append(FNC1);
            } else if (CheckDigit.isDigit(c) && i + 1 < text.length() && CheckDigit.isDigit(text.charAt(i + 1))) {
                words.append((char) (TWO_DIGITS + TwoDigitYear.number(text, i, i + 2)));
                i++;
            } else {
                words.append((char) (c + 1));
            }
        }
        return words.toString();
    }

    private static String padded(String words, int capacity) {
        StringBuilder all = new StringBuilder(words);
        if (all.length() < capacity) {
            all.append(PAD);
        }
        while (all.length() < capacity) {
            int varied = PAD + PAD_STEP * (all.length() + 1) % PAD_RANGE + 1;
            all.append((char) (varied <= LARGEST_CODEWORD ? varied : varied - LARGEST_CODEWORD));
        }
        return all.toString();
    }
}
