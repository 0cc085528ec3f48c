package io.wardtally.tracking.session;

import io.wardtally.tracking.asset.Asset;
import io.wardtally.tracking.asset.AssetId;
import io.wardtally.tracking.internal.Check;
import io.wardtally.tracking.scan.OfflineAction;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What somebody wants to use, for whom, for how long and why.
 *
 * @param asset what is wanted
 * @param patient for whom, or null for no patient
 * @param department for which department, or null for the actor's own
 * @param expected for how long, or null if that is open
 * @param reason why, or null
 * @param confirmed what was shown before use and confirmed, word for word; see {@link Readiness#toConfirm()}
 */
public record UseRequest(
        AssetId asset,
        @Nullable PatientId patient,
        @Nullable String department,
        @Nullable Duration expected,
        @Nullable String reason,
        List<String> confirmed) {

    private static final int MOST_CONFIRMED = 1_000;

    public UseRequest {
        Check.given("asset id", asset);
        if (department != null) {
            Check.id("department", department);
        }
        reason = Check.textOrNull("reason", reason);
        confirmed = Check.list("what was confirmed", confirmed);
        if (confirmed.size() > MOST_CONFIRMED) {
            throw Check.bad("usage.too-much-confirmed", MOST_CONFIRMED);
        }
    }

    /** Use of this asset. */
    public static UseRequest of(Asset asset) {
        return of(Check.given("asset", asset).id());
    }

    /** Use of this asset. */
    public static UseRequest of(AssetId asset) {
        return new UseRequest(asset, null, null, null, null, List.of());
    }

    /** For this patient, by the hospital's usual numbering. Only a pseudonym is kept. */
    public UseRequest forPatient(String id) {
        return forPatient(PatientId.of(id));
    }

    /** For this patient. Only a pseudonym is kept. */
    public UseRequest forPatient(PatientId id) {
        return new UseRequest(asset, Check.given("patient id", id), department, expected, reason, confirmed);
    }

    /** For this department rather than the actor's own. */
    public UseRequest inDepartment(String where) {
        return new UseRequest(asset, patient, Check.id("department", where), expected, reason, confirmed);
    }

    /** For about this long. */
    public UseRequest expecting(Duration howLong) {
        return new UseRequest(asset, patient, department, Check.given("expected duration", howLong), reason, confirmed);
    }

    /** For this reason. Do not name the patient here. */
    public UseRequest because(String why) {
        return new UseRequest(asset, patient, department, expected, Check.text("reason", why), confirmed);
    }

    /**
     * And this was confirmed, too: what a scan or a refused start has to confirm, or what was ticked of it. Whoever repeats a
     * request that was answered confirms the same again.
     */
    public UseRequest confirming(List<String> these) {
        List<String> all = new ArrayList<>(confirmed);
        all.addAll(Check.given("what was confirmed", these));
        return new UseRequest(asset, patient, department, expected, reason, all);
    }

    /** The same department, duration and reason as this use that was recorded offline. */
    public UseRequest with(OfflineAction.Take take) {
        return new UseRequest(asset, patient, take.department(), take.expected(), take.reason(), confirmed);
    }

    /** Leaves out the patient and the reason. */
    @Override
    public String toString() {
        return "use of " + asset;
    }
}
