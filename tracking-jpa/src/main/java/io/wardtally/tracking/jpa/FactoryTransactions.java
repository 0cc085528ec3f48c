package io.wardtally.tracking.jpa;

import jakarta.persistence.EntityManager;
import jakarta.persistence.EntityManagerFactory;
import jakarta.persistence.EntityTransaction;
import java.sql.SQLException;
import java.time.Duration;
import java.util.Optional;
import java.util.function.Predicate;

/** Resource-local transactions of an entity manager factory. */
final class FactoryTransactions extends OwnTransactions {

    private final EntityManagerFactory factory;

    FactoryTransactions(EntityManagerFactory factory, Duration patience, TableNames names) {
        super(patience, names);
        this.factory = factory;
    }

    @Override
    public Transactions on(TableNames names) {
        return new FactoryTransactions(factory, patience, names);
    }

    @Override
    public Optional<EntityManagerFactory> factory() {
        return Optional.of(factory);
    }

    @Override
    <T> T callOnce(Work<T> work, Predicate<T> stands) throws SQLException {
        EntityManager manager = factory.createEntityManager();
        try {
            return CallbackResult.of(manager, connection -> call(connection, work, stands))
                    .orThrow();
        } finally {
            release(manager::close);
        }
    }

    @Override
    <T> T writeOnce(Work<T> work, Predicate<T> stands) throws SQLException {
        EntityManager manager = factory.createEntityManager();
        try {
            EntityTransaction transaction = manager.getTransaction();
            begin(transaction);
            try {
                T result = CallbackResult.of(manager, connection -> work.on(begun(db(connection))))
                        .orThrow();
                if (commits(result, stands)) {
                    commit(transaction);
                }
                return result;
            } finally {
                if (transaction.isActive()) {
                    release(transaction::rollback);
                }
            }
        } finally {
            release(manager::close);
        }
    }

    private static void begin(EntityTransaction transaction) throws SQLException {
        try {
            transaction.begin();
        } catch (RuntimeException thrown) {
            throw SqlErrors.noConnection(thrown);
        }
    }

    private static void commit(EntityTransaction transaction) throws SQLException {
        try {
            transaction.commit();
        } catch (RuntimeException thrown) {
            throw new SqlErrors.AtCommit(thrown);
        }
    }
}
