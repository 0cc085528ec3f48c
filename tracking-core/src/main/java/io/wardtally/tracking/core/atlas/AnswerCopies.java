package io.wardtally.tracking.core.atlas;

import io.wardtally.atlas.KnowledgeProvider;
import io.wardtally.atlas.Passage;
import io.wardtally.atlas.Statement;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** Defensive copies of what a provider answers, made on its own thread and within bounds: its list may be of its own making, too. */
final class AnswerCopies {

    private AnswerCopies() {}

    /** The statements, as they are now. */
    static @Nullable List<Statement<?>> statements(@Nullable List<Statement<?>> given) {
        return taken(given, KnowledgeProvider.MOST_STATEMENTS, AnswerCopies::letters);
    }

    /** The passages, as they are now. */
    static @Nullable List<Passage> passages(@Nullable List<Passage> given) {
        return taken(given, KnowledgeProvider.MOST_PASSAGES, AnswerCopies::letters);
    }

    /** All the letters of a statement. */
    static String letters(Statement<?> statement) {
        return statement.value() + statement.asked();
    }

    /** All the letters of a passage. */
    static String letters(Passage passage) {
        return passage.text() + passage.asked();
    }

    private static <T> @Nullable List<T> taken(@Nullable List<T> given, int most, Function<T, String> text) {
        if (given == null) {
            return null;
        }
        List<T> taken = new ArrayList<>();
        long letters = 0;
        for (T one : given) {
            if (one == null) {
                throw new IllegalArgumentException("a hole");
            }
            letters += text.apply(one).length();
            if (taken.size() == most || letters > KnowledgeProvider.MOST_LETTERS) {
                throw new IllegalArgumentException("more than anybody reads");
            }
            taken.add(one);
        }
        return List.copyOf(taken);
    }
}
