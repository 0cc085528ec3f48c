package io.wardtally.examples.benchmarks;

import io.wardtally.tracking.asset.Asset;
import io.wardtally.tracking.policy.Policies;
import io.wardtally.tracking.session.StartResult;
import io.wardtally.tracking.staff.Actor;

/** What the benchmarks have in common. */
final class Bench {

    static final Actor NURSE = Actor.nurse("sarah", "icu");
    static final Actor ADMINISTRATOR = Actor.administrator("alice");

    private static final String CATEGORY = "infusion-pump";

    private Bench() {}

    /** Pumps are ready again as soon as they come back, so that one can be used again and again. */
    static Policies withoutCleaning() {
        return Policies.standard().withoutCleaning(CATEGORY);
    }

    static Asset pump(int number) {
        return Asset.of("INF%05d".formatted(number), "Infusion Pump " + number, CATEGORY);
    }

    /** Fails loudly where a benchmark would otherwise measure refusals. */
    static StartResult.Started started(StartResult start) {
        return start.match(started -> started, refused -> {
            throw new IllegalStateException("refused: " + refused);
        });
    }
}
