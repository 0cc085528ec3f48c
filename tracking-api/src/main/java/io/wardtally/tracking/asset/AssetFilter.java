package io.wardtally.tracking.asset;

import io.wardtally.tracking.internal.Check;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Which assets are looked for. Each part that is set must match; {@link #all()} sets none.
 *
 * @param category the category, or null for any
 * @param status the status, or null for any
 * @param department where it stands, or null for anywhere
 * @param room the room it stands in, or null for any; needs a department
 * @param words beginnings of words, each of which one of its {@linkplain Asset#words words} has; empty for any
 */
public record AssetFilter(
        @Nullable String category,
        @Nullable AssetStatus status,
        @Nullable String department,
        @Nullable String room,
        List<String> words) {

    private static final int MOST_WORDS = 5;

    public AssetFilter {
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
            throw Check.bad("filter.room-alone");
        }
        words = Check.list("words", words);
        if (words.size() > MOST_WORDS) {
            throw Check.bad("filter.too-many-words", MOST_WORDS);
        }
    }

    /** Every asset. */
    public static AssetFilter all() {
        return new AssetFilter(null, null, null, null, List.of());
    }

    /** Of this category. */
    public AssetFilter ofCategory(String wanted) {
        return new AssetFilter(Check.id("category", wanted), status, department, room, words);
    }

    /** With this status. */
    public AssetFilter withStatus(AssetStatus wanted) {
        return new AssetFilter(category, Check.given("status", wanted), department, room, words);
    }

    /** Standing in this department. */
    public AssetFilter inDepartment(String where) {
        return new AssetFilter(category, status, Check.id("department", where), room, words);
    }

    /** Standing in this room of this department. */
    public AssetFilter inRoom(String where, String which) {
        return new AssetFilter(category, status, Check.id("department", where), Check.id("room", which), words);
    }

    /**
     * With words that begin like this, in its id, name, model, manufacturer, serial number or tags: {@code "infus 47"} finds an
     * infusion pump INF0047. Accents and capitals do not matter. They come in an order of the store's own.
     */
    public AssetFilter matching(String beginnings) {
        List<String> all = SearchWords.of(typed(beginnings)).stream().distinct().toList();
        if (all.isEmpty()) {
            throw Check.bad("filter.no-words");
        }
        return new AssetFilter(category, status, department, room, all);
    }

    private static String typed(String words) {
        return Check.name("what is looked for", Check.stripped(Check.given("what is looked for", words)));
    }

    /** Whether this asset is one of those looked for. */
    public boolean matches(Asset asset) {
        return (category == null || category.equals(asset.category()))
                && (status == null || status == asset.status())
                && (department == null || department.equals(asset.place().department()))
                && (room == null || room.equals(asset.place().room()))
                && (words.isEmpty() || asset.words().beginWith(words));
    }
}
