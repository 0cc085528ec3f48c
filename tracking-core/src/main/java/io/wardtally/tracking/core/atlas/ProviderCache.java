package io.wardtally.tracking.core.atlas;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import io.wardtally.atlas.DeviceKey;
import io.wardtally.atlas.KnowledgeProvider;
import io.wardtally.tracking.core.kernel.Bulkhead;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Executor;
import java.util.concurrent.RejectedExecutionException;
import java.util.function.BiFunction;
import org.jspecify.annotations.Nullable;

/**
 * Cache of what providers answer to one question about a device, put together. Whoever does not answer is believed
 * for a day to say what it said last.
 *
 * @param <A> what one of them says
 * @param <T> what all of them say together
 */
final class ProviderCache<A, T> {

    private static final long MOST_LETTERS = 40_000_000;
    private static final Duration FRESH = Duration.ofMinutes(10);
    /** Time for which an incomplete answer is kept: nobody would be asked earlier. */
    private static final Duration INCOMPLETE = Bulkhead.PAUSE;

    private static final Duration KEPT = Duration.ofDays(1);

    private final List<Bulkhead<IdentifiedProvider>> bulkheads;
    private final Asking<A, T> asking;
    private final Clock clock;
    private final Executor meanwhile;
    private final Cache<DeviceKey, Bound<T>> bound;
    private final Cache<Asked, AnswerCopy<A>> latest;
    private final Set<DeviceKey> running = ConcurrentHashMap.newKeySet();

    /** Function that puts answers together. */
    interface Binding<A, T> {
        /**
         * @param said what they say by their ids, in the order in which they are believed
         * @param missing who does not answer
         */
        T bind(DeviceKey device, Map<String, List<A>> said, List<String> missing);
    }

    /**
     * What providers are asked.
     *
     * @param question puts it to one of them
     * @param binding makes one of all answers
     */
    record Asking<A, T>(
            BiFunction<KnowledgeProvider, DeviceKey, @Nullable AnswerCopy<A>> question, Binding<A, T> binding) {}

    /** Answer that was put together, its length, and until when nobody is asked again. */
    private record Bound<T>(T all, int letters, Instant fresh) {}

    /** Key of a single answer: who was asked about what. */
    private record Asked(String provider, DeviceKey device) {}

    /**
     * An empty one.
     *
     * @param meanwhile does what nobody waits for
     */
    ProviderCache(List<Bulkhead<IdentifiedProvider>> bulkheads, Asking<A, T> asking, Clock clock, Executor meanwhile) {
        this.bulkheads = List.copyOf(bulkheads);
        this.asking = asking;
        this.clock = clock;
        this.meanwhile = meanwhile;
        bound = cache().weigher((DeviceKey device, Bound<T> each) -> each.letters())
                .build();
        latest = cache().weigher((Asked asked, AnswerCopy<A> said) -> said.letters())
                .build();
    }

    private Caffeine<Object, Object> cache() {
        return Caffeine.newBuilder()
                .maximumWeight(MOST_LETTERS)
                .expireAfterWrite(KEPT)
                .ticker(() -> clock.millis() * 1_000_000)
                .executor(Runnable::run);
    }

    /** @param waiting whether they are waited for; otherwise what is not known, or not fresh any more, is asked for meanwhile */
    T of(DeviceKey device, boolean waiting) {
        Bound<T> known = bound.getIfPresent(device);
        if (known != null && clock.instant().isBefore(known.fresh())) {
            return known.all();
        }
        if (waiting || bulkheads.isEmpty()) {
            return ask(device);
        }
        askMeanwhile(device);
        return known != null
                ? known.all()
                : asking.binding()
                        .bind(
                                device,
                                Map.of(),
                                bulkheads.stream()
                                        .map(bulkhead -> bulkhead.provider().id())
                                        .toList());
    }

    private void askMeanwhile(DeviceKey device) {
        if (!running.add(device)) {
            return;
        }
        try {
            meanwhile.execute(() -> {
                try {
                    ask(device);
                } finally {
                    running.remove(device);
                }
            });
        } catch (RejectedExecutionException tooMuch) {
            running.remove(device);
        }
    }

    private T ask(DeviceKey device) {
        Map<String, List<A>> said = new LinkedHashMap<>();
        List<String> missing = new ArrayList<>();
        int letters = 0;
        for (Bulkhead<IdentifiedProvider> bulkhead : bulkheads) {
            Asked asked = new Asked(bulkhead.provider().id(), device);
            Optional<AnswerCopy<A>> answer =
                    bulkhead.ask(provider -> asking.question().apply(provider.says(), device));
            answer.ifPresentOrElse(now -> latest.put(asked, now), () -> missing.add(asked.provider()));
            AnswerCopy<A> last = answer.orElseGet(() -> latest.getIfPresent(asked));
            said.put(asked.provider(), last == null ? List.of() : last.all());
            letters += last == null ? 0 : last.letters();
        }
        T all = asking.binding().bind(device, said, missing);
        bound.put(device, new Bound<>(all, letters, clock.instant().plus(missing.isEmpty() ? FRESH : INCOMPLETE)));
        return all;
    }
}
