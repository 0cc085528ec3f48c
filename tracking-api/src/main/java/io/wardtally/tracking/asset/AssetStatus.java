package io.wardtally.tracking.asset;

/** An asset in one word. It is derived from life, condition and holds, and can be searched for. */
public enum AssetStatus {
    /** In service, ready, and nothing holds it. */
    AVAILABLE,
    /** A session is open. */
    IN_USE,
    /** In the house or planned, but not to be used: a hold, cleaning, maintenance, missing. Readiness says which. */
    MAINTENANCE,
    /** Out of service for good. */
    RETIRED
}
