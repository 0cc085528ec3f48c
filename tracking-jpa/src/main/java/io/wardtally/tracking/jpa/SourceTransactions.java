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
    <T> T callOnce(Work<T> work, Predicate<T> stands) throws SQLException {
        Connection connection = source.getConnection();
        try {
            return call(connection, work, stands);
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
}
