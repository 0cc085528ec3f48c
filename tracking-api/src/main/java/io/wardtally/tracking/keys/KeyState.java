package io.wardtally.tracking.keys;

/** What a key may still be used for. */
public enum KeyState {
    /** Writes and reads. Exactly one key of a ring is active. */
    ACTIVE,
    /** Reads what was written with it, and writes nothing new. */
    READ,
    /** Kept by the host, but not used. */
    RETIRED,
    /** Gone for good: what was written with it cannot be looked up any more. Its bytes are not needed. */
    DESTROYED
}
