package io.wardtally.tracking.core.memory;

import io.wardtally.tracking.Page;
import io.wardtally.tracking.Paging;
import io.wardtally.tracking.RequestId;
import io.wardtally.tracking.TrackingException;
import io.wardtally.tracking.TrackingException.Code;
import io.wardtally.tracking.asset.Asset;
import io.wardtally.tracking.asset.AssetId;
import io.wardtally.tracking.asset.Identifier;
import io.wardtally.tracking.asset.AssetFilter;
import io.wardtally.tracking.asset.SearchWords;
import io.wardtally.tracking.audit.Subject;
import io.wardtally.tracking.session.EmergencyOverride;
import io.wardtally.tracking.session.OverrideId;
import io.wardtally.tracking.session.Session;
import io.wardtally.tracking.session.SessionId;
import io.wardtally.tracking.store.RememberedAnswer;
import io.wardtally.tracking.store.Batch;
import io.wardtally.tracking.store.Change;
import io.wardtally.tracking.store.Claim;
import io.wardtally.tracking.store.CommitResult;
import io.wardtally.tracking.store.Dossier;
import io.wardtally.tracking.store.SignedFact;
import io.wardtally.tracking.store.FindResult;
import io.wardtally.tracking.store.DossierKey;
import io.wardtally.tracking.store.Query;
import io.wardtally.tracking.store.LoggedFact;
import io.wardtally.tracking.store.Store;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Comparator;
import java.util.Deque;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.NavigableMap;
import java.util.NavigableSet;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.UUID;
import java.util.function.Function;
import java.util.function.Predicate;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** Remembers everything in this process and nothing beyond it. One lock makes each call whole. */
public final class MemoryStore implements Store {

    private static final Comparator<When> LATEST_FIRST =
            Comparator.comparing(When::at).thenComparing(When::id).reversed();
    private static final Comparator<When> EARLIEST_FIRST =
            Comparator.comparing(When::at).thenComparing(When::id);

    private static final int OVERRIDES_IN_A_DOSSIER = 20;

    private @Nullable String facility;
    private final NavigableMap<Subject, Long> versions = new TreeMap<>();
    private final NavigableMap<AssetId, Asset> assets = new TreeMap<>();
    private final NavigableSet<Word> words = new TreeSet<>();
    private final Map<AssetId, SearchWords> wordsOf = new HashMap<>();
    private final Map<String, SortedSet<AssetId>> bySerial = new HashMap<>();
    private final Map<SessionId, Session> sessions = new HashMap<>();
    private final NavigableMap<When, Session> byStart = new TreeMap<>(LATEST_FIRST);
    private final Map<AssetId, NavigableMap<When, Session>> byAsset = new HashMap<>();
    private final Map<OverrideId, EmergencyOverride> overrides = new HashMap<>();
    private final NavigableMap<When, EmergencyOverride> byDeclared = new TreeMap<>(EARLIEST_FIRST);
    private final Map<Subject, String> contents = new HashMap<>();
    private final Map<AssetId, NavigableMap<When, EmergencyOverride>> overridesByAsset = new HashMap<>();
    private final Map<Subject, List<LoggedFact>> facts = new HashMap<>();
    private final Deque<SignedFact> unsealed = new ArrayDeque<>();
    private final List<LoggedFact> log = new ArrayList<>();
    private final Map<Thing, String> claims = new HashMap<>();
    private final Map<RequestId, RememberedAnswer> answers = new HashMap<>();

    /** A place in a list that is ordered by time. */
    private record When(Instant at, String id) {
        static When of(Session session) {
            return new When(session.start(), session.id().toString());
        }

        static When of(EmergencyOverride override) {
            return new When(override.declared(), override.id().toString());
        }

        static When parse(String token) {
            String[] parts = token.split(" ", 2);
            return new When(Instant.parse(parts[0]), UUID.fromString(parts[1]).toString());
        }

        @Override
        public String toString() {
            return at + " " + id;
        }
    }

    /** What a claim is about. */
    private record Thing(String kind, String key) {
        static Thing of(Claim claim) {
            return new Thing(claim.kind(), claim.key());
        }
    }

    @Override
    public synchronized String enrol(String wanted) {
        if (facility == null) {
            facility = wanted;
        }
        return facility;
    }

