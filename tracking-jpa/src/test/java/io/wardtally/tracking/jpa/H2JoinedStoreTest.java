package io.wardtally.tracking.jpa;

import io.wardtally.tracking.contract.StoreContract;
import io.wardtally.tracking.store.Store;

class H2JoinedStoreTest extends StoreContract {

    @Override
    public Store newStore() {
        return PlainHost.in(TestDatabase.H2.fresh()).callByCall();
    }
}
