package io.wardtally.tracking.jpa;

import io.wardtally.tracking.Message;
import io.wardtally.tracking.TrackingException;
import io.wardtally.tracking.TrackingException.Code;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.UUID;
import java.util.function.UnaryOperator;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** SQL dialect of a database: everything in which the databases differ. */
enum Dialect {
    POSTGRESQL(" on conflict do nothing", true, true),
    H2("", false, false),
    MARIADB("", true, true);

    /** Ends a query that gives so many rows at most; the number is bound. The three databases spell this and the locks alike. */
    static final String LIMIT = " limit ?";

    /** Ends a query whose rows nobody else changes until the transaction ends. */
    static final String FOR_UPDATE = " for update";

    /** The same, leaving out rows that somebody else holds. */
    static final String SKIP_LOCKED = " for update skip locked";

    private static final int MARIADB_DUPLICATE = 1062;
    private static final Set<Integer> MARIADB_LOST = Set.of(1020, 1213);
    private static final Set<Integer> MARIADB_TOO_LATE = Set.of(1205, 1969);
    /** Of MariaDB: the server, and the transaction; of H2: the database. */
    private static final Set<Integer> READ_ONLY = Set.of(1290, 1792, 90097);

    private static final int H2_CONCURRENT_UPDATE = 90131;

    /** Suffix of an insert so that a key that exists is no error; without it the error is caught. */
    final String unlessThere;

    /** Whether a time-out of a statement is one of that statement only, and not of all that follow on the connection. */
    final boolean timesOutByStatement;

    /**
     * Whether a rollback leaves alone what others have committed. H2 puts back the old value of a locked row twice if its file is
     * written at that moment, and in between somebody else may have set the row.
     */
    final boolean rollsBackOnlyItsOwn;

    Dialect(String unlessThere, boolean timesOutByStatement, boolean rollsBackOnlyItsOwn) {
        this.unlessThere = unlessThere;
        this.timesOutByStatement = timesOutByStatement;
        this.rollsBackOnlyItsOwn = rollsBackOnlyItsOwn;
    }

    static Dialect of(Connection connection) throws SQLException {
        String product = connection.getMetaData().getDatabaseProductName();
        return switch (product.toLowerCase(Locale.ROOT)) {
            case "postgresql" -> POSTGRESQL;
            case "h2" -> H2;
            case "mariadb" -> MARIADB;
            default -> throw new TrackingException.Failure(Code.WRONG_SCHEMA, Message.of("store.no-schema", product));
        };
    }

    /** To insert a row, or to set all but its first {@code keys} columns if it is there. */
    String upsert(Table<?, ?> table, int keys) {
        return upsert(table.name(), table.names(), keys);
    }

    /** The same for a table that is not mapped. */
    String upsert(String table, List<String> columns, int keys) {
        String into = " into " + table + " (" + String.join(", ", columns) + ") ";
        String values = "values (?" + ", ?".repeat(columns.size() - 1) + ")";
        String key = String.join(", ", columns.subList(0, keys));
        List<String> rest = columns.subList(keys, columns.size());
        return switch (this) {
            case POSTGRESQL ->
                "insert" + into + values + " on conflict (" + key + ") do update set "
                        + set(rest, column -> "excluded." + column);
            case H2 -> "merge" + into + "key (" + key + ") " + values;
            case MARIADB ->
                "insert" + into + values + " on duplicate key update " + set(rest, column -> "values(" + column + ")");
        };
    }

    private static String set(List<String> columns, UnaryOperator<String> value) {
        return columns.stream()
                .map(column -> column + " = " + value.apply(column))
                .collect(Collectors.joining(", "));
    }

    /** Ends a query that gives so many rows at most. */
    static String limit(int rows) {
        return " limit " + rows;
    }

    /** Whether an ordinary batch can be committed in one call of several statements. */
    boolean commitsInOneCall() {
        return this == POSTGRESQL;
    }

    /** The schema in which our tables are found, or null where the catalogue says it. */
    @Nullable
    String schemaOf(DbConnection db) throws SQLException {
        return switch (this) {
            case POSTGRESQL ->
                db.first(
                        "select n.nspname from pg_class c join pg_namespace n on n.oid = c.relnamespace"
                                + " where c.oid = 'wt_facility'::regclass",
                        RowReader::text);
            case H2 -> db.schema();
            case MARIADB -> null;
        };
    }

    /** First statement of a transaction of our own, or null for none. */
    @Nullable
    String begin() {
        // Its default, REPEATABLE READ, locks gaps, in which those who mean different rows wait for each other.
        return this == MARIADB ? "set transaction isolation level read committed" : null;
    }

    /** Form in which a value is bound. */
    @Nullable
    Object bound(@Nullable Object value) {
        if (value instanceof Instant time) {
            OffsetDateTime utc = time.atOffset(ZoneOffset.UTC);
            return this == MARIADB ? utc.toLocalDateTime() : utc;
        }
        // MariaDB's own type refuses some and sorts others oddly.
        return this == MARIADB && value instanceof UUID id ? id.toString() : value;
    }

    @Nullable
    UUID uuid(ResultSet row, int column) throws SQLException {
        if (this == MARIADB) {
            String text = row.getString(column);
            return text == null ? null : UUID.fromString(text);
        }
        return row.getObject(column, UUID.class);
    }

    @Nullable
    Instant time(ResultSet row, int column) throws SQLException {
        if (this == MARIADB) {
            LocalDateTime utc = row.getObject(column, LocalDateTime.class);
            return utc == null ? null : utc.toInstant(ZoneOffset.UTC);
        }
        OffsetDateTime time = row.getObject(column, OffsetDateTime.class);
        return time == null ? null : time.toInstant();
    }

    /** Whether this key was there already. */
    boolean isDuplicate(SQLException thrown) {
        return this == MARIADB ? thrown.getErrorCode() == MARIADB_DUPLICATE : "23505".equals(thrown.getSQLState());
    }

    /** Whether the database gave up the transaction in favour of another one, so that it may be repeated. */
    boolean isLost(SQLException thrown) {
        return switch (this) {
            case POSTGRESQL, H2 ->
                "40001".equals(thrown.getSQLState())
                        || "40P01".equals(thrown.getSQLState())
                        || thrown.getErrorCode() == H2_CONCURRENT_UPDATE;
            case MARIADB -> MARIADB_LOST.contains(thrown.getErrorCode());
        };
    }

    /** Whether something did not come in time: a lock, mostly. */
    boolean isTooLate(SQLException thrown) {
        return switch (this) {
            case POSTGRESQL -> "55P03".equals(thrown.getSQLState()) || "57014".equals(thrown.getSQLState());
            case H2 -> "HYT00".equals(thrown.getSQLState()) || "57014".equals(thrown.getSQLState());
            case MARIADB -> MARIADB_TOO_LATE.contains(thrown.getErrorCode());
        };
    }

    /** Whether a row is not as the tables want it, be it for another row or for itself. */
    static boolean isOfConstraint(SQLException thrown) {
        String state = thrown.getSQLState();
        return state != null && state.startsWith("23");
    }

    /** Whether the transaction, or the whole database, is only for reading. */
    static boolean isReadOnly(SQLException thrown) {
        return "25006".equals(thrown.getSQLState()) || READ_ONLY.contains(thrown.getErrorCode());
    }

    /** Whether a table or a column is missing. */
    static boolean isOfSchema(SQLException thrown) {
        String state = thrown.getSQLState();
        return state != null && (state.equals("42P01") || state.equals("42703") || state.startsWith("42S"));
    }
}
