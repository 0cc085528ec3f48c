package io.wardtally.tracking.core.scan;

import io.wardtally.tracking.Message;
import io.wardtally.tracking.internal.CheckDigit;
import io.wardtally.tracking.scan.CodeElement;
import io.wardtally.tracking.scan.CodeFlaw;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * An application identifier of GS1 and what its value looks like. All of them stand in a table, which is taken from the GS1
 * Barcode Syntax Dictionary.
 *
 * @param key its two to four digits
 * @param fixed whether it needs no separator behind it
 * @param parts what its value consists of
 * @param needs alternatives of keys, one of which must be there, too; empty if none
 * @param excludes keys that must not be there
 * @param qualifiers for the primary key of a web address: which keys may follow it, in order, and alternatives of that; null
 *     for any other
 */
record ApplicationIdentifiers(
        String key,
        boolean fixed,
        List<Part> parts,
        List<List<String>> needs,
        List<String> excludes,
        @Nullable List<List<String>> qualifiers) {

    private static final String TABLE = "gs1-application-identifiers.tsv";
    private static final int MOST_DIGITS = 4;
    private static final Map<String, ApplicationIdentifiers> ALL = load();
    private static final @Nullable ApplicationIdentifiers[] BY_NUMBER = byNumber();
    /** Number of digits of a key, by its first two. */
    private static final int[] DIGITS = digits();

    /** The key of this text, or null if it is none. */
    static @Nullable ApplicationIdentifiers of(String key) {
        return ALL.get(key);
    }

    /** Every key. */
    static Iterable<ApplicationIdentifiers> all() {
        return ALL.values();
    }

    /** The key that begins at this place, or null if none does. */
    static @Nullable ApplicationIdentifiers at(String text, int at) {
        int number = 0;
        for (int digits = 1; digits <= MOST_DIGITS && at + digits <= text.length(); digits++) {
            char c = text.charAt(at + digits - 1);
            if (!CheckDigit.isDigit(c)) {
                return null;
            }
            number = 10 * number + c - '0';
            if (digits == 2 && DIGITS[number] == 0) {
                return null;
            }
            if (digits >= 2 && digits == DIGITS[TwoDigitYear.number(text, at, at + 2)]) {
                return BY_NUMBER[slot(digits, number)];
            }
        }
        return null;
    }

    private static int slot(int digits, int number) {
        return digits * 10_000 + number;
    }

    /** The longest value. */
    int most() {
        int most = 0;
        for (Part part : parts) {
            most += part.most();
        }
        return most;
    }

    /** Flaw of this value, or null if there is none. */
    @Nullable
    CodeFlaw check(String text, int from, int to, TwoDigitYear century) {
        int at = from;
        for (Part part : parts) {
            int length = Math.min(part.most(), to - at);
            if (length < part.least()) {
                if (part.optional() && length == 0) {
                    break;
                }
                return CodeFlaw.of(CodeFlaw.Kind.LENGTH, to, "flaw.too-short", key);
            }
            CodeFlaw flaw = part.check(key, text, at, at + length, century);
            if (flaw != null) {
                return flaw;
            }
            at += length;
        }
        return at == to ? null : CodeFlaw.of(CodeFlaw.Kind.LENGTH, at, "flaw.value-too-long", key);
    }

    /** Whether one of the key's alternatives is there, and whatever it excludes is not. */
    static @Nullable CodeFlaw associations(List<CodeElement> elements) {
        for (int i = 0; i < elements.size(); i++) {
            ApplicationIdentifiers ai =
                    Objects.requireNonNull(of(elements.get(i).key()));
            if (!ai.needs.isEmpty() && ai.needs.stream().noneMatch(all -> holdsAll(elements, all))) {
                return CodeFlaw.of(CodeFlaw.Kind.ASSOCIATION, i, "flaw.partner-missing", ai.key, words(ai.needs));
            }
            for (String excluded : ai.excludes) {
                for (CodeElement other : elements) {
                    if (!other.key().equals(ai.key) && isLike(other.key(), excluded)) {
                        return CodeFlaw.of(CodeFlaw.Kind.ASSOCIATION, i, "flaw.excluded", ai.key, other.key());
                    }
                }
            }
        }
        return null;
    }

    private static boolean holdsAll(List<CodeElement> elements, List<String> keys) {
        return keys.stream().allMatch(key -> elements.stream().anyMatch(element -> isLike(element.key(), key)));
    }

    /** Whether a key is this one, in which n stands for any digit. */
    private static boolean isLike(String key, String pattern) {
        if (key.length() != pattern.length()) {
            return false;
        }
        for (int i = 0; i < key.length(); i++) {
            if (pattern.charAt(i) != 'n' && pattern.charAt(i) != key.charAt(i)) {
                return false;
            }
        }
        return true;
    }

    private static Object words(List<List<String>> alternatives) {
        return alternatives.stream()
                .<Object>map(all -> String.join("+", all))
                .reduce((one, other) -> Message.of("flaw.either", one, other))
                .orElse("");
    }

    /**
     * A part of a value.
     *
     * @param set N digits, X the 82 characters, Y the 39, Z the 64 of base64url
     * @param least its shortest length
     * @param most its longest
     * @param optional whether it may be left out, and all behind it
     * @param checks what else must hold
     */
    record Part(char set, int least, int most, boolean optional, List<ValueCheck> checks) {

        private static final boolean[] SET_82 = new boolean[128];
        private static final boolean[] SET_39 = set("#-/", false);
        private static final boolean[] SET_64 = set("-_=", true);
        private static final boolean[] DIGITS = new boolean[128];

        static {
            Arrays.fill(DIGITS, '0', '9' + 1, true);
            for (char c = 0; c < SET_82.length; c++) {
                SET_82[c] = CheckDigit.isSet82(c);
            }
        }

        private static boolean[] set(String others, boolean lowerCase) {
            boolean[] set = new boolean[128];
            Arrays.fill(set, '0', '9' + 1, true);
            Arrays.fill(set, 'A', 'Z' + 1, true);
            Arrays.fill(set, 'a', 'z' + 1, lowerCase);
            others.chars().forEach(c -> set[c] = true);
            return set;
        }

        private static boolean[] of(char set) {
            return switch (set) {
                case 'N' -> DIGITS;
                case 'Y' -> SET_39;
                case 'Z' -> SET_64;
                default -> SET_82;
            };
        }

        @Nullable
        CodeFlaw check(String key, String text, int from, int to, TwoDigitYear century) {
            boolean[] allowed = of(set);
            for (int i = from; i < to; i++) {
                char c = text.charAt(i);
                if (c >= allowed.length || !allowed[c]) {
                    return CodeFlaw.of(CodeFlaw.Kind.CHARACTER, i, "flaw.character", key);
                }
            }
            if (checks.isEmpty()) {
                return null;
            }
            String value = text.substring(from, to);
            for (ValueCheck check : checks) {
                if (!check.holds(value, century)) {
                    boolean digit = check == ValueCheck.CSUM || check == ValueCheck.CSUMALPHA;
                    return digit
                            ? CodeFlaw.of(CodeFlaw.Kind.CHECK, to - 1, "flaw.check-digit", key)
                            : CodeFlaw.of(CodeFlaw.Kind.VALUE, from, "flaw.no-value", key);
                }
            }
            return null;
        }

        /** A part as the table writes it, for example {@code N13,csum} or {@code [X..16]}. */
        static Part parse(String text) {
            boolean optional = text.startsWith("[");
            String[] words = text.replace("[", "").replace("]", "").split(",");
            String length = words[0].substring(1);
            boolean upTo = length.startsWith("..");
            int most = Integer.parseInt(upTo ? length.substring(2) : length);
            List<ValueCheck> checks = Arrays.stream(words)
                    .skip(1)
                    .map(word -> ValueCheck.valueOf(word.toUpperCase(Locale.ROOT)))
                    .toList();
            return new Part(words[0].charAt(0), upTo ? 1 : most, most, optional, checks);
        }
    }

    private static Map<String, ApplicationIdentifiers> load() {
        Map<String, ApplicationIdentifiers> all = new HashMap<>();
        try (BufferedReader table = new BufferedReader(new InputStreamReader(
                Objects.requireNonNull(ApplicationIdentifiers.class.getResourceAsStream(TABLE), TABLE),
                StandardCharsets.UTF_8))) {
            table.lines().skip(1).map(line -> line.split("\t", -1)).forEach(row -> {
                String[] range = row[0].split("-", -1);
                for (int key = Integer.parseInt(range[0]); key <= Integer.parseInt(range[range.length - 1]); key++) {
                    ApplicationIdentifiers ai = parse(
                            "0".repeat(range[0].length() - Integer.toString(key).length()) + key, row);
                    all.put(ai.key, ai);
                }
            });
            return Map.copyOf(all);
        } catch (IOException broken) {
            throw new UncheckedIOException("the jar of tracking-core is damaged", broken);
        }
    }

    private static ApplicationIdentifiers parse(String key, String[] row) {
        List<List<String>> needs = List.of();
        List<String> excludes = List.of();
        List<List<String>> qualifiers = null;
        for (String word : row[3].split(" ", -1)) {
            String value = word.substring(word.indexOf('=') + 1);
            if (word.startsWith("req=")) {
                needs = Arrays.stream(value.split(","))
                        .map(all -> List.of(all.split("\\+")))
                        .toList();
            } else if (word.startsWith("ex=")) {
                excludes = List.of(value.split(","));
            } else if (word.startsWith("dlpkey=")) {
                qualifiers = Arrays.stream(value.split("\\|"))
                        .map(all -> List.of(all.split(",")))
                        .toList();
            } else if (word.equals("dlpkey")) {
                qualifiers = List.of(List.of());
            }
        }
        List<Part> parts = new ArrayList<>();
        for (String part : row[2].split(" ", -1)) {
            parts.add(Part.parse(part));
        }
        return new ApplicationIdentifiers(key, row[1].equals("yes"), List.copyOf(parts), needs, excludes, qualifiers);
    }

    private static @Nullable ApplicationIdentifiers[] byNumber() {
        @Nullable ApplicationIdentifiers[] all = new ApplicationIdentifiers[(MOST_DIGITS + 1) * 10_000];
        ALL.values().forEach(ai -> all[slot(ai.key.length(), Integer.parseInt(ai.key))] = ai);
        return all;
    }

    private static int[] digits() {
        int[] digits = new int[100];
        ALL.keySet().forEach(key -> digits[TwoDigitYear.number(key, 0, 2)] = key.length());
        return digits;
    }
}
