package io.wardtally.atlas;

/** On what a statement rests, the firmest ground first. */
public enum Confidence {
    /** The manufacturer's own instructions. */
    MANUFACTURER,
    /** The hospital has decided so. */
    HOSPITAL,
    /** A standard, a law, an authority. */
    STANDARD,
    /** Something that was published, such as a guideline or a study. */
    PUBLISHED,
    /** The judgement of whoever wrote it down. */
    JUDGEMENT
}
