package io.wardtally.tracking.jpa;

import io.wardtally.tracking.Message;
import io.wardtally.tracking.TrackingException;
import io.wardtally.tracking.TrackingException.Code;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Set;

/** The tables as they are shipped. */
final class Schema {

    private static final List<String> SCRIPTS = List.of("V1__wardtally.sql");

    /** Columns that are relied on, by table. */
    private static final Map<String, List<String>> TABLES = Map.ofEntries(
            Map.entry("wt_facility", List.of("one", "facility", "revision")),
            Map.entry("wt_log", List.of("one", "sealed")),
            entry(AssetRow.TABLE, "next_check"),
            Map.entry("wt_key", List.of("name", "check_value")),
            Map.entry("wt_word", List.of("word", "asset_id")),
            entry(SubjectRow.TABLE, "next_check"),
            entry(SessionRow.TABLE, "active_asset_id"),
            entry(SessionRow.HANDOVERS),
            entry(ItemRow.TABLE),
            entry(FactRow.TABLE),
            Map.entry("wt_cursor", List.of("consumer", "position")),
            Map.entry("wt_derived", List.of("kind", "derived_key", "content")),
            Map.entry("wt_claim", List.of("kind", "claim_key", "holder")),
            entry(AnswerRow.TABLE));

    private static Map.Entry<String, List<String>> entry(Table<?, ?> table, String... more) {
        List<String> all = new ArrayList<>(table.names());
        all.addAll(Arrays.asList(more));
        return Map.entry(table.name(), all);
    }

    private Schema() {}

    static Set<String> tables() {
        return TABLES.keySet();
    }

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

    static TrackingException missing(String code) {
        return new TrackingException.Failure(Code.WRONG_SCHEMA, Message.of(code));
    }

    /** Fails where a table or column is missing. */
    static void check(DbConnection db) throws SQLException {
        for (Map.Entry<String, List<String>> table : TABLES.entrySet()) {
            db.list(
                    "select " + String.join(", ", table.getValue()) + " from " + table.getKey() + " where 1 = 0",
                    row -> row);
        }
        new SchemaCheck(db).run(statements(db.dialect()));
    }
}
