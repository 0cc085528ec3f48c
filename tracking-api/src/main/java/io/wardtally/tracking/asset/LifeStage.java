package io.wardtally.tracking.asset;

/** Where an asset is in its life with the hospital. */
public enum LifeStage {
    /** Ordered or delivered, not yet in service. */
    PLANNED,
    /** Part of the fleet. */
    IN_SERVICE,
    /** Taken out for good, unless it is reinstated. */
    RETIRED
}
