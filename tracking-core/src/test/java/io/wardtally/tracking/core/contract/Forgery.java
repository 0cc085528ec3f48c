package io.wardtally.tracking.core.contract;

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
import io.wardtally.tracking.audit.Subject;
import io.wardtally.tracking.session.Session;
import io.wardtally.tracking.store.Batch;
import io.wardtally.tracking.store.CheckedSubject;
import io.wardtally.tracking.store.Claim;
import io.wardtally.tracking.store.CommitResult;
import io.wardtally.tracking.store.Dossier;
import io.wardtally.tracking.store.DossierKey;
import io.wardtally.tracking.store.FoundDossiers;
import io.wardtally.tracking.store.Item;
import io.wardtally.tracking.store.Journal;
import io.wardtally.tracking.store.LoggedFact;
import io.wardtally.tracking.store.ProjectedValue;
import io.wardtally.tracking.store.Projections;
import io.wardtally.tracking.store.Query;
import io.wardtally.tracking.store.Store;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.UnaryOperator;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** A copy of a store whose rows lie open, as they would for somebody with a database client. */
public final class Forgery implements Store, Journal {

    public final String facility;
    public final Map<Subject, Long> versions = new TreeMap<>();
    public final List<Asset> assets = new ArrayList<>();
    public final List<Session> sessions = new ArrayList<>();
    public final List<Item> items = new ArrayList<>();
    public final List<LoggedFact> facts = new ArrayList<>();

    /** Assets whose claim to be in use was deleted. */
    public final Set<AssetId> unclaimed = new HashSet<>();

    /** Subjects whose claims to identifiers were deleted. */
    public final Set<Subject> unidentified = new HashSet<>();

    /** Claims to identifiers that were invented. */
    public final Map<Identifier, Subject> forged = new HashMap<>();

    /** Claims to other things than the use of an asset. */
    public final List<Claim> claims = new ArrayList<>();

    /** Positions of facts that are beyond reading. */
    public final Set<Long> garbled = new HashSet<>();

    /** What is noted as the end of the log, if that was changed. */
    public @Nullable Long noted;

    private final @Nullable List<LoggedFact> logOfItsOwn;

    private Forgery(String facility, @Nullable List<LoggedFact> log) {
        this.facility = facility;
        this.logOfItsOwn = log;
    }

    /** Everything that the store holds now. */
    public static Forgery of(Store store) {
        return copy(store, null);
    }

    /** The same, with a sealed log that keeps its own copy of the facts. */
    public static Forgery withSeparateLog(Store store) {
        Forgery plain = of(store);
        return copy(store, plain.log(0, Integer.MAX_VALUE));
    }

    private static Forgery copy(Store store, @Nullable List<LoggedFact> log) {
        while (store.journal().seal(500) > 0) {
            // Until all is sealed.
        }
        Forgery copy = new Forgery(store.enrol("nobody"), log == null ? null : new ArrayList<>(log));
        for (Subject subject : all(store, new Query.Subjects())) {
            Dossier dossier = store.find(List.of(new DossierKey.OfSubject(subject)), null)
                    .dossiers()
                    .get(0);
            copy.versions.put(subject, dossier.version());
            List<LoggedFact> page = store.journal().facts(subject, 0, 500);
            while (!page.isEmpty()) {
                copy.facts.addAll(page);
                page = store.journal()
                        .facts(subject, page.get(page.size() - 1).fact().sequence(), 500);
            }
        }
        copy.assets.addAll(all(store, new Query.Assets(AssetFilter.all())));
        copy.sessions.addAll(all(store, Query.Sessions.all()));
        copy.items.addAll(all(store, Query.Items.all()));
        copy.claims.addAll(all(store, new Query.Claims()));
        return copy;
    }

    private static <T> List<T> all(Store store, Query<T> query) {
        List<T> all = new ArrayList<>();
        Paging paging = Paging.first(500);
        while (paging != null) {
            Page<T> page = store.page(query, paging);
            all.addAll(page.items());
            paging = page.following(paging).orElse(null);
        }
        return all;
    }

    /** The log, where it is a copy of its own. */
    List<LoggedFact> separateLog() {
        return logOfItsOwn;
    }

    @Override
    public Map<String, String> keyChecks(Map<String, String> checks) {
        return checks;
    }

    @Override
    public String enrol(String wanted) {
        return facility;
    }

    @Override
    public FoundDossiers find(List<DossierKey> keys, @Nullable RequestId request) {
        return new FoundDossiers(keys.stream().flatMap(this::dossiers).toList(), null, 1, facility);
    }

    private Stream<Dossier> dossiers(DossierKey key) {
        if (key instanceof DossierKey.OfHolder any) {
            return any.any().stream()
                    .flatMap(target -> holders(any.kind(), target))
                    .distinct()
                    .flatMap(this::dossier);
        }
        if (key instanceof DossierKey.OfIdentifiers any && any.own() == null) {
            return any.any().stream()
                    .flatMap(identifier -> holders(Subject.ASSET, Claim.Target.of(identifier)))
                    .distinct()
                    .flatMap(this::dossier);
        }
        return dossier(
                key instanceof DossierKey.OfIdentifiers any
                        ? Subject.asset(any.own())
                        : ((DossierKey.OfSubject) key).subject());
    }

