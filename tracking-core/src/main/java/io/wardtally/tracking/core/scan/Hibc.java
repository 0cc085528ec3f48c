package io.wardtally.tracking.core.scan;

import io.wardtally.tracking.asset.Udi;
import io.wardtally.tracking.internal.CheckDigit;
import io.wardtally.tracking.scan.CodeElement;
import io.wardtally.tracking.scan.CodeFlaw;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * HIBC supplier labels: the primary code names the device type, the secondary lot, serial number and dates; both may stand in
 * one code. The last character checks all before it, modulo 43.
 *
 * <p>Keys of elements are the standard's own: {@code +} the device identifier; {@code $} the lot and {@code $+} the serial
 * number behind the dates; {@code 8} and {@code 9} a quantity of two or five digits; {@code 1} to {@code 7} a date in one of the
 * seven forms, in which {@code 1} stands for the form without a digit of its own; {@code J} the date of the oldest form;
 * {@code S}, {@code 16D}, {@code 14D}, {@code Q} what follows a slash; {@code link} the character by which a secondary code
 * points to its primary.
 */
final class Hibc {

    private static final String LOT = "$";
    private static final String SERIAL = "$+";
    private static final String LINK = "link";
    private static final String MADE = "16D";
    private static final String EXPIRES = "14D";
    private static final int LONGEST_LOT = 18;
    /** Number of characters of each form of a date, by its digit; form 1 has its month instead of a digit. */
    private static final int[] DATE_LENGTHS = {4, 4, 6, 6, 8, 5, 7, 0};

    private final String text;
    private final int end;
    private final List<CodeElement> elements = new ArrayList<>();
    private int at;

    /** The code between these places, from the plus sign up to its check character. */
    Hibc(String text, int from) {
        this.text = text;
        this.at = from + 1;
        this.end = text.length() - 1;
    }

    /** Result of reading. */
    List<CodeElement> elements() {
        return elements;
    }

    /** Flaw of the code, or null if there is none. */
    @Nullable
    CodeFlaw read() {
        if (end <= at) {
            return CodeFlaw.of(CodeFlaw.Kind.LENGTH, end + 1, "flaw.hibc-too-long");
        }
        for (int i = at; i <= end; i++) {
            if (CheckDigit.HIBC_CHARACTERS.indexOf(text.charAt(i)) < 0) {
                return CodeFlaw.of(CodeFlaw.Kind.CHARACTER, i, "flaw.hibc-character");
            }
        }
        if (CheckDigit.hibc(text.substring(at - 1, end)) != text.charAt(end)) {
            return CodeFlaw.of(CodeFlaw.Kind.CHECK, end, "flaw.hibc-check");
        }
        char first = text.charAt(at);
        if (first >= 'A' && first <= 'Z') {
            int slash = text.indexOf('/', at);
            int last = slash < 0 || slash >= end ? end : slash;
            CodeFlaw flaw = primary(last);
            at = last + 1;
            return flaw != null || last == end ? flaw : secondary(end);
        }
        if (first == '$' || CheckDigit.isDigit(first)) {
            CodeFlaw flaw = secondary(end - 1);
            elements.add(new CodeElement(LINK, text.substring(end - 1, end)));
            return flaw;
        }
        return CodeFlaw.of(CodeFlaw.Kind.STRUCTURE, at, "flaw.hibc-structure");
    }

    private @Nullable CodeFlaw primary(int last) {
        int length = last - at;
        if (length < 6 || length > 23) {
            return CodeFlaw.of(CodeFlaw.Kind.LENGTH, last, "flaw.hibc-primary");
        }
        for (int i = at; i < last; i++) {
            char c = text.charAt(i);
            if (!CheckDigit.isDigit(c) && (i == last - 1 || c < 'A' || c > 'Z')) {
                return CodeFlaw.of(CodeFlaw.Kind.CHARACTER, i, "flaw.hibc-device-character");
            }
        }
        elements.add(new CodeElement("+", text.substring(at, last)));
        return null;
    }

    private @Nullable CodeFlaw secondary(int last) {
        if (last <= at) {
            return CodeFlaw.of(CodeFlaw.Kind.LENGTH, at, "flaw.hibc-secondary-empty");
        }
        int slash = text.indexOf('/', at);
        int to = slash < 0 || slash > last ? last : slash;
        boolean day = text.startsWith(MADE, at) || text.startsWith(EXPIRES, at);
        boolean main = text.charAt(at) == '$' || (CheckDigit.isDigit(text.charAt(at)) && !day);
        CodeFlaw flaw = main ? lotOrSerial(to) : supplement(at, to);
        if (flaw == null && to == last && elements.isEmpty()) {
            return CodeFlaw.of(CodeFlaw.Kind.LENGTH, at, "flaw.hibc-secondary-empty");
        }
        while (flaw == null && to < last) {
            int from = to + 1;
            int next = text.indexOf('/', from);
            to = next < 0 || next > last ? last : next;
            flaw = supplement(from, to);
        }
        return flaw;
    }

