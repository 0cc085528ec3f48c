package io.wardtally.tracking.jpa;

import jakarta.persistence.EntityManager;
import java.util.function.Consumer;
import javax.sql.DataSource;
import org.springframework.orm.jpa.EntityManagerHolder;
import org.springframework.orm.jpa.JpaTransactionManager;
import org.springframework.orm.jpa.LocalContainerEntityManagerFactoryBean;
import org.springframework.orm.jpa.SharedEntityManagerCreator;
import org.springframework.orm.jpa.persistenceunit.PersistenceManagedTypes;
import org.springframework.orm.jpa.vendor.HibernateJpaVendorAdapter;
import org.springframework.transaction.TransactionStatus;
import org.springframework.transaction.support.TransactionSynchronizationManager;

/**
 * A host with the beans that Spring Boot makes for Jakarta Persistence. With an open view, which is Spring Boot's default, the
 * entity manager belongs to the request and outlives the transaction.
 */
final class SpringHost implements Host {

    private final LocalContainerEntityManagerFactoryBean factory = new LocalContainerEntityManagerFactoryBean();
    private final JpaTransactionManager transactions;
    private final EntityManager shared;
    private final JpaStore store;
    private final ThreadLocal<TransactionStatus> current = new ThreadLocal<>();
    private final boolean openInView;

    SpringHost(DataSource source, DataSource background, boolean openInView) {
        this.openInView = openInView;
        factory.setPersistenceUnitName("host");
        factory.setDataSource(source);
        factory.setJpaVendorAdapter(new HibernateJpaVendorAdapter());
        factory.setManagedTypes(PersistenceManagedTypes.of(HostNote.class.getName()));
        factory.afterPropertiesSet();
        transactions = new JpaTransactionManager(factory.getObject());
        transactions.afterPropertiesSet();
        shared = SharedEntityManagerCreator.createSharedEntityManager(factory.getObject());
        store = JoiningSamples.spring(shared, background);
    }

    @Override
    public JpaStore joining() {
        return store;
    }

    @Override
    public EntityManager manager() {
        return shared;
    }

    @Override
    public boolean isWithin() {
        return TransactionSynchronizationManager.isActualTransactionActive();
    }

    @Override
    public void begin() {
        if (openInView) {
            openView();
        }
        current.set(transactions.getTransaction(null));
    }

    JpaTransactionManager transactions() {
        return transactions;
    }

    /** A request from its beginning to its end. */
    void request(Runnable act) {
        openView();
        try {
            act.run();
        } finally {
            closeView();
        }
    }

    /** What Spring's interceptor does when a request comes in. */
    void openView() {
        EntityManager view = factory.getObject().createEntityManager();
        TransactionSynchronizationManager.bindResource(factory.getObject(), new EntityManagerHolder(view));
    }

    /** What Spring's interceptor does when the request has been answered. */
    void closeView() {
        EntityManagerHolder view =
                (EntityManagerHolder) TransactionSynchronizationManager.unbindResource(factory.getObject());
        view.getEntityManager().close();
    }

    @Override
    public void commit() {
        end(transactions::commit);
    }

    @Override
    public void rollback() {
        end(transactions::rollback);
    }

    private void end(Consumer<TransactionStatus> how) {
        TransactionStatus status = current.get();
        current.remove();
        try {
            how.accept(status);
        } finally {
            if (openInView) {
                closeView();
            }
        }
    }

    @Override
    public void markRollbackOnly() {
        current.get().setRollbackOnly();
    }

    @Override
    public void close() {
        factory.destroy();
    }
}
