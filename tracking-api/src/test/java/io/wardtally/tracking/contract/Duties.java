package io.wardtally.tracking.contract;

import io.wardtally.tracking.store.Store;

/** What every part of {@link StoreContract} builds on. */
public interface Duties {

    /** A store that is empty and belongs to no facility yet; another one at each call. */
    Store newStore();
}
