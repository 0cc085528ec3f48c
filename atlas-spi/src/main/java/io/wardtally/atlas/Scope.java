package io.wardtally.atlas;

/** To how much a statement applies. What applies to less is more specific, and wins. */
public enum Scope {
    /** All devices. */
    GENERAL,
    /** A kind of device. */
    CATEGORY,
    /** All devices of a maker. */
    MANUFACTURER,
    /** A make and model. */
    MODEL,
    /** What has one GTIN: one configuration of a model. */
    GTIN,
    /** One device. */
    UNIT
}
