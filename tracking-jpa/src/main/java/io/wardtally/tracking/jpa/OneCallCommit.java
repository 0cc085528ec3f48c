package io.wardtally.tracking.jpa;

import io.wardtally.tracking.RequestId;
import io.wardtally.tracking.asset.Asset;
import io.wardtally.tracking.session.Session;
import io.wardtally.tracking.store.Batch;
import io.wardtally.tracking.store.Claim;
import io.wardtally.tracking.store.NextCheck;
import io.wardtally.tracking.store.RememberedAnswer;
import io.wardtally.tracking.store.SubjectChange;
import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;

/**
 * An ordinary batch, one asset and one of its sessions, as one call to the database in the belief that nobody is in the way.
 * The database does all of it or nothing: if somebody was faster, a constraint fails it, and an {@link CommitAttempt} finds out who.
 */
final class OneCallCommit {

    // Nobody waits for ever. A statement of its own, or a time-out of the driver, would take as long as another write.
    private static final String PATIENT = "set_config('lock_timeout', ?, true) is not null";

    private static final String INSERT_ANSWER = AnswerRow.TABLE.insertWith("case when " + PATIENT + " then ? end");

    // An update of no row would fail nothing by itself. So what a row is expected to be is compared in what it is
    // set to: null is refused. Rows of assets and sessions are never deleted.
    private static final String UPDATE_ASSET = AssetRow.UPDATE.replace(
            "version = ?", "version = case when " + PATIENT + " and version = ? and judged <= ? then ? end");
    private static final String LEAVE_CHECK = UPDATE_ASSET + " where id = ?";
    private static final String CHECK_SOONER = UPDATE_ASSET + ", next_check = least(next_check, ?) where id = ?";
    private static final String UPDATE_SESSION =
            SessionRow.UPDATE.replace("handovers = ?", "handovers = case when handovers = 0 then ? end");
    private static final String UPSERT_ITEM = Dialect.POSTGRESQL.upsert(ItemRow.TABLE, ItemRow.KEYS);
    private static final int MOST_FACTS = 4;

    /** Calls that were put together before: drivers find those they know by the same string fastest. */
    private static final Map<List<String>, String> CALLS = new ConcurrentHashMap<>();

    private final List<String> statements = new ArrayList<>();
    private final List<@Nullable Object> values = new ArrayList<>();

    private OneCallCommit() {}

    /** The call for this batch, or null if it takes more than one. */
    static @Nullable OneCallCommit of(Batch batch, Duration patience) {
        if (batch.changes().size() != 1 || !batch.unchanged().isEmpty() || batch.revises()) {
            return null;
        }
        SubjectChange change = batch.changes().get(0);
        Asset asset = change.asset();
        boolean ordinary = change.basedOn() > 0
                && !change.facts().isEmpty()
                && change.facts().size() <= MOST_FACTS
                && change.words() == null
                && change.sessions().size() <= 1
                && change.sessions().stream()
                        .allMatch(session -> session.segments().size() == 1)
                && change.take().stream().allMatch(Claim::isUse)
                && change.release().stream().allMatch(Claim::isUse);
        boolean sweeps = change.nextCheck() != null && change.nextCheck().until() != null;
        if (!ordinary || sweeps || asset == null || (batch.request() != null && batch.answer() == null)) {
            return null;
        }
        OneCallCommit call = new OneCallCommit();
        String timeout = patience.toMillis() + "ms";
        call.remember(batch.request(), batch.answer(), timeout);
        call.update(asset, change, timeout);
        for (Session session : change.sessions()) {
            if (CommitAttempt.begins(change, session)) {
                call.add(SessionRow.INSERT, SessionRow.TABLE.values(session));
            } else {
                call.add(UPDATE_SESSION, SessionRow.TABLE.keysLast(session, 1));
            }
        }
        change.items().forEach(item -> call.add(UPSERT_ITEM, ItemRow.TABLE.values(item)));
        change.facts().forEach(fact -> call.add(FactRow.INSERT, FactRow.TABLE.values(fact)));
        return call;
    }

    private void remember(@Nullable RequestId request, @Nullable RememberedAnswer answer, String timeout) {
        if (request != null && answer != null) {
            values.add(timeout);
            add(INSERT_ANSWER, AnswerRow.values(request, answer));
        }
    }

    private void update(Asset asset, SubjectChange change, String timeout) {
        List<@Nullable Object> bound = new ArrayList<>(List.of(timeout, change.basedOn(), change.judged()));
        bound.addAll(Arrays.asList(AssetRow.TABLE.keysLast(new AssetRow(asset, change.version(), change.judged()), 1)));
        NextCheck nextCheck = change.nextCheck();
        if (nextCheck != null) {
            bound.add(bound.size() - 1, nextCheck.at());
        }
        add(nextCheck == null ? LEAVE_CHECK : CHECK_SOONER, bound.toArray());
    }

    private void add(String statement, @Nullable Object... bound) {
        statements.add(statement);
        values.addAll(Arrays.asList(bound));
    }

    /** Whether it led there; if not, nothing has happened. */
    boolean take(DbConnection db) throws SQLException {
        try {
            db.execute(CALLS.computeIfAbsent(List.copyOf(statements), all -> String.join("; ", all)), values.toArray());
            return true;
        } catch (SQLException thrown) {
            if (Dialect.isOfConstraint(thrown)) {
                return false;
            }
            throw new SqlErrors.AtCommit(thrown);
        }
    }
}
