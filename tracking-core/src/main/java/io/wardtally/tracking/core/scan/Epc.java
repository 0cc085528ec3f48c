package io.wardtally.tracking.core.scan;

import io.wardtally.tracking.internal.CheckDigit;
import io.wardtally.tracking.scan.CodeElement;
import java.math.BigInteger;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * Electronic product codes of RFID tags, by the EPC Tag Data Standard.
 *
 * @param scheme what sort of key
 * @param filter what sort of thing, 0 to 7, for readers; it is not part of the key
 * @param prefix the company prefix, 6 to 12 digits
 * @param reference the item reference with its indicator digit in front (SGTIN), the asset type (GRAI), or the whole rest (GIAI)
 * @param serial the serial number; empty for a GIAI
 */
record Epc(Scheme scheme, int filter, String prefix, String reference, String serial) {

    private static final Pattern IDENTITY = Pattern.compile("urn:epc:id:(sgtin|grai|giai):(.*)");
    private static final Pattern TAG = Pattern.compile("urn:epc:tag:((?:sgtin|grai|giai)-\\d+):([0-7])\\.(.*)");
    /** Number of bits of a company prefix, by the partition; it has 12 digits less the partition. */
    private static final int[] PREFIX_BITS = {40, 37, 34, 30, 27, 24, 20};

    private static final int HEADER_BITS = 8;
    private static final int FILTER_BITS = 3;
    private static final int PARTITION_BITS = 3;
    private static final int BITS_BEFORE_PREFIX = HEADER_BITS + FILTER_BITS + PARTITION_BITS;
    private static final int CHARACTER_BITS = 7;

    /** Kind of key. */
    enum Scheme {
        /** A device type and its serial number. */
        SGTIN(13, 20),
        /** A returnable asset and its serial number. */
        GRAI(12, 16),
        /** An asset. */
        GIAI(0, 30);

        /** Number of digits of prefix and reference together; 0 if that is open. */
        private final int digits;

        /** The longest serial number; of a GIAI the longest whole. */
        private final int longest;

        Scheme(int digits, int longest) {
            this.digits = digits;
            this.longest = longest;
        }

        private String word() {
            return name().toLowerCase(Locale.ROOT);
        }
    }

    /** Layout of a key in the memory of a tag. */
    enum Layout {
        SGTIN_96(Scheme.SGTIN, 0x30, 96, 38, false),
        GRAI_96(Scheme.GRAI, 0x33, 96, 38, false),
        GIAI_96(Scheme.GIAI, 0x34, 96, 0, false),
        SGTIN_198(Scheme.SGTIN, 0x36, 198, 140, true),
        GRAI_170(Scheme.GRAI, 0x37, 170, 112, true),
        GIAI_202(Scheme.GIAI, 0x38, 202, 0, true);

        private final Scheme scheme;
        private final int header;
        private final int bits;
        private final int serialBits;
        private final boolean text;

        Layout(Scheme scheme, int header, int bits, int serialBits, boolean text) {
            this.scheme = scheme;
            this.header = header;
            this.bits = bits;
            this.serialBits = serialBits;
            this.text = text;
        }

        private String word() {
            return name().toLowerCase(Locale.ROOT).replace('_', '-');
        }

        private static @Nullable Layout of(int header) {
            for (Layout layout : values()) {
                if (layout.header == header) {
                    return layout;
                }
            }
            return null;
        }
    }

    /** Whether the tag with this memory belongs to a person: the service relation number of a patient or of a member of staff. */
    static boolean isPerson(String hex) {
        return hex.startsWith("2D") || hex.startsWith("2E");
    }

