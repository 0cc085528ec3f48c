package io.wardtally.tracking.jpa;

import io.wardtally.tracking.contract.StoreContract;
import io.wardtally.tracking.store.Store;

class MariaDbJoinedStoreTest extends StoreContract {

    @Override
    public Store newStore() {
        return PlainHost.in(TestDatabase.MARIADB.fresh()).callByCall();
    }
}
