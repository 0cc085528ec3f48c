package io.wardtally.atlas.standard;

import io.wardtally.atlas.Criticality;
import io.wardtally.atlas.Field;
import io.wardtally.atlas.Passage;
import io.wardtally.atlas.PassageRanker;
import io.wardtally.atlas.Question;
import io.wardtally.atlas.standard.Bm25.Bag;
import io.wardtally.atlas.standard.Examples.Leaning;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Function;

/**
 * Finds passages by the stems of their words, by words that mean the same, and by groups of their letters, once slips of the pen are put
 * right and the device's own names are left out. From examples, in English, it has learnt what a question is about: whether cleaning,
 * training, an alarm; and what is not for documents on a device to answer: doses, decisions about a patient, prices, other devices.
 */
public final class StandardRanker implements PassageRanker {

    private static final double IN_TITLE = 3;
    private static final double ASKED = 1.5;
    private static final double SYNONYM = 0.3;
    private static final double SYNONYM_IN_BARE = 0.6;

    // Fitted to the questions of the benchmarks, with and without the words by which people ask.
    private static final double STEMS = 4.1;
    private static final double LETTERS = 6.8;
    private static final double KIND = 0.22;
    private static final double TOPIC = -0.9;
    private static final double OUTSIDE = -0.57;
    private static final double AWAY = -0.33;
    private static final double FOUND = -3.1;
    private static final double ENOUGH = 0.5;

    /** For a passage without words by which people ask: it has fewer words to be found by. */
    private static final double BARE = 2.5;

    /** How much less likely than the best a passage may be that is shown beside it, and how likely it is at least. */
    private static final double BESIDE = 0.3;

    private static final double LEAST = 0.2;

    private static final int MOST_SHOWN = 3;

    private static final Map<String, Refusal> REASONS = Map.of(
            "dose", Refusal.DOSE,
            "clinical-decision", Refusal.PATIENT_DECISION,
            "device-not-listed", Refusal.OTHER_DEVICE);

    private final Learnt learnt;

    /** A ranker with the word lists and examples that come with it, which are read once. */
    public StandardRanker() {
        learnt = Learnt.all();
    }

    @Override
    public Ranking rank(Question question, List<Passage> passages) {
        Set<String> theirs = new HashSet<>();
        passages.forEach(passage -> theirs.addAll(Lexicon.words(
                passage.heading() + ' ' + passage.text() + ' ' + passage.asked().text())));
        String meant = learnt.meant(question, theirs);
        Leaning leaning = learnt.examples().of(meant);
        double doubt = OUTSIDE * leaning.outside() + AWAY * leaning.away() + FOUND;
        List<Hit> hits = new ArrayList<>();
        List<Double> found = found(meant, leaning, passages);
        for (int i = 0; i < passages.size(); i++) {
            hits.add(new Hit(passages.get(i), 1 / (1 + Math.exp(-found.get(i) - doubt))));
        }
        hits.sort(Comparator.comparingDouble(Hit::score).reversed());
        if (hits.isEmpty() || hits.get(0).score() < ENOUGH) {
            return Ranking.refused(reason(meant, leaning));
        }
        double least = Math.max(LEAST, hits.get(0).score() - BESIDE);
        List<Hit> shown = hits.stream()
                .filter(hit -> hit.score() >= least)
                .limit(MOST_SHOWN)
                .toList();
        List<Hit> ordered = inOrder(question, shown);
        return Ranking.of(ordered.stream()
                .map(hit -> new Excerpt(learnt.lexicon(), meant, hit)
                        .cut(hit.equals(shown.get(0)) || hit.equals(ordered.get(0))))
                .toList());
    }

    private List<Double> found(String meant, Leaning leaning, List<Passage> passages) {
        Lexicon lexicon = learnt.lexicon();
        Set<String> stems = Set.copyOf(lexicon.stems(meant));
        Set<String> letters = Set.copyOf(Lexicon.groups(lexicon.saying(meant)));
        Set<String> alike = new HashSet<>(stems);
        stems.forEach(stem -> alike.addAll(lexicon.alike(stem)));
        Bm25 byStems = index(passages, alike, lexicon::stems);
        Bm25 byLetters = index(passages, letters, Lexicon::groups);
        List<Double> found = new ArrayList<>();
        for (int i = 0; i < passages.size(); i++) {
            Field<?> about = passages.get(i).about();
            boolean isBare = passages.get(i).asked().text().isEmpty();
            found.add(STEMS * byStems.share(stems, i, lexicon::alike, isBare ? SYNONYM_IN_BARE : SYNONYM)
                    + LETTERS * byLetters.share(letters, i, none -> Set.of(), 0)
                    + KIND * leaning.towards(about == null ? Learnt.OF_ITS_OWN : about.toString())
                    + (about == null ? TOPIC : 0)
                    + (isBare ? BARE : 0));
        }
        return found;
    }

    private static Bm25 index(List<Passage> passages, Set<String> wanted, Function<String, List<String>> words) {
        return new Bm25(passages.stream()
                .map(passage -> {
                    Bag bag = new Bag(wanted);
                    bag.add(words.apply(passage.text()), 1);
                    bag.add(words.apply(passage.asked().text()), ASKED);
                    bag.add(words.apply(passage.heading()), IN_TITLE);
                    return bag;
                })
                .toList());
    }

    /** What to do when somebody is in danger comes first, where much depends on the device. */
    private static List<Hit> inOrder(Question question, List<Hit> hits) {
        Criticality criticality = question.criticality();
        if (criticality != Criticality.HIGH && criticality != Criticality.LIFE_SUPPORT) {
            return hits;
        }
        return hits.stream()
                .sorted(Comparator.comparing((Hit hit) -> !hit.passage().emergency()))
                .toList();
    }

    private static Refusal reason(String meant, Leaning leaning) {
        if (Lexicon.words(meant).contains(Learnt.OTHER)) {
            return Refusal.OTHER_DEVICE;
        }
        return leaning.outside() > 0 && leaning.away() > 0
                ? REASONS.getOrDefault(leaning.otherKind(), Refusal.NOT_OF_DEVICE)
                : Refusal.NOT_FOUND;
    }
}
