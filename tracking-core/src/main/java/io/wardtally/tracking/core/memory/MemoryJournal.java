package io.wardtally.tracking.core.memory;

import io.wardtally.tracking.audit.Subject;
import io.wardtally.tracking.store.Journal;
import io.wardtally.tracking.store.LoggedFact;
import io.wardtally.tracking.store.ProjectedValue;
import io.wardtally.tracking.store.Projections;
import io.wardtally.tracking.store.SignedFact;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.NavigableMap;
import java.util.Objects;
import java.util.Optional;
import java.util.TreeMap;

/** The facts of a store in memory, what follows them, and what was derived from them. */
final class MemoryJournal implements Journal, Projections {

    private final Object lock;
    private final Map<Subject, List<LoggedFact>> facts = new HashMap<>();
    private final Deque<SignedFact> unsealed = new ArrayDeque<>();
    private final List<LoggedFact> log = new ArrayList<>();
    private final Map<String, Long> cursors = new HashMap<>();
    private final Map<String, NavigableMap<String, ProjectedValue>> derived = new HashMap<>();

    /**
     * An empty journal.
     *
     * @param lock makes each call whole
     */
    MemoryJournal(Object lock) {
        this.lock = lock;
    }

    void add(SignedFact fact) {
        facts.computeIfAbsent(fact.subject(), subject -> new ArrayList<>()).add(new LoggedFact(fact, 0));
        unsealed.add(fact);
    }

    boolean isEmpty() {
        return facts.isEmpty();
    }

    @Override
    public List<LoggedFact> facts(Subject subject, long afterSequence, int limit) {
        synchronized (lock) {
            return part(facts.getOrDefault(subject, List.of()), afterSequence, limit);
        }
    }

    @Override
    public int seal(int limit) {
        synchronized (lock) {
            int sealed = 0;
            while (sealed < limit && !unsealed.isEmpty()) {
                SignedFact fact = unsealed.remove();
                LoggedFact logged = new LoggedFact(fact, log.size() + 1L);
                log.add(logged);
                Objects.requireNonNull(facts.get(fact.subject())).set((int) fact.sequence() - 1, logged);
                sealed++;
            }
            return sealed;
        }
    }

    @Override
    public long sealed() {
        synchronized (lock) {
            return log.size();
        }
    }

    @Override
    public List<LoggedFact> log(long afterPosition, int limit) {
        synchronized (lock) {
            return part(log, afterPosition, limit);
        }
    }

    private static <T> List<T> part(List<T> all, long after, int limit) {
        int from = (int) Math.min(Math.max(after, 0), all.size());
        return List.copyOf(all.subList(from, (int) Math.min((long) from + limit, all.size())));
    }

    @Override
    public long cursor(String consumer) {
        synchronized (lock) {
            return cursors.getOrDefault(consumer, 0L);
        }
    }

    @Override
    public boolean advance(String consumer, long from, long to, List<ProjectedValue> values) {
        synchronized (lock) {
            if (cursor(consumer) != from) {
                return false;
            }
            cursors.put(consumer, to);
            for (ProjectedValue value : values) {
                NavigableMap<String, ProjectedValue> all =
                        derived.computeIfAbsent(value.kind(), kind -> new TreeMap<>());
                if (value.content() == null) {
                    all.remove(value.key());
                } else {
                    all.put(value.key(), value);
                }
            }
            return true;
        }
    }

    @Override
    public Optional<String> get(String kind, String key) {
        synchronized (lock) {
            return Optional.ofNullable(
                            derived.getOrDefault(kind, new TreeMap<>()).get(key))
                    .map(ProjectedValue::content);
        }
    }

    @Override
    public List<ProjectedValue> range(String kind, String from, String to, int limit) {
        synchronized (lock) {
            return from.compareTo(to) >= 0
                    ? List.of()
                    : derived.getOrDefault(kind, new TreeMap<>()).subMap(from, to).values().stream()
                            .limit(limit)
                            .toList();
        }
    }
}
