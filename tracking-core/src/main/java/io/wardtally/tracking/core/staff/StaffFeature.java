package io.wardtally.tracking.core.staff;

import io.wardtally.tracking.core.codec.StoredKind;
import io.wardtally.tracking.core.kernel.Feature;
import io.wardtally.tracking.staff.Competence;
import io.wardtally.tracking.staff.TrainingRecord;
import io.wardtally.tracking.store.IndexKeys;
import io.wardtally.tracking.store.Store;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.Objects;

/** Feature declaration of staff. */
public final class StaffFeature {

    /** Training record of a member of staff, one item of each. Due when the first of their competences ends, by UTC. */
    static final StoredKind<TrainingRecord> QUALIFICATION = StoredKind.of(
            "qualification",
            TrainingRecord.class,
            trained -> "all",
            trained -> IndexKeys.at(Instant.EPOCH)
                    .withDue(trained.competences().stream()
                            .map(Competence::until)
                            .filter(Objects::nonNull)
                            .min(LocalDate::compareTo)
                            .map(day ->
                                    day.plusDays(1).atStartOfDay(ZoneOffset.UTC).toInstant())
                            .filter(Store.NEVER::isAfter)
                            .orElse(Store.NEVER)));

    /** The feature. */
    public static final Feature FEATURE = Feature.named("staff").storing(QUALIFICATION);

    private StaffFeature() {}
}
