package io.wardtally.tracking.jpa;

import java.sql.Connection;
import java.sql.DatabaseMetaData;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.ResultSetMetaData;
import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** A connection for the length of one call. */
final class DbConnection {

    private final Connection connection;
    private final Dialect dialect;
    private final TableNames names;
    private final int patienceSeconds;

    DbConnection(Connection connection, Dialect dialect, TableNames names, Duration patience) {
        this.connection = connection;
        this.dialect = dialect;
        this.names = names;
        this.patienceSeconds = (int) Math.max(1, patience.toSeconds());
    }

    Dialect dialect() {
        return dialect;
    }

    /** Reader of one row. */
    interface Reader<T> {
        T read(RowReader row) throws SQLException;
    }

    <T> List<T> list(String sql, Reader<T> reader, @Nullable Object... values) throws SQLException {
        try (PreparedStatement statement = prepare(sql, values)) {
            return read(statement, reader);
        }
    }

    /** Reads what somebody else may hold. */
    <T> List<T> locked(String sql, Reader<T> reader, @Nullable Object... values) throws SQLException {
        try (PreparedStatement statement = prepare(sql, values)) {
            bePatient(statement);
            return read(statement, reader);
        }
    }

    private <T> List<T> read(PreparedStatement statement, Reader<T> reader) throws SQLException {
        try (ResultSet rows = statement.executeQuery()) {
            List<T> all = new ArrayList<>();
            RowReader row = new RowReader(rows, dialect);
            while (rows.next()) {
                row.rewind();
                all.add(reader.read(row));
            }
            return all;
        }
    }

    <T> @Nullable T first(String sql, Reader<T> reader, @Nullable Object... values) throws SQLException {
        List<T> all = list(sql, reader, values);
        return all.isEmpty() ? null : all.get(0);
    }

    /** Reader of what the columns of a query are. */
    interface Describer {
        void read(ResultSetMetaData columns) throws SQLException;
    }

    void described(String sql, Describer describer) throws SQLException {
        try (PreparedStatement statement = prepare(sql);
                ResultSet rows = statement.executeQuery()) {
            describer.read(rows.getMetaData());
        }
    }

    /** What is unique in a table: sets of columns in lower case. */
    Set<Set<String>> uniqueKeys(String table) throws SQLException {
        DatabaseMetaData metaData = connection.getMetaData();
        String stored = metaData.storesUpperCaseIdentifiers() ? table.toUpperCase(Locale.ROOT) : table;
        Map<String, Set<String>> keys = new HashMap<>();
        String named = names.schema(dialect);
        String catalog = named != null && dialect == Dialect.MARIADB ? named : connection.getCatalog();
        String schema = named != null && dialect != Dialect.MARIADB ? named : dialect.schemaOf(this);
        try (ResultSet rows = metaData.getIndexInfo(catalog, schema, stored, true, true)) {
            while (rows.next()) {
                String column = rows.getString("COLUMN_NAME");
                if (column != null) {
                    keys.computeIfAbsent(rows.getString("INDEX_NAME"), name -> new HashSet<>())
                            .add(column.toLowerCase(Locale.ROOT));
                }
            }
        }
        return Set.copyOf(keys.values());
    }

    @Nullable
    String schema() throws SQLException {
        return connection.getSchema();
    }

    /** Changes what nobody else can hold. */
    int update(String sql, @Nullable Object... values) throws SQLException {
        try (PreparedStatement statement = prepare(sql, values)) {
            return statement.executeUpdate();
        }
    }

    /** Changes what somebody else may hold, and does not wait for it for ever. */
    int contend(String sql, @Nullable Object... values) throws SQLException {
        try (PreparedStatement statement = prepare(sql, values)) {
            bePatient(statement);
            return statement.executeUpdate();
        }
    }

    /** Does what may be several statements. */
    void execute(String sql, @Nullable Object... values) throws SQLException {
        try (PreparedStatement statement = prepare(sql, values)) {
            statement.execute();
        }
    }

    /** Inserts a row unless its key is there; says whether it did. */
    boolean insertNew(String sql, @Nullable Object... values) throws SQLException {
        try {
            return contend(sql + dialect.unlessThere, values) == 1;
        } catch (SQLException thrown) {
            if (dialect.unlessThere.isEmpty() && dialect.isDuplicate(thrown)) {
                return false;
            }
            throw thrown;
        }
    }

    /** The same statement for each of these, and how many of them changed something. */
    int updateEach(String sql, List<@Nullable Object[]> each) throws SQLException {
        if (each.isEmpty()) {
            return 0;
        }
        if (each.size() == 1) {
            return contend(sql, each.get(0)) == 0 ? 0 : 1;
        }
        try (PreparedStatement statement = connection.prepareStatement(names.named(sql))) {
            bePatient(statement);
            for (@Nullable Object[] values : each) {
                bind(statement, values);
                statement.addBatch();
            }
            // Some drivers do not say how much.
            return (int) Arrays.stream(statement.executeBatch())
                    .filter(rows -> rows != 0)
                    .count();
        }
    }

    private PreparedStatement prepare(String sql, @Nullable Object... values) throws SQLException {
        PreparedStatement statement = connection.prepareStatement(names.named(sql));
        try {
            bind(statement, values);
            return statement;
        } catch (SQLException | RuntimeException thrown) {
            statement.close();
            throw thrown;
        }
    }

    private void bind(PreparedStatement statement, @Nullable Object... values) throws SQLException {
        for (int i = 0; i < values.length; i++) {
            statement.setObject(i + 1, dialect.bound(values[i]));
        }
    }

    private void bePatient(PreparedStatement statement) throws SQLException {
        if (dialect.timesOutByStatement) {
            statement.setQueryTimeout(patienceSeconds);
        }
    }
}
