package io.wardtally.tracking.session;

import io.wardtally.tracking.internal.Check;
import org.jspecify.annotations.Nullable;

/**
 * Into whose hands a running session goes. What is left out stays as it is.
 *
 * @param user the next person accountable, or null for the same
 * @param department the next department, or null for the same
 * @param patient the next patient, or null for the same
 * @param withoutPatient whether it is for no patient from now on
 */
public record Handover(
        @Nullable String user,
        @Nullable String department,
        @Nullable PatientId patient,
        boolean withoutPatient) {

    public Handover {
        if (user != null) {
            Check.id("user", user);
        }
        if (department != null) {
            Check.id("department", department);
        }
        if (user == null && department == null && patient == null && !withoutPatient) {
            throw Check.bad("a handover names a person, a department or a patient");
        }
        if (patient != null && withoutPatient) {
            throw Check.bad("a handover is either for a patient or for none");
        }
    }

    /** To this person. */
    public static Handover to(String user) {
        return new Handover(Check.id("user", user), null, null, false);
    }

    /** To this department, in the same hands. */
    public static Handover toDepartment(String department) {
        return new Handover(null, Check.id("department", department), null, false);
    }

    /** To this patient, in the same hands. */
    public static Handover toPatient(String patient) {
        return new Handover(null, null, PatientId.of(patient), false);
    }

    /** To no patient, in the same hands. */
    public static Handover toNoPatient() {
        return new Handover(null, null, null, true);
    }

    /** And in this department. */
    public Handover inDepartment(String where) {
        return new Handover(user, Check.id("department", where), patient, withoutPatient);
    }

    /** And for this patient. */
    public Handover forPatient(String whom) {
        return new Handover(user, department, PatientId.of(whom), false);
    }
}
