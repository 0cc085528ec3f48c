package io.wardtally.tracking.core.contract;

import io.wardtally.tracking.Tracking;

/** A store that works in its caller's transactions. The suite calls it through a host that has some. */
public interface Hosting {

    /** The same tracking, of which each call is a transaction of the host. */
    Tracking hosted(Tracking tracking);
}
