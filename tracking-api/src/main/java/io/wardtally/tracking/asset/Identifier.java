package io.wardtally.tracking.asset;

import io.wardtally.tracking.Message;
import io.wardtally.tracking.internal.Check;
import io.wardtally.tracking.internal.CheckDigit;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * Something that is written on an asset and tells it from others: a sticker, a manufacturer's code, an RFID tag. An asset has
 * at most {@link #MOST} of them, and they come and go. Two kinds are the same on every unit and identify a {@link Model} instead.
 *
 * @param kind what sort of identifier
 * @param value in the one form in which this kind is compared, exactly
 * @param issuer who gave it, for example the rental company whose sticker it is or the manufacturer whose serial number;
 *     null for what GS1 or HIBC issue, and where nobody knows
 */
public record Identifier(Kind kind, String value, @Nullable String issuer) {

    /** The most identifiers of one asset, and of one model. */
    public static final int MOST = 100;

    private static final Pattern AROUND_BYTES = Pattern.compile("0[xX]|[ :-]");

    public Identifier {
        Check.given("kind of identifier", kind);
        Check.nameOrNull("issuer", issuer);
        if (!kind.fits(Check.name(kind.words(), value))) {
            throw Check.bad("identifier.malformed", Message.Argument.word(kind.words()));
        }
    }

    /** A sticker of the hospital. */
    public static Identifier tag(String value) {
        return new Identifier(Kind.TAG, value, null);
    }

    /** A sticker of somebody else, for example of a rental company. */
    public static Identifier tag(String value, String issuer) {
        return new Identifier(Kind.TAG, value, issuer);
    }

    /** A unit by its GTIN, of 8, 12, 13 or 14 digits, and its serial number. */
    public static Identifier gtin(String gtin, String serial) {
        return new Identifier(Kind.GTIN_SERIAL, "(01)" + padded(gtin) + "(21)" + serial, null);
    }

    /** A type of device by its GTIN, of 8, 12, 13 or 14 digits. */
    public static Identifier gtin(String gtin) {
        return new Identifier(Kind.GTIN, padded(gtin), null);
    }

    private static String padded(String gtin) {
        return "0".repeat(Math.max(0, 14 - Check.given("GTIN", gtin).length())) + gtin;
    }

    /** A unit by its Global Individual Asset Identifier, AI 8004: at most 30 characters. */
    public static Identifier giai(String giai) {
        return new Identifier(Kind.GIAI, giai, null);
    }

    /** A unit by its Global Returnable Asset Identifier, AI 8003: 0, 13 digits and a serial number. */
    public static Identifier grai(String grai) {
        return new Identifier(Kind.GRAI, grai, null);
    }

    /** A unit by its HIBC device identifier, for example {@code A99912345} and the unit of measure, and its serial number. */
    public static Identifier hibc(String device, String serial) {
        return new Identifier(Kind.HIBC, '+' + Check.given("HIBC device identifier", device) + "/S" + serial, null);
    }

    /** A type of device by its HIBC device identifier: the labeller's code, the product number and the unit of measure. */
    public static Identifier hibc(String device) {
        return new Identifier(Kind.HIBC_DEVICE, '+' + Check.given("HIBC device identifier", device), null);
    }

    /**
     * An RFID tag by its EPC: a {@code urn:epc:id:} or the hexadecimal content of its memory, with or without {@code 0x} and
     * something between its bytes.
     */
    public static Identifier epc(String epc) {
        String text = Check.given("EPC", epc);
        return new Identifier(
                Kind.EPC,
                text.startsWith("urn:")
                        ? text
                        : AROUND_BYTES.matcher(text).replaceAll("").toUpperCase(Locale.ROOT),
                null);
    }

    /** The maker's serial number, which may be that of another maker's device, too. */
    public static Identifier serial(String serial, @Nullable String manufacturer) {
        return new Identifier(Kind.SERIAL, serial, manufacturer);
    }

    /** What it says of the type of device, which a {@link Model} may carry; empty if it says nothing of it. */
    public Optional<Identifier> type() {
        return switch (kind) {
            case GTIN_SERIAL -> Optional.of(gtin(value.substring(Kind.GTIN_KEY.length(), Kind.GTIN_END)));
            case HIBC -> Optional.of(hibc(value.substring(1, value.indexOf('/'))));
            case GTIN, HIBC_DEVICE -> Optional.of(this);
            case TAG, GIAI, GRAI, EPC, SERIAL -> Optional.empty();
        };
    }

    /** The same without its issuer, of whom it does not depend which asset is meant. */
    public Identifier named() {
        return issuer == null ? this : new Identifier(kind, value, null);
    }

    @Override
    public String toString() {
        return kind.words() + " " + value;
    }

    /** What sort of identifier. */
    public enum Kind {
        /** A sticker with a number, of the hospital or of somebody else: at most 64 characters. */
        TAG("tag") {
            @Override
            boolean fits(String value) {
                return value.length() <= Check.ID_LENGTH;
            }
        },
        /** GS1: the device type and its serial number. */
        GTIN_SERIAL("GTIN with serial number") {
            @Override
            boolean fits(String value) {
                return value.startsWith(GTIN_KEY)
                        && value.startsWith(SERIAL_KEY, GTIN_END)
                        && CheckDigit.fits(value.substring(GTIN_KEY.length(), GTIN_END))
                        && CheckDigit.isSet82(value, GTIN_END + SERIAL_KEY.length(), 1, 20);
            }
        },
        /** GS1: an asset of whoever has the company prefix. */
        GIAI("GIAI") {
            @Override
            boolean fits(String value) {
                return CheckDigit.isSet82(value, 0, 4, 30) && CheckDigit.areDigits(value.substring(0, 4));
            }
        },
        /** GS1: a returnable asset with its serial number. */
        GRAI("GRAI with serial number") {
            @Override
            boolean fits(String value) {
                return value.startsWith("0")
                        && CheckDigit.isSet82(value, 14, 1, 16)
                        && CheckDigit.fits(value.substring(1, 14));
            }
        },
        /** HIBC: the device type and its serial number. */
        HIBC("HIBC device identifier with serial number") {
            @Override
            boolean fits(String value) {
                return HIBC_FORM.matcher(value).matches();
            }
        },
        /** GS1: the device type. */
        GTIN("GTIN") {
            @Override
            boolean fits(String value) {
                return value.length() == 14 && CheckDigit.fits(value);
            }
        },
        /** HIBC: the device type. */
        HIBC_DEVICE("HIBC device identifier") {
            @Override
            boolean fits(String value) {
                return HIBC_DEVICE_FORM.matcher(value).matches();
            }
        },
        /** The content of an RFID tag. */
        EPC("EPC") {
            @Override
            boolean fits(String value) {
                return EPC_FORM.matcher(value).matches();
            }
        },
        /** The maker's serial number alone. Several assets may have the same. */
        SERIAL("serial number") {
            @Override
            boolean fits(String value) {
                return true;
            }
        };

        private static final String GTIN_KEY = "(01)";
        private static final String SERIAL_KEY = "(21)";
        private static final int GTIN_END = GTIN_KEY.length() + 14;
        private static final String DEVICE = "\\+[A-Z][A-Z0-9]{4,21}\\d";
        private static final Pattern HIBC_DEVICE_FORM = Pattern.compile(DEVICE);
        private static final Pattern HIBC_FORM = Pattern.compile(DEVICE + "/S[A-Z0-9. -]{1,20}");
        private static final Pattern EPC_FORM = Pattern.compile("urn:epc:id:[!-~]{1,100}|(?:[0-9A-F]{4}){4,16}");

        private final String words;

        Kind(String words) {
            this.words = words;
        }

        /** Whether only one asset, or one model, may have it. */
        public boolean isUnique() {
            return this != SERIAL;
        }

        /** Whether all units of a model have the same. */
        public boolean isOfAType() {
            return this == GTIN || this == HIBC_DEVICE;
        }

        /** The kind in words. */
        public String words() {
            return words;
        }

        abstract boolean fits(String value);
    }
}
