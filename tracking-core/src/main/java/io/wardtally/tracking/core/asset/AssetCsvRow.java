package io.wardtally.tracking.core.asset;

import io.wardtally.tracking.Message;
import io.wardtally.tracking.asset.Asset;
import io.wardtally.tracking.asset.AssetColumn;
import io.wardtally.tracking.asset.AssetId;
import io.wardtally.tracking.asset.Description;
import io.wardtally.tracking.asset.Identifier;
import io.wardtally.tracking.asset.LifeStage;
import io.wardtally.tracking.asset.Model;
import io.wardtally.tracking.asset.Ownership;
import io.wardtally.tracking.internal.Check;
import io.wardtally.tracking.place.Place;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.EnumMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.function.BiFunction;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * A row of a list of assets: what its cells say, as far as they say anything.
 *
 * @param cells what is not blank
 * @param days how it writes days
 */
record AssetCsvRow(Map<AssetColumn, String> cells, ListDays days) {

    private static final Map<AssetColumn, Identifier.Kind> KINDS = new EnumMap<>(Map.of(
            AssetColumn.TAG, Identifier.Kind.TAG,
            AssetColumn.GTIN, Identifier.Kind.GTIN_SERIAL,
            AssetColumn.GIAI, Identifier.Kind.GIAI,
            AssetColumn.GRAI, Identifier.Kind.GRAI,
            AssetColumn.HIBC, Identifier.Kind.HIBC,
            AssetColumn.EPC, Identifier.Kind.EPC));

    AssetCsvRow {
        Map<AssetColumn, String> read = new EnumMap<>(AssetColumn.class);
        cells.forEach((column, cell) -> {
            // Each line of a cell of identifiers is read by itself.
            String text = KINDS.containsKey(column) ? cell : SpreadsheetText.read(column, cell);
            if (!text.isEmpty()) {
                read.put(column, text);
            }
        });
        cells = read;
    }

    /** Cells of an asset, in all columns. */
    static List<String> cells(Asset asset) {
        return Arrays.stream(AssetColumn.values())
                .map(column -> cell(asset, column))
                .toList();
    }

    private static String cell(Asset asset, AssetColumn column) {
        Description description = asset.description();
        Object value = switch (column) {
            case ID -> asset.id();
            case NAME -> asset.name();
            case CATEGORY -> asset.category();
            case MANUFACTURER -> description.manufacturer();
            case MODEL -> description.model();
            case SERIAL -> description.serial();
            case LOT -> description.lot();
            case MADE -> description.made();
            case EXPIRES -> description.expires();
            case DEPARTMENT -> asset.place().department();
            case ROOM -> asset.place().room();
            case LIFE -> asset.life().name().toLowerCase(Locale.ROOT).replace('_', ' ');
            case VENDOR -> asset.ownership().vendor();
            case SINCE -> asset.ownership().since();
            case RENTED_UNTIL -> asset.ownership().until();
            case TAG, GTIN, GIAI, GRAI, HIBC, EPC ->
                asset.identifiers().stream()
                        .filter(identifier -> identifier.kind() == KINDS.get(column))
                        .map(AssetCsvRow::line)
                        .collect(Collectors.joining("\n"));
        };
        return value == null
                ? ""
                : KINDS.containsKey(column) ? value.toString() : SpreadsheetText.written(value.toString());
    }

    private static String line(Identifier identifier) {
        String value = SpreadsheetText.written(identifier.value()).replace("|", "||");
        return identifier.issuer() == null
                ? value
                : value + " | " + identifier.issuer().replace("|", "||");
    }

    @Nullable
    AssetId id() {
        String id = cells.get(AssetColumn.ID);
        return id == null ? null : AssetId.of(id);
    }

    /** The identifiers of all columns. */
    List<Identifier> identifiers() {
        List<Identifier> all = new ArrayList<>();
        KINDS.forEach((column, kind) -> {
            String cell = cells.get(column);
            if (cell != null) {
                cell.lines()
                        .map(Check::stripped)
                        .filter(line -> !line.isEmpty())
                        .map(line -> read(column, kind, line))
                        .filter(identifier ->
                                all.stream().noneMatch(one -> one.named().equals(identifier.named())))
                        .forEach(all::add);
            }
        });
        return all;
    }

