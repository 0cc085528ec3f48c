package io.wardtally.tracking.core.atlas;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import com.github.benmanes.caffeine.cache.Interner;
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
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.BiFunction;
import java.util.function.Supplier;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * Cache of what providers answer to one question about a device, put together. What is said of many devices alike is kept once.
 * Whoever does not answer is believed for a day to say what it said last.
 *
 * @param <A> what one of them says
 * @param <T> what all of them say together
 */
final class ProviderCache<A, T> {

    private static final long MOST_LETTERS = 40_000_000;
    private static final long MOST_DEVICES = 100_000;
    private static final Duration FRESH = Duration.ofMinutes(10);
    /** Time for which an incomplete answer is kept: nobody would be asked earlier. */
    private static final Duration INCOMPLETE = Bulkhead.PAUSE;

    private static final Duration KEPT = Duration.ofDays(1);

    private final Supplier<ProviderRoster.Taken> roster;
    private final Asking<A, T> asking;
    private final Clock clock;
    private final Executor meanwhile;
    private final AtomicLong numbers = new AtomicLong();
    private final Interner<Together<A, T>> alike = Interner.newWeakInterner();
    private final Cache<Long, Together<A, T>> kept;
    private final Cache<DeviceKey, Known> devices;
    private final Cache<Asked, AnswerCopy<A>> latest;
    private final Set<DeviceKey> running = ConcurrentHashMap.newKeySet();

    /** Function that puts answers together. */
    interface Binding<A, T> {
        /**
         * @param said what they say by their ids, in the order in which they are believed
         * @param missing who does not answer
         */
        T bind(Map<String, List<A>> said, List<String> missing);
    }

    /**
     * What providers are asked.
     *
     * @param question puts it to one of them
     * @param binding makes one of all answers
     */
    record Asking<A, T>(
            BiFunction<KnowledgeProvider, DeviceKey, @Nullable AnswerCopy<A>> question, Binding<A, T> binding) {}

    /** Number of what is said of a device, until when nobody is asked again, and who was asked. */
    private record Known(long number, Instant fresh, ProviderRoster.Taken by) {}

    /** Key of a single answer: who was asked about what. */
    private record Asked(String provider, DeviceKey device) {}

    /** What all of them say. The same answers are equal, whatever their number. */
    private static final class Together<A, T> {

        private final long number;
        private final Map<String, AnswerCopy<A>> answers;
        private final List<String> missing;
        private volatile @Nullable T bound;

        Together(long number, Map<String, AnswerCopy<A>> answers, List<String> missing) {
            this.number = number;
            this.answers = answers;
            this.missing = List.copyOf(missing);
        }

        T bound(Binding<A, T> binding) {
            T now = bound;
            if (now == null) {
                Map<String, List<A>> said = new LinkedHashMap<>();
                answers.forEach((provider, answer) -> said.put(provider, answer.all()));
                now = binding.bind(said, missing);
                bound = now;
            }
            return now;
        }

        int letters() {
            return answers.values().stream().mapToInt(AnswerCopy::letters).sum();
        }

        @Override
        public boolean equals(@Nullable Object other) {
            return other instanceof Together<?, ?> same && missing.equals(same.missing) && answers.equals(same.answers);
        }

        @Override
        public int hashCode() {
            return answers.hashCode();
        }
    }

    /**
     * An empty one.
     *
     * @param roster who is asked
     * @param meanwhile does what nobody waits for
     */
    ProviderCache(Supplier<ProviderRoster.Taken> roster, Asking<A, T> asking, Clock clock, Executor meanwhile) {
        this.roster = roster;
        this.asking = asking;
        this.clock = clock;
        this.meanwhile = meanwhile;
        kept = cache().expireAfterAccess(KEPT)
                .maximumWeight(MOST_LETTERS)
                .weigher((Long number, Together<A, T> all) -> all.letters())
                .build();
        devices = cache().expireAfterWrite(KEPT).maximumSize(MOST_DEVICES).build();
        // Each is held by what it is a part of.
        latest = cache().expireAfterWrite(KEPT).weakValues().build();
    }

    private Caffeine<Object, Object> cache() {
        return Caffeine.newBuilder().ticker(() -> clock.millis() * 1_000_000).executor(Runnable::run);
    }

