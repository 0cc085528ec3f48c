package io.wardtally.tracking.staff;

/** One kind of thing that a role may or may not do. */
public enum Permission {
    /** Look up, scan, see readiness, print a label. */
    LOOK_UP,
    /** Start, extend and hand over sessions, and end those of the own department. */
    USE,
    /** End a session of another department, with a reason. */
    END_ELSEWHERE,
    /** Void or correct a session, with a reason. */
    CORRECT,
    /** Declare an emergency override of soft blocks. */
    OVERRIDE,
    /** Register, edit, identify, retire and reinstate assets, and record whose they are. */
    REGISTER,
    /** Record where an asset stands. */
    MOVE,
    /** Place and release holds, take an asset into maintenance and back. */
    HOLD,
    /** Report a fault, or an asset missing or found. */
    REPORT,
    /** Record cleaning. */
    CLEAN,
    /** Place and release the hold of an incoming inspection. */
    INSPECT,
    /** See the history of use. */
    SEE_HISTORY,
    /** Look for the sessions of one patient, by pseudonym. */
    FIND_PATIENT,
    /** Read and verify the audit trail. */
    READ_AUDIT,
    /** Sign a checkpoint of the audit log. */
    CHECKPOINT,
    /** See the overrides that await review. */
    SEE_OVERRIDES,
    /** Review an override that somebody else declared. */
    REVIEW_OVERRIDE,
    /** See who was trained in what. */
    SEE_TRAINING,
    /** Record who was trained in what. */
    RECORD_TRAINING
}
