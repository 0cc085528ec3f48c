package io.wardtally.tracking.core.atlas;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import com.github.benmanes.caffeine.cache.Expiry;
import io.wardtally.atlas.DeviceKey;
import io.wardtally.atlas.KnowledgeProvider;
import io.wardtally.atlas.ProviderInfo;
import io.wardtally.atlas.Statement;
import io.wardtally.tracking.atlas.Guidance;
import io.wardtally.tracking.atlas.ProviderState;
import io.wardtally.tracking.atlas.ProviderState.Standing;
import io.wardtally.tracking.atlas.Said;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashSet;
import java.util.Iterator;
import java.util.List;
import java.util.Optional;
import java.util.ServiceConfigurationError;
import java.util.ServiceLoader;
import java.util.Set;
import java.util.concurrent.Callable;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.RejectedExecutionException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** All who know something about devices: looked for once, asked within bounds, and what they answer remembered for a while. */
public final class Knowledge implements AutoCloseable {

    private static final Logger LOG = LoggerFactory.getLogger(Knowledge.class);
    private static final int MOST_REJECTS = 100;
    private static final int MOST_DEVICES = 10_000;
    private static final int MOST_MEANWHILE = 1_000;
    private static final Duration REMEMBERED = Duration.ofMinutes(10);
    /** What lacks an answer is not put together again while nobody would be asked for it. */
    private static final Duration INCOMPLETE = Lane.PAUSE;

    private final List<Lane> lanes = new ArrayList<>();
    private final List<ProviderState> rejected = new ArrayList<>();
    private final Cache<DeviceKey, Guidance> remembered;
    private final Set<DeviceKey> asked = ConcurrentHashMap.newKeySet();
    private final ExecutorService meanwhile = Lane.threads("meanwhile", 1, MOST_MEANWHILE);

    /**
     * Listens to these, and to whoever is found.
     *
     * @param explicit who was named, before all others
     * @param where in which class loaders to look for more; null is the system's
     * @param patience how long to wait for an answer
     */
    public Knowledge(List<KnowledgeProvider> explicit, Collection<ClassLoader> where, Duration patience, Clock clock) {
        remembered = Caffeine.newBuilder()
                .maximumSize(MOST_DEVICES)
                .expireAfter(Expiry.<DeviceKey, Guidance>writing(
                        (device, guidance) -> guidance.missing().isEmpty() ? REMEMBERED : INCOMPLETE))
                .ticker(() -> clock.millis() * 1_000_000)
                .executor(Runnable::run)
                .build();
        for (KnowledgeProvider provider : explicit) {
            take(provider.getClass().getName(), () -> provider, patience, clock);
        }
        Set<String> seen = new HashSet<>();
        explicit.forEach(provider -> seen.add(provider.getClass().getName()));
        for (ClassLoader loader : where) {
            discover(loader, seen, patience, clock);
        }
    }

    private void discover(ClassLoader loader, Set<String> seen, Duration patience, Clock clock) {
        Iterator<ServiceLoader.Provider<KnowledgeProvider>> found =
                ServiceLoader.load(KnowledgeProvider.class, loader).stream().iterator();
        while (rejected.size() < MOST_REJECTS) {
            try {
                if (!found.hasNext()) {
                    return;
                }
                ServiceLoader.Provider<KnowledgeProvider> next = found.next();
                String name = next.type().getName();
                // Two class loaders may lead to the same class.
                if (seen.add(name)) {
                    take(name, next::get, patience, clock);
                }
            } catch (ServiceConfigurationError | LinkageError broken) {
                reject(named(broken), "", Lane.words(broken));
            }
        }
    }

    /** A class that cannot be loaded is named by whoever could not load it. */
    private static String named(Throwable broken) {
        String words = String.valueOf(broken.getMessage());
        int end = words.indexOf(' ');
        return end < 0 ? words : words.substring(0, end);
    }

    private void take(String name, Callable<KnowledgeProvider> making, Duration patience, Clock clock) {
        try {
            Lane lane = Lane.open(name, making, patience, clock);
            ProviderInfo info = lane.info();
            Optional<String> objection = objection(info);
            if (objection.isPresent()) {
                lane.close();
                reject(name, info.version(), objection.get());
            } else {
                LOG.info("{} of {} is asked about devices", info, info.publisher());
                lanes.add(lane);
            }
        } catch (Lane.Rejected why) {
            reject(name, "", String.valueOf(why.getMessage()));
        }
    }

    private Optional<String> objection(ProviderInfo info) {
        if (info.level() != KnowledgeProvider.LEVEL) {
            return Optional.of(
                    "it was written for level " + info.level() + ", and this is level " + KnowledgeProvider.LEVEL);
        }
        return lanes.stream()
                .filter(lane -> lane.info().id().equals(info.id()))
                .findFirst()
                .map(lane -> "there is a provider " + lane.info() + " already");
    }

    private void reject(String name, String version, String why) {
        ProviderState state = new ProviderState(name, version, Standing.REJECTED, why);
        LOG.warn("provider of knowledge {}", state);
        rejected.add(state);
    }

    /** How they fare. */
    public List<ProviderState> states() {
        List<ProviderState> states = new ArrayList<>();
        for (Lane lane : lanes) {
            Optional<String> trouble = lane.trouble();
            states.add(new ProviderState(
                    lane.info().id(),
                    lane.info().version(),
                    trouble.isPresent() ? Standing.OUT : Standing.ANSWERING,
                    trouble.orElse("")));
        }
        states.sort(Comparator.comparing(ProviderState::standing));
        states.addAll(rejected);
        return states;
    }

    /** What they say of a device as far as that is known, without waiting; for what is not they are asked meanwhile. */
    public Guidance known(DeviceKey device) {
        Guidance known = remembered.getIfPresent(device);
        if (known != null || lanes.isEmpty()) {
            return known != null ? known : of(device);
        }
        if (asked.add(device)) {
            try {
                meanwhile.execute(() -> {
                    try {
                        of(device);
                    } finally {
                        asked.remove(device);
                    }
                });
            } catch (RejectedExecutionException tooMuch) {
                asked.remove(device);
            }
        }
        return new Guidance(
                device, List.of(), lanes.stream().map(lane -> lane.info().id()).toList());
    }

    /** What they say of a device. */
    public Guidance of(DeviceKey device) {
        Guidance known = remembered.getIfPresent(device);
        if (known != null) {
            return known;
        }
        List<Said<?>> said = new ArrayList<>();
        List<String> missing = new ArrayList<>();
        for (Lane lane : lanes) {
            Optional<List<Statement<?>>> answer = lane.ask(provider -> Answers.of(provider.guidance(device)));
            String id = lane.info().id();
            answer.ifPresentOrElse(
                    statements -> statements.forEach(statement -> said.add(new Said<>(statement, id))),
                    () -> missing.add(id));
        }
        // Who was named or found first comes first among equals, because the sort is stable.
        said.sort(
                Comparator.comparing((Said<?> each) -> each.statement().scope()).reversed());
        Guidance guidance = new Guidance(device, said, missing);
        remembered.put(device, guidance);
        return guidance;
    }

    @Override
    public void close() {
        meanwhile.shutdownNow();
        lanes.forEach(Lane::close);
    }
}
