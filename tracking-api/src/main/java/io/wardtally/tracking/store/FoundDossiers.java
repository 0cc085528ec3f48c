package io.wardtally.tracking.store;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What keys led to.
 *
 * @param dossiers none, one, or several where a key is ambiguous or several keys were given
 * @param earlier what this request was answered before, or null if it is new
 * @param revision the revision of the policies at the moment of reading
 * @param facility whose data this is, or null if nobody was enrolled
 */
public record FoundDossiers(
        List<Dossier> dossiers,
        @Nullable RememberedAnswer earlier,
        long revision,
        @Nullable String facility) {

    public FoundDossiers {
        dossiers = List.copyOf(dossiers);
    }
}
