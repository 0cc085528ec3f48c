package io.wardtally.tracking.jpa;

import io.wardtally.tracking.asset.AssetId;
import io.wardtally.tracking.scan.Concern;
import io.wardtally.tracking.session.EmergencyOverride;
import io.wardtally.tracking.session.EmergencyOverride.Review;
import io.wardtally.tracking.session.OverrideId;
import java.sql.SQLException;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.UUID;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** An emergency override and its review: one row of {@code wt_override}. */
final class OverrideRow {

    static final String TABLE = "wt_override";

    static final Columns COLUMNS = new Columns(
            "id",
            "asset_id",
            "declared_by",
            "reason",
            "passes",
            "declared",
            "expires",
            "reviewed_by",
            "justified",
            "review_note",
            "reviewed");

    static final String INSERT = COLUMNS.insertInto(TABLE);
    static final String UPDATE = COLUMNS.update(TABLE, 1) + " where id = ?";

    private OverrideRow() {}

    static @Nullable Object[] values(EmergencyOverride override) {
        Review review = override.review();
        return new @Nullable Object[] {
            override.id().value(),
            override.asset().value(),
            override.by(),
            override.reason(),
            override.passes().stream().map(Enum::name).collect(Collectors.joining(" ")),
            override.declared(),
            override.expires(),
            review == null ? null : review.by(),
            review == null ? null : review.justified(),
            review == null ? null : review.note(),
            review == null ? null : review.at()
        };
    }

    static EmergencyOverride read(RowReader row) throws SQLException {
        return RowReader.readable(TABLE, () -> {
            UUID id = row.uuid();
            AssetId asset = AssetId.of(row.text());
            String by = row.text();
            String reason = row.text();
            List<Concern.Rule> passes = Arrays.stream(row.text().split(" "))
                    .filter(word -> !word.isEmpty())
                    .map(Concern.Rule::valueOf)
                    .toList();
            Instant declared = row.time();
            Instant expires = row.time();
            String reviewer = row.textOrNull();
            Boolean justified = row.flagOrNull();
            String note = row.textOrNull();
            Instant at = row.timeOrNull();
            Review review = reviewer == null || justified == null || at == null
                    ? null
                    : new Review(reviewer, justified, note, at);
            if (review == null) {
                RowReader.same("review", Arrays.asList(null, null, null, null), Arrays.asList(reviewer, justified, note, at));
            }
            return new EmergencyOverride(new OverrideId(id), asset, by, reason, passes, declared, expires, review);
        });
    }
}
