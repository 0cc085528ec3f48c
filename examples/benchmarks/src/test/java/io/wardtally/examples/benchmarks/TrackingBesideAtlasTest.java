package io.wardtally.examples.benchmarks;

import io.wardtally.tracking.core.Wardtally;
import io.wardtally.tracking.core.contract.TrackingContract;
import io.wardtally.tracking.store.Store;

/** Whoever brings a store may have providers of knowledge on the class path. */
class TrackingBesideAtlasTest extends TrackingContract {

    @Override
    public Store newStore() {
        return Wardtally.memoryStore();
    }
}
