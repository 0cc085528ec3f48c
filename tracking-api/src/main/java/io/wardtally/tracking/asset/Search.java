package io.wardtally.tracking.asset;

import io.wardtally.tracking.internal.Check;
import org.jspecify.annotations.Nullable;

/**
 * Which assets are looked for. Each part that is set must match exactly; {@link #all()} sets none.
 *
 * @param category the category, or null for any
 * @param status the status, or null for any
 * @param department where it stands, or null for anywhere
 * @param room the room it stands in, or null for any; needs a department
 */
public record Search(
        @Nullable String category,
        @Nullable Status status,
        @Nullable String department,
        @Nullable String room) {

    public Search {
        if (category != null) {
            Check.id("category", category);
        }
        if (department != null) {
            Check.id("department", department);
        }
        if (room != null) {
            Check.id("room", room);
        }
        if (room != null && department == null) {
            throw Check.bad("a room is looked for within a department");
        }
    }

    /** Every asset. */
    public static Search all() {
        return new Search(null, null, null, null);
    }

    /** Of this category. */
    public Search category(String wanted) {
        return new Search(Check.id("category", wanted), status, department, room);
    }

    /** With this status. */
    public Search status(Status wanted) {
        return new Search(category, Check.given("status", wanted), department, room);
    }

    /** Standing in this department. */
    public Search in(String where) {
        return new Search(category, status, Check.id("department", where), room);
    }

    /** Standing in this room of this department. */
    public Search in(String where, String which) {
        return new Search(category, status, Check.id("department", where), Check.id("room", which));
    }

    /** Whether this asset is one of those looked for. */
    public boolean matches(Asset asset) {
        return (category == null || category.equals(asset.category()))
                && (status == null || status == asset.status())
                && (department == null || department.equals(asset.place().department()))
                && (room == null || room.equals(asset.place().room()));
    }
}
