package io.wardtally.tracking.jpa;

import io.wardtally.tracking.Message;
import io.wardtally.tracking.RequestId;
import io.wardtally.tracking.TrackingException;
import io.wardtally.tracking.asset.Asset;
import io.wardtally.tracking.audit.Subject;
import io.wardtally.tracking.internal.Check;
import io.wardtally.tracking.session.Session;
import io.wardtally.tracking.store.Batch;
import io.wardtally.tracking.store.Claim;
import io.wardtally.tracking.store.CommitResult;
import io.wardtally.tracking.store.NextCheck;
import io.wardtally.tracking.store.RememberedAnswer;
import io.wardtally.tracking.store.Store;
import io.wardtally.tracking.store.SubjectChange;
import java.sql.SQLException;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.Deque;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.UUID;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * One try to commit a batch: the request, then the claims, then the subjects, each kind in one order everywhere, so that no
 * transactions of our own wait for each other in a circle. A subject's row is compared and set in one statement, and whoever
 * has set it owns all that belongs to it: what follows cannot fail any more.
 */
final class CommitAttempt {

    private static final String OPEN_SESSION = "select id from wt_session where active_asset_id = ?";
    private static final String CLAIM = "insert into wt_claim (kind, claim_key, holder) values (?, ?, ?)";
    private static final String HOLDER = "select holder from wt_claim where kind = ? and claim_key = ?";
    private static final String RELEASE = "delete from wt_claim where kind = ? and claim_key = ? and holder = ?";
    private static final String FORGET_WORDS = "delete from wt_word where asset_id = ?";
    private static final String WORD = "insert into wt_word (word, asset_id) values (?, ?)";
    private static final String SET_VERSION = "update wt_asset set version = ?, judged = ?";
    private static final String SET_SUBJECT = "update wt_subject set version = ?, judged = ?";
    private static final String SUBJECT_IF_AT = " where kind = ? and id = ? and version = ? and judged <= ?";
    private static final String SOONER = ", next_check = least(next_check, ?)";
    // First of all that is set: MariaDB goes from left to right.
    private static final String SWEPT = "next_check = case when next_check = ? then ? else least(next_check, ?) end, ";
    private static final String REVISE = "update wt_facility set revision = revision + 1 where one = 1";

    private static final int MOST_TRIES = 100;

    private final DbConnection db;
    private final Batch batch;
    private final List<SubjectChange> changes;
    private final Deque<Undo> undos = new ArrayDeque<>();

    CommitAttempt(DbConnection db, Batch batch) {
        this.db = db;
        this.batch = batch;
        this.changes = batch.changes().stream()
                .sorted(Comparator.comparing(SubjectChange::subject))
                .toList();
    }

    /** Undo step in a transaction that is not ours to roll back. */
    private interface Undo {
        void run() throws SQLException;
    }

    CommitResult run() throws SQLException {
        RememberedAnswer earlier = remember();
        if (earlier != null) {
            return new CommitResult.Repeated(earlier);
        }
        CommitResult.Taken taken = claim();
        CommitResult no = taken != null ? staleOr(taken) : own();
        if (no != null) {
            return no;
        }
        for (SubjectChange change : changes) {
            write(change);
        }
        if (batch.revises()) {
            db.contend(REVISE);
        }
        return new CommitResult.Done();
    }

    /** Takes back what was done before it turned out that it cannot be. */
    void undo() throws SQLException {
        while (!undos.isEmpty()) {
            undos.pop().run();
        }
    }

    /** Whether we lost to somebody whose row a transaction with an older snapshot does not see, however often it looks. */
    boolean cannotSee(CommitResult commit) throws SQLException {
        if (!(commit instanceof CommitResult.Stale stale)) {
            return false;
        }
        Subject subject = stale.subject();
        boolean isNew = changes.stream()
                .anyMatch(change -> change.basedOn() == 0 && change.subject().equals(subject));
        return isNew && DossierReader.current(db, subject, false).version() == 0;
    }

