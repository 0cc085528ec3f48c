package io.wardtally.tracking.jpa;

import jakarta.persistence.EntityManagerFactory;
import jakarta.persistence.PersistenceConfiguration;
import java.util.List;
import javax.sql.DataSource;
import org.hibernate.jpa.HibernatePersistenceProvider;

/** Entity manager factories without a {@code persistence.xml}. */
final class Factories {

    private Factories() {}

    static EntityManagerFactory of(DataSource source) {
        return of(source, List.of());
    }

    static EntityManagerFactory of(DataSource source, List<Class<?>> entities) {
        return configuration(source, entities).createEntityManagerFactory();
    }

    static PersistenceConfiguration configuration(DataSource source, List<Class<?>> entities) {
        PersistenceConfiguration configuration = new PersistenceConfiguration("host")
                .provider(HibernatePersistenceProvider.class.getName())
                .property("jakarta.persistence.nonJtaDataSource", source);
        entities.forEach(configuration::managedClass);
        return configuration;
    }
}
