package io.wardtally.tracking.core.contract;

import static org.assertj.core.api.Assertions.assertThat;

import io.wardtally.tracking.Paging;
import io.wardtally.tracking.Workspace;
import io.wardtally.tracking.asset.Asset;
import io.wardtally.tracking.asset.AssetFilter;
import io.wardtally.tracking.asset.AssetId;
import io.wardtally.tracking.asset.Condition;
import io.wardtally.tracking.asset.Hold;
import io.wardtally.tracking.asset.HoldId;
import io.wardtally.tracking.audit.AuditEntry;
import io.wardtally.tracking.audit.Fact;
import io.wardtally.tracking.audit.Subject;
import io.wardtally.tracking.session.Session;
import io.wardtally.tracking.session.SessionFilter;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.constraints.Size;

/** Whatever people do, in whatever order, and whatever the clock does meanwhile. */
interface CommandPromises extends Promises {

    @Property
    default void any_sequence_of_commands_keeps_at_most_one_open_session_per_asset_and_every_hold_its_owner_placed(
            @ForAll @Size(max = 80) List<@IntRange(max = 500_000_000) Integer> day) {
        try (Hospital hospital = hospital()) {
            Commands commands = new Commands(hospital);
            Commands.ASSETS.forEach(hospital::pump);
            for (int number : day) {
                commands.run(number);
                for (Asset asset : all(hospital)) {
                    assertThatItIsConsistent(hospital, asset);
                }
            }
            for (Asset asset : all(hospital)) {
                assertThat(asset.holds())
                        .isSortedAccordingTo(Comparator.comparing(Hold::since))
                        .extracting(Hold::id)
                        .containsExactlyInAnyOrderElementsOf(heldByFacts(hospital, asset.id()));
            }
            assertThat(hospital.verify().findings()).isEmpty();
        }
    }

    private static void assertThatItIsConsistent(Hospital hospital, Asset asset) {
        List<Session> open = hospital.technician()
                .sessions()
                .list(SessionFilter.all().ofAsset(asset.id()).onlyOpen(), Paging.first(10))
                .items();
        assertThat(open).hasSize(asset.condition() == Condition.IN_USE ? 1 : 0);
        assertThat(hospital.technician().scans().scan(asset.id().value()).session())
                .isEqualTo(open.stream().findFirst());
        Session last = null;
        for (Session session : hospital.technician()
                .sessions()
                .list(SessionFilter.all().ofAsset(asset.id()), Paging.first(100))
                .items()) {
            assertThat(session.end() == null || !session.end().isBefore(session.start()))
                    .isTrue();
            assertThat(last == null || !session.start().isAfter(last.start())).isTrue();
            last = session;
        }
    }

    private static List<Asset> all(Hospital hospital) {
        Workspace tom = hospital.technician();
        return tom.assets().list(AssetFilter.all(), Paging.first(10)).items();
    }

    private static Set<HoldId> heldByFacts(Hospital hospital, AssetId asset) {
        Set<HoldId> held = new LinkedHashSet<>();
        List<AuditEntry> trail = new ArrayList<>();
        Paging paging = Paging.first(500);
        trail.addAll(
                hospital.auditor().audit().trail(Subject.asset(asset), paging).items());
        for (AuditEntry entry : trail) {
            if (entry.fact() instanceof Fact.HoldPlaced placed) {
                held.add(placed.hold());
            } else if (entry.fact() instanceof Fact.HoldReleased released) {
                held.remove(released.hold());
            }
        }
        return held;
    }
}
