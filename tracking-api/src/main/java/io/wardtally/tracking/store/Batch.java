package io.wardtally.tracking.store;

import io.wardtally.tracking.RequestId;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Changes that happen together or not at all.
 *
 * @param request the caller's id of this request, or null if there is none
 * @param answer what to remember for this request, or null if there is none
 * @param changes the changes, of different subjects
 */
public record Batch(@Nullable RequestId request, @Nullable RememberedAnswer answer, List<Change> changes) {

    public Batch {
        changes = List.copyOf(changes);
    }
}
