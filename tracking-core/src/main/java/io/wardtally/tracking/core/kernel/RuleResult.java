package io.wardtally.tracking.core.kernel;

import io.wardtally.tracking.store.DossierKey;
import java.util.List;

/**
 * The answer of a rule: a decision, or what else it has to know before it can decide.
 *
 * @param <T> what the caller gets
 */
public sealed interface RuleResult<T> permits Decision, RuleResult.Needs {

    /**
     * The rule is asked again with a case that has these dossiers beside its own.
     *
     * @param keys what else to read
     */
    record Needs<T>(List<DossierKey> keys) implements RuleResult<T> {

        public Needs {
            keys = List.copyOf(keys);
        }
    }
}
