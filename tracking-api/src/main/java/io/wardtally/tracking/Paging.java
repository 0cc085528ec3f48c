package io.wardtally.tracking;

import io.wardtally.tracking.internal.Check;
import org.jspecify.annotations.Nullable;

/**
 * Which part of a long list is wanted: how many, and after what. Pages are found by key, so a page deep in a long
 * history costs no more than the first, and nothing is skipped or shown twice when rows are added meanwhile.
 *
 * @param after the {@link Page#next()} of the page before, or null for the first
 * @param limit how many at most, 1 to 500
 */
public record Paging(@Nullable String after, int limit) {

    /** The most that one page holds. */
    public static final int MAX_LIMIT = 500;

    public Paging {
        if (limit < 1 || limit > MAX_LIMIT) {
            throw Check.bad("paging.limit", MAX_LIMIT);
        }
    }

    /** The first {@code limit} items. */
    public static Paging first(int limit) {
        return new Paging(null, limit);
    }

    /** The {@code limit} items after the page that ended with this token. */
    public static Paging after(String token, int limit) {
        return new Paging(Check.given("page token", token), limit);
    }
}
