package io.wardtally.tracking.core.scan;

import io.wardtally.tracking.scan.CodeFlaw;
import io.wardtally.tracking.scan.CodeReading;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * One way in which a code may be read. A code has several where it could be more than one thing, or where something may have
 * happened to it before it arrived.
 *
 * @param level how far it can be trusted
 * @param reading what it says then
 * @param why for a guess what must have happened to the code; otherwise null
 */
record Way(Level level, CodeReading reading, @Nullable CodeFlaw why) {

    /** A way that is no guess. */
    static Way of(Level level, CodeReading reading) {
        return new Way(level, reading, null);
    }

    /** Ways of one level that are no guesses. */
    static List<Way> all(Level level, List<CodeReading> readings) {
        return readings.size() == 1
                ? List.of(of(level, readings.get(0)))
                : readings.stream().map(reading -> of(level, reading)).toList();
    }

    /** Degree of trust, the highest first. What leads to an asset on one level need not be looked for on the next. */
    enum Level {
        /** As it arrived. */
        LITERAL,
        /** With the known quirks of the scanners put right. */
        PUT_RIGHT,
        /** As the text on a sticker, although it seems to say something by a standard. */
        STICKER,
        /** With something put right that cannot be meant otherwise. */
        NEARLY,
        /** With something put right that may be meant otherwise: somebody has to look. */
        GUESSED
    }
}
