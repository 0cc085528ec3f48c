package io.wardtally.atlas;

import java.util.List;

/**
 * Chooses from the passages that were found what answers a question: a place for a host's language model. It may choose, shorten and
 * order, but not speak: its answer consists of whole sentences of the passages, word for word. If any part is not, all of it is put
 * aside, and the passages are shown instead.
 */
@FunctionalInterface
public interface AnswerComposer {

    /**
     * What answers the question; empty if these passages do not.
     *
     * @param question what somebody wants to know
     * @param passages what was found, best first
     */
    List<Quote> compose(String question, List<Passage> passages);

    /**
     * Sentences of a passage.
     *
     * @param passage one of those that were handed in
     * @param text one or more whole sentences of it, as they stand there
     */
    record Quote(Passage passage, String text) {}
}
