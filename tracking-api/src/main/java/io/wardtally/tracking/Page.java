package io.wardtally.tracking;

import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Some of a longer list, and how to ask for what follows.
 *
 * @param items what is on this page, in the order of the question
 * @param next the token for {@link Paging#after}, or null on the last page
 */
public record Page<T>(List<T> items, @Nullable String next) {

    public Page {
        items = List.copyOf(items);
    }

    /** How to ask for the next page, of the same size as {@code paging}; empty on the last one. */
    public Optional<Paging> following(Paging paging) {
        return next == null ? Optional.empty() : Optional.of(new Paging(next, paging.limit()));
    }
}