    private @Nullable CodeFlaw lotOrSerial(int last) {
        String key = LOT;
        if (text.charAt(at) != '$') {
            CodeFlaw flaw = take("J", 5, last);
            return flaw != null ? flaw : dated() ? rest(LOT, last) : noDate();
        }
        boolean coded = text.startsWith("$$", at);
        at += coded ? 2 : 1;
        if (at < last && text.charAt(at) == '+') {
            key = SERIAL;
            at++;
        }
        if (coded) {
            CodeFlaw flaw = quantityAndDate(last);
            if (flaw != null) {
                return flaw;
            }
        }
        // A serial number that is announced must be there; a lot need not.
        return at == last && !coded && key.equals(SERIAL)
                ? CodeFlaw.of(CodeFlaw.Kind.LENGTH, last, "flaw.hibc-serial-missing")
                : rest(key, last);
    }

    private @Nullable CodeFlaw rest(String key, int last) {
        return at == last ? null : value(key, at, last);
    }

    private @Nullable CodeFlaw quantityAndDate(int last) {
        boolean quantified = at < last && (text.charAt(at) == '8' || text.charAt(at) == '9');
        if (quantified) {
            String form = text.substring(at, ++at);
            CodeFlaw flaw = take(form, form.equals("8") ? 2 : 5, last);
            if (flaw != null) {
                return flaw;
            }
        }
        if (at == last && quantified) {
            return null;
        }
        if (at >= last || text.charAt(at) < '0' || text.charAt(at) > '7') {
            return CodeFlaw.of(CodeFlaw.Kind.STRUCTURE, at, "flaw.hibc-date-form");
        }
        int form = text.charAt(at) - '0';
        at += form > 1 ? 1 : 0;
        CodeFlaw flaw = take(Integer.toString(Math.max(1, form)), DATE_LENGTHS[form], last);
        return flaw != null ? flaw : dated() ? null : noDate();
    }

    private CodeFlaw noDate() {
        return CodeFlaw.of(CodeFlaw.Kind.VALUE, at, "flaw.hibc-date");
    }

    private boolean dated() {
        CodeElement date = elements.get(elements.size() - 1);
        return date.key().equals("7") || date(date, TwoDigitYear.Whole.LAST_DAY) != null;
    }

    private @Nullable CodeFlaw take(String key, int digits, int last) {
        if (at + digits > last) {
            return CodeFlaw.of(CodeFlaw.Kind.LENGTH, last, "flaw.digits-missing");
        }
        String value = text.substring(at, at + digits);
        if (!CheckDigit.areDigits(value)) {
            return CodeFlaw.of(CodeFlaw.Kind.CHARACTER, at, "flaw.digits-expected");
        }
        elements.add(new CodeElement(key, value));
        at += digits;
        return null;
    }

    private @Nullable CodeFlaw supplement(int from, int to) {
        at = from;
        if (text.startsWith(MADE, from) || text.startsWith(EXPIRES, from)) {
            String key = text.substring(from, from + 3);
            at = from + 3;
            CodeFlaw flaw = take(key, 8, to);
            return flaw != null || at < to
                    ? flaw != null ? flaw : CodeFlaw.of(CodeFlaw.Kind.LENGTH, at, "flaw.hibc-date-length")
                    : dated() ? null : noDate();
        }
        if (text.startsWith("S", from)) {
            return value("S", from + 1, to);
        }
        if (text.startsWith("Q", from)) {
            at = from + 1;
            return at < to && to - at <= 5
                    ? take("Q", to - at, to)
                    : CodeFlaw.of(CodeFlaw.Kind.LENGTH, at, "flaw.hibc-quantity");
        }
        return CodeFlaw.of(CodeFlaw.Kind.UNKNOWN_KEY, from, "flaw.hibc-unknown-key");
    }

