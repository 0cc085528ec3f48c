package io.wardtally.tracking.jpa;

import io.wardtally.tracking.Message;
import io.wardtally.tracking.RequestId;
import io.wardtally.tracking.TrackingException;
import io.wardtally.tracking.TrackingException.Code;
import io.wardtally.tracking.asset.Identifier;
import io.wardtally.tracking.audit.Subject;
import io.wardtally.tracking.session.Session;
import io.wardtally.tracking.store.Claim;
import io.wardtally.tracking.store.Dossier;
import io.wardtally.tracking.store.DossierKey;
import io.wardtally.tracking.store.FoundDossiers;
import io.wardtally.tracking.store.Item;
import io.wardtally.tracking.store.RememberedAnswer;
import java.sql.SQLException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Comparator;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/**
 * Reader of dossiers. The owner, the revision of the policies, the request's answer, the asset and its open session come in one statement.
 * What is seldom there, live items or the open session beside one that has ended, comes in further ones, and the version tells
 * whether all that belongs together. A subject that is no asset comes with its items in one, or with the asset that is asked for
 * before it.
 */
final class DossierReader {

    private static final int MOST_TRIES = 100;
    private static final String SESSION_COLUMNS = SessionRow.TABLE.of("s") + ", " + SessionRow.HANDOVERS.of("h");
    private static final String HANDOVERS = " left join wt_handover h on h.session_id = s.id";
    private static final String OWNER = "select v.facility, v.revision, ";
    private static final String ANSWER = AnswerRow.TABLE.of("r") + ", ";
    private static final String ASSET_COLUMNS = "a.next_check, exists (select 1 from wt_item i"
            + " where i.subject_kind = 'asset' and i.subject_id = a.id and i.live = true), " + AssetRow.TABLE.of("a")
            + ", " + SESSION_COLUMNS;
    private static final String FROM = " from wt_facility v";
    // That there is one row is known by its key; statistics of so small a table are seldom there.
    private static final String ONE_ROW = " where v.one = 1";
    private static final String REQUEST = " left join wt_request r on r.id = ?";
    private static final String OPEN_SESSION = " left join wt_session s on s.active_asset_id = a.id" + HANDOVERS;
    private static final Query BY_ASSET = Query.of(ASSET_COLUMNS, " left join wt_asset a on a.id = ?" + OPEN_SESSION);
    private static final Query BY_SESSION = Query.of(
            ASSET_COLUMNS, " left join wt_session s on s.id = ? left join wt_asset a on a.id = s.asset_id" + HANDOVERS);
    private static final Query BY_ITEM = Query.of(
            ASSET_COLUMNS,
            " left join wt_claim k on k.kind = ? and k.claim_key = ? left join wt_asset a on a.id = k.holder"
                    + OPEN_SESSION);
    private static final String ASSET_CURRENT = "select version, judged from wt_asset where id = ?";
    private static final String SUBJECT_CURRENT = "select version, judged from wt_subject where kind = ? and id = ?";
    private static final String OPEN =
            "select " + SESSION_COLUMNS + " from wt_session s" + HANDOVERS + " where s.active_asset_id = ?";
    private static final String ITEMS = "select a.version, " + ItemRow.TABLE.of("i") + " from wt_asset a join wt_item i"
            + " on i.subject_kind = 'asset' and i.subject_id = a.id and ";
    private static final String OF_ASSET = " where a.id = ? order by i.kind, i.id" + Dialect.limit(Item.MOST_LIVE + 2);
    private static final String SUBJECT_COLUMNS = SubjectRow.TABLE.of("t") + ", t.next_check, " + ItemRow.TABLE.of("i");
    private static final String LIVE_ITEMS =
            " left join wt_item i on i.subject_kind = t.kind and i.subject_id = t.id and i.live = true";
    private static final Query BY_SUBJECT =
            Query.of(SUBJECT_COLUMNS, " left join wt_subject t on t.kind = ? and t.id = ?" + LIVE_ITEMS);
    private static final Query BY_ASSET_AND_SUBJECT = Query.of(
            SUBJECT_COLUMNS + ", " + ASSET_COLUMNS,
            " left join wt_subject t on t.kind = ? and t.id = ?" + LIVE_ITEMS + " left join wt_asset a on a.id = ?"
                    + OPEN_SESSION);
    private static final String HOLDER = "select holder as id from wt_claim where kind = ? and claim_key = ?";

