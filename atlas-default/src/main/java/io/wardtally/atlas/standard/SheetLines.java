package io.wardtally.atlas.standard;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Lines of a sheet: {@code key = value}, by their keys. It is a part of the format of {@link java.util.Properties}, without what
 * loses or changes text silently: two keys of one meaning, values that are empty, lines that are neither key nor comment,
 * backslashes that stand for something else, invisible characters.
 */
final class SheetLines {

    private static final Pattern LINE = Pattern.compile("([A-Za-z0-9_.-]+)\\s*[=:]\\s*(.*)");
    private static final Pattern ESCAPED = Pattern.compile("\\\\(u[0-9A-Fa-f]{4}|\\\\)?");
    private static final int HEX = 16;

    /** Keys that say the same as another one, by their beginnings. */
    private static final Map<String, String> OTHER_WORDS = Map.of(
            "sop", "during-use",
            "max-continuous-use", "longest-use");

    private final SortedMap<String, Line> lines = new TreeMap<>();
    private final List<String> problems = new ArrayList<>();

    /**
     * A line.
     *
     * @param number its number in the file, from 1
     * @param written its key as it is written there
     */
    record Line(int number, String written, String value) {}

    /** @throws SheetProblems if there are lines that cannot be understood, with all of them */
    SheetLines(String text) {
        List<String> all = Arrays.asList(text.replaceFirst("^\uFEFF", "").split("\r\n|\r|\n", -1));
        for (int i = 0; i < all.size(); i++) {
            int number = i + 1;
            StringBuilder line = new StringBuilder(stripped(all.get(i)));
            if (line.isEmpty() || line.charAt(0) == '#') {
                continue;
            }
            while (isContinued(line) && i + 1 < all.size()) {
                String next = all.get(++i);
                if (stripped(next).isEmpty() || !Character.isWhitespace(next.codePointAt(0))) {
                    add(number, line.toString(), "it ends with a backslash, and the next line is not indented");
                }
                line.setLength(line.length() - 1);
                line.append(stripped(next));
            }
            read(number, line.toString());
        }
        if (!problems.isEmpty()) {
            throw new SheetProblems(problems);
        }
    }

    private static boolean isContinued(StringBuilder line) {
        int backslashes = 0;
        while (backslashes < line.length() && line.charAt(line.length() - 1 - backslashes) == '\\') {
            backslashes++;
        }
        return backslashes % 2 == 1;
    }

    private void read(int number, String text) {
        Matcher line = LINE.matcher(text);
        if (!line.matches()) {
            add(number, text, "it is no “key = value”; a comment begins with #");
            return;
        }
        String written = line.group(1);
        String key = meaning(written);
        String value = stripped(line.group(2));
        if (value.isEmpty()) {
            add(number, written, "it has no value");
        } else if (value.startsWith("=") || value.startsWith(":")) {
            add(number, written, "its value begins with " + value.charAt(0));
        } else {
            Line before = lines.putIfAbsent(key, new Line(number, written, plain(number, written, value)));
            if (before != null) {
                add(number, written, "line " + before.number() + " says it already, as " + before.written());
            }
        }
    }

    /** The key for what it means: in small letters, with hyphens, in the words of today. */
    private static String meaning(String written) {
        String key = written.toLowerCase(Locale.ROOT).replace('_', '-');
        int end = key.indexOf('.');
        String beginning = end < 0 ? key : key.substring(0, end);
        return OTHER_WORDS.getOrDefault(beginning, beginning) + key.substring(beginning.length());
    }

    /** The value, if all of it can be seen. */
    private String plain(int number, String key, String value) {
        Matcher escaped = ESCAPED.matcher(value);
        String plain = escaped.replaceAll(found -> Matcher.quoteReplacement(meant(number, key, found.group(1))));
        plain.codePoints()
                .filter(SheetLines::isInvisible)
                .findFirst()
                .ifPresent(c -> add(number, key, "it contains " + named(c) + ", which cannot be seen"));
        return plain;
    }

    private String meant(int number, String key, String escaped) {
        if (escaped == null) {
            add(number, key, "a backslash is written \\\\");
            return "";
        }
        return escaped.equals("\\") ? escaped : String.valueOf((char) Integer.parseInt(escaped.substring(1), HEX));
    }

    private static boolean isInvisible(int c) {
        return switch (Character.getType(c)) {
            case Character.CONTROL,
                    Character.FORMAT,
                    Character.SURROGATE,
                    Character.PRIVATE_USE,
                    Character.UNASSIGNED,
                    Character.LINE_SEPARATOR,
                    Character.PARAGRAPH_SEPARATOR -> c != '\t';
            default -> c == '\uFFFD';
        };
    }

    private static String named(int c) {
        return String.format(Locale.ROOT, "U+%04X", c);
    }

    /** Without white space at both ends, whatever kind of it. */
    private static String stripped(String text) {
        return text.replaceAll("^[\\s\\p{Z}]+|[\\s\\p{Z}]+$", "");
    }

    private void add(int number, String what, String why) {
        problems.add("line " + number + ", " + shown(what) + ": " + why);
    }

    /** The beginning of it, in characters that can be seen. */
    private static String shown(String what) {
        StringBuilder shown = new StringBuilder();
        what.codePoints().limit(40).forEach(c -> shown.append(isInvisible(c) ? named(c) : Character.toString(c)));
        return shown.toString();
    }

    /** The lines by what their keys mean, in the order of the keys. */
    SortedMap<String, Line> all() {
        return lines;
    }

    /** Problem with this key. */
    SheetProblems problem(String key, String why) {
        Line line = lines.get(key);
        return new SheetProblems(List.of(
                line == null ? key + ": " + why : "line " + line.number() + ", " + line.written() + ": " + why));
    }

    /** The lines whose keys are not among these, each as a problem. */
    List<String> besides(Set<String> known) {
        Map<String, Line> rest = new HashMap<>(lines);
        rest.keySet().removeAll(known);
        return rest.values().stream()
                .sorted(Comparator.comparing(Line::number))
                .map(line -> "line " + line.number() + ", " + line.written() + ": nobody knows what this means")
                .toList();
    }
}
