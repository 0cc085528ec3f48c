package io.wardtally.tracking.core.memory;

import io.wardtally.tracking.Message;
import io.wardtally.tracking.Page;
import io.wardtally.tracking.Paging;
import io.wardtally.tracking.RequestId;
import io.wardtally.tracking.TrackingException;
import io.wardtally.tracking.TrackingException.Code;
import io.wardtally.tracking.asset.Asset;
import io.wardtally.tracking.asset.AssetFilter;
import io.wardtally.tracking.asset.AssetId;
import io.wardtally.tracking.asset.Identifier;
import io.wardtally.tracking.asset.SearchWords;
import io.wardtally.tracking.audit.Subject;
import io.wardtally.tracking.session.Session;
import io.wardtally.tracking.session.SessionId;
import io.wardtally.tracking.store.Batch;
import io.wardtally.tracking.store.CheckedSubject;
import io.wardtally.tracking.store.Claim;
import io.wardtally.tracking.store.CommitResult;
import io.wardtally.tracking.store.Dossier;
import io.wardtally.tracking.store.DossierKey;
import io.wardtally.tracking.store.FoundDossiers;
import io.wardtally.tracking.store.Guard;
import io.wardtally.tracking.store.Journal;
import io.wardtally.tracking.store.Projections;
import io.wardtally.tracking.store.Query;
import io.wardtally.tracking.store.RememberedAnswer;
import io.wardtally.tracking.store.Store;
import io.wardtally.tracking.store.SubjectChange;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Comparator;
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
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** Store that keeps everything in this process and nothing beyond it. One lock makes each call whole. */
public final class MemoryStore implements Store {

    private static final Comparator<StartKey> LATEST_FIRST =
            Comparator.comparing(StartKey::at).thenComparing(StartKey::id).reversed();

    private final Map<String, String> keyChecks = new TreeMap<>();
    private @Nullable String facility;
    private long revision = 1;
    private final NavigableMap<Subject, Standing> standings = new TreeMap<>();
    private final NavigableMap<AssetId, Asset> assets = new TreeMap<>();
    private final NavigableSet<Word> words = new TreeSet<>();
    private final Map<AssetId, SearchWords> wordsOf = new HashMap<>();
    private final Map<String, SortedSet<AssetId>> bySerial = new HashMap<>();
    private final Map<SessionId, Session> sessions = new HashMap<>();
    private final NavigableMap<StartKey, Session> byStart = new TreeMap<>(LATEST_FIRST);
    private final Map<AssetId, NavigableMap<StartKey, Session>> byAsset = new HashMap<>();
    private final MemoryItems items = new MemoryItems();
    private final NavigableMap<Claim.Target, String> claims = new TreeMap<>();
    private final Map<RequestId, RememberedAnswer> answers = new HashMap<>();
    private final MemoryJournal journal = new MemoryJournal(this);

    /** The version of a subject, when it is to be looked at, and by which revision of the policies it was judged. */
    private record Standing(long version, Instant nextCheck, long judged) {}

    /** A place in a list of sessions that is ordered by their starts. */
    private record StartKey(Instant at, String id) {

        static StartKey of(Session session) {
            return new StartKey(session.start(), session.id().toString());
        }

        static StartKey parse(String token) {
            String[] parts = token.split(" ", 2);
            return new StartKey(
                    Instant.parse(parts[0]), UUID.fromString(parts[1]).toString());
        }

