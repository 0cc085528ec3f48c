package io.wardtally.tracking.session;

import io.wardtally.tracking.internal.Check;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * What was recorded wrongly and how it really was. What is left out stays. The patient and the department are those of
 * the latest segment. What was recorded before stays visible in the audit trail.
 *
 * <p>To name a patient where none was named, and nothing else, is to complete the record: whoever has the asset, or had it last, may do
 * so for longer than they may correct it.
 *
 * @param reason why the record is corrected
 * @param patient the right patient, or null to leave it
 * @param withoutPatient whether it was for no patient at all
 * @param department the right department, or null to leave it
 * @param start the right start, or null to leave it
 * @param end the right end of a session that has ended, or null to leave it
 */
public record Correction(
        String reason,
        @Nullable PatientId patient,
        boolean withoutPatient,
        @Nullable String department,
        @Nullable Instant start,
        @Nullable Instant end) {

    public Correction {
        Check.text("reason", reason);
        if (department != null) {
            Check.id("department", department);
        }
        Check.timeOrNull("start", start);
        Check.timeOrNull("end", end);
        if (patient != null && withoutPatient) {
            throw Check.bad("correction.patient-and-none");
        }
    }

    /** A correction for this reason; say what was wrong with the other methods. */
    public static Correction because(String reason) {
        return new Correction(reason, null, false, null, null, null);
    }

    /** It was for this patient. */
    public Correction patient(String right) {
        return patient(PatientId.of(right));
    }

    /** It was for this patient. */
    public Correction patient(PatientId right) {
        return new Correction(reason, Check.given("patient id", right), false, department, start, end);
    }

    /** It was for no patient. */
    public Correction noPatient() {
        return new Correction(reason, null, true, department, start, end);
    }

    /** It was for this department. */
    public Correction department(String right) {
        return new Correction(reason, patient, withoutPatient, Check.id("department", right), start, end);
    }

    /** It began then. */
    public Correction start(Instant right) {
        return new Correction(reason, patient, withoutPatient, department, Check.given("start", right), end);
    }

    /** It ended then. */
    public Correction end(Instant right) {
        return new Correction(reason, patient, withoutPatient, department, start, Check.given("end", right));
    }

    /** Leaves out the reason and the patient. */
    @Override
    public String toString() {
        return "correction";
    }
}
