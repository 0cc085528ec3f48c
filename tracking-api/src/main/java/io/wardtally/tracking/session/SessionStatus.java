package io.wardtally.tracking.session;

/** Where a session stands. */
public enum SessionStatus {
    /** The asset is in use, within the expected time. */
    ACTIVE,
    /** The asset is in use for longer than expected. */
    OVERDUE,
    /** It came back. */
    COMPLETED,
    /** Entered in error; kept, but it does not count. */
    VOIDED
}