    private final DbConnection db;

    DossierReader(DbConnection db) {
        this.db = db;
    }

    FoundDossiers find(List<DossierKey> keys, @Nullable RequestId request) throws SQLException {
        for (int tries = 0; tries < MOST_TRIES; tries++) {
            List<Dossier> dossiers = new ArrayList<>();
            Head head = null;
            boolean whole = true;
            for (int i = 0; i < keys.size(); i++) {
                Head first = new Head(head == null ? request : null);
                boolean two = i + 1 < keys.size() && isOfAsset(keys.get(i)) && isOfOther(keys.get(i + 1));
                whole = whole
                        && (two
                                ? read(keys.get(i), subject(keys.get(++i)), first, dossiers)
                                : read(keys.get(i), first, dossiers));
                head = head == null ? first : head;
            }
            if (whole && head != null) {
                return new FoundDossiers(dossiers, head.answer, head.revision, head.facility);
            }
        }
        throw new TrackingException.Busy(Message.of("store.dossier-busy"));
    }

    /** A statement that finds dossiers, and the same with the answer to a request. */
    private record Query(String plain, String remembering) {

        static Query of(String columns, String joined) {
            return new Query(
                    OWNER + columns + FROM + joined + ONE_ROW,
                    OWNER + ANSWER + columns + FROM + REQUEST + joined + ONE_ROW);
        }

        Query orderedBy(String order) {
            return new Query(plain + " order by " + order, remembering + " order by " + order);
        }
    }

    /** Head of the result, beside the dossiers: it comes with every row of the first key. */
    private static final class Head {

        private final @Nullable RequestId request;
        private @Nullable RememberedAnswer answer;
        private @Nullable String facility;
        private long revision;

        Head(@Nullable RequestId request) {
            this.request = request;
        }

        String sql(Query query) {
            return request == null ? query.plain() : query.remembering();
        }

        List<Object> values() {
            return request == null ? new ArrayList<>() : new ArrayList<>(List.of(request.value()));
        }

        void read(RowReader row) throws SQLException {
            facility = row.textOrNull();
            revision = row.number();
            if (request != null) {
                answer = AnswerRow.readOrNull(row);
            }
        }
    }

    private static boolean isOfAsset(DossierKey key) {
        return key instanceof DossierKey.OfSubject one && one.subject().isAsset();
    }

    private static boolean isOfOther(DossierKey key) {
        return key instanceof DossierKey.OfSubject one && !one.subject().isAsset();
    }

    private static Subject subject(DossierKey key) {
        return ((DossierKey.OfSubject) key).subject();
    }

    /** Adds the dossiers of an asset and of another subject, or says that the asset changed while they were read. */
    private boolean read(DossierKey asset, Subject other, Head head, List<Dossier> dossiers) throws SQLException {
        List<Object> values = head.values();
        values.addAll(List.of(other.kind(), other.id(), subject(asset).id()));
        Map<Subject, Rest> rests = new TreeMap<>();
        Map<String, Glance> glances = new LinkedHashMap<>();
        db.list(
                head.sql(BY_ASSET_AND_SUBJECT),
                row -> {
                    head.read(row);
                    rest(row, rests);
                    glance(row, glances);
                    return head;
                },
                values.toArray());
        for (Glance glance : glances.values()) {
            Dossier dossier = whole(asset, glance);
            if (dossier == null) {
                return false;
            }
            dossiers.add(dossier);
        }
        rests.values().forEach(rest -> dossiers.add(rest.whole()));
        return true;
    }

