package io.wardtally.tracking.core;

import io.wardtally.tracking.core.contract.TrackingContract;
import io.wardtally.tracking.store.Store;

class MemoryTrackingTest extends TrackingContract {

    @Override
    public Store newStore() {
        return Wardtally.memoryStore();
    }
}
