package io.wardtally.tracking.asset;

/** What is happening to an asset right now. Holds are something else: they stay, whatever the condition. */
public enum Condition {
    /** Clean and working. */
    READY,
    /** A session is open. Only sessions lead here and away. */
    IN_USE,
    /** Came back and has not been cleaned. */
    AWAITING_CLEANING,
    /** Being cleaned. */
    CLEANING,
    /** On the bench. */
    UNDER_MAINTENANCE,
    /** Nobody knows where it is. */
    MISSING
}
