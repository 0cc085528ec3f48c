package io.wardtally.tracking.staff;

/**
 * How far a permission goes. {@link #OWN} is for {@link Permission#CORRECT}, {@link Permission#SEE_HISTORY} and
 * {@link Permission#FIND_PATIENT}; elsewhere it denies. {@link Permission#LOOK_UP}, {@link Permission#SEE_OVERRIDES},
 * {@link Permission#READ_AUDIT} and {@link Permission#CHECKPOINT} concern the whole facility: less than {@link #ALL} denies.
 */
public enum Reach {
    /** Not at all. */
    NONE,
    /** What the person recorded, for a short time after. */
    OWN,
    /** The person's own department. */
    DEPARTMENT,
    /** The whole facility. */
    ALL
}
