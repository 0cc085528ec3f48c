package io.wardtally.tracking.jpa;

import io.wardtally.tracking.contract.StoreContract;
import io.wardtally.tracking.store.Store;

class H2StoreTest extends StoreContract {

    @Override
    public Store newStore() {
        return JpaStore.of(TestDatabase.H2.fresh().dataSource());
    }
}