    private @Nullable RememberedAnswer remember() throws SQLException {
        RequestId request = batch.request();
        if (request == null) {
            return null;
        }
        RememberedAnswer answer = batch.answer();
        if (answer != null && db.insertNew(AnswerRow.INSERT, AnswerRow.values(request, answer))) {
            undos.push(() -> db.update(AnswerRow.DELETE, request.value()));
            return null;
        }
        RememberedAnswer earlier = db.first(AnswerRow.SELECT, AnswerRow::read, request.value());
        if (earlier == null && answer != null) {
            throw new TrackingException.Busy(Message.of("store.request-busy", request));
        }
        return earlier;
    }

    /** Transfer of a claim within this batch: who gives it back and who takes it. */
    private record Exchange(List<Claim> release, List<Claim> take) {}

    private CommitResult.@Nullable Taken claim() throws SQLException {
        SortedMap<Claim.Target, Exchange> targets = new TreeMap<>();
        for (SubjectChange change : batch.changes()) {
            change.release().forEach(claim -> exchange(targets, claim).release().add(claim));
            change.take().forEach(claim -> exchange(targets, claim).take().add(claim));
        }
        for (Exchange exchange : targets.values()) {
            CommitResult.Taken taken = claim(exchange);
            if (taken != null) {
                return taken;
            }
        }
        return null;
    }

    private static Exchange exchange(SortedMap<Claim.Target, Exchange> targets, Claim claim) {
        return targets.computeIfAbsent(claim.target(), target -> new Exchange(new ArrayList<>(), new ArrayList<>()));
    }

    private CommitResult.@Nullable Taken claim(Exchange exchange) throws SQLException {
        String holder = null;
        for (Claim claim : exchange.take()) {
            if (holder != null && !holder.equals(claim.by())) {
                return new CommitResult.Taken(claim, holder);
            }
            holder = claim.by();
        }
        for (Claim claim : exchange.release()) {
            // The use of an asset is claimed by its open session, whose asset only one may have.
            if (!claim.isUse() && db.contend(RELEASE, claim.kind(), claim.key(), claim.by()) > 0) {
                undos.push(() -> db.update(CLAIM, claim.kind(), claim.key(), claim.by()));
            }
        }
        for (Claim claim : exchange.take()) {
            if (claim.isUse()) {
                continue;
            }
            String by = take(claim);
            if (!by.equals(claim.by())) {
                return new CommitResult.Taken(claim, by);
            }
        }
        return null;
    }

    /** Takes a claim unless somebody has it, and says who has it now. */
    private String take(Claim claim) throws SQLException {
        for (int tries = 0; tries < MOST_TRIES; tries++) {
            if (db.insertNew(CLAIM, claim.kind(), claim.key(), claim.by())) {
                undos.push(() -> db.update(RELEASE, claim.kind(), claim.key(), claim.by()));
                return claim.by();
            }
            String by = db.first(HOLDER, RowReader::text, claim.kind(), claim.key());
            if (by != null) {
                return by;
            }
        }
        throw new TrackingException.Busy(Message.of("store.claim-busy"));
    }

    /** A claim that is taken matters only to whoever saw the latest state. */
    private CommitResult staleOr(CommitResult.Taken taken) throws SQLException {
        for (Held held : inOrder()) {
            if (!held.isAt(DossierReader.current(db, held.subject(), false))) {
                return new CommitResult.Stale(held.subject());
            }
        }
        return taken;
    }

    /** Makes the subjects ours, in order, or says why that cannot be. */
    private @Nullable CommitResult own() throws SQLException {
        if (changes.size() == 1 && batch.unchanged().isEmpty()) {
            return set(changes.get(0));
        }
        for (Held held : inOrder()) {
            CommitResult no = held.change() != null && held.change().basedOn() == 0 ? set(held.change()) : lock(held);
            if (no != null) {
                return no;
            }
        }
        for (SubjectChange change : changes) {
            CommitResult no = inUse(change);
            if (no != null) {
                return no;
            }
        }
        for (SubjectChange change : changes) {
            if (change.basedOn() > 0 && update(change) != 1) {
                throw new IllegalStateException(change.subject() + " is held and has changed");
            }
        }
        return null;
    }

