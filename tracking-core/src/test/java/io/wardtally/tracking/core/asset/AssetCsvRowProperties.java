package io.wardtally.tracking.core.asset;

import static org.assertj.core.api.Assertions.assertThat;

import io.wardtally.tracking.TrackingException;
import io.wardtally.tracking.asset.Asset;
import io.wardtally.tracking.asset.AssetColumn;
import io.wardtally.tracking.asset.AssetId;
import io.wardtally.tracking.asset.CsvImportOptions;
import io.wardtally.tracking.asset.Description;
import io.wardtally.tracking.asset.Identifier;
import io.wardtally.tracking.asset.LifeStage;
import io.wardtally.tracking.asset.Ownership;
import io.wardtally.tracking.audit.Subject;
import io.wardtally.tracking.core.Cases;
import io.wardtally.tracking.core.kernel.Case;
import io.wardtally.tracking.place.Place;
import io.wardtally.tracking.staff.Actor;
import io.wardtally.tracking.store.Dossier;
import java.io.StringReader;
import java.io.StringWriter;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import org.jspecify.annotations.Nullable;

class AssetCsvRowProperties {

    @Property
    void a_row_that_was_written_says_the_same_when_it_is_read(@ForAll("assets") List<Asset> assets) {
        StringWriter list = new StringWriter();
        CsvList.Rows rows = new CsvList.Rows(list);
        rows.add(Arrays.stream(AssetColumn.values()).map(AssetColumn::heading).toList());
        assets.forEach(asset -> rows.add(AssetCsvRow.cells(asset)));
        rows.flush();

        CsvList read = CsvList.read(new StringReader(list.toString()));
        assertThat(read.next()).isNotNull();
        for (Asset asset : assets) {
            AssetCsvRow sheet = sheet(read.next());
            Case nothing = of(Dossier.empty(Subject.asset(asset.id())));
            assertThat(AssetRules.enter(nothing, sheet.id(), sheet, sheet.identifiers(), null)
                            .answer())
                    .isEqualTo(asset);
            Case there = of(Dossier.of(asset, 1, List.of()));
            assertThat(AssetRules.enter(there, sheet.id(), sheet, sheet.identifiers(), null)
                            .changesNothing())
                    .isTrue();
        }
        assertThat(read.next()).isNull();
    }

    private static AssetCsvRow sheet(CsvList.Row row) {
        Map<AssetColumn, String> cells = new EnumMap<>(AssetColumn.class);
        for (AssetColumn column : AssetColumn.values()) {
            String cell = row.cells().get(column.ordinal());
            if (!cell.isEmpty()) {
                cells.put(column, cell);
            }
        }
        return new AssetCsvRow(cells, ListDays.of(CsvImportOptions.standard(), ZoneOffset.UTC));
    }

    private static Case of(Dossier dossier) {
        return Cases.of(Actor.administrator("alex"), dossier);
    }

    @Provide
    Arbitrary<List<Asset>> assets() {
        return asset().list().ofMinSize(1).ofMaxSize(4);
    }

    private Arbitrary<Asset> asset() {
        Arbitrary<Description> description = Combinators.combine(
                        line(200), line(64), maybe(line(200)), maybe(line(200)), maybe(line(200)), maybe(day()))
                .as((name, category, manufacturer, model, serial, day) -> Description.of(name, category, draft -> {
                    draft.manufacturer = manufacturer;
                    draft.model = model;
                    draft.serial = serial;
                    draft.lot = serial;
                    draft.made = day;
                    draft.expires = day;
                }));
        Arbitrary<List<Identifier>> identifiers = Combinators.combine(line(64), maybe(line(200)))
                .as((tag, issuer) -> new Identifier(Identifier.Kind.TAG, tag, issuer))
                .list()
                .ofMaxSize(4)
                .uniqueElements(Identifier::named)
                .map(tags -> {
                    List<Identifier> all = new ArrayList<>(tags);
                    all.add(Identifier.gtin("04012345000016", "+7"));
                    all.add(Identifier.hibc("A123BJC5D6E71", "-7"));
                    return all;
                });
        return Combinators.combine(
                        line(64),
                        description,
                        identifiers,
                        Arbitraries.of(LifeStage.class),
                        maybe(line(200)),
                        maybe(time()),
                        line(64),
                        maybe(line(64)))
                .as((id, what, carried, life, vendor, since, department, room) -> Asset.of(AssetId.of(id), what)
                        .withIdentifiers(carried)
                        .withLife(life)
                        .withOwnership(new Ownership(
                                vendor, since, vendor == null || since == null ? null : since.plusSeconds(9)))
                        .withPlace(new Place(department, room)));
    }

    /** Anything that may stand on a line, and what lists are written with more often than chance would have it. */
    private static Arbitrary<String> line(int longest) {
        return Arbitraries.oneOf(
                        Arbitraries.strings()
                                .withChars("=+-@'|\",; \tab")
                                .ofMinLength(1)
                                .ofMaxLength(8),
                        Arbitraries.strings().ofMinLength(1).ofMaxLength(longest))
                .filter(AssetCsvRowProperties::isALine);
    }

    private static boolean isALine(String text) {
        try {
            Asset.of(AssetId.of(text), Description.of(text, text));
            return true;
        } catch (TrackingException no) {
            return false;
        }
    }

    private static <T> Arbitrary<@Nullable T> maybe(Arbitrary<T> value) {
        return value.injectNull(0.3);
    }

    private static Arbitrary<LocalDate> day() {
        return Arbitraries.longs().between(-25_000, 2_900_000).map(LocalDate::ofEpochDay);
    }

    private static Arbitrary<Instant> time() {
        return Arbitraries.longs()
                .between(-2_000_000_000L, 9_000_000_000L)
                .map(second -> Instant.ofEpochSecond(second, 123_000));
    }
}
