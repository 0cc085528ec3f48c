package io.wardtally.tracking.core;

import io.wardtally.tracking.asset.Asset;
import io.wardtally.tracking.asset.Hold;
import io.wardtally.tracking.asset.Life;
import io.wardtally.tracking.scan.Concern;
import io.wardtally.tracking.scan.Concern.Rule;
import io.wardtally.tracking.scan.Concern.Weight;
import io.wardtally.tracking.scan.Readiness;
import io.wardtally.tracking.session.EmergencyOverride;
import io.wardtally.tracking.session.Session;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;

/** Whether an asset may be used now, by this person. */
final class ReadinessRules {

    private ReadinessRules() {}

    static Readiness readiness(Case on) {
        List<Concern> concerns = concerns(on);
        Set<Rule> lifted = new HashSet<>();
        inForce(on).forEach(override -> lifted.addAll(override.passes()));
        return Readiness.of(
                concerns.stream().map(concern -> lift(concern, lifted)).toList());
    }

    /** What speaks against use, overrides left aside. */
    static List<Concern> concerns(Case on) {
        Asset asset = on.asset();
        List<Concern> concerns = new ArrayList<>();
        on.dossier().open().ifPresent(session -> concerns.add(inUse(session)));
        if (asset.life() != Life.IN_SERVICE) {
            concerns.add(Concern.blocks(Rule.NOT_IN_SERVICE, asset.id() + " is " + words(asset.life())));
        }
        switch (asset.condition()) {
            case AWAITING_CLEANING, CLEANING ->
                concerns.add(Concern.blocksSoftly(Rule.NOT_CLEAN, asset.id() + " is " + words(asset.condition())));
            case UNDER_MAINTENANCE ->
                concerns.add(Concern.blocks(Rule.UNDER_MAINTENANCE, asset.id() + " is under maintenance"));
            case MISSING ->
                concerns.add(Concern.blocksSoftly(
                        Rule.MISSING, asset.id() + " is recorded as missing; mark it found first"));
            case READY, IN_USE -> {
                // Nothing against READY; what is said of IN_USE is said by its session.
            }
        }
        for (Hold hold : asset.holds()) {
            String says = asset.id() + " is held (" + words(hold.kind()) + ") by " + hold.owner();
            concerns.add(
                    hold.kind().isSoft() ? Concern.blocksSoftly(Rule.HELD, says) : Concern.blocks(Rule.HELD, says));
        }
        return concerns;
    }

    /** The overrides that are in force for this person, the oldest first. */
    static List<EmergencyOverride> inForce(Case on) {
        return on.dossier().overrides().stream()
                .filter(override -> override.review() == null)
                .filter(override -> override.holds(on.now(), on.actor().id()))
                .toList();
    }

    /** The latest override in force without which this start would be blocked. */
    static Optional<EmergencyOverride> used(Case on) {
        Set<Rule> soft = new HashSet<>();
        concerns(on).stream()
                .filter(concern -> concern.weight() == Weight.SOFT_BLOCK)
                .forEach(concern -> soft.add(concern.rule()));
        return inForce(on).stream()
                .filter(override -> override.passes().stream().anyMatch(soft::contains))
                .reduce((earlier, later) -> later);
    }

    private static Concern lift(Concern concern, Set<Rule> lifted) {
        return concern.weight() == Weight.SOFT_BLOCK && lifted.contains(concern.rule())
                ? Concern.warns(Rule.OVERRIDDEN, concern.says() + " (overridden)")
                : concern;
    }

    private static Concern inUse(Session session) {
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
