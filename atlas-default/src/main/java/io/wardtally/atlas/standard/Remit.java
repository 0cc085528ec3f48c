package io.wardtally.atlas.standard;

import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * Which questions are for the documents on a device to answer, learnt from examples of both kinds: a naive Bayes classifier over words,
 * pairs of words and groups of letters, the last for the sake of slips of the pen.
 */
final class Remit {

    private static final double SMOOTHING = 0.2;

    private final Map<String, Double> outside = new HashMap<>();

    /**
     * Learns.
     *
     * @param answered questions that documents on devices answer
     * @param others questions that they do not
     */
    Remit(List<String> answered, List<String> others) {
        Map<String, Integer> inside = counts(answered);
        Map<String, Integer> without = counts(others);
        Set<String> all = new HashSet<>(inside.keySet());
        all.addAll(without.keySet());
        for (String mark : all) {
            double among = share(without.getOrDefault(mark, 0), others.size());
            outside.put(mark, Math.log(among / share(inside.getOrDefault(mark, 0), answered.size())));
        }
    }

    private static double share(int count, int of) {
        return (count + SMOOTHING) / (of + 2 * SMOOTHING);
    }

    private static Map<String, Integer> counts(List<String> questions) {
        Map<String, Integer> counts = new HashMap<>();
        questions.forEach(question -> marks(question).forEach(mark -> counts.merge(mark, 1, Integer::sum)));
        return counts;
    }

    /** How much speaks for it that a question is not for the documents: above zero more than against it. */
    double outside(String question) {
        Set<String> marks = marks(question);
        double sum = marks.stream()
                .mapToDouble(mark -> outside.getOrDefault(mark, 0.0))
                .sum();
        return sum / Math.sqrt(Math.max(1, marks.size()));
    }

    private static Set<String> marks(String question) {
        Set<String> marks = new HashSet<>();
        Lexicon.groups(question).forEach(group -> marks.add('*' + group));
        String before = "<";
        for (String each : Lexicon.words(question)) {
            String word = each.chars().allMatch(Character::isDigit) ? "#" : each;
            marks.add(word);
            marks.add(before + ' ' + word);
            before = word;
        }
        marks.add(before + " >");
        return marks;
    }
}
