package io.wardtally.tracking.jpa;

import io.wardtally.tracking.TrackingException;
import io.wardtally.tracking.TrackingException.Code;
import java.sql.BatchUpdateException;
import java.sql.SQLException;
import java.sql.SQLTransientConnectionException;
import org.jspecify.annotations.Nullable;

/** The one place where what a driver says becomes what we say. Its messages hold values and go no further. */
final class SqlErrors {

    private SqlErrors() {}

    /** The database gave up a transaction that may be repeated. */
    static final class Lost extends Exception {}

    /** What is thrown instead, unless the transaction may be repeated. */
    static TrackingException translate(SQLException thrown, @Nullable Dialect dialect) throws Lost {
        SQLException first = thrown instanceof BatchUpdateException && thrown.getNextException() != null
                ? thrown.getNextException()
                : thrown;
        if (dialect != null && dialect.isLost(first)) {
            throw new Lost();
        }
        if (dialect != null && dialect.isTooLate(first)) {
            return new TrackingException.Busy("somebody else holds what is needed for too long; try again");
        }
        if (isOfPool(first)) {
            return new TrackingException.Busy("no connection to the database is free; try again");
        }
        if (Dialect.isOfSchema(first)) {
            return Schema.missing("a table or column of Wardtally");
        }
        return new TrackingException.Failure(Code.STORE_FAILED, "the database failed (SQL state " + state(first) + ")");
    }

    // HikariCP says it with this class and the state, if any, of the server that it did not reach. MariaDB's
    // driver takes the class for whatever it knows no other for.
    private static boolean isOfPool(SQLException thrown) {
        String state = thrown.getSQLState();
        return "53300".equals(state)
                || (thrown instanceof SQLTransientConnectionException
                        && (state == null || state.startsWith("08") || state.startsWith("57P")));
    }

    // A driver makes it up, so only what looks like a state is told.
    private static String state(SQLException thrown) {
        String state = thrown.getSQLState();
        return state != null && state.matches("[0-9A-Z]{5}") ? state : "unknown";
    }

    /** What is thrown instead of something that is no driver's: a provider's exception, whose message may hold the driver's. */
    static TrackingException translate(RuntimeException thrown, @Nullable Dialect dialect) throws Lost {
        if (thrown instanceof TrackingException ours) {
            return ours;
        }
        for (Throwable cause = thrown; cause != null; cause = cause.getCause()) {
            if (cause instanceof SQLException sql) {
                return translate(sql, dialect);
            }
        }
        return new TrackingException.Failure(
                Code.STORE_FAILED, "the store failed: " + thrown.getClass().getSimpleName());
    }
}
