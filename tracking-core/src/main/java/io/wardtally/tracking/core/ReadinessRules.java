package io.wardtally.tracking.core;

import io.wardtally.tracking.asset.Asset;
import io.wardtally.tracking.asset.Condition;
import io.wardtally.tracking.asset.Hold;
import io.wardtally.tracking.asset.Life;
import io.wardtally.tracking.scan.Concern;
import io.wardtally.tracking.scan.Concern.Rule;
import io.wardtally.tracking.scan.Concern.Weight;
import io.wardtally.tracking.scan.Readiness;
import io.wardtally.tracking.session.EmergencyOverride;
import io.wardtally.tracking.session.Session;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/** Whether an asset may be used now, by this person. */
final class ReadinessRules {

    private ReadinessRules() {}

    /** What speaks against use, and the override that passes it, if one does. */
    private record Obstacle(Concern concern, Optional<EmergencyOverride> passedBy) {
        Concern told() {
            return passedBy.isEmpty() ? concern : Concern.warns(Rule.OVERRIDDEN, concern.says() + " (overridden)");
        }
    }

    static Readiness readiness(Case on) {
        return Readiness.of(obstacles(on).stream().map(Obstacle::told).toList());
    }

    /** The same, overrides left aside. */
    static Readiness plain(Case on) {
        return Readiness.of(obstacles(on).stream().map(Obstacle::concern).toList());
    }

    /** The latest override without which something would block. */
    static Optional<EmergencyOverride> override(Case on) {
        return obstacles(on).stream()
                .flatMap(obstacle -> obstacle.passedBy().stream())
                .reduce((one, other) -> one.declared().isAfter(other.declared()) ? one : other);
    }

    private static List<Obstacle> obstacles(Case on) {
        Asset asset = on.asset();
        List<EmergencyOverride> inForce = on.dossier().overrides().stream()
                .filter(override -> override.review() == null)
                .filter(override -> override.holds(on.now(), on.actor().id()))
                .toList();
        List<Obstacle> obstacles = new ArrayList<>();
        for (Concern concern : ofState(on, asset)) {
            obstacles.add(new Obstacle(
                    concern,
                    inForce.stream()
                            .filter(override -> passes(override, concern))
                            .findFirst()));
        }
        for (Hold hold : asset.holds()) {
            Concern concern = ofHold(asset, hold);
            // Whoever broke the glass had seen what was there, not what came later.
            obstacles.add(new Obstacle(
                    concern,
                    inForce.stream()
                            .filter(override -> passes(override, concern))
                            .filter(override -> !hold.since().isAfter(override.declared()))
                            .findFirst()));
        }
        return obstacles;
    }

    private static boolean passes(EmergencyOverride override, Concern concern) {
        return concern.weight() == Weight.SOFT_BLOCK && override.passes().contains(concern.rule());
    }

    private static List<Concern> ofState(Case on, Asset asset) {
        List<Concern> concerns = new ArrayList<>();
        Optional<Session> open = on.dossier().open();
        open.ifPresent(session -> concerns.add(inUse(session)));
        if (asset.life() != Life.IN_SERVICE) {
            concerns.add(Concern.blocks(Rule.NOT_IN_SERVICE, asset.id() + " is " + words(asset.life())));
        }
        Condition condition = asset.condition();
        String says = asset.id() + " is " + words(condition);
        switch (condition) {
            case READY -> {
                // Nothing speaks against it.
            }
            case IN_USE -> {
                if (open.isEmpty()) {
                    concerns.add(Concern.blocks(Rule.IN_USE, says));
                }
            }
            case AWAITING_CLEANING, CLEANING -> concerns.add(Concern.blocksSoftly(Rule.NOT_CLEAN, says));
            case UNDER_MAINTENANCE -> concerns.add(Concern.blocks(Rule.UNDER_MAINTENANCE, says));
            case MISSING ->
                concerns.add(Concern.blocksSoftly(
                        Rule.MISSING, asset.id() + " is recorded as missing; mark it found first"));
        }
        return concerns;
    }

    private static Concern ofHold(Asset asset, Hold hold) {
        String says = asset.id() + " is held (" + words(hold.kind()) + ") by " + hold.owner();
        return hold.kind().isSoft() ? Concern.blocksSoftly(Rule.HELD, says) : Concern.blocks(Rule.HELD, says);
    }

    static Concern inUse(Session session) {
        return new Concern(
                Rule.IN_USE,
                Weight.BLOCK,
                session.asset() + " is in use by " + session.user() + " (" + session.department() + "), session "
                        + session.id(),
                session.id());
    }

    static String words(Enum<?> constant) {
        return constant.name().toLowerCase(Locale.ROOT).replace('_', ' ');
    }
}
