package io.wardtally.tracking.core.kernel;

import java.util.List;

/** Decisions with what follows from them. */
public final class Reacted {

    private Reacted() {}

    /** The decision with what the reactions of these features make of it. */
    public static <T> Decision<T> to(Case on, Decision<T> decision, List<Feature> features) {
        List<Effects> effects = decision.effects().stream()
                .map(one -> new Features(features).react(on, one))
                .toList();
        return new Decision<>(decision.answer(), effects, decision.demand());
    }
}
