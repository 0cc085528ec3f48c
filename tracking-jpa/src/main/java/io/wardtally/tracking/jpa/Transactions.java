package io.wardtally.tracking.jpa;

import java.sql.SQLException;
import java.util.function.Predicate;

/** Whose transactions the statements run in. */
interface Transactions {

    /** What is done with a connection. */
    interface Work<T> {
        T on(Db db) throws SQLException;
    }

    /** Reads; what is read is committed, or the caller's own. */
    <T> T read(Work<T> work);

    /**
     * Reads and writes.
     *
     * @param stands whether what came of it is to be kept; if not, the work has undone itself or is rolled back
     */
    <T> T write(Work<T> work, Predicate<T> stands);

    /**
     * Makes one call to the database, with no transaction around it where none is needed.
     *
     * @param stands whether what came of it is to be kept; if not, it has done nothing
     */
    <T> T call(Work<T> work, Predicate<T> stands);

    /** Whether one call may hold several statements, of which all are done or none. */
    boolean chains();

    /** Whether work that is not to stand has to undo itself, because the rest of the transaction is somebody else's. */
    boolean isShared();
}
