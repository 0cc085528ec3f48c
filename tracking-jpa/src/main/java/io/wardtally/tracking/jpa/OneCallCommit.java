package io.wardtally.tracking.jpa;

import io.wardtally.tracking.RequestId;
import io.wardtally.tracking.asset.Asset;
import io.wardtally.tracking.session.Session;
import io.wardtally.tracking.store.Batch;
import io.wardtally.tracking.store.Change;
import io.wardtally.tracking.store.Claim;
import io.wardtally.tracking.store.RememberedAnswer;
import io.wardtally.tracking.store.SignedFact;
import java.sql.SQLException;
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

    private static final String INSERT_FACT_IF_NEVER_HANDED_OVER =
            FactRow.TABLE.insertWith("(select 'asset' from wt_session s where s.id = ? and s.handovers = 0)");

    // Where the row was judged by a newer revision than this decision, null fails the call.
    private static final String UPDATE_ASSET =
            AssetRow.UPDATE.replace("judged = ?", "judged = case when judged <= ? then ? end");
    private static final String UPSERT_ITEM = Dialect.POSTGRESQL.upsert(ItemRow.TABLE, ItemRow.KEYS);
    private static final int MOST_FACTS = 4;

    /** Calls that were put together before: drivers find those they know by the same string fastest. */
    private static final Map<List<String>, String> CALLS = new ConcurrentHashMap<>();

    private final List<String> statements = new ArrayList<>();
    private final List<@Nullable Object> values = new ArrayList<>();

    private OneCallCommit() {}

    /** The shortcut for this batch, or null if there is none. */
    static @Nullable OneCallCommit of(Batch batch) {
        if (batch.changes().size() != 1 || !batch.unchanged().isEmpty() || batch.revises()) {
            return null;
        }
        Change change = batch.changes().get(0);
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
        OneCallCommit shortcut = new OneCallCommit();
        shortcut.remember(batch.request(), batch.answer());
        shortcut.update(asset, change);
        Session changed = null;
        for (Session session : change.sessions()) {
            if (CommitAttempt.begins(change, session)) {
                shortcut.add(SessionRow.INSERT, SessionRow.TABLE.values(session));
            } else {
                shortcut.add(SessionRow.UPDATE_IF_SO_OFTEN_HANDED_OVER, SessionRow.TABLE.keysLast(session, 1, 0));
                changed = session;
            }
        }
        change.items().forEach(item -> shortcut.add(UPSERT_ITEM, ItemRow.TABLE.values(item)));
        for (SignedFact fact : change.facts()) {
            shortcut.record(fact, changed);
        }
        return shortcut;
    }

    private void remember(@Nullable RequestId request, @Nullable RememberedAnswer answer) {
        if (request != null && answer != null) {
            add(AnswerRow.INSERT, AnswerRow.values(request, answer));
        }
    }

    private void update(Asset asset, Change change) {
        AssetRow row = new AssetRow(asset, change.version(), change.judged());
        List<@Nullable Object> bound =
                new ArrayList<>(Arrays.asList(AssetRow.TABLE.keysLast(row, 1, change.basedOn())));
        bound.add(AssetRow.TABLE.names().indexOf("judged"), change.judged());
        String sooner = "";
        if (change.nextCheck() != null) {
            sooner = ", next_check = least(next_check, ?)";
            bound.add(bound.size() - 2, change.nextCheck().at());
        }
        add(UPDATE_ASSET + sooner + " where id = ? and version = ?", bound.toArray());
    }

    // An update of no row fails nothing by itself. Asset: its version is the number of its last fact, so the key of our
    // fact is taken already. Session: the kind of the fact is looked up in it, and is null if it is not as expected.
    private void record(SignedFact fact, @Nullable Session changed) {
        @Nullable Object[] row = FactRow.TABLE.values(fact);
        if (changed == null) {
            add(FactRow.INSERT, row);
        } else {
            row[0] = changed.id().value();
            add(INSERT_FACT_IF_NEVER_HANDED_OVER, row);
        }
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
            throw thrown;
        }
    }
}
