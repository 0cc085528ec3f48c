package io.wardtally.atlas.standard;

import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Function;

/**
 * How much of what is asked is in each of some texts: S. Robertson and H. Zaragoza, "The probabilistic relevance framework: BM25 and
 * beyond", Foundations and Trends in Information Retrieval 3 (2009) 333–389; here as a share of what would be in a text that has all of
 * it without end.
 */
final class Bm25 {

    private static final double SATURATION = 1.2;
    private static final double LENGTH = 0.3;

    private final List<Bag> bags;
    private final Map<String, Integer> having = new HashMap<>();
    private final double average;

    Bm25(List<Bag> bags) {
        this.bags = bags;
        bags.forEach(bag -> bag.counts.keySet().forEach(word -> having.merge(word, 1, Integer::sum)));
        average = bags.stream().mapToDouble(bag -> bag.length).average().orElse(1);
    }

    /** What is in a text, words or groups of letters, and how much of each. */
    static final class Bag {

        private final Set<String> wanted;
        private final Map<String, Double> counts = new HashMap<>();
        private double length;

        /** @param wanted what is counted; of the rest only how much there is */
        Bag(Set<String> wanted) {
            this.wanted = wanted;
        }

        void add(List<String> words, double much) {
            words.stream().filter(wanted::contains).forEach(word -> counts.merge(word, much, Double::sum));
            length += words.size() * much;
        }
    }

    /**
     * How much of these words is in a text, from 0 to 1; rare ones count for more.
     *
     * @param alike words that stand for another
     * @param substitute how much such a word counts
     */
    double share(Collection<String> words, int text, Function<String, Collection<String>> alike, double substitute) {
        double all = 0;
        double found = 0;
        for (String word : words) {
            double weight = weight(word);
            double best = saturated(word, text);
            for (String other : alike.apply(word)) {
                best = Math.max(best, substitute * saturated(other, text));
            }
            all += weight;
            found += weight * best;
        }
        return all == 0 ? 0 : found / all;
    }

    private double weight(String word) {
        int count = having.getOrDefault(word, 0);
        return Math.log(1 + (bags.size() - count + 0.5) / (count + 0.5));
    }

    private double saturated(String word, int text) {
        Bag bag = bags.get(text);
        double count = bag.counts.getOrDefault(word, 0.0);
        return count / (count + SATURATION * (1 - LENGTH + LENGTH * bag.length / average));
    }
}
