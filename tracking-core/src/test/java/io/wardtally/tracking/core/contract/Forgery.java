package io.wardtally.tracking.core.contract;

import io.wardtally.tracking.Page;
import io.wardtally.tracking.Paging;
import io.wardtally.tracking.RequestId;
import io.wardtally.tracking.TrackingException;
import io.wardtally.tracking.TrackingException.Code;
import io.wardtally.tracking.asset.Asset;
import io.wardtally.tracking.asset.AssetId;
import io.wardtally.tracking.asset.Identifier;
import io.wardtally.tracking.asset.AssetFilter;
import io.wardtally.tracking.audit.Subject;
import io.wardtally.tracking.session.EmergencyOverride;
import io.wardtally.tracking.session.Session;
import io.wardtally.tracking.store.Batch;
import io.wardtally.tracking.store.CommitResult;
import io.wardtally.tracking.store.Dossier;
import io.wardtally.tracking.store.FindResult;
import io.wardtally.tracking.store.DossierKey;
import io.wardtally.tracking.store.Query;
import io.wardtally.tracking.store.LoggedFact;
import io.wardtally.tracking.store.Store;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** A copy of a store whose rows lie open, as they would for somebody with a database client. */
public final class Forgery implements Store {

    public final String facility;
    public final Map<Subject, Long> versions = new TreeMap<>();
    public final Map<Subject, String> contents = new TreeMap<>();
    public final List<Asset> assets = new ArrayList<>();
    public final List<Session> sessions = new ArrayList<>();
    public final List<EmergencyOverride> overrides = new ArrayList<>();
    public final List<LoggedFact> facts = new ArrayList<>();

    /** Assets whose claim to be in use was deleted. */
    public final Set<AssetId> unclaimed = new HashSet<>();

    /** Subjects whose claims to identifiers were deleted. */
    public final Set<Subject> unidentified = new HashSet<>();

    /** Claims to identifiers that were invented. */
    public final Map<Identifier, Subject> forged = new HashMap<>();

    /** Subjects whose facts are beyond reading. */
    public final Set<Subject> garbled = new HashSet<>();

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
        while (store.seal(500) > 0) {
            // Until all is sealed.
        }
        Forgery copy = new Forgery(store.enrol("nobody"), log == null ? null : new ArrayList<>(log));
        for (Subject subject : all(store, new Query.Subjects())) {
            Dossier dossier =
                    store.find(new DossierKey.OfSubject(subject), null).dossiers().get(0);
            copy.versions.put(subject, dossier.version());
            copy.contents.put(subject, dossier.content());
            List<LoggedFact> page = store.facts(subject, 0, 500);
            while (!page.isEmpty()) {
                copy.facts.addAll(page);
                page = store.facts(subject, page.get(page.size() - 1).fact().sequence(), 500);
            }
        }
        copy.assets.addAll(all(store, new Query.Assets(AssetFilter.all())));
        copy.sessions.addAll(all(store, Query.Sessions.all()));
        copy.overrides.addAll(all(store, new Query.Overrides(null, false)));
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
    public String enrol(String wanted) {
        return facility;
    }

    @Override
    public FindResult find(DossierKey key, @Nullable RequestId request) {
        if (key instanceof DossierKey.OfIdentifiers any && any.own() == null) {
            return holders(
                    any.any(),
                    assets.stream()
                            .filter(asset -> asset.identifiers().stream()
                                    .map(Identifier::named)
                                    .anyMatch(any.any()::contains))
                            .map(asset -> Subject.asset(asset.id())));
        }
        if (key instanceof DossierKey.OfHolder any) {
            return holders(
                    any.any(),
                    contents.keySet().stream()
                            .filter(Subject::isModel)
                            .filter(subject -> any.any().stream()
                                    .anyMatch(each -> contents.get(subject).contains("=" + each.value() + "\n"))));
        }
        Subject subject =
                key instanceof DossierKey.OfIdentifiers any ? Subject.asset(any.own()) : ((DossierKey.OfSubject) key).subject();
        Long version = versions.get(subject);
        if (version == null) {
            return new FindResult(List.of(), null);
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
        String content = contents.getOrDefault(subject, "");
        return new FindResult(List.of(new Dossier(subject, version, asset, content, open, List.of())), null);
    }

    private FindResult holders(List<Identifier> any, Stream<Subject> claiming) {
        Stream<Subject> forged = any.stream().map(this.forged::get).filter(Objects::nonNull);
        return new FindResult(
                Stream.concat(claiming.filter(subject -> !unidentified.contains(subject)), forged)
                        .distinct()
                        .map(subject -> find(new DossierKey.OfSubject(subject), null)
                                .dossiers()
                                .get(0))
                        .toList(),
                null);
    }

    @Override
    @SuppressWarnings("unchecked")
    public <T> Page<T> page(Query<T> query, Paging paging) {
        List<?> all;
        if (query instanceof Query.Sessions wanted) {
            all = sessions.stream().filter(wanted::matches).toList();
        } else if (query instanceof Query.Overrides wanted) {
            all = overrides.stream().filter(wanted::matches).toList();
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
        if (garbled.contains(subject)) {
            throw new TrackingException.Failure(Code.STORED_DATA_UNREADABLE, "a fact cannot be read");
        }
        return facts.stream()
                .filter(row -> row.fact().subject().equals(subject))
                .filter(row -> row.fact().sequence() > afterSequence)
                .sorted(Comparator.comparingLong(row -> row.fact().sequence()))
                .limit(limit)
                .toList();
    }

    @Override
    public List<LoggedFact> log(long afterPosition, int limit) {
        List<LoggedFact> from = logOfItsOwn == null ? facts : logOfItsOwn;
        return from.stream()
                .filter(row -> row.position() > afterPosition)
                .sorted(Comparator.comparingLong(LoggedFact::position))
                .limit(limit)
                .toList();
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
    public int forget(Instant before, int limit) {
        return 0;
    }

    /** The row of this asset. */
    public Asset asset(AssetId id) {
        return assets.stream().filter(row -> row.id().equals(id)).findFirst().orElseThrow();
    }
}
