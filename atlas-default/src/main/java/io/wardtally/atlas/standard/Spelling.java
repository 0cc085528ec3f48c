package io.wardtally.atlas.standard;

import java.util.Collection;
import java.util.HashMap;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * Puts slips of the pen right: a word that nobody knows is taken for the known word from which one gets to it most easily, by letters
 * left out, doubled, swapped or mistaken; among words that are as near, for the more common one.
 */
final class Spelling {

    /** What any slip costs, so much that one is always likelier than two. */
    private static final double SLIP = 10;

    private static final double NOT_DOUBLED = 0;
    private static final double LEFT_OUT = 0.7;
    private static final double DOUBLED = 0.3;
    private static final double ONE_TOO_MANY = 1.4;
    private static final double ANOTHER = 2.1;
    private static final double ANOTHER_FIRST = 3.7;
    private static final double COMMON = 0.7;

    private static final int SHORTEST = 3;
    private static final int SHORT = 4;
    private static final int LONG = 6;

    private final Map<String, Integer> known = new HashMap<>();

    /** @param words those that are known, each as often as it is used */
    Spelling(Collection<String> words) {
        words.forEach(word -> known.merge(word, 1, Integer::sum));
    }

    /**
     * A text in words that are known, as far as that can be guessed.
     *
     * @param besides words that are known, too
     */
    String corrected(String text, Set<String> besides) {
        return Lexicon.words(text).stream()
                .map(word -> besides.contains(word) ? word : corrected(word))
                .collect(Collectors.joining(" "));
    }

    private String corrected(String word) {
        if (known.containsKey(word) || word.length() < SHORTEST || word.chars().anyMatch(Character::isDigit)) {
            return word;
        }
        String best = word;
        double least = Double.MAX_VALUE;
        for (Map.Entry<String, Integer> other : known.entrySet()) {
            String meant = other.getKey();
            int most = word.length() >= LONG && word.charAt(0) == meant.charAt(0) ? 2 : 1;
            if (Math.abs(word.length() - meant.length()) <= most) {
                double slips = slips(word, meant);
                double cost = slips - COMMON * Math.log(other.getValue());
                if (slips < (word.length() < SHORT ? SLIP + 1 : (most + 1) * SLIP) && cost < least) {
                    best = meant;
                    least = cost;
                }
            }
        }
        return best;
    }

    /** What it costs to get from the word that is meant to the one that is written. */
    private static double slips(String written, String meant) {
        double[][] cost = new double[written.length() + 1][meant.length() + 1];
        for (int i = 0; i <= written.length(); i++) {
            for (int j = 0; j <= meant.length(); j++) {
                double least = i == 0 && j == 0 ? 0 : Double.MAX_VALUE;
                if (i > 0 && j > 0) {
                    boolean same = written.charAt(i - 1) == meant.charAt(j - 1);
                    double another = SLIP + (i == 1 && j == 1 ? ANOTHER_FIRST : ANOTHER);
                    least = cost[i - 1][j - 1] + (same ? 0 : another);
                }
                if (i > 0) {
                    least = Math.min(least, cost[i - 1][j] + SLIP + (twice(written, i - 1) ? DOUBLED : ONE_TOO_MANY));
                }
                if (j > 0) {
                    least = Math.min(least, cost[i][j - 1] + SLIP + (twice(meant, j - 1) ? NOT_DOUBLED : LEFT_OUT));
                }
                if (i > 1
                        && j > 1
                        && written.charAt(i - 1) == meant.charAt(j - 2)
                        && written.charAt(i - 2) == meant.charAt(j - 1)) {
                    least = Math.min(least, cost[i - 2][j - 2] + SLIP);
                }
                cost[i][j] = least;
            }
        }
        return cost[written.length()][meant.length()];
    }

    private static boolean twice(String word, int at) {
        return (at > 0 && word.charAt(at - 1) == word.charAt(at))
                || (at + 1 < word.length() && word.charAt(at + 1) == word.charAt(at));
    }
}
