package io.wardtally.atlas;

/** What is done to a device between two uses, by what it touches (E. H. Spaulding's classes). */
public enum Turnaround {
    /** It touches unbroken skin or nothing: it is wiped with a disinfectant. */
    NON_CRITICAL,
    /** It touches mucous membranes or broken skin: high-level disinfection. */
    SEMI_CRITICAL,
    /** It enters sterile tissue or vessels: it is sterilised. */
    CRITICAL
}
