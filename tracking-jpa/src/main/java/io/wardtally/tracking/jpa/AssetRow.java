package io.wardtally.tracking.jpa;

import io.wardtally.tracking.asset.Asset;
import io.wardtally.tracking.asset.AssetId;
import io.wardtally.tracking.asset.Condition;
import io.wardtally.tracking.asset.Description;
import io.wardtally.tracking.asset.Hold;
import io.wardtally.tracking.asset.HoldId;
import io.wardtally.tracking.asset.Identifier;
import io.wardtally.tracking.asset.LifeStage;
import io.wardtally.tracking.asset.Ownership;
import io.wardtally.tracking.place.Place;
import java.sql.SQLException;
import java.time.Instant;
import java.util.List;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** An asset, its version and its holds: one row of {@code wt_asset}. */
record AssetRow(Asset asset, long version) {

    static final String TABLE = "wt_asset";

    static final Columns COLUMNS = new Columns(
            "id",
            "version",
            "name",
            "category",
            "manufacturer",
            "model",
            "serial",
            "lot",
            "made",
            "expires",
            "identifiers",
            "life",
            "present_condition",
            "holds",
            "status",
            "vendor",
            "owned_since",
            "owned_until",
            "department",
            "room",
            "last_used");

    static final String INSERT = COLUMNS.insertInto(TABLE);
    static final String UPDATE_IF_AT = COLUMNS.update(TABLE, 1) + " where id = ? and version = ?";

    @Nullable
    Object[] values() {
        Description description = asset.description();
        Ownership ownership = asset.ownership();
        return new @Nullable Object[] {
            asset.id().value(),
            version,
            description.name(),
            description.category(),
            description.manufacturer(),
            description.model(),
            description.serial(),
            description.lot(),
            description.made(),
            description.expires(),
            lines(asset.identifiers(), AssetRow::line),
            asset.life().name(),
            asset.condition().name(),
            lines(asset.holds(), AssetRow::line),
            asset.status().name(),
            ownership.vendor(),
            ownership.since(),
            ownership.until(),
            asset.place().department(),
            asset.place().room(),
            asset.lastUsed()
        };
    }

    /** For an update of the row that is at this version. */
    @Nullable
    Object[] replacing(long expected) {
        return Columns.keysLast(values(), 1, expected);
    }

    static AssetRow read(RowReader row) throws SQLException {
        return RowReader.readable(TABLE, () -> {
            String id = row.text();
            long version = row.number();
            Description description = new Description(
                    row.text(),
                    row.text(),
                    row.textOrNull(),
                    row.textOrNull(),
                    row.textOrNull(),
                    row.textOrNull(),
                    row.dateOrNull(),
                    row.dateOrNull());
            List<Identifier> identifiers = list(row.textOrNull(), AssetRow::identifier);
            LifeStage life = LifeStage.valueOf(row.text());
            Condition condition = Condition.valueOf(row.text());
            List<Hold> holds = list(row.textOrNull(), AssetRow::hold);
            String status = row.text();
            Ownership ownership = new Ownership(row.textOrNull(), row.timeOrNull(), row.timeOrNull());
            Place place = new Place(row.text(), row.textOrNull());
            Asset asset = new Asset(
                    AssetId.of(id),
                    description,
                    identifiers,
                    life,
                    condition,
                    holds,
                    ownership,
                    place,
                    row.timeOrNull());
            RowReader.same("status", asset.status().name(), status);
            return new AssetRow(asset, version);
        });
    }

    private static <T> @Nullable String lines(List<T> all, Function<T, String> line) {
        return all.isEmpty() ? null : all.stream().map(line).collect(Collectors.joining("\n"));
    }

    private static String line(Identifier identifier) {
        String issuer = identifier.issuer();
        List<String> known = List.of(identifier.kind().name(), identifier.value());
        return TabSeparated.line(issuer == null ? known : List.of(known.get(0), known.get(1), issuer));
    }

    private static Identifier identifier(List<String> fields) {
        return new Identifier(
                Identifier.Kind.valueOf(fields.get(0)), fields.get(1), fields.size() > 2 ? fields.get(2) : null);
    }

    private static String line(Hold hold) {
        return TabSeparated.line(List.of(
                hold.id().toString(),
                hold.kind().name(),
                hold.owner(),
                hold.reason(),
                hold.since().toString()));
    }

    private static <T> List<T> list(@Nullable String lines, Function<List<String>, T> item) {
        return lines == null
                ? List.of()
                : lines.lines().map(TabSeparated::parse).map(item).toList();
    }

    private static Hold hold(List<String> fields) {
        return new Hold(
                HoldId.of(fields.get(0)),
                Hold.Kind.valueOf(fields.get(1)),
                fields.get(2),
                fields.get(3),
                Instant.parse(fields.get(4)));
    }
}
