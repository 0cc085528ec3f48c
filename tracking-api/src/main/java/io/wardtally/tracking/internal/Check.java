package io.wardtally.tracking.internal;

import io.wardtally.tracking.Message;
import io.wardtally.tracking.Message.Argument;
import io.wardtally.tracking.TrackingException;
import io.wardtally.tracking.TrackingException.Code;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/**
 * Turns bad input into one typed error that names the field and never repeats what was in it, and the one door for lines of text.
 *
 * <p>What cannot be seen makes two of one id. Values therefore refuse it anywhere. What people type and what lists and scanners
 * hand over is {@linkplain #stripped stripped} first, and then only refused inside.
 */
public final class Check {

    /** Longest identifier: of an asset, a person, a department, a category. */
    public static final int ID_LENGTH = 64;

    /** Longest name or one-line text. */
    public static final int NAME_LENGTH = 200;

    /** Longest reason, note or comment. */
    public static final int TEXT_LENGTH = 2_000;

    /** What stands in a text for something that could not be decoded: U+FFFD. Two ids may have become one by it. */
    public static final char UNDECODED = '\uFFFD';

    private static final Instant EARLIEST = Instant.parse("1900-01-01T00:00:00Z");
    private static final Instant LATEST = Instant.parse("9999-12-31T00:00:00Z");

    private Check() {}

    /** A value that must be there. */
    public static <T> T given(String field, @Nullable T value) {
        if (value == null) {
            throw missing(field);
        }
        return value;
    }

    /** A list that must be there, without holes. */
    public static <T> List<T> list(String field, @Nullable List<T> value) {
        for (T item : given(field, value)) {
            if (item == null) {
                throw bad("input.item-missing", Argument.word(field));
            }
        }
        return List.copyOf(given(field, value));
    }

    /** An identifier: 1 to 64 characters, all of them to be seen, no space at either end. It is compared exactly. */
    public static String id(String field, @Nullable String value) {
        return line(field, value, ID_LENGTH);
    }

    /** One line of text that people read: 1 to 200 characters, under the same rules. */
    public static String name(String field, @Nullable String value) {
        return line(field, value, NAME_LENGTH);
    }

    /** A name that may be left out. */
    public static @Nullable String nameOrNull(String field, @Nullable String value) {
        return value == null ? null : name(field, value);
    }

