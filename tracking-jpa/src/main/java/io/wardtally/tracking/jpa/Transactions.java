package io.wardtally.tracking.jpa;

import io.wardtally.tracking.store.Batch;
import jakarta.persistence.EntityManagerFactory;
import java.sql.SQLException;
import java.util.Optional;
import java.util.function.Predicate;

/** The transactions in which the statements run: our own or the host's. */
interface Transactions {

    /** Work with a connection. */
    interface Work<T> {
        T on(DbConnection db) throws SQLException;
    }

    /** Reads; what is read is committed, or the caller's own. */
    <T> T read(Work<T> work);

    /**
     * Reads and writes.
     *
     * @param stands whether what came of it is to be kept; if not, the work has undone itself or is rolled back
     */
    <T> T write(Work<T> work, Predicate<T> stands);

    /** Makes all of this change in one call to the database, or none of it; false if it cannot be made that way. */
    boolean inOneCall(Batch batch);

    /** Whether work that is not to stand has to take back what it did, because no rollback will. */
    boolean takesBackByHand();

    /** The same on tables of these names. */
    Transactions on(TableNames names);

    /** The factory of the host's persistence unit, if these are its transactions. */
    default Optional<EntityManagerFactory> factory() {
        return Optional.empty();
    }

    /** Whether what surrounds the work is somebody else's, so that it is not ours to roll back or to repeat. */
    boolean isShared();
}
