package io.wardtally.tracking.core.memory;

import io.wardtally.tracking.contract.StoreContract;
import io.wardtally.tracking.store.Store;

class MemoryStoreTest extends StoreContract {

    @Override
    public Store newStore() {
        return new MemoryStore();
    }
}
