package io.wardtally.tracking.session;

import io.wardtally.tracking.asset.AssetId;
import io.wardtally.tracking.internal.Check;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * Which sessions are looked for. Each part that is set must match; a person, a department and a patient
 * match if one segment of the session names them.
 *
 * @param asset of which asset, or null for any
 * @param user by whom, or null for anybody
 * @param department for which department, or null for any
 * @param patient for which patient, or null for any; asking this is itself recorded
 * @param purpose why a patient's sessions are looked for, or null; needed where the role reaches the whole facility
 * @param from sessions that started at or after this time, or null
 * @param to sessions that started before this time, or null
 * @param openOnly whether only sessions that go on are wanted
 */
public record SessionFilter(
        @Nullable AssetId asset,
        @Nullable String user,
        @Nullable String department,
        @Nullable PatientId patient,
        @Nullable String purpose,
        @Nullable Instant from,
        @Nullable Instant to,
        boolean openOnly) {

    public SessionFilter {
        if (user != null) {
            Check.id("user", user);
        }
        if (department != null) {
            Check.id("department", department);
        }
        purpose = Check.textOrNull("purpose", purpose);
        Check.timeOrNull("begin", from);
        Check.timeOrNull("end", to);
        if (from != null && to != null && to.isBefore(from)) {
            throw Check.bad("filter.period-order");
        }
    }

    /** Every session. */
    public static SessionFilter all() {
        return new SessionFilter(null, null, null, null, null, null, null, false);
    }

    /** Of this asset. */
    public SessionFilter ofAsset(AssetId which) {
        return new SessionFilter(
                Check.given("asset id", which), user, department, patient, purpose, from, to, openOnly);
    }

    /** By this person. */
    public SessionFilter byUser(String who) {
        return new SessionFilter(asset, Check.id("user", who), department, patient, purpose, from, to, openOnly);
    }

    /** For this department. */
    public SessionFilter inDepartment(String where) {
        return new SessionFilter(asset, user, Check.id("department", where), patient, purpose, from, to, openOnly);
    }

    /** For this patient, found by pseudonym under every key that can still be read. */
    public SessionFilter forPatient(String whom) {
        return forPatient(PatientId.of(whom));
    }

    /** For this patient, found by pseudonym under every key that can still be read. */
    public SessionFilter forPatient(PatientId whom) {
        return new SessionFilter(asset, user, department, Check.given("patient id", whom), purpose, from, to, openOnly);
    }

    /** Looked for with this purpose. */
    public SessionFilter withPurpose(String why) {
        return new SessionFilter(asset, user, department, patient, Check.text("purpose", why), from, to, openOnly);
    }

    /** Started at or after one time and before another. */
    public SessionFilter between(Instant earliest, Instant latest) {
        return new SessionFilter(
                asset,
                user,
                department,
                patient,
                purpose,
                Check.given("begin", earliest),
                Check.given("end", latest),
                openOnly);
    }

    /** Only those that go on. */
    public SessionFilter onlyOpen() {
        return new SessionFilter(asset, user, department, patient, purpose, from, to, true);
    }

    /** Leaves out the patient and the purpose. */
    @Override
    public String toString() {
        return "history";
    }
}
