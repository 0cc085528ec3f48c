package io.wardtally.tracking.jpa;

import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.util.function.Predicate;
import javax.sql.DataSource;

/** Transactions on connections of a data source. */
final class SourceTransactions extends OwnTransactions {

    private final DataSource source;

    SourceTransactions(DataSource source, Duration patience) {
        super(patience);
        this.source = source;
    }

    @Override
    <T> T readOnce(Work<T> work) throws SQLException {
        Connection connection = source.getConnection();
        try {
            T result = work.on(db(connection));
            endReading(connection);
            return result;
        } finally {
            release(connection::close);
        }
    }

    @Override
    <T> T writeOnce(Work<T> work, Predicate<T> stands) throws SQLException {
        Connection connection = source.getConnection();
        boolean commitsByItself = true;
        boolean ended = false;
        try {
            commitsByItself = connection.getAutoCommit();
            if (commitsByItself) {
                connection.setAutoCommit(false);
            }
            T result = work.on(begin(connection));
            if (stands.test(result)) {
                connection.commit();
                ended = true;
            }
            return result;
        } finally {
            if (!ended) {
                release(connection::rollback);
            }
            if (commitsByItself) {
                release(() -> connection.setAutoCommit(true));
            }
            release(connection::close);
        }
    }

    /** A step of giving a connection back. */
    private interface Step {
        void take() throws SQLException;
    }

    // What was committed stands, and what failed has said so already, whatever becomes of the connection.
    private static void release(Step step) {
        try {
            step.take();
        } catch (SQLException | RuntimeException broken) {
            // The pool notices by itself.
        }
    }
}
