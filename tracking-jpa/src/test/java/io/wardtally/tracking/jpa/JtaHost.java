package io.wardtally.tracking.jpa;

import com.arjuna.ats.arjuna.common.ObjectStoreEnvironmentBean;
import com.arjuna.ats.internal.jta.transaction.arjunacore.TransactionSynchronizationRegistryImple;
import com.arjuna.common.internal.util.propertyservice.BeanPopulator;
import io.agroal.api.AgroalDataSource;
import io.agroal.api.configuration.supplier.AgroalDataSourceConfigurationSupplier;
import io.agroal.api.security.NamePrincipal;
import io.agroal.api.security.SimplePassword;
import io.agroal.narayana.NarayanaTransactionIntegration;
import jakarta.persistence.EntityManager;
import jakarta.persistence.EntityManagerFactory;
import jakarta.persistence.PersistenceConfiguration;
import jakarta.persistence.PersistenceUnitTransactionType;
import jakarta.transaction.Status;
import jakarta.transaction.SystemException;
import jakarta.transaction.TransactionManager;
import jakarta.transaction.TransactionSynchronizationRegistry;
import java.sql.SQLException;
import java.util.List;
import javax.sql.DataSource;
import org.hibernate.cfg.TransactionSettings;
import org.hibernate.engine.transaction.jta.platform.internal.NarayanaJtaPlatform;
import org.junit.jupiter.api.Assumptions;

/** A host with JTA by Narayana, and a pool that takes part in its transactions. */
final class JtaHost implements Host {

    private static final TransactionManager TRANSACTIONS;
    private static final TransactionSynchronizationRegistry REGISTRY = new TransactionSynchronizationRegistryImple();

    static {
        for (String store : List.of("default", "stateStore", "communicationStore")) {
            BeanPopulator.getNamedInstance(ObjectStoreEnvironmentBean.class, store.equals("default") ? null : store)
                    .setObjectStoreDir("target/narayana");
        }
        TRANSACTIONS = com.arjuna.ats.jta.TransactionManager.transactionManager();
    }

    private final EntityManagerFactory factory;
    private final JpaStore store;
    private final ThreadLocal<EntityManager> current = new ThreadLocal<>();

    JtaHost(DataSource source, DataSource background) {
        PersistenceConfiguration configuration = Factories.configuration(source, List.of(HostNote.class))
                .transactionType(PersistenceUnitTransactionType.JTA)
                .property("jakarta.persistence.jtaDataSource", source)
                .property(TransactionSettings.JTA_PLATFORM, new NarayanaJtaPlatform())
                // As in a container, nobody gets at the transaction through the entity manager.
                .property(TransactionSettings.ALLOW_JTA_TRANSACTION_ACCESS, false);
        configuration.properties().remove("jakarta.persistence.nonJtaDataSource");
        factory = configuration.createEntityManagerFactory();
        store = JoiningSamples.jta(current::get, REGISTRY, background);
    }

    /** Whoever asks for it closes it. */
    static AgroalDataSource pool(TestSchema schema, int size, boolean autoCommit, int isolation) {
        try {
            return AgroalDataSource.from(new AgroalDataSourceConfigurationSupplier()
                    .connectionPoolConfiguration(pool -> pool.maxSize(size)
                            .acquisitionTimeout(Site.PATIENCE)
                            .transactionIntegration(new NarayanaTransactionIntegration(TRANSACTIONS, REGISTRY))
                            .connectionFactoryConfiguration(connections -> connections
                                    .jdbcUrl(schema.url())
                                    .principal(new NamePrincipal(schema.user()))
                                    .credential(new SimplePassword(schema.password()))
                                    .autoCommit(autoCommit)
                                    .jdbcTransactionIsolation(isolation))));
        } catch (SQLException e) {
            throw new IllegalStateException(e);
        }
    }

    @Override
    public JpaStore joining() {
        return store;
    }

    @Override
    public EntityManager manager() {
        return current.get();
    }

    @Override
    public boolean isWithin() {
        try {
            return TRANSACTIONS.getStatus() != Status.STATUS_NO_TRANSACTION;
        } catch (SystemException e) {
            throw new IllegalStateException(e);
        }
    }

    @Override
    public void begin() throws Exception {
        TRANSACTIONS.begin();
        current.set(factory.createEntityManager());
    }

    @Override
    public void commit() throws Exception {
        try {
            TRANSACTIONS.commit();
        } finally {
            forget();
        }
    }

    @Override
    public void rollback() throws Exception {
        try {
            TRANSACTIONS.rollback();
        } finally {
            forget();
        }
    }

    private void forget() {
        current.get().close();
        current.remove();
    }

    @Override
    public void markRollbackOnly() throws Exception {
        TRANSACTIONS.setRollbackOnly();
    }

    @Override
    public Runnable savepoint() {
        return Assumptions.abort("a pool that takes part in JTA's transactions goes back to no savepoint");
    }

    @Override
    public void close() {
        factory.close();
    }
}
