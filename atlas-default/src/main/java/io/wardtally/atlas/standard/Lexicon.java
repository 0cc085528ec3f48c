package io.wardtally.atlas.standard;

import java.text.Normalizer;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.regex.Pattern;

/** The words of a ward: which say nothing, and which mean the same. */
final class Lexicon {

    private static final Pattern MARKS = Pattern.compile("\\p{M}+");
    private static final Pattern APOSTROPHES = Pattern.compile("['’`]");
    private static final Pattern NO_WORD = Pattern.compile("[^\\p{L}\\p{N}]+");

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
        String plain = Normalizer.isNormalized(text, Normalizer.Form.NFKD)
                ? text
                : MARKS.matcher(Normalizer.normalize(text, Normalizer.Form.NFKD))
                        .replaceAll("");
        String small = APOSTROPHES.matcher(plain).replaceAll("").toLowerCase(Locale.ROOT);
        List<String> words = new ArrayList<>();
        for (String word : NO_WORD.split(small, -1)) {
            if (!word.isEmpty()) {
                words.add(word);
            }
        }
        return words;
    }

    /** The groups of four letters of which the words of a text consist, their beginnings and ends included. */
    static List<String> groups(String text) {
        List<String> groups = new ArrayList<>();
        for (String word : words(text)) {
            String fenced = '_' + word + '_';
            for (int i = 0; i == 0 || i + GROUP <= fenced.length(); i++) {
                groups.add(fenced.substring(i, Math.min(i + GROUP, fenced.length())));
            }
        }
        return groups;
    }

    /** The stems of the words that say something. */
    List<String> stems(String text) {
        return words(text).stream()
                .filter(word -> !stopwords.contains(word))
                .map(Stem::of)
                .toList();
    }

    /** The stems that mean the same as this one. */
    Set<String> alike(String stem) {
        return alike.getOrDefault(stem, Set.of());
    }
}