    /** Adds the dossiers of a key, or says that something changed while they were read. */
    private boolean read(DossierKey key, Head head, List<Dossier> dossiers) throws SQLException {
        if (key instanceof DossierKey.OfSubject one && !one.subject().isAsset()) {
            List<Object> values = head.values();
            values.addAll(List.of(one.subject().kind(), one.subject().id()));
            dossiers.addAll(subjects(head, BY_SUBJECT, values));
            return true;
        }
        if (key instanceof DossierKey.OfHolder one && !one.kind().equals(Subject.ASSET)) {
            List<Object> values = head.values();
            values.add(one.kind());
            one.any().forEach(target -> values.addAll(List.of(target.kind(), target.key())));
            String holders =
                    String.join(" union ", Collections.nCopies(one.any().size(), HOLDER));
            dossiers.addAll(subjects(
                    head,
                    Query.of(
                            SUBJECT_COLUMNS,
                            " left join wt_subject t on t.kind = ? and t.id in (select id from (" + holders
                                    + " order by 1" + Dialect.limit(DossierKey.MOST) + ") x)" + LIVE_ITEMS),
                    values));
            return true;
        }
        for (Glance glance : glances(key, head)) {
            Dossier dossier = whole(key, glance);
            if (dossier == null) {
                return false;
            }
            dossiers.add(dossier);
        }
        return true;
    }

    /** Reads the newest, and holds it until the transaction ends. */
    FoundDossiers findLocked(List<DossierKey> keys, @Nullable RequestId request) throws SQLException {
        SortedSet<Subject> subjects = new TreeSet<>();
        find(keys, request).dossiers().forEach(stale -> subjects.add(stale.subject()));
        Map<Subject, Long> versions = new LinkedHashMap<>();
        for (Subject subject : subjects) {
            versions.put(subject, current(db, subject, true).version());
        }
        FoundDossiers newest = find(keys, request);
        boolean same = newest.dossiers().stream()
                .allMatch(dossier -> Objects.equals(versions.get(dossier.subject()), dossier.version()));
        if (!same || newest.dossiers().size() < subjects.size()) {
            throw JoinedTransactions.lost();
        }
        return newest;
    }

    /** State of a subject: the number of its last fact, and the revision of the policies by which it was judged. */
    record CurrentVersion(long version, long judged) {

        private static CurrentVersion read(RowReader row) throws SQLException {
            return new CurrentVersion(row.number(), row.number());
        }
    }

    /**
     * How far a subject is by the newest data, which is nowhere if there is none.
     *
     * @param held whether nobody else is to change it until the transaction ends
     */
    static CurrentVersion current(DbConnection db, Subject subject, boolean held) throws SQLException {
        String lock = held ? Dialect.FOR_UPDATE : "";
        List<CurrentVersion> found = subject.isAsset()
                ? db.locked(ASSET_CURRENT + lock, CurrentVersion::read, subject.id())
                : db.locked(SUBJECT_CURRENT + lock, CurrentVersion::read, subject.kind(), subject.id());
        return found.isEmpty() ? new CurrentVersion(0, 0) : found.get(0);
    }

    /** A subject that is no asset, whose items are still coming. */
    private record Rest(SubjectRow row, Instant nextCheck, Set<Item> coming) {

        private static final Comparator<Item> BY_NAME =
                Comparator.comparing(Item::kind).thenComparing(Item::id);

        Dossier whole() {
            List<Item> items = coming.stream().sorted(BY_NAME).toList();
            bounded(row.subject(), items);
            return Dossier.of(row.subject(), row.version(), nextCheck).withItems(items);
        }
    }

    private List<Dossier> subjects(Head head, Query query, List<Object> values) throws SQLException {
        Map<Subject, Rest> found = new TreeMap<>();
        db.list(
                head.sql(query),
                row -> {
                    head.read(row);
                    rest(row, found);
                    return head;
                },
                values.toArray());
        return found.values().stream().map(Rest::whole).toList();
    }

    private static void rest(RowReader row, Map<Subject, Rest> found) throws SQLException {
        SubjectRow subject = SubjectRow.readOrNull(row);
        if (subject == null) {
            row.skip(1 + ItemRow.TABLE.size());
            return;
        }
        Instant nextCheck = RowReader.readable(SubjectRow.TABLE.name(), row::time);
        Rest rest =
                found.computeIfAbsent(subject.subject(), one -> new Rest(subject, nextCheck, new LinkedHashSet<>()));
        Item item = ItemRow.readOrNull(row);
        if (item != null) {
            rest.coming().add(item);
        }
    }

