package io.wardtally.tracking.core.kernel;

import io.wardtally.tracking.core.codec.StoredKind;
import io.wardtally.tracking.internal.Check;
import io.wardtally.tracking.policy.Policies;
import io.wardtally.tracking.session.Concern;
import io.wardtally.tracking.session.ConcernCode;
import io.wardtally.tracking.store.Store;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.SortedSet;
import java.util.TreeSet;
import java.util.function.Function;
import java.util.stream.Collectors;

/** Registry of all features, in the order of the packages. */
public final class Features {

    private final List<Feature> all;
    private final Map<String, StoredKind<?>> kinds;

    /** These features; a kind of item belongs to one of them. */
    public Features(List<Feature> all) {
        this.all = List.copyOf(all);
        this.kinds = all.stream()
                .flatMap(feature -> feature.kinds().stream())
                .collect(Collectors.toUnmodifiableMap(StoredKind::name, Function.identity()));
    }

    /** Every kind of item, by its name. */
    public Map<String, StoredKind<?>> kinds() {
        return kinds;
    }

    /** Refuses policies that weigh what is not theirs to weigh. */
    public void check(Policies policies) {
        SortedSet<ConcernCode> known = new TreeSet<>();
        all.forEach(feature -> known.addAll(feature.weighed()));
        if (!known.containsAll(policies.sessions().weights().keySet())) {
            throw Check.bad("policy.weights", known);
        }
    }

    /** Concerns about using the asset of this case. */
    List<Concern> concerns(Case on) {
        return all.stream()
                .flatMap(feature -> feature.readiness().stream())
                .flatMap(rule -> rule.concerns(on).stream())
                .toList();
    }

    /** Effects of a decision, and those that follow by reactions. */
    Effects react(Case on, Effects decided) {
        Effects effects = decided;
        for (Feature feature : all) {
            for (Reaction reaction : feature.reactions()) {
                effects = reaction.react(on, effects);
            }
        }
        return effects;
    }

    /** The earliest time at which an alert rule may change its answer although nothing happens. */
    Instant nextCheck(Case after) {
        return all.stream()
                .flatMap(feature -> feature.alerts().stream())
                .map(rule -> rule.judge(after).nextCheck())
                .min(Instant::compareTo)
                .orElse(Store.NEVER);
    }
}
