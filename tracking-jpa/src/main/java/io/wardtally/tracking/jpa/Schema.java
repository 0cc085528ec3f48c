package io.wardtally.tracking.jpa;

import io.wardtally.tracking.TrackingException;
import io.wardtally.tracking.TrackingException.Code;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.sql.SQLException;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;

/** The tables as they are shipped. */
final class Schema {

    private static final List<String> SCRIPTS = List.of("V1__wardtally.sql");

    private static final Map<String, Columns> TABLES = Map.of(
            "wt_facility",
            new Columns("one", "facility", "sealed"),
            AssetRow.TABLE,
            AssetRow.COLUMNS,
            "wt_word",
            new Columns("word", "asset_id"),
            SubjectRow.TABLE,
            SubjectRow.COLUMNS,
            SessionRow.TABLE,
            SessionRow.COLUMNS.and("active_asset_id"),
            SessionRow.HANDOVERS,
            SessionRow.HANDOVER,
            OverrideRow.TABLE,
            OverrideRow.COLUMNS,
            FactRow.TABLE,
            FactRow.COLUMNS,
            "wt_claim",
            new Columns("kind", "claim_key", "holder"),
            AnswerRow.TABLE,
            AnswerRow.COLUMNS);

    private Schema() {}

    /** The statements that make the tables, in order. */
    static List<String> statements(Dialect dialect) {
        return SCRIPTS.stream()
                .map(script -> text(dialect.name().toLowerCase(Locale.ROOT) + '/' + script))
                .flatMap(text -> Arrays.stream(text.split(";\\s*\n")))
                .map(String::strip)
                .filter(statement -> !statement.isEmpty())
                .toList();
    }

    private static String text(String resource) {
        try (InputStream script = Objects.requireNonNull(Schema.class.getResourceAsStream(resource), resource)) {
            return new String(script.readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException broken) {
            throw new UncheckedIOException("the jar of tracking-jpa is damaged", broken);
        }
    }

    static TrackingException missing(String what) {
        return new TrackingException.Failure(
                Code.WRONG_SCHEMA, "the database lacks " + what + "; apply the store's schema");
    }

    /** Fails where a table or column is missing. */
    static void check(DbConnection db) throws SQLException {
        for (Map.Entry<String, Columns> table : TABLES.entrySet()) {
            db.list("select " + table.getValue().of("t") + " from " + table.getKey() + " t where 1 = 0", row -> row);
        }
    }
}