    @Override
    public synchronized FindResult find(DossierKey key, @Nullable RequestId request) {
        RememberedAnswer earlier = request == null ? null : answers.get(request);
        if (key instanceof DossierKey.OfIdentifiers any) {
            return new FindResult(
                    carriers(any).stream()
                            .limit(DossierKey.OfIdentifiers.MOST)
                            .map(id -> dossier(Subject.asset(id), null, null))
                            .toList(),
                    earlier);
        }
        if (key instanceof DossierKey.OfHolder any) {
            return new FindResult(
                    holders(any)
                            .limit(DossierKey.OfIdentifiers.MOST)
                            .map(subject -> dossier(subject, null, null))
                            .toList(),
                    earlier);
        }
        return new FindResult(dossier(key).map(List::of).orElse(List.of()), earlier);
    }

    private Stream<Subject> holders(DossierKey.OfHolder key) {
        return key.any().stream()
                .map(identifier -> claims.get(new Thing(identifier.kind().name(), identifier.value())))
                .filter(Objects::nonNull)
                .map(holder -> new Subject(key.kind(), holder))
                .filter(versions::containsKey)
                .sorted()
                .distinct();
    }

    private SortedSet<AssetId> carriers(DossierKey.OfIdentifiers key) {
        SortedSet<AssetId> ids = new TreeSet<>();
        if (key.own() != null && assets.containsKey(key.own())) {
            ids.add(key.own());
        }
        for (Identifier identifier : key.any()) {
            String holder = claims.get(new Thing(identifier.kind().name(), identifier.value()));
            if (holder != null && assets.containsKey(AssetId.of(holder))) {
                ids.add(AssetId.of(holder));
            }
            if (identifier.kind() == Identifier.Kind.SERIAL) {
                ids.addAll(bySerial.getOrDefault(identifier.value(), Collections.emptySortedSet()));
            }
        }
        return ids;
    }

    private Optional<Dossier> dossier(DossierKey key) {
        if (key instanceof DossierKey.OfSession one) {
            return Optional.ofNullable(sessions.get(one.session()))
                    .map(named -> dossier(Subject.asset(named.asset()), named, null));
        }
        if (key instanceof DossierKey.OfOverride one) {
            return Optional.ofNullable(overrides.get(one.override()))
                    .map(named -> dossier(Subject.asset(named.asset()), null, named));
        }
        Subject subject = ((DossierKey.OfSubject) key).subject();
        return versions.containsKey(subject) ? Optional.of(dossier(subject, null, null)) : Optional.empty();
    }

    private Dossier dossier(Subject subject, @Nullable Session session, @Nullable EmergencyOverride override) {
        long version = versions.getOrDefault(subject, 0L);
        if (!subject.isAsset()) {
            return Dossier.of(subject, version, contents.getOrDefault(subject, ""));
        }
        AssetId id = new AssetId(subject.id());
        List<Session> needed = new ArrayList<>();
        String open = claims.get(new Thing("use", id.value()));
        if (open != null) {
            needed.add(Objects.requireNonNull(sessions.get(SessionId.of(open))));
        }
        if (session != null && !needed.contains(session)) {
            needed.add(session);
        }
        Deque<EmergencyOverride> pending = new ArrayDeque<>();
        for (EmergencyOverride each : overridesByAsset
                .getOrDefault(id, Collections.emptyNavigableMap())
                .descendingMap()
                .values()) {
            if (each.review() == null && pending.size() < OVERRIDES_IN_A_DOSSIER) {
                pending.addFirst(each);
            }
        }
        if (override != null && !pending.contains(override)) {
            pending.addFirst(override);
        }
        return new Dossier(subject, version, assets.get(id), "", needed, List.copyOf(pending));
    }

    private SortedSet<AssetId> carriersOf(String serial) {
        return bySerial.computeIfAbsent(serial, none -> new TreeSet<>());
    }

