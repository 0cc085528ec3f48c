package io.wardtally.atlas.standard;

import java.text.Normalizer;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;

/** The words of a ward: which mean nothing, which mean the same, and what they were meant to be. */
final class Lexicon {

    private static final Pattern MARKS = Pattern.compile("\\p{M}+");
    private static final Pattern APOSTROPHES = Pattern.compile("['’`]");
    private static final Pattern NO_WORD = Pattern.compile("[^\\p{L}\\p{N}]+");
    private static final int SHORTEST_TO_CORRECT = 4;
    private static final int LONG = 8;

    private final Set<String> stopwords = new HashSet<>();
    private final Map<String, Set<Integer>> groups = new HashMap<>();

    /**
     * A lexicon.
     *
     * @param stopwords lines of words that say nothing
     * @param synonyms lines of words that mean the same
     */
    Lexicon(List<String> stopwords, List<String> synonyms) {
        stopwords.forEach(line -> this.stopwords.addAll(words(line)));
        for (int group = 0; group < synonyms.size(); group++) {
            for (String word : words(synonyms.get(group))) {
                groups.computeIfAbsent(Stem.of(word), none -> new HashSet<>()).add(group);
            }
        }
    }

    /** The words of a text, in small letters, without accents and apostrophes. */
    static List<String> words(String text) {
        String plain =
                MARKS.matcher(Normalizer.normalize(text, Normalizer.Form.NFKD)).replaceAll("");
        String small = APOSTROPHES.matcher(plain).replaceAll("").toLowerCase(Locale.ROOT);
        List<String> words = new ArrayList<>();
        for (String word : NO_WORD.split(small, -1)) {
            if (!word.isEmpty()) {
                words.add(word);
            }
        }
        return words;
    }

    boolean saysNothing(String word) {
        return stopwords.contains(word);
    }

    /** The stems of the words that say something. */
    List<String> stems(String text) {
        return words(text).stream()
                .filter(word -> !saysNothing(word))
                .map(Stem::of)
                .toList();
    }

    /**
     * The stems of a question, with slips of the pen put right.
     *
     * @param known the stems of the documents
     */
    List<String> understood(String question, Set<String> known) {
        Set<String> all = new HashSet<>(known);
        all.addAll(groups.keySet());
        List<String> stems = new ArrayList<>();
        for (String word : words(question)) {
            String stem = Stem.of(word);
            if (saysNothing(word)) {
                continue;
            }
            if (all.contains(stem)) {
                stems.add(stem);
            } else if (meant(word, stopwords).isEmpty()) {
                stems.add(meant(stem, all).orElse(stem));
            }
        }
        return stems;
    }

    boolean knows(String stem) {
        return groups.containsKey(stem);
    }

    /** Whether two stems mean the same. */
    boolean areAlike(String one, String other) {
        Set<Integer> ofOne = groups.getOrDefault(one, Set.of());
        return groups.getOrDefault(other, Set.of()).stream().anyMatch(ofOne::contains);
    }

    /** What a word that nobody knows was meant to be: the nearest of these, if one is near enough. */
    static Optional<String> meant(String stem, Collection<String> known) {
        if (stem.length() < SHORTEST_TO_CORRECT || stem.chars().anyMatch(Character::isDigit)) {
            return Optional.empty();
        }
        int most = stem.length() >= LONG ? 2 : 1;
        String best = null;
        int least = most + 1;
        for (String each : known) {
            if (Math.abs(each.length() - stem.length()) <= most && each.length() >= SHORTEST_TO_CORRECT - 1) {
                int distance = distance(stem, each, most);
                if (distance < least || (distance == least && best != null && each.compareTo(best) < 0)) {
                    least = distance;
                    best = each;
                }
            }
        }
        return least <= most ? Optional.ofNullable(best) : Optional.empty();
    }

    /** How many letters are missing, wrong, too many or swapped with the next; more than the most is as good as infinite. */
    static int distance(String one, String other, int most) {
        int[][] cost = new int[one.length() + 1][other.length() + 1];
        for (int i = 0; i <= one.length(); i++) {
            int least = Integer.MAX_VALUE;
            for (int j = 0; j <= other.length(); j++) {
                if (i == 0 || j == 0) {
                    cost[i][j] = i + j;
                } else {
                    int same = one.charAt(i - 1) == other.charAt(j - 1) ? 0 : 1;
                    int now = Math.min(cost[i - 1][j - 1] + same, Math.min(cost[i - 1][j], cost[i][j - 1]) + 1);
                    boolean swapped = i > 1
                            && j > 1
                            && one.charAt(i - 1) == other.charAt(j - 2)
                            && one.charAt(i - 2) == other.charAt(j - 1);
                    cost[i][j] = swapped ? Math.min(now, cost[i - 2][j - 2] + 1) : now;
                }
                least = Math.min(least, cost[i][j]);
            }
            if (least > most + 1) {
                return Integer.MAX_VALUE;
            }
        }
        return cost[one.length()][other.length()];
    }
}
