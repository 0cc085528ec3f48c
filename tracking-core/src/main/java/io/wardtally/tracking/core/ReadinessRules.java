package io.wardtally.tracking.core;

import io.wardtally.atlas.Course;
import io.wardtally.atlas.Field;
import io.wardtally.tracking.asset.Asset;
import io.wardtally.tracking.asset.Condition;
import io.wardtally.tracking.asset.Hold;
import io.wardtally.tracking.asset.LifeStage;
import io.wardtally.tracking.atlas.SourcedStatement;
import io.wardtally.tracking.scan.Concern;
import io.wardtally.tracking.scan.Concern.Rule;
import io.wardtally.tracking.scan.Concern.Weight;
import io.wardtally.tracking.scan.Readiness;
import io.wardtally.tracking.session.EmergencyOverride;
import io.wardtally.tracking.session.Session;
import io.wardtally.tracking.staff.Competence;
import io.wardtally.tracking.staff.Role;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

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
        return readiness(on, Obstacle::told);
    }

    /** The same, overrides left aside. */
    static Readiness plain(Case on) {
        return readiness(on, Obstacle::concern);
    }

    private static Readiness readiness(Case on, Function<Obstacle, Concern> telling) {
        Briefing briefing = on.briefing();
        return new Readiness(
                obstacles(on).stream().map(telling).toList(), briefing == null ? List.of() : briefing.toConfirm(false));
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
        List<Concern> plain = new ArrayList<>(ofState(on, asset));
        plain.addAll(ofKnowledge(on, on.briefing()));
        for (Concern concern : plain) {
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
        if (asset.life() != LifeStage.IN_SERVICE) {
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
            case AWAITING_CLEANING, CLEANING -> concerns.add(weighed(on, Rule.NOT_CLEAN, says));
            case UNDER_MAINTENANCE -> concerns.add(Concern.blocks(Rule.UNDER_MAINTENANCE, says));
            case MISSING ->
                concerns.add(Concern.blocksSoftly(
                        Rule.MISSING, asset.id() + " is recorded as missing; mark it found first"));
        }
        return concerns;
    }

    private static List<Concern> ofKnowledge(Case on, @Nullable Briefing briefing) {
        if (briefing == null) {
            return List.of();
        }
        List<Concern> concerns = new ArrayList<>();
        // A machine that acts by itself records what people did; it is not trained.
        if (on.actor().role() != Role.SYSTEM) {
            briefing.guidance().all(Field.TRAINING).stream()
                    .collect(Collectors.toMap(
                            said -> said.value().id(), said -> said, (one, other) -> one, LinkedHashMap::new))
                    .values()
                    .forEach(course -> lack(on.actor().id(), course, briefing)
                            .ifPresent(says -> concerns.add(weighed(on, Rule.NOT_TRAINED, says))));
        }
        int open = briefing.toConfirm(false).size();
        if (briefing.confirmed() != null && open > 0) {
            String says =
                    open + " of " + briefing.toConfirm().size() + " things to confirm before use are not confirmed";
            concerns.add(weighed(on, Rule.NOT_CONFIRMED, says));
        }
        List<String> missing = briefing.guidance().missing();
        if (!missing.isEmpty()) {
            String says = "what " + String.join(", ", missing) + " may know of it is missing";
            concerns.add(weighed(on, Rule.GUIDANCE_INCOMPLETE, says));
        }
        return concerns;
    }

    /** What this person lacks of a course, in words. */
    private static Optional<String> lack(String actor, SourcedStatement<Course> said, Briefing briefing) {
        Course course = said.value();
        String what = course.title() + " (" + course.id() + "; " + said.source() + ")";
        if (briefing.actor() == null) {
            return Optional.of("whether " + actor + " was trained in " + what + " cannot be found out");
        }
        Optional<Competence> had = briefing.actor().find(course.id());
        if (had.isEmpty()) {
            return Optional.of("no training of " + actor + " in " + what + " is on record");
        }
        return had.get().holdsOn(briefing.today())
                ? Optional.empty()
                : Optional.of("the training of " + actor + " in " + what + " held until "
                        + had.get().until());
    }

    private static Concern weighed(Case on, Rule rule, String says) {
        return new Concern(rule, Objects.requireNonNull(on.policies().weights().get(rule)), says, null);
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
