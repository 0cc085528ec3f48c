package io.wardtally.tracking.session;

import io.wardtally.tracking.internal.Check;
import org.jspecify.annotations.Nullable;

/**
 * A patient's real id, on its way to becoming a {@link Pseudonym}. It is never stored, logged or printed: not even by
 * {@link #toString()}.
 *
 * @param system which numbering the id belongs to, for example {@code mrn}
 * @param value the id itself; case and leading zeros count, space around it and what cannot be seen do not
 */
public record PatientId(String system, String value) {

    /** The numbering that is meant when none is named. */
    public static final String LOCAL = "local";

    public PatientId {
        Check.id("system of the patient id", system);
        value = Check.id("patient id", Check.stripped(Check.given("patient id", value)));
    }

    /** A patient by the hospital's usual numbering. */
    public static PatientId of(@Nullable String value) {
        return new PatientId(LOCAL, Check.given("patient id", value));
    }

    /** A patient by this numbering. */
    public static PatientId of(String system, @Nullable String value) {
        return new PatientId(system, Check.given("patient id", value));
    }

    @Override
    public String toString() {
        return "patient (not shown)";
    }
}
