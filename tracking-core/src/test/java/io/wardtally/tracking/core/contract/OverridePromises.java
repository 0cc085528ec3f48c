package io.wardtally.tracking.core.contract;

import static io.wardtally.tracking.core.contract.Promises.refusal;
import static java.time.Duration.ofMinutes;
import static org.assertj.core.api.Assertions.assertThat;

import io.wardtally.tracking.Paging;
import io.wardtally.tracking.TrackingException.Code;
import io.wardtally.tracking.Workspace;
import io.wardtally.tracking.asset.AssetId;
import io.wardtally.tracking.asset.Hold;
import io.wardtally.tracking.session.Concern;
import io.wardtally.tracking.session.ConcernCode;
import io.wardtally.tracking.session.EmergencyOverride;
import io.wardtally.tracking.session.OverrideFilter;
import io.wardtally.tracking.session.OverrideId;
import io.wardtally.tracking.session.Session;
import io.wardtally.tracking.session.StartResult;
import io.wardtally.tracking.session.UseRequest;
import io.wardtally.tracking.staff.Actor;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.Test;

/** Breaking the glass: with a reason, for a short time, for soft blocks only, and answered for to somebody else. */
interface OverridePromises extends Promises {

    @Test
    default void an_override_opens_the_way_for_its_owner_for_half_an_hour() {
        try (Hospital hospital = hospital()) {
            AssetId pump = soiled(hospital);
            EmergencyOverride override = hospital.sarah().overrides().declare(pump, "arrest in room 4");
            assertThat(override.passes()).containsExactly(ConcernCode.NOT_CLEAN);
            assertThat(override.expires()).isEqualTo(hospital.tracking.now().plus(ofMinutes(30)));
            assertThat(hospital.nurse("ben", "ICU")
                            .sessions()
                            .start(UseRequest.of(pump))
                            .isStarted())
                    .isFalse();
            hospital.clock.advance(ofMinutes(30).minusNanos(1_000));
            StartResult start = hospital.sarah().sessions().start(UseRequest.of(pump));
            assertThat(start.orElseThrow().override()).isEqualTo(override.id());
            assertThat(start.<List<ConcernCode>>match(
                            started -> started.readiness().concerns().stream()
                                    .map(Concern::code)
                                    .toList(),
                            refused -> List.of()))
                    .containsExactly(ConcernCode.OVERRIDDEN);
            assertThat(hospital.verify().intact()).isTrue();
        }
    }

    @Test
    default void an_override_expires_and_a_clock_set_back_does_not_stretch_it() {
        try (Hospital hospital = hospital()) {
            AssetId pump = soiled(hospital);
            hospital.sarah().overrides().declare(pump, "arrest in room 4");
            hospital.clock.advance(ofMinutes(30));
            assertThat(hospital.sarah().sessions().start(UseRequest.of(pump)).isStarted())
                    .isFalse();
            hospital.clock.advance(ofMinutes(-31));
            assertThat(hospital.sarah().sessions().start(UseRequest.of(pump)).isStarted())
                    .isFalse();
        }
    }

    @Test
    default void no_override_passes_a_session_a_recall_a_quarantine_a_fault_or_the_bench() {
        try (Hospital hospital = hospital()) {
            Session session = hospital.inUse("INF001");
            refusal(
                    Code.NOT_READY,
                    () -> hospital.nurse("ben", "ER").overrides().declare(session.asset(), "now!"));
            for (Hold.Kind kind : Hold.Kind.values()) {
                AssetId pump = hospital.pump("P-" + kind).id();
                hospital.technician().assets().hold(pump, kind, "because");
                if (kind.isSoft()) {
                    hospital.sarah().overrides().declare(pump, "now!");
                    assertThat(hospital.sarah()
                                    .sessions()
                                    .start(UseRequest.of(pump))
                                    .isStarted())
                            .isTrue();
                } else {
                    refusal(Code.NOT_READY, () -> hospital.sarah().overrides().declare(pump, "now!"));
                }
            }
            assertThat(Hold.Kind.values()).filteredOn(Hold.Kind::isSoft).hasSize(3);
        }
    }

    @Test
    default void an_override_never_lets_two_sessions_be_open() {
        try (Hospital hospital = hospital()) {
            AssetId pump = soiled(hospital);
            hospital.sarah().overrides().declare(pump, "arrest");
            hospital.nurse("ben", "ICU").overrides().declare(pump, "arrest, too");
            assertThat(hospital.sarah().sessions().start(UseRequest.of(pump)).isStarted())
                    .isTrue();
            assertThat(hospital.nurse("ben", "ICU")
                            .sessions()
                            .start(UseRequest.of(pump))
                            .isStarted())
                    .isFalse();
        }
    }

