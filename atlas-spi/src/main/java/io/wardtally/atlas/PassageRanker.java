package io.wardtally.atlas;

import java.util.List;

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
     * @param device of which device
     * @param passages where the answer may stand; only these may be named
     */
    List<Hit> rank(String question, DeviceKey device, List<Passage> passages);

    /**
     * A passage that answers.
     *
     * @param passage one of those that were handed in
     * @param score how surely it does, from 0 to 1
     */
    record Hit(Passage passage, double score) {

        public Hit {
            if (passage == null || !(score >= 0 && score <= 1)) {
                throw new IllegalArgumentException("a score is between 0 and 1");
            }
        }
    }
}
