package io.wardtally.tracking.core.scan;

import io.wardtally.tracking.scan.CodeElement;
import io.wardtally.tracking.scan.CodeFlaw;
import java.net.URLDecoder;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** Element strings of GS1: as scanners give them, as they are printed for people, and as web addresses. */
final class Gs1 {

    /** Character for FNC1 between elements. */
    static final char SEPARATOR = '\u001D';

    private static final String GTIN = "01";
    private static final int MOST_QUALIFIERS = 4;
    private static final Pattern RESOLVER = Pattern.compile("(?i)https?://id\\.gs1\\.org[:/]");

    private final TwoDigitYear century;
    private final List<CodeElement> elements = new ArrayList<>();
    private final Map<String, String> values = new HashMap<>();

    Gs1(TwoDigitYear century) {
        this.century = century;
    }

    /** Result of reading. */
    List<CodeElement> elements() {
        return elements;
    }

    /** Reads an element string that a scanner gave, from this place on, and says what is wrong with it; null if nothing is. */
    @Nullable
    CodeFlaw scanned(String text, int from) {
        int at = from < text.length() && text.charAt(from) == SEPARATOR ? from + 1 : from;
        if (at == text.length()) {
            return CodeFlaw.of(CodeFlaw.Kind.EMPTY, at, "flaw.empty");
        }
        while (at < text.length()) {
            ApplicationIdentifiers ai = ApplicationIdentifiers.at(text, at);
            if (ai == null) {
                return unknown(at);
            }
            int value = at + ai.key().length();
            int separator = text.indexOf(SEPARATOR, value);
            int limit = separator < 0 ? text.length() : separator;
            int end = ai.fixed() ? Math.min(limit, value + ai.most()) : limit;
            CodeFlaw flaw = add(ai, text, value, end);
            if (flaw != null) {
                return flaw;
            }
            at = end < text.length() && text.charAt(end) == SEPARATOR ? end + 1 : end;
        }
        return null;
    }

    private static CodeFlaw unknown(int at) {
        return CodeFlaw.of(CodeFlaw.Kind.UNKNOWN_KEY, at, "flaw.unknown-key");
    }

    private @Nullable CodeFlaw add(ApplicationIdentifiers ai, String text, int from, int to) {
        CodeFlaw flaw = ai.check(text, from, to, century);
        if (flaw != null) {
            return flaw;
        }
        String value = text.substring(from, to);
        String before = values.putIfAbsent(ai.key(), value);
        if (before != null && !before.equals(value)) {
            return CodeFlaw.of(CodeFlaw.Kind.REPEATED, from, "flaw.repeated", ai.key());
        }
        elements.add(new CodeElement(ai.key(), value));
        return null;
    }

    /** Reads an element string with its keys in brackets. A bracket that belongs to a value is written {@code \(}. */
    @Nullable
    CodeFlaw bracketed(String text, int from) {
        int at = from;
        while (at < text.length()) {
            int closing = text.indexOf(')', at);
            ApplicationIdentifiers ai = text.charAt(at) == '(' && closing > at && closing - at <= 5
                    ? ApplicationIdentifiers.of(text.substring(at + 1, closing))
                    : null;
            if (ai == null) {
                return unknown(at);
            }
            StringBuilder value = new StringBuilder();
            int end = closing + 1;
            while (end < text.length() && !isKey(text, end)) {
                if (text.charAt(end) == '\\' && end + 1 < text.length() && text.charAt(end + 1) == '(') {
                    end++;
                }
                value.append(text.charAt(end++));
            }
            CodeFlaw flaw = add(ai, value.toString(), 0, value.length());
            if (flaw != null) {
                return flaw.at(closing + 1 + flaw.position());
            }
            at = end;
        }
        return elements.isEmpty() ? CodeFlaw.of(CodeFlaw.Kind.EMPTY, from, "flaw.empty") : null;
    }

    private static boolean isKey(String text, int at) {
        if (text.charAt(at) != '(') {
            return false;
        }
        for (int digits = 2; digits <= 4 && at + digits + 1 < text.length(); digits++) {
            if (text.charAt(at + digits + 1) == ')') {
                return ApplicationIdentifiers.of(text.substring(at + 1, at + digits + 1)) != null;
            }
        }
        return false;
    }

    /**
     * Reads a web address whose path ends with a primary key, its qualifiers and their values; what follows behind the question
     * mark may say more.
     *
     * @return false if it is a web address of any other kind
     * @throws Broken if it is one of GS1, but says something impossible
     */
    boolean link(String text) throws Broken {
        int path = text.indexOf('/', text.indexOf("://") + 3);
        if (path < 0) {
            return false;
        }
        String address = text.indexOf('#') < 0 ? text : text.substring(0, text.indexOf('#'));
        int question = address.indexOf('?');
        List<Step> steps = steps(question < 0 ? address : address.substring(0, question), path);
        int key = key(steps);
        if (key < 0) {
            return false;
        }
        for (int i = key; i < steps.size(); i += 2) {
            try {
                say(
                        Objects.requireNonNull(
                                ApplicationIdentifiers.of(steps.get(i).text())),
                        steps.get(i + 1));
            } catch (Broken broken) {
                // On the path of any other site digits need not be a key; a number with a check digit hardly stands
                // there by chance.
                boolean mustBe = broken.flaw().kind() == CodeFlaw.Kind.CHECK;
                if (i == key && !mustBe && !RESOLVER.matcher(text).lookingAt()) {
                    return false;
                }
                throw broken;
            }
        }
        for (int at = question; at >= 0 && at < address.length(); ) {
            int end = address.indexOf('&', at + 1);
            int to = end < 0 ? address.length() : end;
            int equals = address.indexOf('=', at + 1);
            ApplicationIdentifiers ai =
                    equals < 0 || equals > to ? null : ApplicationIdentifiers.of(address.substring(at + 1, equals));
            if (ai != null) {
                say(ai, new Step(equals + 1, address.substring(equals + 1, to)));
            }
            at = to;
        }
        return true;
    }

