package io.wardtally.tracking.jpa;

import io.wardtally.tracking.store.Store;
import javax.sql.DataSource;

/** The ways in which a store comes by its connections. */
enum Way {
    SOURCE {
        @Override
        Store over(DataSource source) {
            return JpaStore.of(source);
        }
    },

    FACTORY {
        @Override
        Store over(DataSource source) {
            return JpaStore.of(Factories.of(source));
        }
    },

    /** In a host whose every request is a transaction. */
    JOINED {
        @Override
        Store over(DataSource source) {
            return new PlainHost(Factories.of(source), source).requestByRequest();
        }
    };

    abstract Store over(DataSource source);
}
