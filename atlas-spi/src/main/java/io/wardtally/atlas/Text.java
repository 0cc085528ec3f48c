package io.wardtally.atlas;

import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Keeps texts within bounds, so that nobody's answer fills the memory or a screen. */
final class Text {

    private static final int LINE = 200;
    private static final int PARAGRAPH = 4_000;
    private static final int ITEMS = 100;

    private Text() {}

    /** One line. */
    static String line(String field, @Nullable String text) {
        return checked(field, text, LINE);
    }

    /** Some lines. */
    static String paragraph(String field, @Nullable String text) {
        return checked(field, text, PARAGRAPH);
    }

    /** Some lines, or none. */
    static void paragraphOrNothing(String field, @Nullable String text) {
        if (text == null || !text.isEmpty()) {
            paragraph(field, text);
        }
    }

    static List<String> paragraphs(String field, @Nullable List<String> texts) {
        if (texts == null) {
            throw new IllegalArgumentException(field + " is missing");
        }
        // A list of somebody else's making may say one size and have another.
        Object[] all = texts.stream().limit(ITEMS + 1L).toArray();
        if (all.length > ITEMS) {
            throw new IllegalArgumentException(field + ": more than " + ITEMS);
        }
        return Arrays.stream(all).map(text -> paragraph(field, (String) text)).toList();
    }

    private static String checked(String field, @Nullable String text, int longest) {
        if (text == null || text.isBlank()) {
            throw new IllegalArgumentException(field + " is missing");
        }
        if (text.length() > longest) {
            throw new IllegalArgumentException(field + " is longer than " + longest + " characters");
        }
        if (text.codePoints().anyMatch(Text::isUnfit)) {
            throw new IllegalArgumentException(field + " contains a control character, or half a character");
        }
        return text;
    }

    private static boolean isUnfit(int c) {
        boolean breaks = c == '\n' || c == '\r' || c == '\t';
        return (Character.isISOControl(c) && !breaks) || (c >= Character.MIN_SURROGATE && c <= Character.MAX_SURROGATE);
    }
}
