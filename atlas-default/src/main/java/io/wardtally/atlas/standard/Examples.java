package io.wardtally.atlas.standard;

import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;

/**
 * What questions are about, learnt from examples: two naive Bayes classifiers over words, pairs of words and groups of letters. One
 * tells questions that documents on a device answer from others, the other tells of which kind a question is.
 */
final class Examples {

    private static final double SMOOTHING = 0.2;
    /** For how many examples that are like all others a kind is taken beside its own. */
    private static final double ALIKE = 3;

    private final Marks inside = new Marks();
    private final Marks outside = new Marks();
    private final Marks labelled = new Marks();
    private final Map<String, Marks> within = new TreeMap<>();
    private final Map<String, Marks> without = new TreeMap<>();

    /** How many questions there are, and how many of them have each mark. */
    private static final class Marks {

        private final Map<String, Integer> counts = new HashMap<>();
        private int questions;

        void add(Set<String> marks) {
            marks.forEach(mark -> counts.merge(mark, 1, Integer::sum));
            questions++;
        }

        int count(String mark) {
            return counts.getOrDefault(mark, 0);
        }

        double share(String mark) {
            return (count(mark) + SMOOTHING) / (questions + 2 * SMOOTHING);
        }
    }

    /**
     * What speaks for what, each as the logarithm of how many times likelier it makes a question.
     *
     * @param outside for it that documents on a device do not answer
     * @param kinds for each kind of answer, compared with all questions
     * @param other for what they do not answer most likely, in the same way
     */
    record Leaning(double outside, Map<String, Double> kinds, double other) {

        double towards(String kind) {
            return kinds.getOrDefault(kind, 0.0);
        }

        /** How much more speaks for what documents do not answer than for what they do. */
        double away() {
            return other
                    - kinds.values().stream().mapToDouble(each -> each).max().orElse(0);
        }
    }

    /**
     * Learns of a question that documents on devices answer.
     *
     * @param kind what the answer is about; empty if that is not known
     */
    void answered(String kind, String question) {
        Set<String> marks = marks(question);
        inside.add(marks);
        if (!kind.isEmpty()) {
            labelled.add(marks);
            within.computeIfAbsent(kind, none -> new Marks()).add(marks);
        }
    }

    /** Learns of a question that they do not answer. */
    void unanswered(String kind, String question) {
        Set<String> marks = marks(question);
        outside.add(marks);
        labelled.add(marks);
        without.computeIfAbsent(kind, none -> new Marks()).add(marks);
    }

    Leaning of(String question) {
        Set<String> marks = marks(question);
        Map<String, Double> kinds = new TreeMap<>();
        within.forEach((kind, own) -> kinds.put(kind, likelier(own, marks)));
        double other = without.values().stream()
                .mapToDouble(own -> likelier(own, marks))
                .max()
                .orElse(0);
        double away = marks.stream()
                .filter(mark -> outside.count(mark) + inside.count(mark) > 0)
                .mapToDouble(mark -> Math.log(outside.share(mark) / inside.share(mark)))
                .sum();
        return new Leaning(away / Math.sqrt(marks.size()), kinds, other);
    }

    private double likelier(Marks own, Set<String> marks) {
        double sum = 0;
        int known = 0;
        for (String mark : marks) {
            int all = labelled.count(mark);
            if (all > 0) {
                double among = (double) all / labelled.questions;
                sum += Math.log((own.count(mark) + ALIKE * among) / (own.questions + ALIKE) / among);
                known++;
            }
        }
        return sum / Math.sqrt(Math.max(1, known));
    }

    private static Set<String> marks(String question) {
        Set<String> marks = new HashSet<>();
        Lexicon.groups(question).stream()
                .filter(group -> group.chars().noneMatch(Character::isDigit))
                .forEach(group -> marks.add('*' + group));
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
