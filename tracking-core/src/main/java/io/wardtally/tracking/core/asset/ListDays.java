package io.wardtally.tracking.core.asset;

import io.wardtally.tracking.asset.AssetColumn;
import io.wardtally.tracking.asset.CsvImportOptions;
import io.wardtally.tracking.internal.Check;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import java.time.format.DateTimeParseException;
import java.time.format.ResolverStyle;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * Days and times as a list writes them. A day is whole: what begins on it begins with it, and what ends on it ends with it.
 *
 * @param forms how days are written, the first as an example of all
 * @param zone where days begin
 */
record ListDays(List<DateTimeFormatter> forms, ZoneId zone) {

    private static final LocalDate EXAMPLE = LocalDate.of(2026, 3, 1);

    /** Days of a list that is taken in so. */
    static ListDays of(CsvImportOptions how, ZoneId zone) {
        // The year of an era, y, would want its era, too.
        Stream<DateTimeFormatter> named = how.dayForms().stream()
                .map(form -> DateTimeFormatter.ofPattern(form.replace('y', 'u'), Locale.ROOT)
                        .withResolverStyle(ResolverStyle.STRICT));
        return new ListDays(
                Stream.concat(named, Stream.of(DateTimeFormatter.ISO_LOCAL_DATE))
                        .toList(),
                zone);
    }

    LocalDate day(AssetColumn column, String cell) {
        return find(column, cell).orElseThrow(() -> Check.bad("list.no-day", column.heading(), example()));
    }

    /** The time at which something begins that begins then. */
    Instant begin(AssetColumn column, String cell) {
        return find(column, cell).map(this::begin).orElseGet(() -> time(column, cell));
    }

    /** The time at which something ends that ends then. */
    Instant end(AssetColumn column, String cell) {
        return find(column, cell).map(day -> begin(day.plusDays(1))).orElseGet(() -> time(column, cell));
    }

    private Instant begin(LocalDate day) {
        return day.atStartOfDay(zone).toInstant();
    }

    private Instant time(AssetColumn column, String cell) {
        try {
            return Instant.parse(cell);
        } catch (DateTimeParseException none) {
            throw Check.bad("list.no-time", column.heading(), example());
        }
    }

    private Optional<LocalDate> find(AssetColumn column, String cell) {
        List<LocalDate> days =
                forms.stream().flatMap(form -> parsed(form, cell)).distinct().toList();
        if (days.size() > 1) {
            throw Check.bad("list.day-ambiguous", column.heading());
        }
        return days.stream().findFirst();
    }

    /** The day, if the form fits and databases can keep it. */
    private static Stream<LocalDate> parsed(DateTimeFormatter form, String cell) {
        try {
            LocalDate day = LocalDate.parse(cell, form);
            return day.getYear() > 9999 ? Stream.empty() : Stream.of(day);
        } catch (DateTimeException none) {
            return Stream.empty();
        }
    }

    private String example() {
        return EXAMPLE.format(forms.get(0));
    }
}
