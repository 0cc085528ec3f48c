package io.wardtally.tracking.session;

import io.wardtally.tracking.internal.Check;
import org.jspecify.annotations.Nullable;

/**
 * A patient's real id, on its way to becoming a {@link Pseudonym}. It is never stored, logged or printed: not even by
 * {@link #toString()}. A serialiser that goes by components, getters or fields does not see it either.
 */
public final class PatientId {

    /** The numbering that is meant when none is named. */
    public static final String LOCAL = "local";

    private final transient String system;
    private final transient String value;

    private PatientId(String system, @Nullable String value) {
        this.system = Check.id("system of the patient id", system);
        this.value = Check.id("patient id", Check.stripped(Check.given("patient id", value)));
    }

    /** A patient by the hospital's usual numbering; case and leading zeros count, space around it and what cannot be seen do not. */
    public static PatientId of(@Nullable String value) {
        return new PatientId(LOCAL, value);
    }

    /** A patient by this numbering, for example {@code mrn}. */
    public static PatientId of(String system, @Nullable String value) {
        return new PatientId(system, value);
    }

    /** The numbering to which the id belongs. */
    public String system() {
        return system;
    }

    /** The id itself. */
    public String value() {
        return value;
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof PatientId patient && system.equals(patient.system) && value.equals(patient.value);
    }

    @Override
    public int hashCode() {
        return 31 * system.hashCode() + value.hashCode();
    }

    @Override
    public String toString() {
        return "patient (not shown)";
    }
}
