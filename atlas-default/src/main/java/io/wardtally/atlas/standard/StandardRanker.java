package io.wardtally.atlas.standard;

import io.wardtally.atlas.DeviceKey;
import io.wardtally.atlas.Passage;
import io.wardtally.atlas.PassageRanker;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;

/**
 * Finds passages by their words: BM25 (S. Robertson and H. Zaragoza, "The probabilistic relevance framework: BM25 and beyond", 2009)
 * over stems, with the synonyms of a ward, and with slips of the pen put right. It answers only where a passage has most of what the
 * question says, and never to questions about doses, decisions about a patient, purchase, or other devices.
 */
public final class StandardRanker implements PassageRanker {

    private static final double SATURATION = Double.parseDouble(System.getProperty("SATURATION", "1.2"));
    private static final double LENGTH = Double.parseDouble(System.getProperty("LENGTH", "0.5"));
    private static final double SYNONYM = Double.parseDouble(System.getProperty("SYNONYM", "0.6"));
    private static final double IN_TITLE = Double.parseDouble(System.getProperty("IN_TITLE", "3"));
    private static final double ASKED = Double.parseDouble(System.getProperty("asked", "1.5"));
    private static final double UNKNOWN = Double.parseDouble(System.getProperty("unknown", "0.7"));
    private static final double ENOUGH = Double.parseDouble(System.getProperty("enough", "0.45"));

    private final Lexicon lexicon;
    private final List<Pattern> outside;

    /** Reads its word lists, which come with it. */
    public StandardRanker() {
        lexicon = new Lexicon(StandardAtlas.lines("stopwords.txt"), StandardAtlas.lines("synonyms.txt"));
        outside = StandardAtlas.lines("outside.txt").stream()
                .map(line -> Pattern.compile(line, Pattern.CASE_INSENSITIVE))
                .toList();
    }

    @Override
    public List<Hit> rank(String question, DeviceKey device, List<Passage> passages) {
        if (outside.stream().anyMatch(each -> each.matcher(question).find())) {
            return List.of();
        }
        List<Bag> bags =
                passages.stream().map(passage -> new Bag(passage, lexicon)).toList();
        Set<String> known = new HashSet<>();
        bags.forEach(bag -> known.addAll(bag.counts.keySet()));
        Set<String> asked = new LinkedHashSet<>(lexicon.understood(question, known));
        double average = bags.stream().mapToDouble(bag -> bag.length).average().orElse(1);
        Map<String, Double> weights = new HashMap<>();
        double all = 0;
        for (String stem : asked) {
            long having =
                    bags.stream().filter(bag -> bag.has(stem, lexicon) > 0).count();
            double weight = Math.log(1 + (bags.size() - having + 0.5) / (having + 0.5));
            weights.put(stem, having == 0 ? weight * UNKNOWN : weight);
            all += having == 0 ? weight * UNKNOWN : weight;
        }
        List<Hit> hits = new ArrayList<>();
        for (Bag bag : bags) {
            double found = 0;
            double score = 0;
            for (String stem : asked) {
                double count = bag.has(stem, lexicon);
                double norm = SATURATION * (1 - LENGTH + LENGTH * bag.length / average);
                double weight = weights.getOrDefault(stem, 0.0);
                score += weight * count * (SATURATION + 1) / (count + norm);
                found += weight * Math.min(1, count);
            }
            if (score > 0) {
                double sure = found / all;
                double most = all * (SATURATION + 1);
                hits.add(new Hit(bag.passage, 0.5 * sure + 0.5 * Math.min(1, score / most)));
            }
        }
        if (System.getProperty("features") != null) {
            double best = 0, second = 0, cov = 0; int n = asked.size(); int matched = 0; int unknown = 0; Bag top = null;
            for (Bag bag : bags) {
                double score = 0, found = 0;
                for (String stem : asked) {
                    double count = bag.has(stem, lexicon);
                    double norm = SATURATION * (1 - LENGTH + LENGTH * bag.length / average);
                    score += weights.getOrDefault(stem, 0.0) * count * (SATURATION + 1) / (count + norm);
                    found += weights.getOrDefault(stem, 0.0) * Math.min(1, count);
                }
                if (score > best) { second = best; best = score; cov = found / all; top = bag; } else if (score > second) { second = score; }
            }
            for (String stem : asked) {
                if (top != null && top.has(stem, lexicon) > 0) matched++;
                if (bags.stream().noneMatch(bag -> bag.has(stem, lexicon) > 0)) unknown++;
            }
            System.err.println("F\t" + n + "\t" + matched + "\t" + unknown + "\t" + best + "\t" + second + "\t" + cov + "\t" + all + "\t" + question);
        }
        hits.sort(Comparator.comparingDouble(Hit::score).reversed());
        return hits.isEmpty() || hits.get(0).score() < ENOUGH ? List.of() : hits;
    }

    /** The stems of a passage. */
    private static final class Bag {

        private final Passage passage;
        private final Map<String, Double> counts = new HashMap<>();
        private double length;

        Bag(Passage passage, Lexicon lexicon) {
            this.passage = passage;
            lexicon.stems(passage.text()).forEach(stem -> add(stem, 1));
            lexicon.stems(passage.asked()).forEach(stem -> add(stem, ASKED));
            Optional.ofNullable(passage.source().section())
                    .ifPresent(
                            title -> lexicon.stems(title).forEach(stem -> counts.merge(stem, IN_TITLE, Double::sum)));
        }

        private void add(String stem, double much) {
            counts.merge(stem, much, Double::sum);
            length += much;
        }

        /** How often it has a stem, or one that means the same. */
        double has(String stem, Lexicon lexicon) {
            double exact = counts.getOrDefault(stem, 0.0);
            if (exact > 0 || !lexicon.knows(stem)) {
                return exact;
            }
            return SYNONYM
                    * counts.entrySet().stream()
                            .filter(each -> lexicon.areAlike(stem, each.getKey()))
                            .mapToDouble(Map.Entry::getValue)
                            .max()
                            .orElse(0);
        }
    }
}
