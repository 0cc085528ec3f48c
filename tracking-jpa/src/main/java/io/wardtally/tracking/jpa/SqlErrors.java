package io.wardtally.tracking.jpa;

import io.wardtally.tracking.Message;
import io.wardtally.tracking.TrackingException;
import io.wardtally.tracking.TrackingException.Code;
import java.sql.BatchUpdateException;
import java.sql.SQLException;
import java.sql.SQLTransientConnectionException;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Translation of what a driver throws into the errors of the API, in one place. Its messages hold values and go no further. */
final class SqlErrors {

    /** What a pooler leads to that gives the connection of one application's prepared statements to another. */
    private static final Set<String> MIXED_UP = Set.of("42P05", "26000", "08P01");

    private SqlErrors() {}

    /** The database gave up a transaction that may be repeated. */
    static final class Lost extends Exception {

        private final transient Exception thrown;

        Lost(Exception thrown) {
            this.thrown = thrown;
        }

        /** Exception for it in the end, with the place from which it comes. */
        TrackingException as(TrackingException ours) {
            return causedBy(ours, thrown);
        }
    }

    /** The same, with the place from which it comes and without the driver's words. */
    static TrackingException causedBy(TrackingException ours, Exception thrown) {
        return ours.causedBy(thrown, one -> one instanceof SQLException sql ? sql.getSQLState() : null);
    }

    /** A failure of what may have been the commit: nobody knows whether the change stands. */
    static final class AtCommit extends SQLException {

        private final transient Exception thrown;

        AtCommit(Exception thrown) {
            this.thrown = thrown;
        }
    }

    /** A failure to get a connection. Nothing was done, though whoever failed need not say so. */
    static SQLException noConnection(Exception thrown) {
        for (Throwable cause = thrown; cause != null; cause = cause.getCause()) {
            if (cause instanceof SQLException sql && sql.getSQLState() != null) {
                return new SQLTransientConnectionException(null, sql.getSQLState(), thrown);
            }
        }
        return new SQLTransientConnectionException(thrown);
    }

    /**
     * Exception that is thrown instead, unless the transaction may be repeated. A provider's exception may hold the driver's, and
     * its message the driver's words.
     */
    static TrackingException translate(Exception thrown, @Nullable Dialect dialect) throws Lost {
        if (thrown instanceof TrackingException ours) {
            return ours;
        }
        if (thrown instanceof AtCommit last) {
            return translate(last.thrown, dialect, true);
        }
        return translate(thrown, dialect, false);
    }

    private static TrackingException translate(Exception thrown, @Nullable Dialect dialect, boolean atCommit)
            throws Lost {
        for (Throwable cause = thrown; cause != null; cause = cause.getCause()) {
            if (cause instanceof SQLException sql) {
                return causedBy(ours(sql, dialect, atCommit), thrown);
            }
        }
        return causedBy(
                new TrackingException.Failure(
                        Code.STORE_FAILED,
                        Message.of("store.failed", thrown.getClass().getSimpleName())),
                thrown);
    }

    private static TrackingException ours(SQLException thrown, @Nullable Dialect dialect, boolean atCommit)
            throws Lost {
        SQLException first = thrown instanceof BatchUpdateException && thrown.getNextException() != null
                ? thrown.getNextException()
                : thrown;
        if (dialect != null && dialect.isLost(first)) {
            throw new Lost(thrown);
        }
        if (dialect != null && dialect.isTooLate(first)) {
            return new TrackingException.Busy(Message.of("store.lock-busy"));
        }
        if (!atCommit && isOfPool(first)) {
            return new TrackingException.Busy(Message.of("store.pool-busy"));
        }
        String state = state(first);
        if (Dialect.isReadOnly(first)) {
            return new TrackingException.Busy(Code.READ_ONLY, Message.of("store.read-only"));
        }
        if (MIXED_UP.contains(state)) {
            return new TrackingException.Busy(Message.of("store.statements-mixed-up"));
        }
        if (!atCommit && isBroken(state)) {
            return new TrackingException.Busy(Message.of("store.connection-broke"));
        }
        if (state.startsWith("22")) {
            return new TrackingException.BadInput(Code.BAD_INPUT, Message.of("store.value-refused", state));
        }
        if (Dialect.isOfSchema(first)) {
            return Schema.missing("store.table-missing");
        }
        return new TrackingException.Failure(Code.STORE_FAILED, Message.of("store.database-failed", state));
    }

    // HikariCP says it with this class and the state, if any, of the server that it did not reach. MariaDB's
    // driver takes the class for whatever it knows no other for.
    private static boolean isOfPool(SQLException thrown) {
        String state = thrown.getSQLState();
        return "53300".equals(state)
                || (thrown instanceof SQLTransientConnectionException && (state == null || isBroken(state)));
    }

    /** Whether the connection is gone. */
    private static boolean isBroken(String state) {
        return state.startsWith("08") || state.startsWith("57P");
    }

    // A driver makes it up, so only what looks like a state is told.
    private static String state(SQLException thrown) {
        String state = thrown.getSQLState();
        return state != null && state.matches("[0-9A-Z]{5}") ? state : "unknown";
    }
}