    /** Text between two slashes, and its position. */
    private record Step(int at, String text) {}

    private static List<Step> steps(String text, int from) {
        List<Step> steps = new ArrayList<>();
        for (int at = from; at >= 0 && at + 1 < text.length(); at = text.indexOf('/', at + 1)) {
            int end = text.indexOf('/', at + 1);
            steps.add(new Step(at + 1, text.substring(at + 1, end < 0 ? text.length() : end)));
        }
        return steps;
    }

    /** Position of a primary key that all behind it belongs to, or -1. */
    private static int key(List<Step> steps) {
        for (int i = steps.size() % 2; i < steps.size(); i += 2) {
            ApplicationIdentifiers ai = ApplicationIdentifiers.of(steps.get(i).text());
            List<List<String>> alternatives = ai == null ? null : ai.qualifiers();
            if (alternatives != null) {
                List<String> behind = new ArrayList<>();
                for (int k = i + 2; k < steps.size() && behind.size() <= MOST_QUALIFIERS; k += 2) {
                    behind.add(steps.get(k).text());
                }
                if (alternatives.stream().anyMatch(allowed -> isWithin(behind, allowed))) {
                    return i;
                }
            }
        }
        return -1;
    }

    /** Whether all of these stand in the list, in its order. */
    private static boolean isWithin(List<String> some, List<String> all) {
        int at = 0;
        for (String one : some) {
            int found = all.subList(at, all.size()).indexOf(one);
            if (found < 0) {
                return false;
            }
            at += found + 1;
        }
        return true;
    }

    private void say(ApplicationIdentifiers ai, Step step) throws Broken {
        String value;
        try {
            value = URLDecoder.decode(step.text().replace("+", "%2B"), StandardCharsets.UTF_8);
        } catch (IllegalArgumentException malformed) {
            throw new Broken(CodeFlaw.of(CodeFlaw.Kind.STRUCTURE, step.at(), "flaw.percent"));
        }
        if (ai.key().equals(GTIN) && (value.length() == 8 || value.length() == 12 || value.length() == 13)) {
            value = padded(value);
        }
        CodeFlaw flaw = add(ai, value, 0, value.length());
        if (flaw != null) {
            throw new Broken(flaw.at(step.at()));
        }
    }

    /** Something that a code cannot say. */
    static final class Broken extends Exception {
        private static final long serialVersionUID = 1;

        private final transient CodeFlaw flaw;

        Broken(CodeFlaw flaw) {
            super(flaw.says(), null, false, false);
            this.flaw = flaw;
        }

        CodeFlaw flaw() {
            return flaw;
        }
    }

    /** A GTIN of 8, 12 or 13 digits as one of 14. */
    static String padded(String gtin) {
        return "0".repeat(14 - gtin.length()) + gtin;
    }

    /** The elements as a scanner gives them, with separators where they are needed. */
    static String scanned(List<CodeElement> elements) {
        StringBuilder text = new StringBuilder();
        boolean open = false;
        for (CodeElement element : elements) {
            if (open) {
                text.append(SEPARATOR);
            }
            text.append(element.key()).append(element.value());
            open = !Objects.requireNonNull(ApplicationIdentifiers.of(element.key()))
                    .fixed();
        }
        return text.toString();
    }

    /** The elements as they are printed for people. */
    static String bracketed(List<CodeElement> elements) {
        StringBuilder text = new StringBuilder();
        for (CodeElement element : elements) {
            text.append('(').append(element.key()).append(')');
            text.append(element.value().replace("(", "\\("));
        }
        return text.toString();
    }

    /** The elements as a web address; the first of them is a primary key, and qualifiers follow it in their order. */
    static String link(String resolver, List<CodeElement> elements) {
        StringBuilder text = new StringBuilder(resolver);
        List<List<String>> alternatives = Objects.requireNonNull(
                        ApplicationIdentifiers.of(elements.get(0).key()))
                .qualifiers();
        List<String> behind = new ArrayList<>();
        char next = '?';
        for (CodeElement element : elements) {
            behind.add(element.key());
            List<String> qualifiers = behind.subList(1, behind.size());
            boolean inPath = behind.size() == 1
                    || (alternatives != null && alternatives.stream().anyMatch(all -> isWithin(qualifiers, all)));
            String value = URLEncoder.encode(element.value(), StandardCharsets.UTF_8);
            if (inPath && next == '?') {
                text.append('/').append(element.key()).append('/').append(value);
            } else {
                text.append(next).append(element.key()).append('=').append(value);
                next = '&';
            }
        }
        return text.toString();
    }
}
