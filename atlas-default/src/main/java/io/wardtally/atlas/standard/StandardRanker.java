package io.wardtally.atlas.standard;

import io.wardtally.atlas.DeviceKey;
import io.wardtally.atlas.Passage;
import io.wardtally.atlas.PassageRanker;
import io.wardtally.atlas.standard.Bm25.Bag;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.function.Function;

/**
 * Finds passages by the stems of their words, by words that mean the same, and by groups of their letters, the latter for the sake of
 * slips of the pen. It does not answer what is not for documents on a device to answer: doses, decisions about a patient, prices, other
 * devices. What that is it has learnt from examples, in English.
 */
public final class StandardRanker implements PassageRanker {

    private static final double IN_TITLE = 3;
    private static final double ASKED = 1.5;
    private static final double SYNONYM = 0.3;
    private static final double BY_LETTERS = 0.65;

    // Fitted on one half of the questions with which it is judged, see examples/benchmarks.
    private static final double FOUND = 10.3;
    private static final double OUTSIDE = 1.1;
    private static final double DOUBT = 2.0;
    private static final double ENOUGH = 0.5;

    private final Lexicon lexicon;
    private final Remit remit;

    /** Reads its word lists and examples, which come with it. */
    public StandardRanker() {
        lexicon = new Lexicon(StandardAtlas.lines("stopwords.txt"), StandardAtlas.lines("synonyms.txt"));
        remit = new Remit(questions("inside.tsv"), questions("outside.tsv"));
    }

    private static List<String> questions(String table) {
        return StandardAtlas.table(table).stream()
                .map(row -> row[row.length - 1])
                .toList();
    }

    @Override
    public List<Hit> rank(String question, DeviceKey device, List<Passage> passages) {
        Set<String> stems = Set.copyOf(lexicon.stems(question));
        Set<String> letters = Set.copyOf(Lexicon.groups(question));
        Set<String> alike = new HashSet<>(stems);
        stems.forEach(stem -> alike.addAll(lexicon.alike(stem)));
        Bm25 byStems = index(passages, alike, lexicon::stems);
        Bm25 byLetters = index(passages, letters, Lexicon::groups);
        double outside = OUTSIDE * remit.outside(question) + DOUBT;
        List<Hit> hits = new ArrayList<>();
        for (int i = 0; i < passages.size(); i++) {
            double found = (1 - BY_LETTERS) * byStems.share(stems, i, lexicon::alike, SYNONYM)
                    + BY_LETTERS * byLetters.share(letters, i, none -> Set.of(), 0);
            hits.add(new Hit(passages.get(i), 1 / (1 + Math.exp(outside - FOUND * found))));
        }
        hits.sort(Comparator.comparingDouble(Hit::score).reversed());
        return hits.isEmpty() || hits.get(0).score() < ENOUGH ? List.of() : hits;
    }

    private static Bm25 index(List<Passage> passages, Set<String> wanted, Function<String, List<String>> words) {
        return new Bm25(passages.stream()
                .map(passage -> {
                    String section = passage.source().section();
                    Bag bag = new Bag(wanted);
                    bag.add(words.apply(passage.text()), 1);
                    bag.add(words.apply(passage.asked()), ASKED);
                    bag.add(words.apply(section == null ? "" : section), IN_TITLE);
                    return bag;
                })
                .toList());
    }
}