        @Override
        public String toString() {
            return at + " " + id;
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
    public synchronized Map<String, String> keyChecks(Map<String, String> checks) {
        if (journal.isEmpty()) {
            keyChecks.clear();
        }
        checks.forEach(keyChecks::putIfAbsent);
        Map<String, String> remembered = new TreeMap<>(keyChecks);
        remembered.keySet().retainAll(checks.keySet());
        return remembered;
    }

    @Override
    public synchronized FoundDossiers find(List<DossierKey> keys, @Nullable RequestId request) {
        return new FoundDossiers(
                keys.stream().flatMap(this::dossiers).toList(),
                request == null ? null : answers.get(request),
                revision,
                facility);
    }

    private Stream<Dossier> dossiers(DossierKey key) {
        if (key instanceof DossierKey.OfIdentifiers any) {
            return carriers(any).stream().limit(DossierKey.MOST).map(id -> dossier(Subject.asset(id), null, null));
        }
        if (key instanceof DossierKey.OfHolder any) {
            return any.any().stream()
                    .map(claims::get)
                    .filter(Objects::nonNull)
                    .map(holder -> new Subject(any.kind(), holder))
                    .filter(standings::containsKey)
                    .sorted()
                    .distinct()
                    .limit(DossierKey.MOST)
                    .map(subject -> dossier(subject, null, null));
        }
        if (key instanceof DossierKey.OfSession one) {
            return Optional.ofNullable(sessions.get(one.session())).stream()
                    .map(named -> dossier(Subject.asset(named.asset()), named, null));
        }
        if (key instanceof DossierKey.OfItem one) {
            return Optional.ofNullable(claims.get(new Claim.Target(one.kind(), one.id()))).stream()
                    .map(holder -> new Subject(Subject.ASSET, holder))
                    .filter(standings::containsKey)
                    .map(subject -> dossier(subject, null, one));
        }
        Subject subject = ((DossierKey.OfSubject) key).subject();
        return standings.containsKey(subject) ? Stream.of(dossier(subject, null, null)) : Stream.empty();
    }

    private SortedSet<AssetId> carriers(DossierKey.OfIdentifiers key) {
        SortedSet<AssetId> ids = new TreeSet<>();
        if (key.own() != null && assets.containsKey(key.own())) {
            ids.add(key.own());
        }
        for (Identifier identifier : key.any()) {
            String holder = claims.get(Claim.Target.of(identifier));
            if (holder != null && assets.containsKey(AssetId.of(holder))) {
                ids.add(AssetId.of(holder));
            }
            if (identifier.kind() == Identifier.Kind.SERIAL) {
                ids.addAll(bySerial.getOrDefault(identifier.value(), Collections.emptySortedSet()));
            }
        }
        return ids;
    }

    private Dossier dossier(Subject subject, @Nullable Session session, DossierKey.@Nullable OfItem named) {
        Standing standing = Objects.requireNonNull(standings.get(subject));
        List<Session> needed = new ArrayList<>();
        String open = subject.isAsset() ? claims.get(new Claim.Target("use", subject.id())) : null;
        if (open != null) {
            needed.add(Objects.requireNonNull(sessions.get(SessionId.of(open))));
        }
        if (session != null && !needed.contains(session)) {
            needed.add(session);
        }
        return Dossier.of(subject, standing.version(), standing.nextCheck())
                .withAsset(subject.isAsset() ? assets.get(new AssetId(subject.id())) : null)
                .withSessions(needed)
                .withItems(items.ofDossier(subject, named));
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
        for (SubjectChange change : batch.changes()) {
            Standing standing = standings.get(change.subject());
            long version = standing == null ? 0 : standing.version();
            boolean judgedSince = standing != null && standing.judged() > change.judged();
            if (version != change.basedOn() || judgedSince) {
                return new CommitResult.Stale(change.subject());
            }
        }
        for (Guard guard : batch.unchanged()) {
            Standing standing = standings.get(guard.subject());
            if (standing == null || standing.version() != guard.version()) {
                return new CommitResult.Stale(guard.subject());
            }
        }
        Map<Claim.Target, @Nullable String> claimed = new HashMap<>();
        for (SubjectChange change : batch.changes()) {
            change.release().forEach(claim -> {
                if (claim.by().equals(claims.get(claim.target()))) {
                    claimed.put(claim.target(), null);
                }
            });
        }
        for (SubjectChange change : batch.changes()) {
            for (Claim claim : change.take()) {
                Claim.Target target = claim.target();
                String by = claimed.containsKey(target) ? claimed.get(target) : claims.get(target);
                if (by != null && !by.equals(claim.by())) {
                    return new CommitResult.Taken(claim, by);
                }
                claimed.put(target, claim.by());
            }
        }
        claimed.forEach((target, by) -> claims.compute(target, (same, before) -> by));
        batch.changes().forEach(this::write);
        if (batch.request() != null && batch.answer() != null) {
            answers.put(batch.request(), batch.answer());
        }
        revision += batch.revises() ? 1 : 0;
        return new CommitResult.Done();
    }

    private void write(SubjectChange change) {
        Standing before = standings.getOrDefault(change.subject(), new Standing(0, NEVER, 0));
        Instant next = change.nextCheck() == null
                ? before.nextCheck()
                : change.nextCheck().after(before.nextCheck());
        standings.put(change.subject(), new Standing(change.version(), next, change.judged()));
        if (change.asset() != null) {
            Asset row = assets.put(change.asset().id(), change.asset());
            if (row != null && row.description().serial() != null) {
                carriersOf(row.description().serial()).remove(row.id());
            }
            if (change.asset().description().serial() != null) {
                carriersOf(change.asset().description().serial())
                        .add(change.asset().id());
            }
        }
        if (change.words() != null) {
            AssetId id = new AssetId(change.subject().id());
            SearchWords old = wordsOf.put(id, change.words());
            if (old != null) {
                old.all().forEach(word -> words.remove(new Word(word, id)));
            }
            change.words().all().forEach(word -> words.add(new Word(word, id)));
        }
        change.sessions().forEach(session -> {
            Session old = sessions.put(session.id(), session);
            NavigableMap<StartKey, Session> own =
                    byAsset.computeIfAbsent(session.asset(), asset -> new TreeMap<>(LATEST_FIRST));
            if (old != null) {
                byStart.remove(StartKey.of(old));
                own.remove(StartKey.of(old));
            }
            byStart.put(StartKey.of(session), session);
            own.put(StartKey.of(session), session);
        });
        change.items().forEach(items::put);
        change.facts().forEach(journal::add);
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
            NavigableMap<StartKey, Session> all = wanted.asset() == null
                    ? byStart
                    : byAsset.getOrDefault(wanted.asset(), new TreeMap<>(LATEST_FIRST));
            return (Page<T>) new Walk<>("sessions", all, StartKey::parse, StartKey::toString)
                    .page(paging, Map.Entry::getValue, wanted::matches);
        }
        if (query instanceof Query.Items wanted) {
            return (Page<T>) new Walk<>("items", items.in(wanted.order()), MemoryItems::parse, MemoryItems::token)
                    .page(paging, Map.Entry::getValue, wanted::matches);
        }
        if (query instanceof Query.Claims) {
            return (Page<T>) new Walk<>("claims", claims, Claim.Target::parse, Claim.Target::toString)
                    .page(
                            paging,
                            row -> new Claim(row.getKey().kind(), row.getKey().key(), row.getValue()),
                            claim -> !claim.isUse());
        }
        return (Page<T>) new Walk<>("subjects", standings, MemoryStore::subject, Subject::toString)
                .page(paging, Map.Entry::getKey, subject -> true);
    }

