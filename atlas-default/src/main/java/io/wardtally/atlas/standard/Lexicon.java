package io.wardtally.atlas.standard;

import java.text.Normalizer;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Consumer;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/** The words of a ward: which say nothing, and which mean the same. */
final class Lexicon {

    private static final Pattern MARKS = Pattern.compile("\\p{M}+");
    private static final String APOSTROPHES = "'’`";
    private static final int FIRST_BEYOND_ASCII = 0x80;

    private static final int GROUP = 4;

    private final Set<String> stopwords = new HashSet<>();
    private final Map<String, Set<String>> alike = new HashMap<>();

    /**
     * A lexicon.
     *
     * @param stopwords lines of words that say nothing
     * @param synonyms lines of words that mean the same
     */
    Lexicon(List<String> stopwords, List<String> synonyms) {
        stopwords.forEach(line -> this.stopwords.addAll(words(line)));
        for (String line : synonyms) {
            List<String> group = words(line).stream().map(Stem::of).toList();
            group.forEach(
                    stem -> alike.computeIfAbsent(stem, none -> new HashSet<>()).addAll(group));
        }
    }

    /** The words of a text, in small letters, without accents and apostrophes. */
    static List<String> words(String text) {
        String plain = isAscii(text) || Normalizer.isNormalized(text, Normalizer.Form.NFKD)
                ? text
                : MARKS.matcher(Normalizer.normalize(text, Normalizer.Form.NFKD))
                        .replaceAll("");
        List<String> words = new ArrayList<>();
        StringBuilder word = new StringBuilder();
        plain.codePoints().forEach(c -> {
            if (Character.isLetterOrDigit(c) || Character.getType(c) == Character.OTHER_NUMBER) {
                word.appendCodePoint(Character.toLowerCase(c));
            } else if (APOSTROPHES.indexOf(c) < 0 && !word.isEmpty()) {
                words.add(word.toString());
                word.setLength(0);
            }
        });
        if (!word.isEmpty()) {
            words.add(word.toString());
        }
        return words;
    }

    private static boolean isAscii(String text) {
        return text.chars().allMatch(c -> c < FIRST_BEYOND_ASCII);
    }

    /** The groups of four letters of which the words of a text consist, their beginnings and ends included. */
    static List<String> groups(String text) {
        List<String> groups = new ArrayList<>();
        words(text).forEach(word -> groups(word, groups::add));
        return groups;
    }

    /** The same of one word. */
    static void groups(String word, Consumer<String> taking) {
        String fenced = '_' + word + '_';
        for (int i = 0; i == 0 || i + GROUP <= fenced.length(); i++) {
            taking.accept(fenced.substring(i, Math.min(i + GROUP, fenced.length())));
        }
    }

    /** The stems of the words that say something. */
    List<String> stems(String text) {
        return words(text).stream()
                .filter(word -> !stopwords.contains(word))
                .map(Stem::of)
                .toList();
    }

    /** The words that say something. */
    String saying(String text) {
        return words(text).stream().filter(word -> !stopwords.contains(word)).collect(Collectors.joining(" "));
    }

    /** The stems that mean the same as this one. */
    Set<String> alike(String stem) {
        return alike.getOrDefault(stem, Set.of());
    }
}