    /** Reads the memory of a tag, in hexadecimal digits; null if it says nothing by these schemes. */
    static @Nullable Epc ofMemory(String hex) {
        Layout layout = Layout.of(Integer.parseInt(hex, 0, 2, 16));
        int padding = layout == null ? 0 : hex.length() * 4 - layout.bits;
        if (layout == null || padding < 0) {
            return null;
        }
        Bits memory = new Bits(new BigInteger(hex, 16), hex.length() * 4);
        memory.number(HEADER_BITS);
        int filter = memory.number(FILTER_BITS).intValue();
        int partition = memory.number(PARTITION_BITS).intValue();
        if (partition >= PREFIX_BITS.length) {
            return null;
        }
        int referenceBits = layout.bits - BITS_BEFORE_PREFIX - PREFIX_BITS[partition] - layout.serialBits;
        String prefix = digits(memory.number(PREFIX_BITS[partition]), 12 - partition);
        String reference = layout.scheme == Scheme.GIAI
                ? rest(memory, referenceBits, layout.text)
                : digits(memory.number(referenceBits), layout.scheme.digits - 12 + partition);
        String serial = layout.scheme == Scheme.GIAI ? "" : rest(memory, layout.serialBits, layout.text);
        if (prefix == null
                || reference == null
                || serial == null
                || memory.number(padding).signum() != 0) {
            return null;
        }
        return new Epc(layout.scheme, filter, prefix, reference, serial).ifSound();
    }

    private @Nullable Epc ifSound() {
        String varying = scheme == Scheme.GIAI ? prefix + reference : serial;
        boolean whole = scheme == Scheme.GIAI
                ? !reference.isEmpty()
                : !serial.isEmpty() && prefix.length() + reference.length() == scheme.digits;
        boolean digits = CheckDigit.areDigits(prefix) && prefix.length() >= 6 && prefix.length() <= 12;
        boolean numbers = scheme == Scheme.GIAI || CheckDigit.areDigits(reference);
        return whole && digits && numbers && CheckDigit.isSet82(varying, 0, 1, scheme.longest) ? this : null;
    }

    private static @Nullable String digits(BigInteger number, int count) {
        String digits = number.toString();
        if (count == 0) {
            return number.signum() == 0 ? "" : null;
        }
        return digits.length() > count ? null : "0".repeat(count - digits.length()) + digits;
    }

    /** A number, or characters up to the first that is 0. */
    private static @Nullable String rest(Bits memory, int bits, boolean text) {
        if (!text) {
            return memory.number(bits).toString();
        }
        StringBuilder read = new StringBuilder();
        boolean ended = false;
        for (int left = bits; left >= CHARACTER_BITS; left -= CHARACTER_BITS) {
            int c = memory.number(CHARACTER_BITS).intValue();
            if (ended && c != 0) {
                return null;
            }
            ended = ended || c == 0;
            if (c != 0) {
                read.append((char) c);
            }
        }
        return memory.number(bits % CHARACTER_BITS).signum() == 0 ? read.toString() : null;
    }

    /** Bits that are read from the left. */
    private static final class Bits {

        private final BigInteger all;
        private int left;

        Bits(BigInteger all, int count) {
            this.all = all;
            this.left = count;
        }

        BigInteger number(int bits) {
            left -= bits;
            return all.shiftRight(left).and(BigInteger.ONE.shiftLeft(bits).subtract(BigInteger.ONE));
        }
    }

    /** Reads the URI of a key, or of a tag; null if it is neither of these schemes. */
    static @Nullable Epc ofUri(String uri) {
        Matcher identity = IDENTITY.matcher(uri);
        if (identity.matches()) {
            return ofParts(Scheme.valueOf(identity.group(1).toUpperCase(Locale.ROOT)), 0, identity.group(2));
        }
        Matcher tag = TAG.matcher(uri);
        if (!tag.matches()) {
            return null;
        }
        for (Layout layout : Layout.values()) {
            if (layout.word().equals(tag.group(1))) {
                Epc read = ofParts(layout.scheme, Integer.parseInt(tag.group(2)), tag.group(3));
                return read != null && read.memory(layout) != null ? read : null;
            }
        }
        return null;
    }

    private static @Nullable Epc ofParts(Scheme scheme, int filter, String text) {
        int most = scheme == Scheme.GIAI ? 2 : 3;
        String[] parts = text.split("\\.", most);
        if (parts.length < most) {
            return null;
        }
        try {
            String last = URLDecoder.decode(parts[most - 1].replace("+", "%2B"), StandardCharsets.UTF_8);
            Epc read = most == 2
                    ? new Epc(scheme, filter, parts[0], last, "")
                    : new Epc(scheme, filter, parts[0], parts[1], last);
            return read.ifSound();
        } catch (IllegalArgumentException malformed) {
            return null;
        }
    }