    private Identifier read(AssetColumn column, Identifier.Kind kind, String line) {
        List<String> parts = parts(line);
        String issuer = parts.size() > 1 ? parts.get(1) : null;
        String value = SpreadsheetText.read(column, parts.get(0));
        boolean ofAType = (kind == Identifier.Kind.GTIN_SERIAL && !value.startsWith("("))
                || (kind == Identifier.Kind.HIBC && !value.contains("/"));
        if (!ofAType) {
            return new Identifier(
                    kind, kind == Identifier.Kind.EPC ? Identifier.epc(value).value() : value, issuer);
        }
        String serial = cells.get(AssetColumn.SERIAL);
        if (serial == null) {
            throw Check.bad("list.serial-missing", Message.Argument.word(kind.words()));
        }
        return kind == Identifier.Kind.HIBC
                ? new Identifier(kind, value + "/S" + serial, issuer)
                : new Identifier(kind, Identifier.gtin(value, serial).value(), issuer);
    }

    /** Parts between bars; a doubled bar is a part of the text. */
    private static List<String> parts(String line) {
        StringBuilder value = new StringBuilder();
        for (int i = 0; i < line.length(); i++) {
            if (line.charAt(i) != '|') {
                value.append(line.charAt(i));
            } else if (line.startsWith("||", i)) {
                value.append('|');
                i++;
            } else {
                return List.of(
                        Check.stripped(value.toString()),
                        Check.stripped(line.substring(i + 1)).replace("||", "|"));
            }
        }
        return List.of(value.toString());
    }

    /**
     * What the asset is described as.
     *
     * @param before how it is described now, or null if it is not registered
     * @param model what is recorded of its model, or null; it counts where the asset is new
     */
    Description description(@Nullable Description before, @Nullable Model model) {
        Description known = before != null ? before : description(model);
        return Description.of(
                text(AssetColumn.NAME, known.name()), text(AssetColumn.CATEGORY, known.category()), draft -> {
                    draft.manufacturer = textOrNull(AssetColumn.MANUFACTURER, known.manufacturer());
                    draft.model = textOrNull(AssetColumn.MODEL, known.model());
                    draft.serial = textOrNull(AssetColumn.SERIAL, known.serial());
                    draft.lot = textOrNull(AssetColumn.LOT, known.lot());
                    draft.made = read(AssetColumn.MADE, days::day, known.made());
                    draft.expires = read(AssetColumn.EXPIRES, days::day, known.expires());
                });
    }

    private Description description(@Nullable Model model) {
        if (model == null) {
            return Description.of(needed(AssetColumn.NAME), needed(AssetColumn.CATEGORY));
        }
        return Description.of(text(AssetColumn.NAME, model.name()), text(AssetColumn.CATEGORY, model.category()))
                .madeBy(model.manufacturer(), model.name(), null);
    }

    private String needed(AssetColumn column) {
        String cell = cells.get(column);
        if (cell == null) {
            throw Check.bad("list.cell-missing", column.heading());
        }
        return cell;
    }

    Place place(Place before) {
        String department = text(AssetColumn.DEPARTMENT, before.department());
        boolean stays = department.equals(before.department());
        return new Place(department, textOrNull(AssetColumn.ROOM, stays ? before.room() : null));
    }

    Ownership ownership(Ownership before) {
        String vendor = textOrNull(AssetColumn.VENDOR, before.vendor());
        boolean stays = Objects.equals(vendor, before.vendor());
        return new Ownership(
                vendor,
                read(AssetColumn.SINCE, days::begin, stays ? before.since() : null),
                read(AssetColumn.RENTED_UNTIL, days::end, stays ? before.until() : null));
    }

    LifeStage life(LifeStage before) {
        String cell = cells.get(AssetColumn.LIFE);
        if (cell == null) {
            return before;
        }
        String wanted = cell.toUpperCase(Locale.ROOT).replace(' ', '_').replace('-', '_');
        return Arrays.stream(LifeStage.values())
                .filter(life -> life.name().equals(wanted))
                .findFirst()
                .orElseThrow(() -> Check.bad("list.no-life"));
    }

    private String text(AssetColumn column, String otherwise) {
        return cells.getOrDefault(column, otherwise);
    }

    private @Nullable String textOrNull(AssetColumn column, @Nullable String otherwise) {
        String cell = cells.get(column);
        return cell == null ? otherwise : cell;
    }

    private <T> @Nullable T read(
            AssetColumn column, BiFunction<AssetColumn, String, T> reading, @Nullable T otherwise) {
        String cell = cells.get(column);
        return cell == null ? otherwise : reading.apply(column, cell);
    }
}