    /** The dossiers of subjects that are no assets, in the order of their kinds and ids. */
    List<Dossier> subjects(List<Subject> which) throws SQLException {
        List<Dossier> all = new ArrayList<>();
        for (Subject subject : which) {
            read(new DossierKey.OfSubject(subject), new Head(null), all);
        }
        return all;
    }

    /** The dossiers of these assets, in this order; one that changes meanwhile is read again by itself. */
    List<Dossier> assets(List<String> ids) throws SQLException {
        if (ids.isEmpty()) {
            return List.of();
        }
        String in = "(" + "?, ".repeat(ids.size() - 1) + "?)";
        List<Glance> glances = glances(
                new Head(null),
                Query.of(ASSET_COLUMNS, " left join wt_asset a on a.id in " + in + OPEN_SESSION)
                        .orderedBy("a.id"),
                List.copyOf(ids));
        Map<String, LiveItems> items = new LinkedHashMap<>();
        if (glances.stream().anyMatch(Glance::items)) {
            db.list(
                    ITEMS + "i.live = true where a.id in " + in + " order by a.id, i.kind, i.id",
                    row -> {
                        long version = row.number();
                        Item item = ItemRow.read(row);
                        return items.computeIfAbsent(
                                        item.subject().id(), id -> new LiveItems(version, new ArrayList<>()))
                                .all()
                                .add(item);
                    },
                    ids.toArray());
        }
        Map<String, Dossier> dossiers = new HashMap<>();
        for (Glance glance : glances) {
            dossiers.put(glance.id(), whole(glance, items.get(glance.id())));
        }
        return ids.stream().map(dossiers::get).filter(Objects::nonNull).toList();
    }

    /** The live items of an asset at this version. */
    private record LiveItems(long version, List<Item> all) {}

    private Dossier whole(Glance glance, @Nullable LiveItems items) throws SQLException {
        boolean same = items == null
                ? !glance.items()
                : items.version() == glance.row().version();
        if (same) {
            return dossier(glance, glance.sessions().sessions(), items == null ? List.of() : items.all());
        }
        DossierKey key =
                new DossierKey.OfSubject(Subject.asset(glance.row().asset().id()));
        return find(List.of(key), null).dossiers().get(0);
    }

    /** Part of a dossier that one statement shows. */
    private record Glance(AssetRow row, Instant nextCheck, boolean items, Open sessions) {

        String id() {
            return row.asset().id().value();
        }
    }

    /** The sessions that one statement shows. */
    private static final class Open {

        private final SessionRow.Rows rows = new SessionRow.Rows();

        List<Session> sessions() {
            try {
                return rows.all();
            } catch (SQLException cannotBe) {
                throw new IllegalStateException(cannotBe);
            }
        }
    }

    /** One for each asset. */
    private List<Glance> glances(DossierKey key, Head head) throws SQLException {
        List<Object> values = head.values();
        if (key instanceof DossierKey.OfSession one) {
            values.add(one.session().value());
            return glances(head, BY_SESSION, values);
        }
        if (key instanceof DossierKey.OfItem one) {
            values.addAll(List.of(one.kind(), one.id()));
            return glances(head, BY_ITEM, values);
        }
        if (key instanceof DossierKey.OfSubject one) {
            values.add(one.subject().id());
            return glances(head, BY_ASSET, values);
        }
        String carriers = key instanceof DossierKey.OfIdentifiers any
                ? carriers(any, values)
                : holders((DossierKey.OfHolder) key, values);
        return glances(
                head,
                Query.of(
                                ASSET_COLUMNS,
                                " left join (" + carriers + ") k on 1 = 1 left join wt_asset a on a.id = k.id"
                                        + OPEN_SESSION)
                        .orderedBy("a.id"),
                values);
    }

    private List<Glance> glances(Head head, Query query, List<Object> values) throws SQLException {
        Map<String, Glance> glances = new LinkedHashMap<>();
        db.list(
                head.sql(query),
                row -> {
                    head.read(row);
                    glance(row, glances);
                    return head;
                },
                values.toArray());
        return List.copyOf(glances.values());
    }

