package io.wardtally.tracking.core.kernel;

import io.wardtally.tracking.core.codec.StoredKind;
import io.wardtally.tracking.session.ConcernCode;
import java.util.List;
import java.util.Set;

/**
 * Declaration of a feature: the kinds of items that it stores, and its rules. Each feature declares itself once, and
 * the root lists the features in the order of the floors.
 *
 * @param name the name of its package
 * @param kinds what it stores beside assets and sessions
 * @param readiness what it has against a use
 * @param weighed which of its concerns weigh what the policies say
 * @param reactions what follows from what others decide
 * @param alerts what somebody must act on
 */
public record Feature(
        String name,
        List<StoredKind<?>> kinds,
        List<ReadinessRule> readiness,
        Set<ConcernCode> weighed,
        List<Reaction> reactions,
        List<AlertRule> alerts) {

    public Feature {
        kinds = List.copyOf(kinds);
        readiness = List.copyOf(readiness);
        weighed = Set.copyOf(weighed);
        reactions = List.copyOf(reactions);
        alerts = List.copyOf(alerts);
    }

    /** A feature that brings nothing yet. */
    public static Feature named(String name) {
        return new Feature(name, List.of(), List.of(), Set.of(), List.of(), List.of());
    }

    /** The same feature, storing these kinds. */
    public Feature storing(StoredKind<?>... these) {
        return new Feature(name, List.of(these), readiness, weighed, reactions, alerts);
    }

    /** The same feature with these readiness rules. */
    public Feature asking(ReadinessRule... these) {
        return new Feature(name, kinds, List.of(these), weighed, reactions, alerts);
    }

    /** The same feature, whose concerns of these codes weigh what the policies say. */
    public Feature weighing(ConcernCode... codes) {
        return new Feature(name, kinds, readiness, Set.of(codes), reactions, alerts);
    }

    /** The same feature with these reactions. */
    public Feature reacting(Reaction... these) {
        return new Feature(name, kinds, readiness, weighed, List.of(these), alerts);
    }

    /** The same feature with these alert rules. */
    public Feature alerting(AlertRule... these) {
        return new Feature(name, kinds, readiness, weighed, reactions, List.of(these));
    }
}
