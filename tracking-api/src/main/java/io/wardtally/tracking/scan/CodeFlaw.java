package io.wardtally.tracking.scan;

import io.wardtally.tracking.Message;
import java.util.Locale;

/**
 * Why a code cannot be what it pretends to be.
 *
 * @param kind which rule it breaks
 * @param position where, counted from 0 in what was read
 * @param message the same in words, which do not repeat what was read
 */
public record CodeFlaw(Kind kind, int position, Message message) {

    /** A flaw with a message of this code. */
    public static CodeFlaw of(Kind kind, int position, String code, Object... arguments) {
        return new CodeFlaw(kind, position, Message.of(code, arguments));
    }

    /** The same flaw elsewhere. */
    public CodeFlaw at(int other) {
        return new CodeFlaw(kind, other, message);
    }

    /** The sentence in English. */
    public String says() {
        return message.says();
    }

    /** The sentence in this language, or in English if the library does not speak it. */
    public String says(Locale language) {
        return message.says(language);
    }

    @Override
    public String toString() {
        return "at " + position + ": " + message;
    }

    /** The rules that a code may break. */
    public enum Kind {
        /** There is nothing to read. */
        EMPTY,
        /** It is longer than any code. */
        TOO_LONG,
        /** It is not built as its standard says. */
        STRUCTURE,
        /** A character that may not stand there. */
        CHARACTER,
        /** A value is too short or too long. */
        LENGTH,
        /** A check digit or check character does not fit. */
        CHECK,
        /** The standard knows no such key. */
        UNKNOWN_KEY,
        /** A date, a time, a country or another coded value does not exist. */
        VALUE,
        /** The same key stands there twice with different values. */
        REPEATED,
        /** A key stands there without the one that it belongs to, or with one that excludes it. */
        ASSOCIATION,
        /** It may be read in more than one way. */
        AMBIGUOUS,
        /** It looks like something else that was changed before it arrived, for example by another keyboard layout. */
        NEARLY
    }
}
