package io.wardtally.tracking.core.scan;

import static java.util.stream.Collectors.joining;

import io.wardtally.tracking.internal.Check;
import io.wardtally.tracking.scan.ScannerQuirk;
import java.util.Locale;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** Quirks of the scanners of a house, and how the codes that they hand over are put right. */
final class Quirks {

    /** What scanners write instead of the separator of GS1, and in front instead of FNC1. */
    static final Pattern WRITTEN_OUT = Pattern.compile("(?i)[<{\\[(](?:GS|FNC1|F1|(?:0?x)?1D)[>}\\])]"
            + "|\\\\(?:x1D|u001D|035|FNC1|F)|\\^(?:FNC1|\\])|~(?:FNC1|d029|1)|&#(?:29|x1D);|[|~^\\u241D\\u2194]");

    private static final String SIGNS = "<{[(\\^~&|\u241D\u2194";
    private static final Pattern RECORD_WRITTEN_OUT =
            Pattern.compile("(?i)[<{\\[]RS[>}\\]]|\\\\(?:x1E|u001E)|\\^\\^|\\u241E");
    private static final Pattern END_WRITTEN_OUT =
            Pattern.compile("(?i)[<{\\[]EOT[>}\\]]|\\\\(?:x04|u0004)|\\^D$|\\u2404");
    private static final Pattern REPEATED = Pattern.compile("\\x1D{2,}");
    private static final String GS = String.valueOf(Gs1.SEPARATOR);

    private final Set<ScannerQuirk> known;
    private final @Nullable Pattern separators;
    /** Characters with which these begin; most codes have none of them, and need not be searched any closer. */
    private final String signs;

    /**
     * These quirks.
     *
     * @param separators what the house has told its scanners to write instead of the separator of GS1
     */
    Quirks(Set<ScannerQuirk> known, Set<String> separators) {
        this.known = Set.copyOf(known);
        // The longer ones first, of which a shorter one may be the beginning.
        Stream<String> own = new TreeSet<>(separators).descendingSet().stream().map(Pattern::quote);
        Stream<String> all =
                has(ScannerQuirk.SEPARATOR_WRITTEN_OUT) ? Stream.concat(own, Stream.of(WRITTEN_OUT.pattern())) : own;
        String either = all.collect(joining("|"));
        this.separators = either.isEmpty() ? null : Pattern.compile(either);
        this.signs =
                separators.stream().map(separator -> separator.substring(0, 1)).collect(joining())
                        + (has(ScannerQuirk.SEPARATOR_WRITTEN_OUT) ? SIGNS : "");
    }

    /** Whether the scanners have this quirk. */
    boolean has(ScannerQuirk quirk) {
        return known.contains(quirk);
    }

    /** The code without what is wrapped around it, which is the same text if nothing is. */
    String unwrapped(String scanned) {
        return has(ScannerQuirk.WRAPPED) ? withoutWrapping(scanned) : scanned;
    }

    /** The unwrapped code as it was before a scanner changed it, which is the same text if none did. */
    String putRight(String text) {
        int from = CodeReader.symbology(text);
        if (from == text.length()) {
            return text;
        }
        if (text.charAt(from) == '(' && separators(text, from) == null) {
            return has(ScannerQuirk.SPACED) ? text.replace(" ", "") : text;
        }
        if (isHibc(text, from)) {
            return has(ScannerQuirk.PRINTED_HIBC) ? unprinted(text, from) : text;
        }
        return separated(text, from);
    }

    private static boolean isHibc(String text, int from) {
        return text.startsWith("+", from) || text.startsWith("*+", from);
    }

    private static String withoutWrapping(String scanned) {
        int from = 0;
        int to = scanned.length();
        while (from < to && (isWrapping(scanned.charAt(from)) || isSpace(scanned.charAt(from)))) {
            from++;
        }
        while (from < to && isWrapping(scanned.charAt(to - 1))) {
            to--;
        }
        String text = scanned.substring(from, to);
        // The check character of a HIBC may be a space.
        return text.isEmpty() || !isSpace(text.charAt(text.length() - 1)) || isHibc(text, CodeReader.symbology(text))
                ? text
                : withoutSpaceBehind(text);
    }

    private static String withoutSpaceBehind(String text) {
        int to = text.length();
        while (to > 0 && (isWrapping(text.charAt(to - 1)) || isSpace(text.charAt(to - 1)))) {
            to--;
        }
        return text.substring(0, to);
    }

    private static boolean isWrapping(char c) {
        return (Character.isISOControl(c) && c != Gs1.SEPARATOR) || Check.isInvisible(c);
    }

    private static boolean isSpace(char c) {
        return Character.isWhitespace(c) && c != Gs1.SEPARATOR;
    }

    private static String unprinted(String printed, int from) {
        String text = printed.toUpperCase(Locale.ROOT).replace('_', ' ');
        return text.startsWith("*", from) && text.endsWith("*")
                ? text.substring(0, from) + text.substring(from + 1, text.length() - 1)
                : text;
    }

    private String separated(String scanned, int from) {
        String text = scanned;
        if (text.startsWith(Iso15434.OPENING, from) && has(ScannerQuirk.SEPARATOR_WRITTEN_OUT)) {
            text = RECORD_WRITTEN_OUT.matcher(text).replaceAll("\u001E");
            text = END_WRITTEN_OUT.matcher(text).replaceAll("\u0004");
        }
        Matcher written = separators(text, from);
        if (written != null) {
            text = text.substring(0, from) + written.reset(text.substring(from)).replaceAll(GS);
        }
        return has(ScannerQuirk.SEPARATOR_REPEATED) && text.contains(GS + GS)
                ? REPEATED.matcher(text).replaceAll(GS)
                : text;
    }

    /** A matcher of what is written instead of separators, or null if nothing is. */
    private @Nullable Matcher separators(String text, int from) {
        if (separators == null || !hasSign(text, from)) {
            return null;
        }
        Matcher written = separators.matcher(text).region(from, text.length());
        boolean elements =
                CodeReader.isElements(text, from) || text.startsWith(Iso15434.OPENING, from) || written.lookingAt();
        return elements && written.region(from, text.length()).find() ? written : null;
    }

    private boolean hasSign(String text, int from) {
        for (int i = from; i < text.length(); i++) {
            if (signs.indexOf(text.charAt(i)) >= 0) {
                return true;
            }
        }
        return false;
    }
}
