package io.wardtally.tracking.jpa;

import io.wardtally.tracking.Message;
import io.wardtally.tracking.TrackingException;
import io.wardtally.tracking.TrackingException.Code;
import io.wardtally.tracking.store.Batch;
import jakarta.persistence.EntityManager;
import java.sql.SQLException;
import java.time.Duration;
import java.util.function.Predicate;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * Transactions of the host, which are joined. None is begun, committed or rolled back here; one in which something failed half-way
 * is marked so that it cannot be committed.
 */
final class JoinedTransactions implements Transactions {

    private final Supplier<? extends @Nullable EntityManager> current;
    private final Transactions background;
    private final Duration patience;
    private final TableNames names;
    private volatile @Nullable Dialect dialect;

    JoinedTransactions(
            Supplier<? extends @Nullable EntityManager> current,
            Transactions background,
            Duration patience,
            TableNames names) {
        this.current = current;
        this.background = background;
        this.patience = patience;
        this.names = names;
    }

    @Override
    public Transactions on(TableNames other) {
        return new JoinedTransactions(current, background.on(other), patience, other);
    }

    /** Reads on the host's connection, in a transaction or not: one that holds its only connection must not need another. */
    @Override
    public <T> T read(Work<T> work) {
        EntityManager manager = current.get();
        if (manager == null || !manager.isOpen()) {
            return background.read(work);
        }
        return isJoined(manager) ? within(manager, work, false) : beside(manager, work);
    }

    @Override
    public <T> T write(Work<T> work, Predicate<T> stands) {
        EntityManager manager = joined();
        if (manager == null) {
            throw new TrackingException.Failure(Code.NO_TRANSACTION, Message.of("store.no-transaction"));
        }
        return within(manager, work, true);
    }

    // What fails in PostgreSQL takes the rest of the transaction with it.
    @Override
    public boolean inOneCall(Batch batch) {
        return false;
    }

    @Override
    public boolean takesBackByHand() {
        return isShared();
    }

    @Override
    public boolean isShared() {
        return joined() != null;
    }

    private @Nullable EntityManager joined() {
        EntityManager manager = current.get();
        return manager != null && manager.isOpen() && isJoined(manager) ? manager : null;
    }

    // A framework's proxy does not know of every transaction: Spring's of an entity manager that outlives them, as with
    // spring.jpa.open-in-view, says that it has joined none.
    private static boolean isJoined(EntityManager manager) {
        if (manager.isJoinedToTransaction()) {
            return true;
        }
        EntityManager own = own(manager);
        return own != manager && own.isOpen() && own.isJoinedToTransaction();
    }

    /** The provider's own entity manager behind a framework's proxy. */
    private static EntityManager own(EntityManager manager) {
        return manager.getDelegate() instanceof EntityManager own ? own : manager;
    }

    /** Reads outside of a transaction, where nothing has to be given up. */
    private <T> T beside(EntityManager manager, Work<T> work) {
        try {
            return on(manager, work);
        } catch (SQLException | RuntimeException thrown) {
            try {
                throw SqlErrors.translate(thrown, dialect);
            } catch (SqlErrors.Lost lost) {
                throw lost.as(new TrackingException.Busy(Message.of("store.gave-up", 1)));
            }
        }
    }

    private <T> T on(EntityManager manager, Work<T> work) throws SQLException {
        return CallbackResult.of(manager, connection -> {
                    Dialect known = dialect;
                    if (known == null) {
                        known = Dialect.of(connection);
                        dialect = known;
                    }
                    return work.on(new DbConnection(connection, known, names, patience));
                })
                .orThrow();
    }

    private <T> T within(EntityManager manager, Work<T> work, boolean writes) {
        try {
            return on(manager, work);
        } catch (SQLException thrown) {
            giveUp(manager);
            throw translated(thrown);
        } catch (RuntimeException thrown) {
            TrackingException ours = translated(thrown);
            if (writes || ours instanceof TrackingException.TransactionLost) {
                giveUp(manager);
            }
            throw ours;
        }
    }

    private TrackingException translated(Exception thrown) {
        try {
            TrackingException ours = SqlErrors.translate(thrown, dialect);
            if (ours.code() == Code.READ_ONLY) {
                return SqlErrors.causedBy(new TrackingException.Failure(Code.READ_ONLY, ours.message()), thrown);
            }
            return ours instanceof TrackingException.Busy ? SqlErrors.causedBy(lost(), thrown) : ours;
        } catch (SqlErrors.Lost lost) {
            return lost.as(lost());
        }
    }

    static TrackingException lost() {
        return new TrackingException.TransactionLost(Message.of("store.transaction-lost"));
    }

    /** Sees to it that the host cannot commit what was left half-way. */
    private static void giveUp(EntityManager manager) {
        try {
            own(manager).getTransaction().setRollbackOnly();
        } catch (RuntimeException notResourceLocal) {
            markThroughTheProvider(manager);
        }
    }

    // JTA does not let us mark it, but the provider does when one of its own operations fails.
    // A callback with the connection does not count as one for Hibernate.
    private static void markThroughTheProvider(EntityManager manager) {
        try {
            manager.find(Object.class, "given up");
        } catch (RuntimeException asMeant) {
            // That is how it is marked.
        }
    }
}
