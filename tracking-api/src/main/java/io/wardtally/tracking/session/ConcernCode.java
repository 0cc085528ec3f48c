package io.wardtally.tracking.session;

import io.wardtally.tracking.internal.Check;

/**
 * Names what a {@link Concern} is about. Each feature brings codes of its own; these are the ones that come with the library.
 *
 * @param value in capitals, for example {@code NOT_CLEAN}; at most 64 characters
 */
public record ConcernCode(String value) implements Comparable<ConcernCode> {

    /** Somebody is using it. */
    public static final ConcernCode IN_USE = new ConcernCode("IN_USE");

    /** It is planned or retired. */
    public static final ConcernCode NOT_IN_SERVICE = new ConcernCode("NOT_IN_SERVICE");

    /** It has not been cleaned. */
    public static final ConcernCode NOT_CLEAN = new ConcernCode("NOT_CLEAN");

    /** It is under maintenance. */
    public static final ConcernCode UNDER_MAINTENANCE = new ConcernCode("UNDER_MAINTENANCE");

    /** It is recorded as missing. */
    public static final ConcernCode MISSING = new ConcernCode("MISSING");

    /** A hold is on it. */
    public static final ConcernCode HELD = new ConcernCode("HELD");

    /** Whoever asks lacks a training that the device asks for, or it is no longer in force. */
    public static final ConcernCode NOT_TRAINED = new ConcernCode("NOT_TRAINED");

    /** What is to be confirmed before use was not. */
    public static final ConcernCode NOT_CONFIRMED = new ConcernCode("NOT_CONFIRMED");

    /** Somebody who may know more of the device does not answer. */
    public static final ConcernCode GUIDANCE_INCOMPLETE = new ConcernCode("GUIDANCE_INCOMPLETE");

    /** An emergency override is in force. */
    public static final ConcernCode OVERRIDDEN = new ConcernCode("OVERRIDDEN");

    /** Nobody knows this label. */
    public static final ConcernCode UNKNOWN = new ConcernCode("UNKNOWN");

    /** No label could be read. */
    public static final ConcernCode UNREADABLE = new ConcernCode("UNREADABLE");

    public ConcernCode {
        Check.id("code of a concern", value);
    }

    @Override
    public int compareTo(ConcernCode other) {
        return value.compareTo(other.value);
    }

    @Override
    public String toString() {
        return value;
    }
}
