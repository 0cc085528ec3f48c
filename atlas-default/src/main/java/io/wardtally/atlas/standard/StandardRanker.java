package io.wardtally.atlas.standard;

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
import java.util.Set;
import java.util.function.Function;

/**
 * Finds passages by the stems of their words, by words that mean the same, and by groups of their letters, once slips of the pen are put
 * right. From examples, in English, it has learnt what a question is about: whether cleaning, training, an alarm; and what is not for
 * documents on a device to answer: doses, decisions about a patient, prices, other devices.
 */
public final class StandardRanker implements PassageRanker {

    private static final double IN_TITLE = 3;
    private static final double ASKED = 1.5;
    private static final double SYNONYM = 0.3;

    // Fitted to the examples, each writer's by those of the others.
    private static final double STEMS = 4.8;
    private static final double LETTERS = 6.4;
    private static final double KIND = 0.18;
    private static final double TOPIC = -0.65;
    private static final double OUTSIDE = -0.39;
    private static final double AWAY = -0.22;
    private static final double FOUND = -3.3;
    private static final double ENOUGH = 0.5;

    private static final String OF_ITS_OWN = "topic";

    private final Lexicon lexicon;
    private final Spelling spelling;
    private final Examples examples = new Examples();

    /** Reads its word lists and examples, which come with it. */
    public StandardRanker() {
        List<String> stopwords = StandardAtlas.lines("stopwords.txt");
        lexicon = new Lexicon(stopwords, StandardAtlas.lines("synonyms.txt"));
        List<String> words = new ArrayList<>();
        stopwords.forEach(line -> words.addAll(Lexicon.words(line)));
        for (String[] row : StandardAtlas.table("inside.tsv")) {
            String kind = row[1].startsWith(OF_ITS_OWN) ? OF_ITS_OWN : row[1].replace('-', ' ');
            examples.answered(kind, row[2]);
            words.addAll(Lexicon.words(row[2]));
        }
        for (String[] row : StandardAtlas.table("outside.tsv")) {
            examples.unanswered(row[0], row[1]);
            words.addAll(Lexicon.words(row[1]));
        }
        spelling = new Spelling(words);
    }

    @Override
    public Ranking rank(Question question, List<Passage> passages) {
        Set<String> theirs = new HashSet<>();
        passages.forEach(passage -> theirs.addAll(
                Lexicon.words(passage.text() + ' ' + passage.asked().text())));
        String meant = spelling.corrected(question.text(), theirs);
        Leaning leaning = examples.of(meant);
        double doubt = OUTSIDE * leaning.outside() + AWAY * leaning.away() + FOUND;
        Set<String> stems = Set.copyOf(lexicon.stems(meant));
        Set<String> letters = Set.copyOf(Lexicon.groups(meant));
        Set<String> alike = new HashSet<>(stems);
        stems.forEach(stem -> alike.addAll(lexicon.alike(stem)));
        Bm25 byStems = index(passages, alike, lexicon::stems);
        Bm25 byLetters = index(passages, letters, Lexicon::groups);
        List<Hit> hits = new ArrayList<>();
        for (int i = 0; i < passages.size(); i++) {
            Field<?> about = passages.get(i).about();
            double found = STEMS * byStems.share(stems, i, lexicon::alike, SYNONYM)
                    + LETTERS * byLetters.share(letters, i, none -> Set.of(), 0)
                    + KIND * leaning.towards(about == null ? OF_ITS_OWN : about.toString())
                    + (about == null ? TOPIC : 0);
            hits.add(new Hit(passages.get(i), 1 / (1 + Math.exp(-found - doubt))));
        }
        hits.sort(Comparator.comparingDouble(Hit::score).reversed());
        return Ranking.of(hits.isEmpty() || hits.get(0).score() < ENOUGH ? List.of() : hits);
    }

    private static Bm25 index(List<Passage> passages, Set<String> wanted, Function<String, List<String>> words) {
        return new Bm25(passages.stream()
                .map(passage -> {
                    String section = passage.source().section();
                    Bag bag = new Bag(wanted);
                    bag.add(words.apply(passage.text()), 1);
                    bag.add(words.apply(passage.asked().text()), ASKED);
                    bag.add(words.apply(section == null ? "" : section), IN_TITLE);
                    return bag;
                })
                .toList());
    }
}