    /** A subject that is changed or guarded. */
    private record Held(
            Subject subject, long version, @Nullable SubjectChange change) {

        /** Whether it stands where the decision saw it, and was judged by no newer revision. */
        boolean isAt(DossierReader.CurrentVersion current) {
            return current.version() == version && (change == null || current.judged() <= change.judged());
        }
    }

    /** All of them in their natural order, in which everybody locks them. */
    private List<Held> inOrder() {
        return Stream.concat(
                        changes.stream().map(CommitAttempt::held),
                        batch.unchanged().stream().map(guard -> new Held(guard.subject(), guard.version(), null)))
                .sorted(Comparator.comparing(Held::subject))
                .toList();
    }

    private static Held held(SubjectChange change) {
        return new Held(change.subject(), change.basedOn(), change);
    }

    private @Nullable CommitResult lock(Held held) throws SQLException {
        return held.isAt(DossierReader.current(db, held.subject(), true))
                ? null
                : new CommitResult.Stale(held.subject());
    }

    /** Compares the version and sets the row, in one statement. */
    private @Nullable CommitResult set(SubjectChange change) throws SQLException {
        Subject subject = change.subject();
        if (change.basedOn() == 0) {
            return create(change);
        }
        if (update(change) == 1) {
            return null;
        }
        CommitResult inUse = held(change).isAt(DossierReader.current(db, subject, false)) ? inUse(change) : null;
        return inUse != null ? inUse : new CommitResult.Stale(subject);
    }

    private int update(SubjectChange change) throws SQLException {
        Subject subject = change.subject();
        List<@Nullable Object> values = new ArrayList<>();
        if (!subject.isAsset()) {
            values.addAll(List.of(change.version(), change.judged()));
            String sql = checked(SET_SUBJECT, change.nextCheck(), values, values.size());
            values.addAll(List.of(subject.kind(), subject.id(), change.basedOn(), change.judged()));
            return db.contend(sql + SUBJECT_IF_AT, values.toArray());
        }
        Asset asset = change.asset();
        String sql;
        if (asset == null) {
            values.addAll(List.of(change.version(), change.judged(), subject.id(), change.basedOn(), change.judged()));
            sql = SET_VERSION;
        } else {
            values.addAll(
                    Arrays.asList(new AssetRow(asset, change.version(), change.judged()).replacing(change.basedOn())));
            sql = AssetRow.UPDATE;
        }
        sql = checked(sql, change.nextCheck(), values, values.size() - 3) + AssetRow.IF_AT;
        Claim use = use(change);
        if (use != null) {
            List<Object> except = leaving(use);
            // It looks at the row that is set because H2 would otherwise remember an answer that is no longer true.
            sql += " and not exists (select 1 from wt_session s where s.active_asset_id = wt_asset.id"
                    + " and s.id not in (" + "?, ".repeat(except.size() - 1) + "?))";
            values.addAll(except);
        }
        return db.contend(sql, values.toArray());
    }

    /**
     * The update with the next check, if it changes.
     *
     * @param end how many of the values are bound before its condition
     */
    private static String checked(String update, @Nullable NextCheck next, List<@Nullable Object> values, int end) {
        if (next == null) {
            return update;
        }
        if (next.until() == null) {
            values.add(end, next.at());
            return update + SOONER;
        }
        values.addAll(0, List.of(next.until(), next.at(), next.at()));
        return update.replaceFirst(" set ", " set " + SWEPT);
    }

    /** Whether the session is the one that takes the use. */
    static boolean begins(SubjectChange change, Session session) {
        String id = session.id().toString();
        return change.take().stream()
                .anyMatch(claim -> claim.isUse() && claim.by().equals(id));
    }

    private static @Nullable Claim use(SubjectChange change) {
        return change.take().stream().filter(Claim::isUse).findFirst().orElse(null);
    }

