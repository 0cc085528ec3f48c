package io.wardtally.tracking.staff;

/**
 * How far a permission goes. {@link #OWN} is for {@link Permission#CORRECT}, {@link Permission#SEE_HISTORY},
 * {@link Permission#FIND_PATIENT} and {@link Permission#SEE_TRAINING}; elsewhere it denies. {@link Permission#LOOK_UP}, {@link Permission#SEE_OVERRIDES},
 * {@link Permission#READ_AUDIT}, {@link Permission#CHECKPOINT} and {@link Permission#RECORD_TRAINING} concern the whole facility: less than {@link #ALL} denies.
 */
public enum Reach {
    /** Not at all. */
    NONE,
    /** What is the person's own; where it is changed, for a short time after it was recorded. */
    OWN,
    /** The person's own department. */
    DEPARTMENT,
    /** The whole facility. */
    ALL
}