    @Override
    public synchronized CommitResult commit(Batch batch) {
        RememberedAnswer earlier = batch.request() == null ? null : answers.get(batch.request());
        if (earlier != null) {
            return new CommitResult.Repeated(earlier);
        }
        for (Change change : batch.changes()) {
            if (versions.getOrDefault(change.subject(), 0L) != change.basedOn()) {
                return new CommitResult.Stale(change.subject());
            }
        }
        Map<Thing, @Nullable String> claimed = new HashMap<>();
        for (Change change : batch.changes()) {
            change.release().forEach(claim -> {
                if (claim.by().equals(claims.get(Thing.of(claim)))) {
                    claimed.put(Thing.of(claim), null);
                }
            });
        }
        for (Change change : batch.changes()) {
            for (Claim claim : change.take()) {
                Thing thing = Thing.of(claim);
                String by = claimed.containsKey(thing) ? claimed.get(thing) : claims.get(thing);
                if (by != null && !by.equals(claim.by())) {
                    return new CommitResult.Taken(claim, by);
                }
                claimed.put(thing, claim.by());
            }
        }
        claimed.forEach((thing, by) -> claims.compute(thing, (same, before) -> by));
        batch.changes().forEach(this::write);
        if (batch.request() != null && batch.answer() != null) {
            answers.put(batch.request(), batch.answer());
        }
        return new CommitResult.Done();
    }

    private void write(Change change) {
        versions.put(change.subject(), change.version());
        if (change.asset() != null) {
            Asset before = assets.put(change.asset().id(), change.asset());
            if (before != null && before.description().serial() != null) {
                carriersOf(before.description().serial()).remove(before.id());
            }
            if (change.asset().description().serial() != null) {
                carriersOf(change.asset().description().serial())
                        .add(change.asset().id());
            }
        }
        if (change.content() != null) {
            contents.put(change.subject(), change.content());
        }
        if (change.words() != null) {
            AssetId id = new AssetId(change.subject().id());
            SearchWords before = wordsOf.put(id, change.words());
            if (before != null) {
                before.all().forEach(word -> words.remove(new Word(word, id)));
            }
            change.words().all().forEach(word -> words.add(new Word(word, id)));
        }
        change.sessions().forEach(session -> {
            Session before = sessions.put(session.id(), session);
            NavigableMap<When, Session> own =
                    byAsset.computeIfAbsent(session.asset(), asset -> new TreeMap<>(LATEST_FIRST));
            if (before != null) {
                byStart.remove(When.of(before));
                own.remove(When.of(before));
            }
            byStart.put(When.of(session), session);
            own.put(When.of(session), session);
        });
        change.overrides().forEach(override -> {
            overrides.put(override.id(), override);
            byDeclared.put(When.of(override), override);
            overridesByAsset
                    .computeIfAbsent(override.asset(), asset -> new TreeMap<>(EARLIEST_FIRST))
                    .put(When.of(override), override);
        });
        change.facts().forEach(fact -> {
            facts.computeIfAbsent(fact.subject(), subject -> new ArrayList<>()).add(new LoggedFact(fact, 0));
            unsealed.add(fact);
        });
    }

    @Override
    @SuppressWarnings("unchecked")
    public synchronized <T> Page<T> page(Query<T> query, Paging paging) {
        if (query instanceof Query.Assets wanted && !wanted.search().words().isEmpty()) {
            return (Page<T>) new Walk<>("words", found(wanted.search()), Word::parse, Word::toString)
                    .page(paging, Map.Entry::getValue, asset -> true);
        }
        if (query instanceof Query.Assets wanted) {
            return (Page<T>) new Walk<>("assets", assets, AssetId::new, AssetId::value)
                    .page(paging, Map.Entry::getValue, wanted.search()::matches);
        }
        if (query instanceof Query.Sessions wanted) {
            NavigableMap<When, Session> all = wanted.asset() == null
                    ? byStart
                    : byAsset.getOrDefault(wanted.asset(), new TreeMap<>(LATEST_FIRST));
            return (Page<T>) new Walk<>("sessions", all, When::parse, When::toString)
                    .page(paging, Map.Entry::getValue, wanted::matches);
        }
        if (query instanceof Query.Overrides wanted) {
            NavigableMap<When, EmergencyOverride> all = wanted.asset() == null
                    ? byDeclared
                    : overridesByAsset.getOrDefault(wanted.asset(), new TreeMap<>(EARLIEST_FIRST));
            return (Page<T>) new Walk<>("overrides", all, When::parse, When::toString)
                    .page(paging, Map.Entry::getValue, wanted::matches);
        }
        if (query instanceof Query.OfKind wanted) {
            // No id and no kind begins with anything that is less than an exclamation mark.
            NavigableMap<Subject, Long> all = versions.subMap(
                    new Subject(wanted.kind(), "!"), true, new Subject(wanted.kind() + "!", "!"), false);
            return (Page<T>) new Walk<>(wanted.kind(), all, MemoryStore::subject, Subject::toString)
                    .page(paging, row -> dossier(row.getKey(), null, null), dossier -> true);
        }
        return (Page<T>) new Walk<>("subjects", versions, MemoryStore::subject, Subject::toString)
                .page(paging, Map.Entry::getKey, subject -> true);
    }

