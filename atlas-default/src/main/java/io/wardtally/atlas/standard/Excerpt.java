package io.wardtally.atlas.standard;

import io.wardtally.atlas.Passage;
import io.wardtally.atlas.PassageRanker.Hit;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.IntStream;

/** The steps and sentences of a passage that answer, in their order. */
final class Excerpt {

    private static final int MOST_WORDS_OF_THE_BEST = 60;
    private static final int MOST_WORDS_BESIDE = 20;

    private final Lexicon lexicon;
    private final String question;
    private final Hit hit;

    Excerpt(Lexicon lexicon, String question, Hit hit) {
        this.lexicon = lexicon;
        this.question = question;
        this.hit = hit;
    }

    /** The part that answers: of a list of steps those that answer, of a topic beside the chief one its beginning. */
    Hit cut(boolean isChief) {
        Passage passage = hit.passage();
        int most = isChief ? MOST_WORDS_OF_THE_BEST : MOST_WORDS_BESIDE;
        // What to do when somebody is in danger is not torn apart.
        if ((isChief && passage.emergency()) || words(passage.text()) <= most) {
            return hit;
        }
        List<String> steps = passage.text().lines().toList();
        if (steps.size() == 1) {
            return isChief ? hit : new Hit(passage, beginning(passage.text(), most), hit.score());
        }
        return new Hit(passage, String.join("\n", best(steps, most)), hit.score());
    }

    private List<String> best(List<String> steps, int most) {
        Set<String> wanted = Set.copyOf(lexicon.stems(question));
        Bm25 index = new Bm25(steps.stream()
                .map(step -> {
                    Bm25.Bag bag = new Bm25.Bag(wanted);
                    bag.add(lexicon.stems(step), 1);
                    return bag;
                })
                .toList());
        List<Integer> inOrder = IntStream.range(0, steps.size())
                .boxed()
                .sorted(Comparator.comparingDouble(step -> -index.share(wanted, step, lexicon::alike, 1)))
                .toList();
        TreeSet<Integer> taken = new TreeSet<>();
        int words = 0;
        for (int step : inOrder) {
            int more = words(steps.get(step));
            if (taken.isEmpty() || words + more <= most) {
                taken.add(step);
                words += more;
            }
        }
        return taken.stream().map(steps::get).toList();
    }

    private static String beginning(String text, int most) {
        List<String> taken = new ArrayList<>();
        int words = 0;
        for (String sentence : text.split("(?<=[.!?]) (?=\\p{Lu})", -1)) {
            words += words(sentence);
            if (!taken.isEmpty() && words > most) {
                break;
            }
            taken.add(sentence);
        }
        return String.join(" ", taken);
    }

    private static int words(String text) {
        return text.strip().split("\\s+", -1).length;
    }
}