    /** @param waiting whether they are waited for; otherwise what is not known, or not fresh any more, is asked for meanwhile */
    T of(DeviceKey device, boolean waiting) {
        ProviderRoster.Taken now = roster.get();
        Known known = devices.getIfPresent(device);
        Together<A, T> all = known == null ? null : kept.getIfPresent(known.number());
        boolean fresh =
                known != null && known.by().equals(now) && clock.instant().isBefore(known.fresh());
        if (all != null && fresh) {
            return all.bound(asking.binding());
        }
        if (waiting || now.all().isEmpty()) {
            return ask(now, device);
        }
        later(device, () -> finish(now, device, put(now, device, Bulkhead.PATIENCE_OF_NOBODY)));
        return all != null ? all.bound(asking.binding()) : asking.binding().bind(Map.of(), missing(now, now.all()));
    }

    /** The names of those that are still loaded, and of these. */
    private static List<String> missing(ProviderRoster.Taken now, List<Bulkhead<IdentifiedProvider>> silent) {
        return Stream.concat(silent.stream().map(each -> each.provider().id()), now.loading().stream())
                .toList();
    }

    /** Does this for the device meanwhile, and says whether it will be done: not if something is being done for it already. */
    private boolean later(DeviceKey device, Runnable work) {
        if (!running.add(device)) {
            return false;
        }
        try {
            meanwhile.execute(() -> {
                try {
                    work.run();
                } finally {
                    running.remove(device);
                }
            });
            return true;
        } catch (RejectedExecutionException tooMuch) {
            running.remove(device);
            return false;
        }
    }

    /** Who is asked what, beside one another. */
    private Map<Bulkhead<IdentifiedProvider>, Bulkhead.Question<AnswerCopy<A>>> put(
            ProviderRoster.Taken now, DeviceKey device, Duration patience) {
        Map<Bulkhead<IdentifiedProvider>, Bulkhead.Question<AnswerCopy<A>>> put = new LinkedHashMap<>();
        now.all()
                .forEach(bulkhead -> put.put(
                        bulkhead,
                        bulkhead.begin(provider -> asking.question().apply(provider.says(), device), patience)));
        return put;
    }

    private T ask(ProviderRoster.Taken now, DeviceKey device) {
        Duration patience =
                now.all().isEmpty() ? Duration.ZERO : now.all().get(0).patience();
        Map<Bulkhead<IdentifiedProvider>, Bulkhead.Question<AnswerCopy<A>>> put = put(now, device, patience);
        T all = collect(now, device, put, Bulkhead.deadline(patience));
        boolean isOpen = put.values().stream().anyMatch(Bulkhead.Question::isOpen);
        // What is late is of use for the next one.
        if (isOpen && !later(device, () -> finish(now, device, put))) {
            put.values().forEach(Bulkhead.Question::giveUp);
        }
        return all;
    }

    private void finish(
            ProviderRoster.Taken now,
            DeviceKey device,
            Map<Bulkhead<IdentifiedProvider>, Bulkhead.Question<AnswerCopy<A>>> put) {
        collect(now, device, put, Bulkhead.deadline(Bulkhead.PATIENCE_OF_NOBODY));
        put.values().forEach(Bulkhead.Question::giveUp);
    }

    private T collect(
            ProviderRoster.Taken now,
            DeviceKey device,
            Map<Bulkhead<IdentifiedProvider>, Bulkhead.Question<AnswerCopy<A>>> put,
            long deadline) {
        Map<String, AnswerCopy<A>> answers = new LinkedHashMap<>();
        List<Bulkhead<IdentifiedProvider>> silent = new ArrayList<>();
        put.forEach((bulkhead, question) -> {
            Asked asked = new Asked(bulkhead.provider().id(), device);
            Optional<AnswerCopy<A>> answer = question.by(deadline);
            if (answer.isEmpty()) {
                silent.add(bulkhead);
            }
            AnswerCopy<A> last = answer.orElseGet(() -> latest.getIfPresent(asked));
            if (last != null) {
                answers.put(asked.provider(), last);
            }
        });
        List<String> missing = missing(now, silent);
        Together<A, T> all = alike.intern(new Together<>(numbers.incrementAndGet(), answers, missing));
        all.answers.forEach((id, answer) -> {
            if (!missing.contains(id)) {
                latest.put(new Asked(id, device), answer);
            }
        });
        kept.asMap().putIfAbsent(all.number, all);
        Instant fresh = clock.instant().plus(missing.isEmpty() ? FRESH : INCOMPLETE);
        devices.put(device, new Known(all.number, fresh, now));
        return all.bound(asking.binding());
    }
}
