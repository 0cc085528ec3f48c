package io.wardtally.tracking.core.scan;

import io.wardtally.tracking.asset.Identifier;
import io.wardtally.tracking.asset.Udi;
import io.wardtally.tracking.internal.CheckDigit;
import io.wardtally.tracking.scan.CodeElement;
import io.wardtally.tracking.scan.CodeFlaw;
import io.wardtally.tracking.scan.CodeReading;
import io.wardtally.tracking.scan.CodeReading.Standard;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * Envelopes of ISO/IEC 15434: {@code [)>}, and then parts of different formats. Format 05 is an element string of GS1; format 06
 * has the data identifiers of ANSI MH10.8.2, of which those that tell a device from others are understood.
 */
final class Iso15434 {

    /** Characters with which an envelope begins. */
    static final String OPENING = "[)>";

    private static final char RECORD = '\u001E';
    private static final char END = '\u0004';
    private static final int LONGEST_VALUE = 50;
    private static final Pattern FIELD = Pattern.compile("(\\d{0,3}[A-Z])([!-~](?:[ -~]*[!-~])?) *");
    private static final String GTIN = "8P";
    private static final String PPN = "9N";
    private static final String WORLDWIDE_SERIAL = "25S";
    /** Pharmacy product of the German agency: two digits for the agency, eight for the product, two that check. */
    private static final Pattern GERMAN_PPN = Pattern.compile("11(\\d{8})\\d\\d");

    private static final String NTIN_PREFIX = "04150";
    private static final char OF_A_PERSON = 'H';

    private Iso15434() {}

    /** Reads the envelope that begins here. */
    static CodeReading read(String text, int from, TwoDigitYear century) {
        CodeReading first = null;
        int at = from + OPENING.length();
        if (at == text.length() || text.charAt(at) != RECORD) {
            return broken(at, "flaw.envelope-separators");
        }
        while (at + 1 < text.length() && text.charAt(at) == RECORD && text.charAt(at + 1) != END) {
            int next = end(text, at + 1);
            CodeReading reading = part(text.substring(0, next), at + 1, century);
            boolean better = first instanceof CodeReading.Broken && reading instanceof CodeReading.Code;
            if (reading instanceof CodeReading.Person) {
                return reading;
            }
            first = first == null || better ? reading : first;
            at = next;
        }
        return first == null ? broken(at, "flaw.envelope-separators") : first;
    }

    private static int end(String text, int from) {
        int at = from;
        while (at < text.length() && text.charAt(at) != RECORD && text.charAt(at) != END) {
            at++;
        }
        return at;
    }

    /** Reads from the two digits of the format on to the end of the text. */
    private static CodeReading part(String text, int from, TwoDigitYear century) {
        boolean separated = text.length() > from + 2 && text.charAt(from + 2) == Gs1.SEPARATOR;
        if (separated && text.startsWith("05", from)) {
            return CodeReader.elements(text, from + 2, century);
        }
        if (separated && text.startsWith("06", from)) {
            return fields(text, from + 3, century);
        }
        return broken(from, separated ? "flaw.envelope-format" : "flaw.envelope-separators");
    }

    private static CodeReading.Broken broken(int at, String code) {
        return broken(CodeFlaw.of(CodeFlaw.Kind.STRUCTURE, at, code));
    }

    private static CodeReading.Broken broken(CodeFlaw flaw) {
        return new CodeReading.Broken(Standard.ISO_15434, flaw);
    }

    private static CodeReading fields(String text, int from, TwoDigitYear century) {
        List<CodeElement> elements = new ArrayList<>();
        for (int at = from; at < text.length(); ) {
            int separator = text.indexOf(Gs1.SEPARATOR, at);
            int end = separator < 0 ? text.length() : separator;
            Matcher field = FIELD.matcher(text).region(at, end);
            if (end > at && !field.matches()) {
                return broken(CodeFlaw.of(CodeFlaw.Kind.UNKNOWN_KEY, at, "flaw.envelope-identifier"));
            }
            if (end > at) {
                CodeElement element = new CodeElement(field.group(1), field.group(2));
                if (element.value().length() > LONGEST_VALUE) {
                    return broken(CodeFlaw.of(CodeFlaw.Kind.LENGTH, at, "flaw.value-too-long", element.key()));
                }
                if (!isChecked(element)) {
                    return broken(CodeFlaw.of(CodeFlaw.Kind.CHECK, end - 1, "flaw.check-digit", element.key()));
                }
                elements.add(element);
            }
            at = end + 1;
        }
        return elements.stream().anyMatch(element -> element.key().indexOf(OF_A_PERSON) >= 0)
                ? new CodeReading.Person()
                : code(elements, udi(elements, century));
    }

    private static CodeReading.Code code(List<CodeElement> elements, Udi udi) {
        List<Identifier> identifiers = new ArrayList<>();
        for (CodeElement element : elements) {
            if (element.key().equals(WORLDWIDE_SERIAL)) {
                identifiers.add(Identifier.tag(element.value()));
            }
        }
        identifiers.addAll(CodeReader.identifiers(udi));
        return new CodeReading.Code(Standard.ISO_15434, elements, udi, identifiers);
    }

    private static boolean isChecked(CodeElement element) {
        String value = element.value();
        return switch (element.key()) {
            case GTIN -> value.length() <= 14 && value.length() >= 8 && CheckDigit.fits(value);
            case PPN -> !GERMAN_PPN.matcher(value).matches() || ppnFits(value);
            default -> true;
        };
    }

    /** Whether the last two digits check the others: weights from 2 on, over the codes of the characters, modulo 97. */
    private static boolean ppnFits(String ppn) {
        int last = ppn.length() - 2;
        int sum = 0;
        for (int i = 0; i < last; i++) {
            sum += ppn.charAt(i) * (i + 2);
        }
        return sum % 97 == TwoDigitYear.number(ppn, last, ppn.length());
    }

    /** Meaning of these elements for a device. */
    private static Udi udi(List<CodeElement> elements, TwoDigitYear century) {
        String gtin = null;
        String serial = null;
        String lot = null;
        LocalDate expires = null;
        LocalDate made = null;
        for (CodeElement element : elements) {
            String value = element.value();
            switch (element.key()) {
                case GTIN -> gtin = Gs1.padded(value);
                case PPN -> gtin = gtin == null ? ntin(value) : gtin;
                case "S" -> serial = value;
                case WORLDWIDE_SERIAL -> serial = serial == null ? value : serial;
                case "T", "1T" -> lot = value;
                case "D" -> expires = century.yymmdd(value, TwoDigitYear.Whole.LAST_DAY);
                case "14D" -> expires = TwoDigitYear.yyyymmdd(value);
                case "16D" -> made = TwoDigitYear.yyyymmdd(value);
                default -> {}
            }
        }
        return Udi.ofGtin(gtin).withUnit(serial, lot).withDates(expires, made);
    }

    /** The number of a German pharmacy product as a GTIN, which GS1 calls its NTIN; null for any other. */
    private static @Nullable String ntin(String ppn) {
        Matcher german = GERMAN_PPN.matcher(ppn);
        if (!german.matches()) {
            return null;
        }
        String digits = NTIN_PREFIX + german.group(1);
        return digits + CheckDigit.of(digits, digits.length());
    }
}
