package io.wardtally.tracking.core.atlas;

import io.wardtally.atlas.KnowledgeProvider;
import io.wardtally.atlas.Statement;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Takes over what a provider answers, on its own thread and within bounds: its list may be of its own making, too. */
final class Answers {

    private Answers() {}

    /** The statements, as they are now. */
    static @Nullable List<Statement<?>> of(@Nullable List<Statement<?>> given) {
        if (given == null) {
            return null;
        }
        List<Statement<?>> taken = new ArrayList<>();
        long letters = 0;
        for (Statement<?> statement : given) {
            if (statement == null) {
                throw new IllegalArgumentException("a hole");
            }
            letters += statement.value().toString().length();
            if (taken.size() == KnowledgeProvider.MOST_STATEMENTS || letters > KnowledgeProvider.MOST_LETTERS) {
                throw new IllegalArgumentException("more than anybody reads");
            }
            taken.add(statement);
        }
        return List.copyOf(taken);
    }
}
