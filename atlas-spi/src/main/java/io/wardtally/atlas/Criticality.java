package io.wardtally.atlas;

/** What depends on a device while it is in use. */
public enum Criticality {
    /** Nobody is harmed if it stops. */
    LOW,
    /** Somebody has to step in soon. */
    MEDIUM,
    /** Somebody may be harmed within minutes. */
    HIGH,
    /** A life depends on it. */
    LIFE_SUPPORT
}