    private Stream<Subject> holders(String kind, Claim.Target target) {
        Stream<Subject> carriers = assets.stream()
                .filter(asset -> asset.identifiers().stream()
                        .anyMatch(each -> Claim.Target.of(each.named()).equals(target)))
                .map(asset -> Subject.asset(asset.id()));
        Stream<Subject> attached = items.stream()
                .filter(item -> item.content().contains("=" + target.key() + "\n"))
                .map(Item::subject);
        Stream<Subject> honest = Stream.concat(carriers, attached)
                .filter(subject -> subject.kind().equals(kind) && !unidentified.contains(subject));
        Stream<Subject> invented = forged.entrySet().stream()
                .filter(entry -> Claim.Target.of(entry.getKey()).equals(target))
                .map(Map.Entry::getValue);
        return Stream.concat(honest, invented);
    }

    private Stream<Dossier> dossier(Subject subject) {
        Long version = versions.get(subject);
        if (version == null) {
            return Stream.empty();
        }
        Asset asset = !subject.isAsset()
                ? null
                : assets.stream()
                        .filter(row -> row.id().value().equals(subject.id()))
                        .findFirst()
                        .orElse(null);
        List<Session> open = sessions.stream()
                .filter(row -> subject.isAsset() && row.asset().value().equals(subject.id()))
                .filter(row -> row.isOpen() && !unclaimed.contains(row.asset()))
                .toList();
        List<Item> live = items.stream()
                .filter(item -> item.live() && item.subject().equals(subject))
                .toList();
        return Stream.of(new Dossier(subject, version, Store.NEVER, asset, open, live));
    }

    @Override
    @SuppressWarnings("unchecked")
    public <T> Page<T> page(Query<T> query, Paging paging) {
        List<?> all;
        if (query instanceof Query.Sessions wanted) {
            all = sessions.stream().filter(wanted::matches).toList();
        } else if (query instanceof Query.Items wanted) {
            all = items.stream().filter(wanted::matches).toList();
        } else if (query instanceof Query.Claims) {
            all = claims;
        } else if (query instanceof Query.Assets wanted) {
            all = assets.stream().filter(wanted.search()::matches).toList();
        } else {
            all = List.copyOf(versions.keySet());
        }
        int from = paging.after() == null ? 0 : Integer.parseInt(paging.after());
        int to = Math.min(all.size(), from + paging.limit());
        return new Page<>((List<T>) all.subList(from, to), to < all.size() ? Integer.toString(to) : null);
    }

    @Override
    public List<LoggedFact> facts(Subject subject, long afterSequence, int limit) {
        return readable(facts.stream()
                .filter(row -> row.fact().subject().equals(subject))
                .filter(row -> row.fact().sequence() > afterSequence)
                .sorted(Comparator.comparingLong(row -> row.fact().sequence()))
                .limit(limit)
                .toList());
    }

    @Override
    public List<LoggedFact> log(long afterPosition, int limit) {
        List<LoggedFact> from = logOfItsOwn == null ? facts : logOfItsOwn;
        return readable(from.stream()
                .filter(row -> row.position() > afterPosition)
                .sorted(Comparator.comparingLong(LoggedFact::position))
                .limit(limit)
                .toList());
    }

    private List<LoggedFact> readable(List<LoggedFact> page) {
        if (page.stream().anyMatch(row -> garbled.contains(row.position()))) {
            throw new TrackingException.Failure(Code.STORED_DATA_UNREADABLE, Message.of("a fact cannot be read"));
        }
        return page;
    }

    @Override
    public long sealed() {
        List<LoggedFact> from = logOfItsOwn == null ? facts : logOfItsOwn;
        return noted != null
                ? noted
                : from.stream().mapToLong(LoggedFact::position).max().orElse(0);
    }

    @Override
    public int seal(int limit) {
        return 0;
    }

    @Override
    public CommitResult commit(Batch batch) {
        throw new UnsupportedOperationException("a forgery is only looked at");
    }

    @Override
    public Map<List<String>, Long> tally(Query.Items which, List<Query.Items.Column> by) {
        throw new UnsupportedOperationException("a forgery is only looked at");
    }

    @Override
    public List<Dossier> due(Instant now, Instant until, int limit) {
        throw new UnsupportedOperationException("a forgery is only looked at");
    }

    @Override
    public int acknowledge(List<CheckedSubject> looked) {
        throw new UnsupportedOperationException("a forgery is only looked at");
    }

    @Override
    public List<Dossier> walk(long revision, @Nullable Subject after, int limit) {
        throw new UnsupportedOperationException("a forgery is only looked at");
    }

    @Override
    public Journal journal() {
        return this;
    }

    @Override
    public long cursor(String consumer) {
        throw new UnsupportedOperationException("a forgery is only looked at");
    }

    @Override
    public boolean advance(String consumer, long from, long to, List<ProjectedValue> derived) {
        throw new UnsupportedOperationException("a forgery is only looked at");
    }

    @Override
    public Projections derived() {
        throw new UnsupportedOperationException("a forgery is only looked at");
    }

    @Override
    public int forget(Instant before, int limit) {
        return 0;
    }

    /** Makes something else of what is attached to a subject. */
    public void editItems(Subject subject, UnaryOperator<String> edit) {
        items.replaceAll(item -> item.subject().equals(subject)
                ? new Item(subject, item.kind(), item.id(), item.live(), item.keys(), edit.apply(item.content()))
                : item);
    }

    /** The row of this asset. */
    public Asset asset(AssetId id) {
        return assets.stream().filter(row -> row.id().equals(id)).findFirst().orElseThrow();
    }
}
