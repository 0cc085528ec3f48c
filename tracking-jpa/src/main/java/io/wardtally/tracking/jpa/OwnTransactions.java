package io.wardtally.tracking.jpa;

import io.wardtally.tracking.Message;
import io.wardtally.tracking.TrackingException;
import io.wardtally.tracking.store.Batch;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/** Transactions that begin and end with the call. One that the database gave up is begun again. */
abstract class OwnTransactions implements Transactions {

    private static final int MOST_TRIES = 10;

    final Duration patience;
    private final TableNames names;
    private volatile @Nullable Dialect dialect;

    OwnTransactions(Duration patience, TableNames names) {
        this.patience = patience;
        this.names = names;
    }

    /** Does the work without a transaction if the connection commits by itself, so that nothing has to be ended. */
    abstract <T> T callOnce(Work<T> work, Predicate<T> stands) throws SQLException;

    /** Does the work in a transaction, which is committed if its result stands or has taken itself back, and rolled back otherwise. */
    abstract <T> T writeOnce(Work<T> work, Predicate<T> stands) throws SQLException;

    @Override
    public <T> T read(Work<T> work) {
        return patiently(() -> callOnce(work, result -> false));
    }

    @Override
    public <T> T write(Work<T> work, Predicate<T> stands) {
        return patiently(() -> writeOnce(work, stands));
    }

    @Override
    public boolean inOneCall(Batch batch) {
        OneCallCommit call = dialect != null && dialect.commitsInOneCall() ? OneCallCommit.of(batch, patience) : null;
        return call != null && patiently(() -> callOnce(call::take, taken -> taken));
    }

    @Override
    public boolean takesBackByHand() {
        Dialect known = dialect;
        return known != null && !known.rollsBackOnlyItsOwn;
    }

    @Override
    public boolean isShared() {
        return false;
    }

    /** One try. */
    private interface Try<T> {
        T once() throws SQLException;
    }

    private <T> T patiently(Try<T> one) {
        for (int tries = 1; ; tries++) {
            try {
                return attempt(one);
            } catch (SqlErrors.Lost again) {
                // Whoever won goes on, so the next try has one rival less.
                if (tries == MOST_TRIES) {
                    throw again.as(new TrackingException.Busy(Message.of("store.gave-up", MOST_TRIES)));
                }
            }
        }
    }

    private <T> T attempt(Try<T> one) throws SqlErrors.Lost {
        try {
            return one.once();
        } catch (SQLException | RuntimeException thrown) {
            throw SqlErrors.translate(thrown, dialect);
        }
    }

    DbConnection db(Connection connection) throws SQLException {
        Dialect known = dialect;
        if (known == null) {
            known = Dialect.of(connection);
            dialect = known;
        }
        return new DbConnection(connection, known, names, patience);
    }

    /** Connection after the first statement of a transaction. */
    static DbConnection begun(DbConnection db) throws SQLException {
        String begin = db.dialect().begin();
        if (begin != null) {
            db.update(begin);
        }
        return db;
    }

    /** Whether a transaction is ended by a commit. */
    <T> boolean commits(T result, Predicate<T> stands) {
        return stands.test(result) || takesBackByHand();
    }

    /** Does the work, and ends the transaction unless the connection commits by itself. */
    <T> T call(Connection connection, Work<T> work, Predicate<T> stands) throws SQLException {
        boolean ended = connection.getAutoCommit();
        try {
            T result = work.on(db(connection));
            if (!ended && commits(result, stands)) {
                commit(connection);
                ended = true;
            }
            return result;
        } finally {
            if (!ended) {
                rollBack(connection);
            }
        }
    }

    private static void commit(Connection connection) throws SQLException {
        try {
            connection.commit();
        } catch (SQLException thrown) {
            throw new SqlErrors.AtCommit(thrown);
        }
    }

    // What cannot be rolled back must not be committed by whoever gets the connection next, or by its auto-commit.
    private static void rollBack(Connection connection) {
        try {
            connection.rollback();
        } catch (SQLException | RuntimeException broken) {
            release(() -> connection.abort(Runnable::run));
        }
    }

    /** A step of giving a connection back. */
    interface Step {
        void take() throws SQLException;
    }

    // What was committed stands, and what failed has said so already, whatever becomes of the connection.
    static void release(Step step) {
        try {
            step.take();
        } catch (SQLException | RuntimeException broken) {
            // The pool notices by itself.
        }
    }
}
