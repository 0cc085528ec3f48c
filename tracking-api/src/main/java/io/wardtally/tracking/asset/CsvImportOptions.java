package io.wardtally.tracking.asset;

import io.wardtally.tracking.internal.Check;
import java.util.HashMap;
import java.util.Map;
import java.util.function.LongConsumer;

/**
 * How a list of assets is taken in.
 *
 * @param headings what headings of the list mean that do not say it themselves
 * @param dryRun whether nothing is to be changed, only said what would be
 * @param progress is told now and then how many rows are done
 */
public record CsvImportOptions(Map<String, AssetColumn> headings, boolean dryRun, LongConsumer progress) {

    public CsvImportOptions {
        headings = Map.copyOf(Check.given("headings", headings));
        Check.given("progress", progress);
    }

    /** Headings as in an export; rows are taken in as they are read. */
    public static CsvImportOptions standard() {
        return new CsvImportOptions(Map.of(), false, rows -> {});
    }

    /** This heading, exactly so, means this column, and no other heading does. */
    public CsvImportOptions heading(String heading, AssetColumn column) {
        Map<String, AssetColumn> all = new HashMap<>(headings);
        all.put(Check.stripped(Check.given("heading", heading)), Check.given("column", column));
        return new CsvImportOptions(all, dryRun, progress);
    }

    /** For a trial: nothing is changed. */
    public CsvImportOptions asDryRun() {
        return new CsvImportOptions(headings, true, progress);
    }

    /** With somebody who is told after every hundred rows, and at the end, how many are done. */
    public CsvImportOptions telling(LongConsumer listener) {
        return new CsvImportOptions(headings, dryRun, listener);
    }
}
