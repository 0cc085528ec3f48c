package io.wardtally.tracking.core.kernel;

import io.wardtally.tracking.store.DossierKey;
import java.util.List;
import java.util.function.Function;

/**
 * The answer of a rule: a decision, or what else it has to know before it can decide.
 *
 * @param <T> what the caller gets
 */
public sealed interface RuleResult<T> permits Decision, RuleResult.Needs {

    /** The same with another answer, which follows from this one. */
    <U> RuleResult<U> map(Function<? super T, ? extends U> answer);

    /**
     * The rule is asked again with a case that has these dossiers beside its own.
     *
     * @param keys what else to read
     */
    record Needs<T>(List<DossierKey> keys) implements RuleResult<T> {

        public Needs {
            keys = List.copyOf(keys);
        }

        @Override
        public <U> RuleResult<U> map(Function<? super T, ? extends U> answer) {
            return new Needs<>(keys);
        }
    }
}
