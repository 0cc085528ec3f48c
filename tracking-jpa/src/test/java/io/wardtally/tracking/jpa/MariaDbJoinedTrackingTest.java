package io.wardtally.tracking.jpa;

import io.wardtally.tracking.core.contract.TrackingContract;
import io.wardtally.tracking.store.Store;

class MariaDbJoinedTrackingTest extends TrackingContract {

    @Override
    public Store newStore() {
        return PlainHost.in(TestDatabase.MARIADB.fresh()).requestByRequest();
    }
}
