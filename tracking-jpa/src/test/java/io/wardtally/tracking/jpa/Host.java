package io.wardtally.tracking.jpa;

import jakarta.persistence.EntityManager;
import java.sql.Connection;
import java.sql.Savepoint;

/** Somebody in whose transactions the library works. A transaction belongs to the thread that began it. */
interface Host extends AutoCloseable {

    /** The store that works in them. */
    JpaStore joining();

    /** What the host itself writes with. */
    EntityManager manager();

    boolean isWithin();

    void begin() throws Exception;

    /** Ends the transaction in any case, and throws if nothing of it stands. */
    void commit() throws Exception;

    void rollback() throws Exception;

    void markRollbackOnly() throws Exception;

    /** A point in the transaction; what is returned goes back to it. */
    default Runnable savepoint() {
        Savepoint savepoint = manager().<Connection, Savepoint>callWithConnection(Connection::setSavepoint);
        return () -> manager().<Connection>runWithConnection(connection -> connection.rollback(savepoint));
    }

    @Override
    void close();

    /** What a host does. */
    interface Act<T> {
        T run() throws Throwable;
    }

    /** Does it in the transaction of this thread, or in a new one, which is committed unless something is thrown. */
    default <T> T transact(Act<T> act) throws Throwable {
        if (isWithin()) {
            return act.run();
        }
        begin();
        T result;
        try {
            result = act.run();
        } catch (Throwable thrown) {
            rollback();
            throw thrown;
        }
        commit();
        return result;
    }
}
