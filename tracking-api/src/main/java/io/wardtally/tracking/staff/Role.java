package io.wardtally.tracking.staff;

/** What a person is in the hospital, as far as equipment is concerned. */
public enum Role {
    /** Uses equipment at the bedside. */
    NURSE,
    /** Biomedical engineer: maintains, inspects and registers equipment. */
    TECHNICIAN,
    /** Orders, receives and returns rented equipment. */
    RENTAL_DESK,
    /** Answers for a department or for the fleet. */
    MANAGER,
    /** Examines what happened; changes nothing. */
    AUDITOR,
    /** Sets up people, places and policies. */
    ADMINISTRATOR,
    /** A machine: a location feed, a maintenance system. */
    SYSTEM
}
