package io.wardtally.tracking.jpa;

import io.wardtally.tracking.core.contract.TrackingContract;
import io.wardtally.tracking.store.Store;

class H2JoinedTrackingTest extends TrackingContract {

    @Override
    public Store newStore() {
        return PlainHost.in(TestDatabase.H2.fresh()).requestByRequest();
    }
}
