package io.wardtally.atlas.standard;

import java.util.Arrays;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Objects;
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

    private final Map<String, Integer> numbers = new HashMap<>();
    private final Marks inside = new Marks();
    private final Marks outside = new Marks();
    private final Marks labelled = new Marks();
    private final Map<String, Marks> within = new TreeMap<>();
    private final Map<String, Marks> without = new TreeMap<>();

    /** How many questions there are, and how many of them have each mark, by its number. */
    private static final class Marks {

        private int[] counts = new int[0];
        private int questions;

        void add(int[] marks) {
            for (int mark : marks) {
                if (mark >= counts.length) {
                    counts = Arrays.copyOf(counts, Math.max(mark + 1, counts.length * 2));
                }
                counts[mark]++;
            }
            questions++;
        }

        int count(int mark) {
            return mark < counts.length ? counts[mark] : 0;
        }

        double share(int mark) {
            return (count(mark) + SMOOTHING) / (questions + 2 * SMOOTHING);
        }
    }

    /**
     * What speaks for what, each as the logarithm of how many times likelier it makes a question.
     *
     * @param outside for it that documents on a device do not answer
     * @param kinds for each kind of answer, compared with all questions
     * @param other for what they do not answer most likely, in the same way
     * @param otherKind of which kind that is
     */
    record Leaning(double outside, Map<String, Double> kinds, double other, String otherKind) {

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
        int[] marks = numbered(question);
        inside.add(marks);
        if (!kind.isEmpty()) {
            labelled.add(marks);
            within.computeIfAbsent(kind, none -> new Marks()).add(marks);
        }
    }

    /** Learns of a question that they do not answer. */
    void unanswered(String kind, String question) {
        int[] marks = numbered(question);
        outside.add(marks);
        labelled.add(marks);
        without.computeIfAbsent(kind, none -> new Marks()).add(marks);
    }

    Leaning of(String question) {
        Set<String> all = marks(question);
        int[] marks = all.stream()
                .map(numbers::get)
                .filter(Objects::nonNull)
                .mapToInt(number -> number)
                .toArray();
        Map<String, Double> kinds = new TreeMap<>();
        within.forEach((kind, own) -> kinds.put(kind, likelier(own, marks)));
        double other = 0;
        String otherKind = "";
        for (Map.Entry<String, Marks> each : without.entrySet()) {
            double likelier = likelier(each.getValue(), marks);
            if (otherKind.isEmpty() || likelier > other) {
                other = likelier;
                otherKind = each.getKey();
            }
        }
        double away = Arrays.stream(marks)
                .filter(mark -> outside.count(mark) + inside.count(mark) > 0)
                .mapToDouble(mark -> Math.log(outside.share(mark) / inside.share(mark)))
                .sum();
        return new Leaning(away / Math.sqrt(Math.max(1, all.size())), kinds, other, otherKind);
    }

    private double likelier(Marks own, int[] marks) {
        double sum = 0;
        int known = 0;
        for (int mark : marks) {
            int all = labelled.count(mark);
            if (all > 0) {
                double among = (double) all / labelled.questions;
                sum += Math.log((own.count(mark) + ALIKE * among) / (own.questions + ALIKE) / among);
                known++;
            }
        }
        return sum / Math.sqrt(Math.max(1, known));
    }

    private int[] numbered(String question) {
        return marks(question).stream()
                .mapToInt(mark -> numbers.computeIfAbsent(mark, none -> numbers.size()))
                .toArray();
    }

    private static Set<String> marks(String question) {
        Set<String> marks = new HashSet<>();
        String before = "<";
        for (String each : Lexicon.words(question)) {
            boolean isNumber = each.chars().allMatch(Character::isDigit);
            String word = isNumber ? "#" : each;
            marks.add(word);
            marks.add(before + ' ' + word);
            before = word;
            if (!isNumber) {
                Lexicon.groups(each, group -> {
                    if (group.chars().noneMatch(Character::isDigit)) {
                        marks.add('*' + group);
                    }
                });
            }
        }
        marks.add(before + " >");
        return marks;
    }
}
