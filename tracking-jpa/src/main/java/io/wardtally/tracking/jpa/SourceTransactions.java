package io.wardtally.tracking.jpa;

import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.util.function.Predicate;
import javax.sql.DataSource;

/** Transactions on connections of a data source. */
final class SourceTransactions extends OwnTransactions {

    private final DataSource source;

    SourceTransactions(DataSource source, Duration patience, TableNames names) {
        super(patience, names);
        this.source = source;
    }

    @Override
    public Transactions on(TableNames names) {
        return new SourceTransactions(source, patience, names);
    }

    private Connection connection() throws SQLException {
        try {
            return source.getConnection();
        } catch (SQLException | RuntimeException thrown) {
            throw SqlErrors.noConnection(thrown);
        }
    }

    @Override
    <T> T callOnce(Work<T> work, Predicate<T> stands) throws SQLException {
        Connection connection = connection();
        try {
            return call(connection, work, stands);
        } finally {
            release(connection::close);
        }
    }

    @Override
    <T> T writeOnce(Work<T> work, Predicate<T> stands) throws SQLException {
        Connection connection = connection();
        try {
            boolean commitsByItself = connection.getAutoCommit();
            if (commitsByItself) {
                connection.setAutoCommit(false);
            }
            try {
                return call(connection, db -> work.on(begun(db)), stands);
            } finally {
                if (commitsByItself) {
                    release(() -> connection.setAutoCommit(true));
                }
            }
        } finally {
            release(connection::close);
        }
    }
}
