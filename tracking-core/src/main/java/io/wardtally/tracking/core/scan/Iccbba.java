package io.wardtally.tracking.core.scan;

import io.wardtally.tracking.asset.Udi;
import io.wardtally.tracking.internal.CheckDigit;
import io.wardtally.tracking.scan.CodeElement;
import io.wardtally.tracking.scan.CodeFlaw;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * ICCBBA (ISBT 128) labels, as far as their structure is public: each part begins with two characters that say what follows and
 * how long it is. What the codes in them mean stands in licensed tables, which are not here.
 */
final class Iccbba {

    private static final Pattern PART = Pattern.compile(
            "(=/)([A-Z0-9]{16})" // device identifier
                    + "|(=,)([A-Z0-9]{6})" // serial number
                    + "|(=>)(\\d{6})" // expiry
                    + "|(=\\})(\\d{6})" // manufacture
                    + "|(&,1)([A-Z0-9]{18})" // lot
                    + "|(=\\+)([0-9]{5})" // how many parts there are, and which
                    + "|(=\\)|&\\))([A-Za-z0-9]{1,100})" // container
                    + "|(=)([A-Z0-9]{15})"); // donation, whose first character is data

    /** A facility, which has neither the letter O nor other letters behind the second character. */
    private static final Pattern FACILITY = Pattern.compile("[A-NP-Z1-9][A-NP-Z0-9]\\d{3}");

    private static final String NO_SERIAL = "000000";

    private final List<CodeElement> elements = new ArrayList<>();

    /** Result of reading. */
    List<CodeElement> elements() {
        return elements;
    }

    /** Flaw of the code, or null if there is none. */
    @Nullable
    CodeFlaw read(String text, int from) {
        Matcher part = PART.matcher(text);
        int at = from;
        while (at < text.length()) {
            if (!part.region(at, text.length()).lookingAt()) {
                return CodeFlaw.of(CodeFlaw.Kind.UNKNOWN_KEY, at, "flaw.iccbba-unknown-key");
            }
            int group = 1;
            while (part.group(group) == null) {
                group += 2;
            }
            elements.add(new CodeElement(part.group(group), part.group(group + 1)));
            at = part.end();
        }
        return flaw(from);
    }

    private @Nullable CodeFlaw flaw(int from) {
        for (int i = 0; i < elements.size(); i++) {
            CodeElement element = elements.get(i);
            String value = element.value();
            int parts = elements.size() - i - 1;
            switch (element.key()) {
                case "=>", "=}" -> {
                    if (day(element) == null) {
                        return CodeFlaw.of(CodeFlaw.Kind.VALUE, from, "flaw.date");
                    }
                }
                case "=", "=/" -> {
                    if (!FACILITY.matcher(value).lookingAt()) {
                        return CodeFlaw.of(CodeFlaw.Kind.CHARACTER, from, "flaw.iccbba-facility");
                    }
                    if (element.key().equals("=") && !CheckDigit.areDigits(value.substring(5, 13))) {
                        return CodeFlaw.of(CodeFlaw.Kind.CHARACTER, from, "flaw.iccbba-donation");
                    }
                }
                case "=+" -> {
                    int said = TwoDigitYear.number(value, 0, 2);
                    if (said != parts) {
                        return CodeFlaw.of(CodeFlaw.Kind.STRUCTURE, from, "flaw.iccbba-parts", said, parts);
                    }
                }
                default -> {}
            }
        }
        return null;
    }

    /** A century digit, the last two digits of the year, and the day of the year. */
    private static @Nullable LocalDate day(CodeElement element) {
        String digits = element.value();
        return TwoDigitYear.dayOfYear(2000 + TwoDigitYear.number(digits, 0, 3), TwoDigitYear.number(digits, 3, 6));
    }

    /** Meaning of these elements for a device. */
    static Udi udi(List<CodeElement> elements) {
        String serial = null;
        String lot = null;
        LocalDate expires = null;
        LocalDate made = null;
        for (CodeElement element : elements) {
            switch (element.key()) {
                case "=," -> serial = element.value().equals(NO_SERIAL) ? null : element.value();
                case "&,1" -> lot = element.value();
                case "=>" -> expires = day(element);
                case "=}" -> made = day(element);
                default -> {}
            }
        }
        return Udi.NOTHING.withUnit(serial, lot).withDates(expires, made);
    }
}