    /** The sessions that do not stand in the way of this use: its own, and those that end with it. */
    private List<Object> leaving(Claim use) {
        List<Object> all = new ArrayList<>();
        all.add(UUID.fromString(use.by()));
        for (SubjectChange change : changes) {
            for (Claim claim : change.release()) {
                if (claim.isUse() && claim.key().equals(use.key())) {
                    all.add(UUID.fromString(claim.by()));
                }
            }
        }
        return all;
    }

    private @Nullable CommitResult inUse(SubjectChange change) throws SQLException {
        Claim use = use(change);
        UUID open = use == null ? null : db.first(OPEN_SESSION, RowReader::uuid, use.key());
        return use == null || open == null || leaving(use).contains(open)
                ? null
                : new CommitResult.Taken(use, open.toString());
    }

    private @Nullable CommitResult create(SubjectChange change) throws SQLException {
        Subject subject = change.subject();
        Instant nextCheck =
                change.nextCheck() == null ? Store.NEVER : change.nextCheck().at();
        if (!subject.isAsset()) {
            SubjectRow row = new SubjectRow(subject, change.version(), change.judged());
            return created(
                    subject,
                    db.insertNew(SubjectRow.INSERT, and(SubjectRow.TABLE.values(row), nextCheck)),
                    () -> db.update(SubjectRow.DELETE, subject.kind(), subject.id()));
        }
        Asset asset = change.asset();
        if (asset == null) {
            throw Check.bad("store.row-of-subject-missing", subject.message());
        }
        AssetRow row = new AssetRow(asset, change.version(), change.judged());
        return created(
                subject,
                db.insertNew(AssetRow.INSERT, and(AssetRow.TABLE.values(row), nextCheck)),
                () -> db.update("delete from wt_asset where id = ?", subject.id()));
    }

    private static @Nullable Object[] and(@Nullable Object[] values, Object last) {
        @Nullable Object[] all = Arrays.copyOf(values, values.length + 1);
        all[values.length] = last;
        return all;
    }

    private @Nullable CommitResult created(Subject subject, boolean isNew, Undo undo) {
        if (!isNew) {
            return new CommitResult.Stale(subject);
        }
        undos.push(undo);
        return null;
    }

    private void write(SubjectChange change) throws SQLException {
        if (change.words() != null) {
            String id = change.subject().id();
            db.update(FORGET_WORDS, id);
            db.updateEach(
                    WORD,
                    change.words().all().stream()
                            .map(word -> new @Nullable Object[] {word, id})
                            .toList());
        }
        for (Session session : change.sessions()) {
            if (!session.isOpen()) {
                write(change, session);
            }
        }
        for (Session session : change.sessions()) {
            if (session.isOpen()) {
                write(change, session);
            }
        }
        db.updateEach(
                db.dialect().upsert(ItemRow.TABLE, ItemRow.KEYS),
                change.items().stream().map(ItemRow.TABLE::values).toList());
        db.updateEach(
                FactRow.INSERT,
                change.facts().stream().map(FactRow.TABLE::values).toList());
    }

    private void write(SubjectChange change, Session session) throws SQLException {
        @Nullable Object[] values = SessionRow.TABLE.values(session);
        if (begins(change, session) && db.insertNew(SessionRow.INSERT, values)) {
            db.updateEach(SessionRow.INSERT_HANDOVER, SessionRow.handovers(session));
            return;
        }
        List<@Nullable Object[]> handovers = SessionRow.handovers(session);
        boolean sameCount = db.update(
                        SessionRow.UPDATE_IF_SO_OFTEN_HANDED_OVER,
                        SessionRow.TABLE.keysLast(session, 1, handovers.size()))
                == 1;
        if (sameCount && handovers.isEmpty()) {
            return;
        }
        db.update(SessionRow.DELETE_HANDOVERS, session.id().value());
        if (!sameCount && db.update(SessionRow.UPDATE, SessionRow.TABLE.keysLast(session, 1)) == 0) {
            db.update(SessionRow.INSERT, values);
        }
        db.updateEach(SessionRow.INSERT_HANDOVER, handovers);
    }
}
