package io.wardtally.tracking.core.session;

import io.wardtally.tracking.Message;
import io.wardtally.tracking.core.atlas.PreUseBriefing;
import io.wardtally.tracking.core.kernel.Case;
import io.wardtally.tracking.session.Concern;
import io.wardtally.tracking.session.Concern.Weight;
import io.wardtally.tracking.session.ConcernCode;
import io.wardtally.tracking.session.EmergencyOverride;
import io.wardtally.tracking.session.Readiness;
import io.wardtally.tracking.session.Session;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** Pure rules of whether an asset may be used now by this person: what every feature has against it, less what an override passes. */
public final class ReadinessRules {

    private ReadinessRules() {}

    /** Obstacle to use, and the override that passes it, if one does. */
    private record Obstacle(Concern concern, Optional<EmergencyOverride> passedBy) {

        Concern told() {
            return passedBy.isEmpty()
                    ? concern
                    : Concern.warns(ConcernCode.OVERRIDDEN, Message.of("readiness.overridden", concern.message()));
        }
    }

    /** Whether it may be used. */
    public static Readiness readiness(Case on) {
        return readiness(on, Obstacle::told);
    }

    /** The same, overrides left aside. */
    static Readiness plain(Case on) {
        return readiness(on, Obstacle::concern);
    }

    private static Readiness readiness(Case on, Function<Obstacle, Concern> telling) {
        return new Readiness(
                obstacles(on).stream().map(telling).toList(),
                on.lookedUp(PreUseBriefing.class).map(PreUseBriefing::toConfirm).orElse(List.of()));
    }

    /** The latest override without which something would block. */
    static Optional<EmergencyOverride> override(Case on) {
        // Every start asks, and hardly any is under an override.
        if (inForce(on).isEmpty()) {
            return Optional.empty();
        }
        return obstacles(on).stream()
                .flatMap(obstacle -> obstacle.passedBy().stream())
                .reduce((one, other) -> one.declared().isAfter(other.declared()) ? one : other);
    }

    private static List<Obstacle> obstacles(Case on) {
        List<EmergencyOverride> inForce = inForce(on);
        return on.concerns().stream()
                .map(concern -> new Obstacle(
                        concern,
                        inForce.stream()
                                .filter(override -> passes(override, concern))
                                .findFirst()))
                .toList();
    }

    private static List<EmergencyOverride> inForce(Case on) {
        return on.items(SessionFeature.OVERRIDE).stream()
                .filter(override -> override.review() == null)
                .filter(override -> override.holds(on.now(), on.actor().id()))
                .toList();
    }

    private static boolean passes(EmergencyOverride override, Concern concern) {
        // Whoever broke the glass had seen what was there, not what came later.
        boolean seen = concern.since() == null || !concern.since().isAfter(override.declared());
        return seen
                && concern.weight() == Weight.SOFT_BLOCK
                && override.passes().contains(concern.code());
    }

    /** Concern of the running session about another use. */
    static List<Concern> ofSession(Case on) {
        return on.dossier().open().map(open -> inUse(on, open)).stream().toList();
    }

    /** Concern that somebody is using it; by whom, those of other departments may not be told. */
    public static Concern inUse(Case on, Session session) {
        boolean named = showsUsers(on, session.department())
                || session.user().equals(on.actor().id());
        Message message = named
                ? Message.of("asset.in-use", session.asset(), session.user(), session.department(), session.id())
                : Message.of("asset.in-use-by-department", session.asset(), session.department(), session.id());
        return new Concern(ConcernCode.IN_USE, Weight.BLOCK, message, null, session.id());
    }

    /** Whether the actor is told who of this department did something. */
    public static boolean showsUsers(Case on, @Nullable String department) {
        return on.policies().sessions().showsUsers()
                || (department != null && department.equals(on.actor().department()));
    }
}
