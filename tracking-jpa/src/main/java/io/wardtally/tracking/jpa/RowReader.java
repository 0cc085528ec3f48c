package io.wardtally.tracking.jpa;

import io.wardtally.tracking.Message;
import io.wardtally.tracking.TrackingException;
import io.wardtally.tracking.TrackingException.Code;
import io.wardtally.tracking.audit.Digest;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.LocalDate;
import java.util.Objects;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** The columns of a row, read from left to right. */
final class RowReader {

    private final ResultSet row;
    private final Dialect dialect;
    private int column;

    RowReader(ResultSet row, Dialect dialect) {
        this.row = row;
        this.dialect = dialect;
    }

    void rewind() {
        column = 0;
    }

    void skip(int columns) {
        column += columns;
    }

    @Nullable
    String textOrNull() throws SQLException {
        return row.getString(++column);
    }

    String text() throws SQLException {
        return there(textOrNull());
    }

    long number() throws SQLException {
        return row.getLong(++column);
    }

    @Nullable
    Long numberOrNull() throws SQLException {
        long number = number();
        return row.wasNull() ? null : number;
    }

    int integer() throws SQLException {
        return row.getInt(++column);
    }

    boolean flag() throws SQLException {
        return row.getBoolean(++column);
    }

    @Nullable
    Boolean flagOrNull() throws SQLException {
        boolean flag = flag();
        return row.wasNull() ? null : flag;
    }

    @Nullable
    UUID uuidOrNull() throws SQLException {
        return dialect.uuid(row, ++column);
    }

    UUID uuid() throws SQLException {
        return there(uuidOrNull());
    }

    @Nullable
    LocalDate dateOrNull() throws SQLException {
        return row.getObject(++column, LocalDate.class);
    }

    @Nullable
    Instant timeOrNull() throws SQLException {
        return dialect.time(row, ++column);
    }

    Instant time() throws SQLException {
        return there(timeOrNull());
    }

    Digest digest() throws SQLException {
        return Digest.of(there(row.getBytes(++column)));
    }

    private static <T> T there(@Nullable T value) {
        if (value == null) {
            throw new IllegalArgumentException("a column is empty");
        }
        return value;
    }

    /** Maker of what a row says, from its columns. */
    interface Making<T> {
        T make() throws SQLException;
    }

    /** Sees to it that a column by which rows are found says what the others say. */
    static void same(String column, @Nullable Object expected, @Nullable Object found) {
        if (!Objects.equals(expected, found)) {
            throw new IllegalArgumentException(column + " is not what the rest of the row says");
        }
    }

    /** Makes what a row says; a row that says nothing sensible was not stored so. */
    static <T> T readable(String table, Making<T> making) throws SQLException {
        try {
            return making.make();
        } catch (RuntimeException unreadable) {
            throw new TrackingException.Failure(Code.STORED_DATA_UNREADABLE, Message.of("store.row-unreadable", table))
                    .causedBy(unreadable);
        }
    }
}
