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
import java.time.LocalDate;
import java.util.List;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * An asset with its holds, its version, and the revision of the policies by which it was judged: one row of {@code wt_asset}, but for
 * the column that says when to look at it again.
 */
record AssetRow(Asset asset, long version, long judged) {

    static final Table<AssetRow, Parts> TABLE = new Table<AssetRow, Parts>("wt_asset")
            .column("id", row -> row.asset.id().value(), (row, parts) -> parts.id = row.text())
            .column("version", AssetRow::version, (row, parts) -> parts.version = row.number())
            .column("judged", AssetRow::judged, (row, parts) -> parts.judged = row.number())
            .column("name", row -> row.asset.name(), (row, parts) -> parts.name = row.text())
            .column("category", row -> row.asset.category(), (row, parts) -> parts.category = row.text())
            .column(
                    "manufacturer",
                    of(Description::manufacturer),
                    (row, parts) -> parts.manufacturer = row.textOrNull())
            .column("model", of(Description::model), (row, parts) -> parts.model = row.textOrNull())
            .column("serial", of(Description::serial), (row, parts) -> parts.serial = row.textOrNull())
            .column("lot", of(Description::lot), (row, parts) -> parts.lot = row.textOrNull())
            .column("made", of(Description::made), (row, parts) -> parts.made = row.dateOrNull())
            .column("expires", of(Description::expires), (row, parts) -> parts.expires = row.dateOrNull())
            .column(
                    "identifiers",
                    row -> lines(row.asset.identifiers(), AssetRow::line),
                    (row, parts) -> parts.identifiers = list(row.textOrNull(), AssetRow::identifier))
            .column("life", row -> row.asset.life().name(), (row, parts) -> parts.life = LifeStage.valueOf(row.text()))
            .column(
                    "present_condition",
                    row -> row.asset.condition().name(),
                    (row, parts) -> parts.condition = Condition.valueOf(row.text()))
            .column(
                    "holds",
                    row -> lines(row.asset.holds(), AssetRow::line),
                    (row, parts) -> parts.holds = list(row.textOrNull(), AssetRow::hold))
            .column("status", row -> row.asset.status().name(), (row, parts) -> parts.status = row.text())
            .column("vendor", row -> row.asset.ownership().vendor(), (row, parts) -> parts.vendor = row.textOrNull())
            .column(
                    "owned_since",
                    row -> row.asset.ownership().since(),
                    (row, parts) -> parts.ownedSince = row.timeOrNull())
            .column(
                    "owned_until",
                    row -> row.asset.ownership().until(),
                    (row, parts) -> parts.ownedUntil = row.timeOrNull())
            .column("department", row -> row.asset.place().department(), (row, parts) -> parts.department = row.text())
            .column("room", row -> row.asset.place().room(), (row, parts) -> parts.room = row.textOrNull())
            .column("last_used", row -> row.asset.lastUsed(), (row, parts) -> parts.lastUsed = row.timeOrNull());

    static final String INSERT = TABLE.insert("next_check");
    static final String UPDATE = TABLE.update(1);
    static final String IF_AT = " where id = ? and version = ? and judged <= ?";

    /** For an update of the row that is at this version, by what was decided no earlier than it was judged. */
    @Nullable
    Object[] replacing(long expected) {
        return TABLE.keysLast(this, 1, expected, judged);
    }

    private static Function<AssetRow, @Nullable Object> of(Function<Description, @Nullable Object> part) {
        return row -> part.apply(row.asset.description());
    }

    /** Parts of a row that is read. */
    @SuppressWarnings("NullAway.Init") // the columns fill it
    static final class Parts {

        private String id;
        private long version;
        private long judged;
        private String name;
        private String category;
        private @Nullable String manufacturer;
        private @Nullable String model;
        private @Nullable String serial;
        private @Nullable String lot;
        private @Nullable LocalDate made;
        private @Nullable LocalDate expires;
        private List<Identifier> identifiers;
        private LifeStage life;
        private Condition condition;
        private List<Hold> holds;
        private String status;
        private @Nullable String vendor;
        private @Nullable Instant ownedSince;
        private @Nullable Instant ownedUntil;
        private String department;
        private @Nullable String room;
        private @Nullable Instant lastUsed;

        private AssetRow whole() {
            Description description = Description.of(name, category, draft -> {
                draft.manufacturer = manufacturer;
                draft.model = model;
                draft.serial = serial;
                draft.lot = lot;
                draft.made = made;
                draft.expires = expires;
            });
            Asset asset = Asset.of(AssetId.of(id), description).with(draft -> {
                draft.identifiers = identifiers;
                draft.life = life;
                draft.condition = condition;
                draft.holds = holds;
                draft.ownership = new Ownership(vendor, ownedSince, ownedUntil);
                draft.place = new Place(department, room);
                draft.lastUsed = lastUsed;
            });
            RowReader.same("status", asset.status().name(), status);
            return new AssetRow(asset, version, judged);
        }
    }

    static AssetRow read(RowReader row) throws SQLException {
        return RowReader.readable(TABLE.name(), () -> {
            Parts parts = new Parts();
            TABLE.read(row, parts);
            return parts.whole();
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
