package io.wardtally.tracking.jpa;

import io.wardtally.tracking.RequestId;
import io.wardtally.tracking.asset.Asset;
import io.wardtally.tracking.session.Session;
import io.wardtally.tracking.store.Batch;
import io.wardtally.tracking.store.Claim;
import io.wardtally.tracking.store.RememberedAnswer;
import io.wardtally.tracking.store.SubjectChange;
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

    // The kind of the first fact is looked up in the rows that have just been set, and is null if one of them was not.
    private static final String INSERT_FACT_IF_SET =
            FactRow.TABLE.insertWith("(select 'asset' from wt_asset a where a.id = ? and a.version = ?)");
    private static final String INSERT_FACT_IF_SET_AND_NEVER_HANDED_OVER =
            FactRow.TABLE.insertWith("(select 'asset' from wt_asset a join wt_session s on s.asset_id = a.id"
                    + " where a.id = ? and a.version = ? and s.id = ? and s.handovers = 0)");

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

    /** The call for this batch, or null if it takes more than one. */
    static @Nullable OneCallCommit of(Batch batch) {
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
        call.remember(batch.request(), batch.answer());
        call.update(asset, change);
        Session changed = null;
        for (Session session : change.sessions()) {
            if (CommitAttempt.begins(change, session)) {
                call.add(SessionRow.INSERT, SessionRow.TABLE.values(session));
            } else {
                call.add(SessionRow.UPDATE_IF_SO_OFTEN_HANDED_OVER, SessionRow.TABLE.keysLast(session, 1, 0));
                changed = session;
            }
        }
        change.items().forEach(item -> call.add(UPSERT_ITEM, ItemRow.TABLE.values(item)));
        call.recordFirst(change, changed);
        change.facts().stream().skip(1).forEach(fact -> call.add(FactRow.INSERT, FactRow.TABLE.values(fact)));
        return call;
    }

    private void remember(@Nullable RequestId request, @Nullable RememberedAnswer answer) {
        if (request != null && answer != null) {
            add(AnswerRow.INSERT, AnswerRow.values(request, answer));
        }
    }

    private void update(Asset asset, SubjectChange change) {
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

    // An update of no row fails nothing by itself.
    private void recordFirst(SubjectChange change, @Nullable Session changed) {
        List<@Nullable Object> bound = new ArrayList<>(
                Arrays.asList(FactRow.TABLE.values(change.facts().get(0))));
        bound.set(0, change.subject().id());
        bound.add(1, change.version());
        if (changed != null) {
            bound.add(2, changed.id().value());
        }
        add(changed == null ? INSERT_FACT_IF_SET : INSERT_FACT_IF_SET_AND_NEVER_HANDED_OVER, bound.toArray());
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