    /** The key as a URI, without the filter: the same for every tag that carries it. */
    String uri() {
        return "urn:epc:id:" + scheme.word() + ':' + parts();
    }

    /** The content of a tag as a URI. */
    String tagUri(Layout layout) {
        return "urn:epc:tag:" + layout.word() + ':' + filter + '.' + parts();
    }

    private String parts() {
        return scheme == Scheme.GIAI
                ? prefix + '.' + escaped(reference)
                : prefix + '.' + reference + '.' + escaped(serial);
    }

    private static String escaped(String text) {
        StringBuilder out = new StringBuilder();
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            if ("\"%&/<>?#".indexOf(c) >= 0) {
                out.append(String.format(Locale.ROOT, "%%%02X", (int) c));
            } else {
                out.append(c);
            }
        }
        return out.toString();
    }

    /** The memory of a tag in hexadecimal digits, whole words of 16 bits; null if the key does not fit into this layout. */
    @Nullable
    String memory(Layout layout) {
        int partition = 12 - prefix.length();
        int referenceBits = layout.bits - BITS_BEFORE_PREFIX - PREFIX_BITS[partition] - layout.serialBits;
        BigInteger memory = BigInteger.valueOf(layout.header);
        memory = memory.shiftLeft(FILTER_BITS).or(BigInteger.valueOf(filter));
        memory = memory.shiftLeft(PARTITION_BITS).or(BigInteger.valueOf(partition));
        memory = memory.shiftLeft(PREFIX_BITS[partition]).or(new BigInteger(prefix));
        boolean open = scheme == Scheme.GIAI;
        BigInteger first =
                open && layout.text ? characters(reference, referenceBits) : number(reference, referenceBits, open);
        BigInteger second =
                layout.text ? characters(serial, layout.serialBits) : number(serial, layout.serialBits, true);
        if (first == null || second == null) {
            return null;
        }
        memory = memory.shiftLeft(referenceBits)
                .or(first)
                .shiftLeft(layout.serialBits)
                .or(second);
        int words = (layout.bits + 15) / 16;
        String hex = memory.shiftLeft(words * 16 - layout.bits).toString(16).toUpperCase(Locale.ROOT);
        return "0".repeat(words * 4 - hex.length()) + hex;
    }

    /** A number that is written without zeros in front, unless its length is known. */
    private static @Nullable BigInteger number(String digits, int bits, boolean exact) {
        if (digits.isEmpty()) {
            return BigInteger.ZERO;
        }
        if (!CheckDigit.areDigits(digits) || (exact && digits.length() > 1 && digits.startsWith("0"))) {
            return null;
        }
        BigInteger number = new BigInteger(digits);
        return number.bitLength() > bits ? null : number;
    }

    private static @Nullable BigInteger characters(String text, int bits) {
        if (text.length() * CHARACTER_BITS > bits) {
            return null;
        }
        BigInteger all = BigInteger.ZERO;
        for (int i = 0; i < text.length(); i++) {
            all = all.shiftLeft(CHARACTER_BITS).or(BigInteger.valueOf(text.charAt(i)));
        }
        return all.shiftLeft(bits - text.length() * CHARACTER_BITS);
    }

    /** The same key as a barcode would say it. */
    List<CodeElement> elements() {
        List<CodeElement> elements = new ArrayList<>();
        switch (scheme) {
            case SGTIN -> {
                elements.add(new CodeElement("01", checked(reference.charAt(0) + prefix + reference.substring(1))));
                elements.add(new CodeElement("21", serial));
            }
            case GRAI -> elements.add(new CodeElement("8003", '0' + checked(prefix + reference) + serial));
            case GIAI -> elements.add(new CodeElement("8004", prefix + reference));
        }
        return elements;
    }

    private static String checked(String digits) {
        return digits + CheckDigit.of(digits, digits.length());
    }
}