    @Test
    default void a_block_that_comes_after_the_override_is_not_passed_by_it() {
        try (Hospital hospital = hospital()) {
            AssetId pump = soiled(hospital);
            EmergencyOverride first = hospital.sarah().overrides().declare(pump, "arrest");
            assertThat(hospital.sarah().overrides().declare(pump, "arrest")).isEqualTo(first);
            hospital.technician().assets().hold(pump, Hold.Kind.RESERVED, "for theatre");
            assertThat(hospital.sarah().sessions().start(UseRequest.of(pump)).isStarted())
                    .isFalse();
            EmergencyOverride second = hospital.sarah().overrides().declare(pump, "arrest");
            assertThat(second.passes()).containsExactly(ConcernCode.NOT_CLEAN, ConcernCode.HELD);
            hospital.technician().assets().hold(pump, Hold.Kind.RECALL, "batch 7");
            assertThat(hospital.sarah().sessions().start(UseRequest.of(pump)).isStarted())
                    .isFalse();
        }
    }

    @Test
    default void a_soft_hold_that_is_placed_after_the_override_blocks_again() {
        try (Hospital hospital = hospital()) {
            AssetId pump = hospital.pump("INF001").id();
            hospital.technician().assets().hold(pump, Hold.Kind.RESERVED, "for theatre");
            hospital.sarah().overrides().declare(pump, "arrest");
            hospital.clock.advance(ofMinutes(1));
            hospital.technician().assets().hold(pump, Hold.Kind.MAINTENANCE, "battery swelling");
            assertThat(hospital.sarah().sessions().start(UseRequest.of(pump)).isStarted())
                    .isFalse();
            EmergencyOverride second = hospital.sarah().overrides().declare(pump, "arrest, I saw the battery");
            assertThat(hospital.sarah()
                            .sessions()
                            .start(UseRequest.of(pump))
                            .orElseThrow()
                            .override())
                    .isEqualTo(second.id());
        }
    }

    @Test
    default void there_is_no_override_where_nothing_blocks() {
        try (Hospital hospital = hospital()) {
            AssetId pump = hospital.pump("INF001").id();
            refusal(Code.NOTHING_TO_OVERRIDE, () -> hospital.sarah().overrides().declare(pump, "just in case"));
            refusal(Code.BAD_INPUT, () -> hospital.sarah().overrides().declare(pump, " "));
            refusal(Code.BAD_INPUT, () -> hospital.sarah().overrides().declare(null, "why"));
        }
    }

    @Test
    default void an_override_is_reviewed_once_and_by_somebody_else() {
        try (Hospital hospital = hospital()) {
            AssetId pump = soiled(hospital);
            EmergencyOverride override = hospital.sarah().overrides().declare(pump, "arrest");
            Workspace max = hospital.manager();
            assertThat(max.overrides()
                            .list(OverrideFilter.awaitingReview(), Paging.first(5))
                            .items())
                    .containsExactly(override);
            Workspace sarahAsManager = hospital.tracking.actingAs(Actor.manager("sarah"));
            refusal(Code.REVIEW_BY_ACTOR, () -> sarahAsManager.overrides().review(override.id(), true, null));
            EmergencyOverride reviewed = max.overrides().review(override.id(), true, "well done");
            assertThat(reviewed.review().by()).isEqualTo("max");
            assertThat(reviewed.review().justified()).isTrue();
            assertThat(max.overrides()
                            .list(OverrideFilter.awaitingReview(), Paging.first(5))
                            .items())
                    .isEmpty();
            refusal(Code.OVERRIDE_REVIEWED, () -> hospital.auditor().overrides().review(override.id(), false, null));
            refusal(Code.OVERRIDE_UNKNOWN, () -> max.overrides().review(new OverrideId(new UUID(3, 3)), true, null));
            assertThat(hospital.sarah().sessions().start(UseRequest.of(pump)).isStarted())
                    .as("a review ends it")
                    .isFalse();
            assertThat(hospital.verify().intact()).isTrue();
        }
    }

    private static AssetId soiled(Hospital hospital) {
        Session session = hospital.inUse("INF001");
        hospital.sarah().sessions().end(session.id(), null);
        return session.asset();
    }
}
