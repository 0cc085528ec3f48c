package io.wardtally.tracking.core.atlas;

import io.wardtally.atlas.KnowledgeProvider;
import io.wardtally.atlas.ProviderInfo;
import io.wardtally.tracking.atlas.ProviderState;
import io.wardtally.tracking.atlas.ProviderState.Standing;
import io.wardtally.tracking.core.kernel.Bulkhead;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.Callable;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Roster of the providers of knowledge: those that the host names, and those that are found. They load beside one another. Whoever
 * is not there when the start has waited long enough joins in later.
 */
final class ProviderRoster implements AutoCloseable {

    private static final Logger LOG = LoggerFactory.getLogger(ProviderRoster.class);

    private final List<Place> places = new ArrayList<>();
    private final List<ProviderState> broken = new ArrayList<>();
    private volatile Taken taken = new Taken(List.of(), List.of());

    /** A provider that is loaded or being loaded. */
    private record Place(String name, boolean isNamed, Bulkhead.Opening<IdentifiedProvider> opening) {

        @Nullable
        ProviderInfo info() {
            return opening.made().map(made -> made.provider().info()).orElse(null);
        }

        boolean isOf(String id) {
            ProviderInfo info = info();
            return info != null
                    && info.level() == KnowledgeProvider.LEVEL
                    && info.id().equals(id);
        }

        ProviderState rejected(String why) {
            ProviderInfo info = info();
            return new ProviderState(name, info == null ? "" : info.version(), Standing.REJECTED, why);
        }
    }

    /**
     * Who is listened to.
     *
     * @param all in the order in which they are believed
     * @param loading names of those that are not there yet
     */
    record Taken(List<Bulkhead<IdentifiedProvider>> all, List<String> loading) {

        boolean isEmpty() {
            return all.isEmpty() && loading.isEmpty();
        }
    }

    /**
     * Loads these, and whoever is found.
     *
     * @param named those that the host names, before all others
     * @param where in which class loaders to look for more; null is the system's
     * @param loading for how long to wait until they are loaded
     */
    ProviderRoster(
            List<KnowledgeProvider> named,
            Collection<ClassLoader> where,
            Duration patience,
            Duration loading,
            Clock clock) {
        for (KnowledgeProvider provider : named) {
            load(provider.getClass().getName(), true, () -> provider, patience, clock);
        }
        Set<String> known =
                named.stream().map(each -> each.getClass().getName()).collect(Collectors.toSet());
        ServiceDiscovery.find(
                KnowledgeProvider.class,
                where,
                known,
                (name, making) -> load(name, false, making, patience, clock),
                (name, why) -> {
                    broken.add(new ProviderState(name, "", Standing.REJECTED, why));
                    LOG.warn("provider of knowledge {} is left out: {}", name, why);
                });
        long deadline = Bulkhead.deadline(loading);
        places.forEach(place -> place.opening().by(deadline));
        take();
        // Registered only now, so that a start takes all of them at once.
        places.forEach(place -> place.opening().then(this::take));
    }

    private void load(
            String name, boolean isNamed, Callable<KnowledgeProvider> making, Duration patience, Clock clock) {
        places.add(new Place(
                name,
                isNamed,
                Bulkhead.opening(place(name, patience, clock), () -> IdentifiedProvider.of(making.call()))));
    }

    /** Where a part of the Atlas stands whose every answer is of the same kind. */
    static Bulkhead.Place place(String name, Duration patience, Clock clock) {
        return new Bulkhead.Place("atlas-" + name, patience, Bulkhead.FAILURES_IN_A_ROW, clock);
    }

    private synchronized void take() {
        List<Bulkhead<IdentifiedProvider>> all = new ArrayList<>();
        List<String> loading = new ArrayList<>();
        for (Place place : places) {
            Optional<Bulkhead<IdentifiedProvider>> made = place.opening().made();
            if (made.isPresent()) {
                if (objection(place).isEmpty()) {
                    all.add(made.get());
                }
            } else if (place.opening().failure().isEmpty()) {
                loading.add(place.name());
            }
        }
        Taken before = taken;
        taken = new Taken(List.copyOf(all), List.copyOf(loading));
        tell(before);
    }

    private void tell(Taken before) {
        for (Bulkhead<IdentifiedProvider> now : taken.all()) {
            if (!before.all().contains(now)) {
                ProviderInfo info = now.provider().info();
                LOG.info("{} of {} is asked about devices", info, info.publisher());
            }
        }
        for (String name : taken.loading()) {
            if (!before.loading().contains(name)) {
                LOG.warn("provider of knowledge {} takes long to load", name);
            }
        }
        for (Place place : places) {
            String why = place.opening().failure().or(() -> objection(place)).orElse("");
            if (!why.isEmpty() && isNews(place, before)) {
                LOG.warn("provider of knowledge {}", place.rejected(why));
            }
        }
    }

    private boolean isNews(Place place, Taken before) {
        return before.isEmpty()
                || before.loading().contains(place.name())
                || place.opening().made().filter(before.all()::contains).isPresent();
    }

    /** Reason why a provider that was loaded is not listened to. */
    private Optional<String> objection(Place place) {
        ProviderInfo info = place.info();
        if (info == null) {
            return Optional.empty();
        }
        if (info.level() != KnowledgeProvider.LEVEL) {
            return Optional.of(
                    "it was written for level " + info.level() + ", and this is level " + KnowledgeProvider.LEVEL);
        }
        // Whoever comes first on a path must not take the place of another. Only the host says who is meant.
        return places.stream()
                .filter(other -> !other.equals(place) && other.isOf(info.id()) && objects(other, place))
                .findFirst()
                .map(other -> "there is another provider " + info.id() + ", " + other.name() + " " + version(other)
                        + (place.isNamed() || other.isNamed()
                                ? ", which the host names"
                                : ", and none of both is taken"));
    }

    private boolean objects(Place other, Place place) {
        return !place.isNamed() || (other.isNamed() && places.indexOf(other) < places.indexOf(place));
    }

    private static String version(Place place) {
        ProviderInfo info = place.info();
        return info == null ? "" : info.version();
    }

    /** Who is listened to now. */
    Taken taken() {
        return taken;
    }

    /** States of all of them: those that are listened to first. */
    synchronized List<ProviderState> states() {
        List<ProviderState> states = new ArrayList<>();
        for (Place place : places) {
            states.add(state(place));
        }
        states.addAll(broken);
        states.sort(Comparator.comparing(ProviderState::standing));
        return states;
    }

    private ProviderState state(Place place) {
        Optional<String> why = place.opening().failure().or(() -> objection(place));
        ProviderInfo info = place.info();
        if (why.isPresent()) {
            return place.rejected(why.get());
        }
        if (info == null) {
            return new ProviderState(place.name(), "", Standing.LOADING, "it is still being loaded");
        }
        Optional<String> trouble = place.opening().made().flatMap(Bulkhead::trouble);
        return new ProviderState(
                info.id(), info.version(), trouble.isPresent() ? Standing.OUT : Standing.ANSWERING, trouble.orElse(""));
    }

    @Override
    public void close() {
        places.forEach(place -> place.opening().close());
    }
}
