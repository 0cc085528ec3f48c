package io.wardtally.tracking.jpa;

import io.wardtally.tracking.contract.StoreContract;
import io.wardtally.tracking.store.Store;

class MariaDbStoreTest extends StoreContract {

    @Override
    public Store newStore() {
        return JpaStore.of(TestDatabase.MARIADB.fresh().background());
    }
}
