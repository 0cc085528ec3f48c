package io.wardtally.atlas;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Finds the passages that answer a question. The first that {@link java.util.ServiceLoader} finds is asked, unless the host names
 * another.
 *
 * <p>It is asked on several threads at once, and waited for for three seconds. What it is asked has nothing of a patient in it, as far as
 * that can be told from the words.
 */
public interface PassageRanker {

    /**
     * The passages that answer the question, best first; none rather than a guess.
     *
     * @param question what somebody wants to know
     * @param passages where the answer may stand; only these may be named
     * @return those that answer, or why nothing is said
     */
    Ranking rank(Question question, List<Passage> passages);

    /**
     * What came of a question: passages, or a reason why there are none.
     *
     * @param hits best first
     * @param refusal why nothing is said; null if something is
     */
    record Ranking(List<Hit> hits, @Nullable Refusal refusal) {

        public Ranking {
            hits = List.copyOf(hits);
            if (hits.isEmpty() == (refusal == null)) {
                throw new IllegalArgumentException("there are hits, or a reason why there are none");
            }
        }

        /** These passages, or that nothing was found. */
        public static Ranking of(List<Hit> hits) {
            return new Ranking(hits, hits.isEmpty() ? Refusal.NOT_FOUND : null);
        }

        /** Nothing, for this reason. */
        public static Ranking refused(Refusal why) {
            return new Ranking(List.of(), why);
        }
    }

    /** Reason why a question is not answered. */
    enum Refusal {
        /** No passage says anything of it. */
        NOT_FOUND,
        /** It is about another device, which it names. */
        OTHER_DEVICE,
        /** It asks for a dose. */
        DOSE,
        /** It asks for a decision about a patient. */
        PATIENT_DECISION,
        /** It asks for what documents on a device do not hold, such as prices. */
        NOT_OF_DEVICE
    }

    /**
     * A passage that answers.
     *
     * @param passage one of those that were handed in
     * @param text what of it answers: whole steps or sentences of it, each word for word, a line each
     * @param score how surely it does, from 0 to 1
     */
    record Hit(Passage passage, String text, double score) {

        public Hit {
            if (passage == null || text == null || !(score >= 0 && score <= 1)) {
                throw new IllegalArgumentException("a score is between 0 and 1");
            }
        }

        /** All of a passage. */
        public Hit(Passage passage, double score) {
            this(passage, passage.text(), score);
        }
    }
}
