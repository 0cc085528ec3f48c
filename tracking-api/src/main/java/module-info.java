/** The words of Wardtally: assets, sessions, people, audit, and the port through which they are remembered. */
// The friends of the internal package are built later, which javac would warn of.
@SuppressWarnings("module")
module io.wardtally.tracking.api {
    requires transitive io.wardtally.atlas;
    requires static org.jspecify;

    exports io.wardtally.tracking;
    exports io.wardtally.tracking.asset;
    exports io.wardtally.tracking.atlas;
    exports io.wardtally.tracking.audit;
    exports io.wardtally.tracking.keys;
    exports io.wardtally.tracking.place;
    exports io.wardtally.tracking.policy;
    exports io.wardtally.tracking.scan;
    exports io.wardtally.tracking.session;
    exports io.wardtally.tracking.staff;
    exports io.wardtally.tracking.store;
    exports io.wardtally.tracking.internal to
            io.wardtally.tracking.core,
            io.wardtally.tracking.jpa;
}
