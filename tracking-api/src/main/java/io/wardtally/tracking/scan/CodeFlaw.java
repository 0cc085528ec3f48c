package io.wardtally.tracking.scan;

/**
 * Why a code cannot be what it pretends to be.
 *
 * @param kind which rule it breaks
 * @param position where, counted from 0 in what was read
 * @param says the same in words, which do not repeat what was read
 */
public record CodeFlaw(Kind kind, int position, String says) {

    @Override
    public String toString() {
        return "at " + position + ": " + says;
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
        AMBIGUOUS
    }
}
