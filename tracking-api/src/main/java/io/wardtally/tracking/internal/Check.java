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
import org.jspecify.annotations.Nullable;

/** Turns bad input into one typed error that names the field and never repeats what was in it. */
public final class Check {

    /** Longest identifier: of an asset, a person, a department, a category. */
    public static final int ID_LENGTH = 64;

    /** Longest name or one-line text. */
    public static final int NAME_LENGTH = 200;

    /** Longest reason, note or comment. */
    public static final int TEXT_LENGTH = 2_000;

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

    /** An identifier: 1 to 64 characters, no control characters, no space at either end. It is compared exactly. */
    public static String id(String field, @Nullable String value) {
        return line(field, value, ID_LENGTH);
    }

    /** One line of text that people read: 1 to 200 characters. */
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
        return value == null || value.isBlank() ? null : text(field, value);
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
        for (int i = 0; i < line.length(); i++) {
            if (breaksALine(line.charAt(i))) {
                throw bad("input.control-character", Argument.word(field));
            }
        }
        if (Character.isWhitespace(line.charAt(0)) || Character.isWhitespace(line.charAt(line.length() - 1))) {
            throw bad("input.space-around", Argument.word(field));
        }
        return line;
    }

    // Line and paragraph separators and bidirectional overrides forge log lines as well as \n does.
    private static boolean breaksALine(char c) {
        return Character.isISOControl(c)
                || c == '\u2028'
                || c == '\u2029'
                || (c >= '\u202A' && c <= '\u202E')
                || (c >= '\u2066' && c <= '\u2069');
    }

    private static String sized(String field, @Nullable String value, int longest) {
        if (value == null || value.isBlank()) {
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