    private @Nullable CodeFlaw value(String key, int from, int to) {
        if (from >= to || to - from > LONGEST_LOT) {
            return CodeFlaw.of(CodeFlaw.Kind.LENGTH, to, "flaw.hibc-lot-length");
        }
        for (int i = from; i < to; i++) {
            char c = text.charAt(i);
            boolean edge = i == from || i == to - 1;
            if (c == '/' || c == '$' || c == '+' || c == '%' || (c == ' ' && edge)) {
                return CodeFlaw.of(CodeFlaw.Kind.CHARACTER, i, "flaw.hibc-lot-character");
            }
        }
        elements.add(new CodeElement(key, text.substring(from, to)));
        at = to;
        return null;
    }

    /** The day of a date element, or null if there is none. */
    private static @Nullable LocalDate date(CodeElement element, TwoDigitYear.Whole wholeMonth) {
        String v = element.value();
        return switch (element.key()) {
            case "1" -> TwoDigitYear.day(2000 + n(v, 2, 4), n(v, 0, 2), 0, wholeMonth);
            case "2" -> TwoDigitYear.day(2000 + n(v, 4, 6), n(v, 0, 2), n(v, 2, 4), wholeMonth);
            case "3" -> TwoDigitYear.day(2000 + n(v, 0, 2), n(v, 2, 4), n(v, 4, 6), wholeMonth);
            case "4" ->
                n(v, 6, 8) > 23 ? null : TwoDigitYear.day(2000 + n(v, 0, 2), n(v, 2, 4), n(v, 4, 6), wholeMonth);
            case "5", "J" -> TwoDigitYear.dayOfYear(2000 + n(v, 0, 2), n(v, 2, 5));
            case "6" -> n(v, 5, 7) > 23 ? null : TwoDigitYear.dayOfYear(2000 + n(v, 0, 2), n(v, 2, 5));
            case MADE, EXPIRES -> TwoDigitYear.yyyymmdd(v);
            default -> null;
        };
    }

    private static int n(String digits, int from, int to) {
        return TwoDigitYear.number(digits, from, to);
    }

    /** Meaning of these elements for a device. */
    static Udi udi(List<CodeElement> elements) {
        String device = null;
        String serial = null;
        String lot = null;
        LocalDate expires = null;
        LocalDate made = null;
        for (CodeElement element : elements) {
            switch (element.key()) {
                case "+" -> device = element.value();
                case LOT -> lot = element.value();
                case SERIAL, "S" -> serial = element.value();
                case MADE -> made = date(element, TwoDigitYear.Whole.FIRST_DAY);
                default -> {
                    LocalDate day = date(element, TwoDigitYear.Whole.LAST_DAY);
                    expires = day == null ? expires : day;
                }
            }
        }
        return Udi.ofHibc(device).withUnit(serial, lot).withDates(expires, made);
    }

    /** Whether a secondary code among these, if there is one, points to the primary among them, if there is one. */
    static boolean isLinked(List<CodeElement> elements) {
        String device = value(elements, "+");
        String link = value(elements, LINK);
        return device == null || link == null || link.charAt(0) == CheckDigit.hibc('+' + device);
    }

    private static @Nullable String value(List<CodeElement> elements, String key) {
        return elements.stream()
                .filter(element -> element.key().equals(key))
                .map(CodeElement::value)
                .findFirst()
                .orElse(null);
    }

    /** The elements as one code, with its check character; a device identifier among them comes first. */
    static String scanned(List<CodeElement> elements) {
        StringBuilder text = new StringBuilder("+");
        String link = "";
        boolean main = false;
        for (int i = 0; i < elements.size(); i++) {
            CodeElement element = elements.get(i);
            String key = element.key();
            if (key.equals(LINK)) {
                link = element.value();
                continue;
            }
            boolean begins = !main && !key.equals("+");
            if (begins && text.length() > 1) {
                text.append('/');
            }
            if (begins && !key.equals("J") && isOfMain(key)) {
                boolean coded = !key.equals(LOT) && !key.equals(SERIAL);
                boolean serial = elements.subList(i, elements.size()).stream()
                        .anyMatch(other -> other.key().equals(SERIAL));
                text.append(coded ? "$$" : "$").append(serial ? "+" : "");
            }
            main = main || begins;
            if (!begins && !isOfMain(key) && !key.equals("+")) {
                text.append('/');
            }
            boolean named = !isOfMain(key) && !key.equals("+");
            text.append(named || (key.length() == 1 && key.charAt(0) >= '2' && key.charAt(0) <= '9') ? key : "");
            text.append(element.value());
        }
        text.append(link);
        return text.append(CheckDigit.hibc(text)).toString();
    }

    private static boolean isOfMain(String key) {
        return key.equals(LOT)
                || key.equals(SERIAL)
                || key.equals("J")
                || (key.length() == 1 && CheckDigit.isDigit(key.charAt(0)));
    }
}
