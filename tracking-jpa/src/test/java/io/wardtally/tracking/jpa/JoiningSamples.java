package io.wardtally.tracking.jpa;

import static org.springframework.transaction.support.TransactionSynchronizationManager.registerSynchronization;

import jakarta.persistence.EntityManager;
import jakarta.persistence.EntityManagerFactory;
import jakarta.persistence.RollbackException;
import jakarta.transaction.Status;
import jakarta.transaction.Synchronization;
import jakarta.transaction.TransactionSynchronizationRegistry;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;
import java.util.function.Supplier;
import javax.sql.DataSource;
import org.springframework.transaction.support.TransactionSynchronization;

/** What the README shows of joining the host's transactions, word for word. */
final class JoiningSamples {

    private JoiningSamples() {}

    static JpaStore spring(EntityManager entityManager, DataSource dataSource) {
        return JpaStore.joining(
                        () -> entityManager, // as @PersistenceContext injects it
                        act -> registerSynchronization(new TransactionSynchronization() {
                            @Override
                            public void afterCommit() {
                                act.run();
                            }
                        }))
                .background(dataSource);
    }

    static JpaStore jta(
            Supplier<EntityManager> entityManager, TransactionSynchronizationRegistry registry, DataSource unmanaged) {
        return JpaStore.joining(
                        entityManager,
                        act -> registry.registerInterposedSynchronization(new Synchronization() {
                            @Override
                            public void beforeCompletion() {}

                            @Override
                            public void afterCompletion(int status) {
                                if (status == Status.STATUS_COMMITTED) {
                                    act.run();
                                }
                            }
                        }))
                .background(unmanaged);
    }

    /** A host without a framework. */
    static final class Plain {

        final ThreadLocal<EntityManager> current = new ThreadLocal<>();
        final ThreadLocal<List<Runnable>> later = ThreadLocal.withInitial(ArrayList::new);

        JpaStore store(DataSource dataSource) {
            return JpaStore.joining(current::get, act -> later.get().add(act)).background(dataSource);
        }

        void transaction(EntityManagerFactory factory, Consumer<EntityManager> work) {
            try {
                factory.runInTransaction(entityManager -> {
                    current.set(entityManager);
                    work.accept(entityManager);
                    if (entityManager.getTransaction().getRollbackOnly()) {
                        throw new RollbackException(); // Hibernate would roll back and say nothing
                    }
                });
                later.get().forEach(Runnable::run);
            } finally {
                current.remove();
                later.remove();
            }
        }
    }
}
