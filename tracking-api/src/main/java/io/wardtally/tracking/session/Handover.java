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
 * @param reason why somebody else's session is taken over, or null; the own department needs none
 */
public record Handover(
        @Nullable String user,
        @Nullable String department,
        @Nullable PatientId patient,
        boolean withoutPatient,
        @Nullable String reason) {

    public Handover {
        if (user != null) {
            Check.id("user", user);
        }
        if (department != null) {
            Check.id("department", department);
        }
        reason = Check.textOrNull("reason", reason);
        if (user == null && department == null && patient == null && !withoutPatient) {
            throw Check.bad("handover.empty");
        }
        if (patient != null && withoutPatient) {
            throw Check.bad("handover.patient-and-none");
        }
    }

    /** To this person. */
    public static Handover to(String user) {
        return new Handover(Check.id("user", user), null, null, false, null);
    }

    /** To this department, in the same hands. */
    public static Handover toDepartment(String department) {
        return new Handover(null, Check.id("department", department), null, false, null);
    }

    /** To this patient, in the same hands. */
    public static Handover toPatient(String patient) {
        return new Handover(null, null, PatientId.of(patient), false, null);
    }

    /** To no patient, in the same hands. */
    public static Handover toNoPatient() {
        return new Handover(null, null, null, true, null);
    }

    /** And in this department. */
    public Handover inDepartment(String where) {
        return new Handover(user, Check.id("department", where), patient, withoutPatient, reason);
    }

    /** And for this patient. */
    public Handover forPatient(String whom) {
        return forPatient(PatientId.of(whom));
    }

    /** And for this patient. */
    public Handover forPatient(PatientId whom) {
        return new Handover(user, department, Check.given("patient id", whom), false, reason);
    }

    /** For this reason. */
    public Handover because(String why) {
        return new Handover(user, department, patient, withoutPatient, Check.text("reason", why));
    }

    /** Leaves out the patient and the reason. */
    @Override
    public String toString() {
        return "handover";
    }
}
