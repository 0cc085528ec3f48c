package io.wardtally.tracking.staff;

/** How far a permission goes. */
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
