package io.wardtally.tracking.jpa;

import jakarta.persistence.EntityManager;
import javax.sql.DataSource;
import org.springframework.orm.jpa.JpaTransactionManager;
import org.springframework.orm.jpa.LocalContainerEntityManagerFactoryBean;
import org.springframework.orm.jpa.SharedEntityManagerCreator;
import org.springframework.orm.jpa.persistenceunit.PersistenceManagedTypes;
import org.springframework.orm.jpa.vendor.HibernateJpaVendorAdapter;
import org.springframework.transaction.TransactionStatus;
import org.springframework.transaction.support.TransactionSynchronizationManager;

/** A host with the beans that Spring Boot makes for Jakarta Persistence. */
final class SpringHost implements Host {

    private final LocalContainerEntityManagerFactoryBean factory = new LocalContainerEntityManagerFactoryBean();
    private final JpaTransactionManager transactions;
    private final EntityManager shared;
    private final JpaStore store;
    private final ThreadLocal<TransactionStatus> current = new ThreadLocal<>();

    SpringHost(DataSource source, DataSource background) {
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
        current.set(transactions.getTransaction(null));
    }

    @Override
    public void commit() {
        transactions.commit(ended());
    }

    @Override
    public void rollback() {
        transactions.rollback(ended());
    }

    private TransactionStatus ended() {
        TransactionStatus status = current.get();
        current.remove();
        return status;
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