    private static Subject subject(String token) {
        String[] parts = token.split(" ", 2);
        return new Subject(parts[0], parts[1]);
    }

    /** Assets with a word that begins with the first one and that match, each asset once, by the first of its words that does. */
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
            throw new TrackingException.BadInput(
                    Code.BAD_PAGE_TOKEN, Message.of("paging.token", Message.Argument.word(kind)));
        }
    }

    @Override
    public synchronized Map<List<String>, Long> tally(Query.Items which, List<Query.Items.Column> by) {
        return items.in(Query.Items.Order.SUBJECT).values().stream()
                .filter(which::matches)
                .collect(Collectors.groupingBy(
                        item -> by.stream()
                                .map(column -> MemoryItems.column(item, column))
                                .toList(),
                        Collectors.counting()));
    }

    @Override
    public synchronized List<Dossier> due(Instant now, Instant until, int limit) {
        List<Subject> due = standings.entrySet().stream()
                .filter(entry -> !entry.getValue().nextCheck().isAfter(now))
                .sorted(Comparator.comparing((Map.Entry<Subject, Standing> entry) ->
                                !entry.getKey().isAsset())
                        .thenComparing(entry -> entry.getValue().nextCheck())
                        .thenComparing(Map.Entry::getKey))
                .limit(limit)
                .map(Map.Entry::getKey)
                .toList();
        due.forEach(subject -> standings.computeIfPresent(
                subject, (same, standing) -> new Standing(standing.version(), until, standing.judged())));
        return due.stream().map(subject -> dossier(subject, null, null)).toList();
    }

    @Override
    public synchronized int acknowledge(List<CheckedSubject> looked) {
        int set = 0;
        for (CheckedSubject one : looked) {
            Standing standing = standings.get(one.subject());
            if (standing != null && stands(standing, one)) {
                Instant next = one.next().after(standing.nextCheck());
                standings.put(one.subject(), new Standing(one.version(), next, one.judged()));
                set++;
            }
        }
        return set;
    }

    private static boolean stands(Standing standing, CheckedSubject looked) {
        Instant until = looked.next().until();
        return standing.version() == looked.version()
                && standing.judged() <= looked.judged()
                && (until == null || until.equals(standing.nextCheck()));
    }

    @Override
    public synchronized List<Dossier> walk(long present, @Nullable Subject after, int limit) {
        Comparator<Subject> assetsFirst =
                Comparator.comparing((Subject subject) -> !subject.isAsset()).thenComparing(Comparator.naturalOrder());
        return standings.entrySet().stream()
                .filter(entry -> entry.getValue().judged() < present)
                .map(Map.Entry::getKey)
                .filter(subject -> after == null || assetsFirst.compare(subject, after) > 0)
                .sorted(assetsFirst)
                .limit(limit)
                .map(subject -> dossier(subject, null, null))
                .toList();
    }

    @Override
    public Journal journal() {
        return journal;
    }

    @Override
    public Projections derived() {
        return journal;
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
