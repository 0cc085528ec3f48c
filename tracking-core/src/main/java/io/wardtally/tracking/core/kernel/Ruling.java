package io.wardtally.tracking.core.kernel;

import io.wardtally.tracking.store.DossierKey;
import java.util.List;

/**
 * The answer of a rule: a decision, or what else it has to know before it can decide.
 *
 * @param <T> what the caller gets
 */
public sealed interface Ruling<T> permits Decision, Ruling.Needs {

    /**
     * The rule is asked again with a case that has these dossiers beside its own.
     *
     * @param keys what else to read
     */
    record Needs<T>(List<DossierKey> keys) implements Ruling<T> {

        public Needs {
            keys = List.copyOf(keys);
        }
    }
}
