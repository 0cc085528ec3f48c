package io.wardtally.tracking.jpa;

import io.wardtally.tracking.core.contract.TrackingContract;
import io.wardtally.tracking.store.Store;

class MariaDbTrackingTest extends TrackingContract {

    @Override
    public Store newStore() {
        return JpaStore.of(TestDatabase.MARIADB.fresh().background());
    }
}
