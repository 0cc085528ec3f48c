package io.wardtally.tracking.asset;

import io.wardtally.tracking.internal.Check;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.LongConsumer;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * How a list of assets is taken in.
 *
 * @param headings what headings of the list mean that do not say it themselves
 * @param dayForms how days are written besides {@code 2026-03-01}: a year {@code yyyy}, a month {@code M} or {@code MM} and a day
 *     {@code d} or {@code dd}, in digits
 * @param dryRun whether nothing is to be changed, only said what would be
 * @param progress is told now and then how many rows are done
 */
public record CsvImportOptions(
        Map<String, AssetColumn> headings, List<String> dayForms, boolean dryRun, LongConsumer progress) {

    /** Parts and what stands between them; a year of two digits would leave the century to be guessed. */
    private static final Pattern DAY_FORM = Pattern.compile(
            "[^A-Za-z]*?(yyyy|uuuu|MM?|dd?)([^A-Za-z]*)(yyyy|uuuu|MM?|dd?)([^A-Za-z]*)(yyyy|uuuu|MM?|dd?)[^A-Za-z]*");

    private static final Pattern RESERVED = Pattern.compile("[\\p{N}'\\[\\]{}#]");

    public CsvImportOptions {
        headings = Map.copyOf(Check.given("headings", headings));
        dayForms =
                Check.list("day forms", dayForms).stream().map(Check::stripped).toList();
        if (!dayForms.stream().allMatch(CsvImportOptions::isDayForm)) {
            throw Check.bad("list.no-day-form");
        }
        Check.given("progress", progress);
    }

    private static boolean isDayForm(String form) {
        Matcher parts = DAY_FORM.matcher(form);
        if (!parts.matches() || RESERVED.matcher(form).find()) {
            return false;
        }
        String kinds = "" + kind(parts.group(1)) + kind(parts.group(3)) + kind(parts.group(5));
        return kinds.chars().distinct().count() == 3
                && isParted(parts.group(1), parts.group(2), parts.group(3))
                && isParted(parts.group(3), parts.group(4), parts.group(5));
    }

    private static char kind(String part) {
        return part.charAt(0) == 'u' ? 'y' : part.charAt(0);
    }

    /** Whether it is sure where one part ends and the next begins. */
    private static boolean isParted(String part, String between, String next) {
        return !between.isEmpty() || (part.length() > 1 && next.length() > 1);
    }

    /** Headings and days as in an export; rows are taken in as they are read. */
    public static CsvImportOptions standard() {
        return new CsvImportOptions(Map.of(), List.of(), false, rows -> {});
    }

    /** This heading, exactly so, means this column, and no other heading does. */
    public CsvImportOptions heading(String heading, AssetColumn column) {
        Map<String, AssetColumn> all = new HashMap<>(headings);
        all.put(Check.stripped(Check.given("heading", heading)), Check.given("column", column));
        return new CsvImportOptions(all, dayForms, dryRun, progress);
    }

    /**
     * Days may also be written like this: {@code dd.MM.yyyy}, {@code M/d/yyyy}. A day that two forms understand differently is
     * refused in its row.
     *
     * @throws io.wardtally.tracking.TrackingException.BadInput if it does not say year, month and day, each once and in digits
     */
    public CsvImportOptions dayForm(String form) {
        List<String> all = new ArrayList<>(dayForms);
        all.add(Check.given("day forms", form));
        return new CsvImportOptions(headings, all, dryRun, progress);
    }

    /** For a trial: nothing is changed. */
    public CsvImportOptions asDryRun() {
        return new CsvImportOptions(headings, dayForms, true, progress);
    }

    /** With somebody who is told after every hundred rows, and at the end, how many are done. */
    public CsvImportOptions telling(LongConsumer listener) {
        return new CsvImportOptions(headings, dayForms, dryRun, listener);
    }
}