    /** Free text of at most 2,000 characters; line breaks and tabs are welcome, other control characters are not. */
    public static String text(String field, @Nullable String value) {
        String text = sized(field, value, TEXT_LENGTH);
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            if (Character.isISOControl(c) && c != '\n' && c != '\r' && c != '\t') {
                throw bad("input.control-character", Argument.word(field));
            }
        }
        return text;
    }

    /** Free text that may be left out; blank counts as left out. */
    public static @Nullable String textOrNull(String field, @Nullable String value) {
        return value == null || isBlank(value) ? null : text(field, value);
    }

    /** A text without white space and without what cannot be seen at either end. */
    public static String stripped(String text) {
        int from = 0;
        int to = text.length();
        while (from < to && isBlank(text.codePointAt(from))) {
            from += Character.charCount(text.codePointAt(from));
        }
        while (from < to && isBlank(text.codePointBefore(to))) {
            to -= Character.charCount(text.codePointBefore(to));
        }
        return text.substring(from, to);
    }

    /** Whether this shows nothing of its own: a mark of format, any space but the usual one, a filler. No control character is. */
    public static boolean isInvisible(int c) {
        return switch (Character.getType(c)) {
            case Character.FORMAT, Character.LINE_SEPARATOR, Character.PARAGRAPH_SEPARATOR -> true;
            case Character.SPACE_SEPARATOR -> c != ' ';
            case Character.NON_SPACING_MARK, Character.OTHER_LETTER, Character.OTHER_SYMBOL, Character.UNASSIGNED ->
                isFiller(c);
            default -> false;
        };
    }

    /** What Unicode tells programs to show nothing for, and what fonts leave blank, in no category of its own. */
    private static boolean isFiller(int c) {
        return c == 0x034F
                || c == 0x115F
                || c == 0x1160
                || c == 0x17B4
                || c == 0x17B5
                || (c >= 0x180B && c <= 0x180F)
                || c == 0x2065
                || c == 0x2800
                || c == 0x3164
                || (c >= 0xFDD0 && c <= 0xFDEF)
                || (c >= 0xFE00 && c <= 0xFE0F)
                || c == 0xFFA0
                || (c >= 0xFFF0 && c <= 0xFFFC)
                || c == 0x16FE4
                || c == 0x1D159
                || (c >= 0xE0000 && c <= 0xE0FFF)
                || (c & 0xFFFE) == 0xFFFE;
    }

    private static boolean isBlank(int c) {
        return Character.isWhitespace(c) || isInvisible(c);
    }

    private static boolean isBlank(String text) {
        return stripped(text).isEmpty();
    }

    /** A length of time longer than nothing and not absurd. */
    public static Duration positive(String field, @Nullable Duration value, Duration longest) {
        Duration duration = given(field, value);
        if (duration.isNegative() || duration.isZero()) {
            throw bad("input.not-positive", Argument.word(field));
        }
        if (duration.compareTo(longest) > 0) {
            throw bad("input.too-many-days", Argument.word(field), longest.toDays());
        }
        return duration;
    }

    /** A time that any database can keep: from 1900 to 9999. */
    public static Instant time(String field, @Nullable Instant value) {
        Instant time = given(field, value);
        if (time.isBefore(EARLIEST) || time.isAfter(LATEST)) {
            throw bad("input.no-time", Argument.word(field));
        }
        return time;
    }

    /** A time that may be left out. */
    public static @Nullable Instant timeOrNull(String field, @Nullable Instant value) {
        return value == null ? null : time(field, value);
    }

    /** A day that any database can keep, or none. */
    public static @Nullable LocalDate dateOrNull(String field, @Nullable LocalDate value) {
        if (value != null) {
            time(field, value.atStartOfDay(ZoneOffset.UTC).toInstant());
        }
        return value;
    }

    /** The error for input that cannot be used. */
    public static TrackingException bad(String code, Object... arguments) {
        return new TrackingException.BadInput(Code.BAD_INPUT, Message.of(code, arguments));
    }

    /** The error for a field that is missing. */
    public static TrackingException missing(String field) {
        return bad("input.missing", Argument.word(field));
    }

    /** The error for a field that is too long. */
    public static TrackingException tooLong(String field, int longest) {
        return bad("input.too-long", Argument.word(field), longest);
    }

    private static String line(String field, @Nullable String value, int longest) {
        String line = sized(field, value, longest);
        for (int i = 0; i < line.length(); i += Character.charCount(line.codePointAt(i))) {
            int c = line.codePointAt(i);
            if (Character.isISOControl(c)) {
                throw bad("input.control-character", Argument.word(field));
            }
            if (isInvisible(c)) {
                throw bad("input.invisible-character", Argument.word(field), String.format(Locale.ROOT, "U+%04X", c));
            }
            if (c == UNDECODED) {
                throw bad("input.not-decoded", Argument.word(field));
            }
        }
        if (line.charAt(0) == ' ' || line.charAt(line.length() - 1) == ' ') {
            throw bad("input.space-around", Argument.word(field));
        }
        return line;
    }

    private static String sized(String field, @Nullable String value, int longest) {
        if (value == null || isBlank(value)) {
            throw missing(field);
        }
        if (value.length() > longest) {
            throw tooLong(field, longest);
        }
        for (int i = 0; i < value.length(); i++) {
            char c = value.charAt(i);
            if (Character.isHighSurrogate(c)
                    && i + 1 < value.length()
                    && Character.isLowSurrogate(value.charAt(i + 1))) {
                i++;
            } else if (Character.isSurrogate(c)) {
                throw bad("input.half-character", Argument.word(field));
            }
        }
        return value;
    }
}