    private static void glance(RowReader row, Map<String, Glance> glances) throws SQLException {
        Instant nextCheck = row.timeOrNull();
        if (nextCheck == null) {
            return;
        }
        boolean items = row.flag();
        AssetRow asset = AssetRow.read(row);
        glances.computeIfAbsent(asset.asset().id().value(), id -> new Glance(asset, nextCheck, items, new Open()))
                .sessions()
                .rows
                .read(row);
    }

    /** The ids of the assets that have one of these, each found through an index. */
    private static String carriers(DossierKey.OfIdentifiers key, List<Object> values) {
        List<String> parts = new ArrayList<>();
        if (key.own() != null) {
            parts.add("select id from wt_asset where id = ?");
            values.add(key.own().value());
        }
        for (Identifier identifier : key.any()) {
            if (identifier.kind().isUnique()) {
                parts.add(HOLDER);
                values.add(identifier.kind().name());
            } else {
                parts.add("select id from (select id from wt_asset where serial = ? order by id"
                        + Dialect.limit(DossierKey.MOST) + ") s");
            }
            values.add(identifier.value());
        }
        values.add(DossierKey.MOST);
        return String.join(" union ", parts) + " order by 1" + Dialect.LIMIT;
    }

    private static String holders(DossierKey.OfHolder key, List<Object> values) {
        for (Claim.Target target : key.any()) {
            values.addAll(List.of(target.kind(), target.key()));
        }
        values.add(DossierKey.MOST);
        return String.join(" union ", Collections.nCopies(key.any().size(), HOLDER)) + " order by 1" + Dialect.LIMIT;
    }

    /** The whole dossier, or null if the asset changed while it was read. */
    private @Nullable Dossier whole(DossierKey key, Glance glance) throws SQLException {
        List<Session> sessions = new ArrayList<>(glance.sessions().rows.all());
        boolean openIsElsewhere =
                key instanceof DossierKey.OfSession && sessions.stream().noneMatch(Session::isOpen);
        if (openIsElsewhere) {
            sessions.addAll(0, open(glance.id()));
        }
        DossierKey.OfItem named = key instanceof DossierKey.OfItem one ? one : null;
        if (glance.items() || named != null) {
            return withItems(glance, sessions, named);
        }
        if (openIsElsewhere && !isStill(glance)) {
            return null;
        }
        return dossier(glance, sessions, List.of());
    }

    private boolean isStill(Glance glance) throws SQLException {
        Long version = db.first(ASSET_CURRENT, RowReader::number, glance.id());
        return Objects.equals(version, glance.row().version());
    }

    private @Nullable Dossier withItems(Glance glance, List<Session> sessions, DossierKey.@Nullable OfItem named)
            throws SQLException {
        List<Item> items = new ArrayList<>();
        boolean[] same = {true};
        List<Object> values = named == null ? new ArrayList<>() : new ArrayList<>(List.of(named.kind(), named.id()));
        values.add(glance.id());
        String which = named == null ? "i.live = true" : "(i.live = true or (i.kind = ? and i.id = ?))";
        db.list(
                ITEMS + which + OF_ASSET,
                row -> {
                    same[0] &= row.number() == glance.row().version();
                    return items.add(ItemRow.read(row));
                },
                values.toArray());
        if (!same[0] || (items.isEmpty() && !isStill(glance))) {
            return null;
        }
        return dossier(glance, sessions, items);
    }

    private static Dossier dossier(Glance glance, List<Session> sessions, List<Item> items) {
        Subject subject = Subject.asset(glance.row().asset().id());
        bounded(subject, items);
        return Dossier.of(subject, glance.row().version(), glance.nextCheck())
                .withAsset(glance.row().asset())
                .withSessions(sessions)
                .withItems(items);
    }

    /** More live items than can have been written are no dossier. */
    private static void bounded(Subject subject, List<Item> items) {
        if (items.stream().filter(Item::live).count() > Item.MOST_LIVE) {
            throw new TrackingException.Failure(
                    Code.STORED_DATA_UNREADABLE, Message.of("store.too-many-items", subject.message()));
        }
    }

    private List<Session> open(String asset) throws SQLException {
        SessionRow.Rows open = new SessionRow.Rows();
        db.list(
                OPEN,
                row -> {
                    open.read(row);
                    return asset;
                },
                asset);
        return open.all();
    }
}
