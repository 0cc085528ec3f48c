package io.wardtally.tracking.scan;

import io.wardtally.tracking.asset.Identifier;
import io.wardtally.tracking.asset.Udi;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** What a code says, read by the standard that it follows. */
public sealed interface CodeReading {

    /**
     * A code that says something about a thing.
     *
     * @param standard what it follows
     * @param elements what it says, in its order
     * @param udi what it says of a device
     * @param identifiers what the thing may be registered under, the most telling first
     */
    record Code(Standard standard, List<CodeElement> elements, Udi udi, List<Identifier> identifiers)
            implements CodeReading {

        public Code {
            elements = List.copyOf(elements);
            identifiers = List.copyOf(identifiers);
        }

        /** The value of the first element with this key, or null if there is none. */
        public @Nullable String value(String key) {
            for (CodeElement element : elements) {
                if (element.key().equals(key)) {
                    return element.value();
                }
            }
            return null;
        }

        /** Leaves out what was read: nobody knows what people scan. */
        @Override
        public String toString() {
            return standard + " code";
        }
    }

    /** A code that names a person, such as the wristband of a patient. What it says is forgotten on the spot. */
    record Person() implements CodeReading {}

    /**
     * A code that breaks the rules of its standard.
     *
     * @param standard what it seems to follow
     * @param flaw what is wrong with it
     */
    record Broken(Standard standard, CodeFlaw flaw) implements CodeReading {}

    /** What codes follow. */
    enum Standard {
        /** Our own label, {@code asset:} and the id. */
        HOUSE,
        /** Bare text of no known form: the hospital's or somebody else's tag, if anything. */
        TAG,
        /** A GS1 element string, as a scanner gives it or as it is printed for people. */
        GS1,
        /** A web address that is a GS1 Digital Link. */
        DIGITAL_LINK,
        /** A bare GTIN of 8, 12, 13 or 14 digits. */
        GTIN,
        /** A HIBC supplier label. */
        HIBC,
        /** An ICCBBA (ISBT 128) label. */
        ICCBBA,
        /** An RFID tag, by its EPC. */
        EPC,
        /** An envelope of ISO/IEC 15434 with data identifiers of ANSI MH10.8.2. */
        ISO_15434,
        /** A web address of any other kind. */
        WEB_ADDRESS
    }
}
