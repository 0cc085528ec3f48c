package io.wardtally.tracking.jpa;

import io.wardtally.tracking.Message;
import io.wardtally.tracking.TrackingException;
import io.wardtally.tracking.TrackingException.Code;
import java.sql.ResultSetMetaData;
import java.sql.SQLException;
import java.sql.Types;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.MatchResult;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/**
 * Comparison of the tables at hand with the script that makes them: types, lengths, what may be absent, what is unique, and that
 * text is compared exactly. A column that is wider than in the script will do.
 */
final class SchemaCheck {

    private static final Pattern TABLE = Pattern.compile("create table (\\w+) \\((.*)\\n\\)", Pattern.DOTALL);
    private static final Pattern COLUMN =
            Pattern.compile("^ {4}(?!constraint)(\\w+) ([a-z]+)(?:\\((\\d+)\\))?(.*)$", Pattern.MULTILINE);
    private static final Pattern KEY = Pattern.compile("constraint \\w+ (?:primary key|unique) \\(([^)]*)\\)");
    private static final Set<Integer> TEXT = Set.of(Types.VARCHAR, Types.LONGVARCHAR, Types.CHAR, Types.CLOB);
    private static final Set<Integer> BYTES = Set.of(Types.BINARY, Types.VARBINARY, Types.LONGVARBINARY, Types.BLOB);

    /** The types of JDBC that serve as a type of the scripts. */
    private static final Map<String, Set<Integer>> TYPES = Map.ofEntries(
            Map.entry("varchar", TEXT),
            Map.entry("text", TEXT),
            Map.entry("mediumtext", TEXT),
            Map.entry("char", TEXT),
            Map.entry("bigint", Set.of(Types.BIGINT)),
            Map.entry("integer", Set.of(Types.INTEGER, Types.BIGINT)),
            Map.entry("smallint", Set.of(Types.SMALLINT, Types.INTEGER, Types.BIGINT)),
            Map.entry("boolean", Set.of(Types.BOOLEAN, Types.BIT, Types.TINYINT)),
            Map.entry("uuid", Set.of(Types.OTHER, Types.BINARY)),
            Map.entry("date", Set.of(Types.DATE)),
            Map.entry("timestamp", Set.of(Types.TIMESTAMP, Types.TIMESTAMP_WITH_TIMEZONE)),
            Map.entry("datetime", Set.of(Types.TIMESTAMP)),
            Map.entry("bytea", BYTES),
            Map.entry("varbinary", BYTES));

    private static final int MEDIUM_TEXT = 1_000_000;

    private final DbConnection db;

    SchemaCheck(DbConnection db) {
        this.db = db;
    }

    /** A column as the script has it; the length is that of text, or of the fraction of a second. */
    private record Column(String name, String type, int length, String rest) {

        static Column of(MatchResult found) {
            String type = found.group(2);
            boolean bounded = found.group(3) != null;
            int length = bounded ? Integer.parseInt(found.group(3)) : type.endsWith("text") ? MEDIUM_TEXT : 0;
            return new Column(found.group(1), type, length, found.group(4));
        }

        boolean isText() {
            return TEXT.equals(TYPES.get(type));
        }

        boolean isOf(int jdbcType) {
            return TYPES.getOrDefault(type, Set.of()).contains(jdbcType);
        }

        boolean isRequired() {
            return rest.contains("not null");
        }

        /** Whether its order is that of code points; on PostgreSQL some texts sort as the database likes. */
        boolean isOrdered(Dialect dialect) {
            return dialect != Dialect.POSTGRESQL || rest.contains("collate \"C\"");
        }
    }

    /** Fails where a table is not what is relied on. */
    void run(List<String> script) throws SQLException {
        if (!db.list("select one from wt_facility where '' is null", RowReader::number)
                .isEmpty()) {
            throw differs("store.empty-is-null", "");
        }
        for (String statement : script) {
            Matcher table = TABLE.matcher(statement);
            if (table.find()) {
                String name = table.group(1);
                String body = table.group(2);
                List<Column> columns = COLUMN.matcher(body)
                        .results()
                        .map(Column::of)
                        .filter(one -> TYPES.containsKey(one.type()))
                        .toList();
                compare(name, columns);
                keys(name, KEY.matcher(body).results().map(key -> key.group(1)).toList());
            }
        }
    }

    private void compare(String table, List<Column> columns) throws SQLException {
        String names = columns.stream().map(Column::name).collect(Collectors.joining(", "));
        db.described("select " + names + " from " + table + " where 1 = 0", found -> {
            for (int i = 0; i < columns.size(); i++) {
                compare(table, columns.get(i), found, i + 1);
            }
        });
        String inexact = columns.stream()
                .filter(Column::isText)
                .filter(column -> !column.type().equals("char"))
                .map(column -> inexact(table, column))
                .collect(Collectors.joining(" union all "));
        if (!inexact.isEmpty()) {
            for (String column : db.list(inexact, RowReader::text)) {
                throw differs("store.column-inexact", table + "." + column.strip());
            }
        }
    }

    private static void compare(String table, Column column, ResultSetMetaData found, int i) throws SQLException {
        String name = table + "." + column.name();
        if (!column.isOf(found.getColumnType(i))) {
            throw differs("store.column-type", name);
        }
        boolean isTime = column.type().equals("timestamp") || column.type().equals("datetime");
        if ((column.isText() && found.getPrecision(i) < column.length())
                || (isTime && found.getScale(i) < column.length())) {
            throw differs("store.column-short", name);
        }
        boolean isRequired = found.isNullable(i) == ResultSetMetaData.columnNoNulls;
        if (isRequired != column.isRequired()) {
            throw differs(isRequired ? "store.column-required" : "store.column-optional", name);
        }
    }

    // A text that stands in for the column's own takes the column's collation.
    private String inexact(String table, Column column) {
        String others = " where x.c = 'A' or x.c = 'a ' or x.c = '\u00E4'";
        String order = column.isOrdered(db.dialect()) ? " or x.c < 'Z'" : "";
        return "select '" + column.name() + "' from (select " + column.name() + " as c from " + table
                + " where 1 = 0 union all select 'a' as c) x" + others + order;
    }

    private void keys(String table, List<String> keys) throws SQLException {
        Set<Set<String>> unique = db.uniqueKeys(table);
        for (String key : keys) {
            if (!unique.contains(Set.of(key.split(", ")))) {
                throw differs("store.key-missing", table + " (" + key + ")");
            }
        }
    }

    private static TrackingException differs(String code, String what) {
        return new TrackingException.Failure(Code.WRONG_SCHEMA, Message.of(code, what));
    }
}