    private static Subject subject(String token) {
        String[] parts = token.split(" ", 2);
        return new Subject(parts[0], parts[1]);
    }

    /** What begins with the first word and matches, each asset once, by the first of its words that does. */
    private NavigableMap<Word, Asset> found(AssetFilter search) {
        String beginning = search.words().get(0);
        NavigableMap<Word, Asset> found = new TreeMap<>();
        Set<AssetId> seen = new HashSet<>();
        for (Word word : words.tailSet(new Word(beginning, new AssetId("!")))) {
            if (!word.text().startsWith(beginning)) {
                break;
            }
            Asset asset = Objects.requireNonNull(assets.get(word.asset()));
            if (search.matches(asset) && seen.add(asset.id())) {
                found.put(word, asset);
            }
        }
        return found;
    }

    /** A word and who has it. */
    private record Word(String text, AssetId asset) implements Comparable<Word> {

        static Word parse(String token) {
            String[] parts = token.split(" ", 2);
            return new Word(parts[0], new AssetId(parts[1]));
        }

        @Override
        public int compareTo(Word other) {
            int byText = text.compareTo(other.text);
            return byText != 0 ? byText : asset.compareTo(other.asset);
        }

        @Override
        public String toString() {
            return text + ' ' + asset;
        }
    }

    /** A list that is read page by page, and how its keys are written in tokens. */
    private record Walk<K, V>(
            String kind, NavigableMap<K, V> rows, Function<String, K> parse, Function<K, String> write) {

        <T> Page<T> page(Paging paging, Function<Map.Entry<K, V>, T> item, Predicate<T> wanted) {
            List<T> items = new ArrayList<>();
            K last = null;
            for (Map.Entry<K, V> row : after(paging.after()).entrySet()) {
                T found = item.apply(row);
                if (!wanted.test(found)) {
                    continue;
                }
                if (items.size() == paging.limit()) {
                    return new Page<>(items, token(Objects.requireNonNull(last)));
                }
                items.add(found);
                last = row.getKey();
            }
            return new Page<>(items, null);
        }

        private String token(K key) {
            return kind + ' ' + write.apply(key);
        }

        private NavigableMap<K, V> after(@Nullable String token) {
            if (token == null) {
                return rows;
            }
            if (token.startsWith(kind + ' ')) {
                try {
                    K key = parse.apply(token.substring(kind.length() + 1));
                    if (token.equals(token(key))) {
                        return rows.tailMap(key, false);
                    }
                } catch (RuntimeException notOurs) {
                    // Said below.
                }
            }
            throw new TrackingException.BadInput(Code.BAD_PAGE_TOKEN, "this is no page token of a list of " + kind);
        }
    }

    @Override
    public synchronized List<LoggedFact> facts(Subject subject, long afterSequence, int limit) {
        return part(facts.getOrDefault(subject, List.of()), afterSequence, limit);
    }

    @Override
    public synchronized int seal(int limit) {
        int sealed = 0;
        while (sealed < limit && !unsealed.isEmpty()) {
            SignedFact fact = unsealed.remove();
            LoggedFact recorded = new LoggedFact(fact, log.size() + 1L);
            log.add(recorded);
            Objects.requireNonNull(facts.get(fact.subject())).set((int) fact.sequence() - 1, recorded);
            sealed++;
        }
        return sealed;
    }

    @Override
    public synchronized List<LoggedFact> log(long afterPosition, int limit) {
        return part(log, afterPosition, limit);
    }

    private static <T> List<T> part(List<T> all, long after, int limit) {
        int from = (int) Math.min(Math.max(after, 0), all.size());
        return List.copyOf(all.subList(from, (int) Math.min((long) from + limit, all.size())));
    }

    @Override
    public synchronized int forget(Instant before, int limit) {
        int forgotten = 0;
        Iterator<RememberedAnswer> each = answers.values().iterator();
        while (each.hasNext() && forgotten < limit) {
            if (each.next().at().isBefore(before)) {
                each.remove();
                forgotten++;
            }
        }
        return forgotten;
    }
}
