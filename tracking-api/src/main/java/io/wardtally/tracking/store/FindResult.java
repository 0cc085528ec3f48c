package io.wardtally.tracking.store;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What a key led to.
 *
 * @param dossiers none, one, or several where a key is ambiguous
 * @param earlier what this request was answered before, or null if it is new
 */
public record FindResult(List<Dossier> dossiers, @Nullable RememberedAnswer earlier) {

    public FindResult {
        dossiers = List.copyOf(dossiers);
    }
}
