package io.wardtally.tracking.core.atlas;

import io.wardtally.atlas.KnowledgeProvider;
import io.wardtally.atlas.Passage;
import io.wardtally.atlas.Statement;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * Defensive copy of what a provider answers, made on its own thread and within bounds: its list may be of its own making, too.
 *
 * @param letters how long all of it is
 */
record AnswerCopy<A>(List<A> all, int letters) {

    /** The statements, as they are now. */
    static @Nullable AnswerCopy<Statement<?>> ofStatements(@Nullable List<Statement<?>> given) {
        return of(
                given,
                KnowledgeProvider.MOST_STATEMENTS,
                statement -> statement.value() + statement.asked().text());
    }

    /** The passages, as they are now. */
    static @Nullable AnswerCopy<Passage> ofPassages(@Nullable List<Passage> given) {
        return of(
                given,
                KnowledgeProvider.MOST_PASSAGES,
                passage -> passage.text() + passage.asked().text());
    }

    private static <A> @Nullable AnswerCopy<A> of(@Nullable List<A> given, int most, Function<A, String> text) {
        if (given == null) {
            return null;
        }
        List<A> taken = new ArrayList<>();
        long letters = 0;
        for (A one : given) {
            if (one == null) {
                throw new IllegalArgumentException("a hole");
            }
            letters += text.apply(one).length();
            if (taken.size() == most || letters > KnowledgeProvider.MOST_LETTERS) {
                throw new IllegalArgumentException("more than anybody reads");
            }
            taken.add(one);
        }
        return new AnswerCopy<>(List.copyOf(taken), (int) letters);
    }
}
