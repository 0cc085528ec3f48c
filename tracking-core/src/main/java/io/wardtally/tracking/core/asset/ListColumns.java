package io.wardtally.tracking.core.asset;

import io.wardtally.tracking.asset.AssetColumn;
import io.wardtally.tracking.internal.Check;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/**
 * Columns of a list, as its headings name them.
 *
 * @param meant what each column means, or null if its heading means nothing
 * @param ignored the headings that mean nothing
 */
record ListColumns(List<@Nullable AssetColumn> meant, List<String> ignored) {

    /**
     * The columns under these headings. Where the import says of one that it means a column, no other does by itself.
     *
     * @throws io.wardtally.tracking.TrackingException.BadInput if none means anything, or two mean the same
     */
    static ListColumns of(List<String> headings, Map<String, AssetColumn> told) {
        Set<AssetColumn> taken = columns(
                headings.stream().map(told::get).filter(Objects::nonNull).toList());
        List<List<AssetColumn>> meanings = headings.stream()
                .map(heading -> told.containsKey(heading)
                        ? List.of(told.get(heading))
                        : AssetColumn.of(heading).stream()
                                .filter(column -> !taken.contains(column))
                                .toList())
                .toList();
        Set<AssetColumn> sure = columns(meanings.stream()
                .filter(one -> one.size() == 1)
                .flatMap(List::stream)
                .toList());
        List<@Nullable AssetColumn> meant = new ArrayList<>();
        for (List<AssetColumn> each : meanings) {
            AssetColumn column = likeliest(each, sure);
            if (column != null && meant.contains(column)) {
                throw Check.bad("list.heading-twice", column.heading());
            }
            meant.add(column);
        }
        if (meant.stream().allMatch(Objects::isNull)) {
            throw Check.bad("list.no-heading");
        }
        List<String> ignored = IntStream.range(0, headings.size())
                .filter(i -> meant.get(i) == null)
                .mapToObj(headings::get)
                .filter(heading -> !heading.isEmpty())
                .toList();
        return new ListColumns(meant, ignored);
    }

    private static Set<AssetColumn> columns(List<AssetColumn> all) {
        return all.isEmpty() ? EnumSet.noneOf(AssetColumn.class) : EnumSet.copyOf(all);
    }

    /** The first meaning that no heading has for sure; if there is none, the first. */
    private static @Nullable AssetColumn likeliest(List<AssetColumn> meanings, Set<AssetColumn> sure) {
        return meanings.stream()
                .filter(column -> !sure.contains(column))
                .findFirst()
                .or(() -> meanings.stream().findFirst())
                .orElse(null);
    }

    /** The cells of a row that are not blank. */
    Map<AssetColumn, String> of(List<String> row) {
        Map<AssetColumn, String> cells = new EnumMap<>(AssetColumn.class);
        for (int i = 0; i < row.size(); i++) {
            if (i >= meant.size() && !row.get(i).isEmpty()) {
                throw Check.bad("list.too-many-cells");
            }
            AssetColumn column = i < meant.size() ? meant.get(i) : null;
            if (column != null && !row.get(i).isEmpty()) {
                cells.put(column, row.get(i));
            }
        }
        return cells;
    }
}
