package io.wardtally.tracking.store;

import io.wardtally.tracking.Page;
import io.wardtally.tracking.Paging;
import io.wardtally.tracking.RequestId;
import io.wardtally.tracking.audit.Subject;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * How Wardtally is remembered. Implement it, run {@code StoreContract} and {@code TrackingContract} against it, and any
 * database will do.
 *
 * <p>It decides nothing: the rules are in the core. What it owes is this. A dossier is consistent in itself. A commit is
 * whole or not at all, compares every version before it writes, and gives a claim to one only. Nothing returns more than
 * was asked for. Everything is used by many threads at once. Errors are {@link io.wardtally.tracking.TrackingException}s
 * without a driver's words: {@code Busy} where nothing was done and a retry may help; {@code BadInput} for a value that cannot be
 * stored; {@code Failure} with {@code STORED_DATA_UNREADABLE} for a row that is not what was stored, so that the audit can name it;
 * {@code Failure} with {@code STORE_FAILED} where nobody knows.
 *
 * <p>A store may work in its caller's transactions instead of its own. It then has a {@link #background()}, through
 * which {@link #enrol}, sealing, sweeping and {@link #forget} go, and says {@code TransactionLost} where the caller has to begin again.
 */
public interface Store {

    /** A time that never comes: of a subject that is not to be looked at by itself, of an item that is never due. */
    Instant NEVER = Instant.parse("9999-12-31T00:00:00Z");

    /** Binds the store to this facility if it belongs to none yet, and says to which it belongs. */
    String enrol(String facility);

    /**
     * Check values of keys by the names of these. One that has none yet gets the one that is given, and keeps it from the first
     * fact on.
     *
     * @param checks a value for each name, of 64 characters at most each
     * @return what is remembered for each of these names
     */
    Map<String, String> keyChecks(Map<String, String> checks);

    /**
     * The dossiers that keys name, in the order of the keys, and what this request was answered earlier. A subject without a
     * version gives no dossier. Each dossier is consistent in itself; several are not, together.
     *
     * @param keys at least one
     */
    FoundDossiers find(List<DossierKey> keys, @Nullable RequestId request);

    /**
     * The same after a lost race. A store that works in its caller's transaction reads what is newest and locks it, so that
     * the next commit is not lost again. Subjects are locked in their natural order.
     */
    default FoundDossiers findAgain(List<DossierKey> keys, @Nullable RequestId request) {
        return find(keys, request);
    }

    /**
     * Does all of it or nothing. Checked in this order: the request is new, the versions still stand (those of what is guarded, too,
     * and none was judged by a newer revision), the claims are free.
     * Subjects are locked in their natural order. All claims are released before any is taken; releasing what somebody else has
     * does nothing, and taking what one has already is no conflict. An answer is remembered only with its request.
     */
    CommitResult commit(Batch batch);

    /**
     * One page of an answer, full unless nothing follows, in the order that the query names. Ids are ordered as the database
     * compares them exactly: text by code points or by UTF-16 units, UUIDs in any way that stays the same. Tokens are the
     * store's own; one that it did not make for this kind of question is a {@code BadInput} with {@code BAD_PAGE_TOKEN}.
     */
    <T> Page<T> page(Query<T> query, Paging paging);

    /**
     * How many items there are, by one or more of their columns.
     *
     * @param by in the order of the keys of the answer; what an item lacks is the empty text
     */
    Map<List<String>, Long> tally(Query.Items which, List<Query.Items.Column> by);

    /**
     * The dossiers of subjects whose next check has come, the earliest first, assets before others. They are put off until a later
     * time, in which whoever asked looks at them, so that others are not shown them meanwhile. What somebody else holds is left out and comes
     * with the next call.
     *
     * @param now what counts as come
     * @param until to when they are put off; after {@code now}
     * @param limit how many at most, 1 to {@value Paging#MAX_LIMIT}
     */
    List<Dossier> due(Instant now, Instant until, int limit);

    /**
     * Sets when to look again at subjects where there was nothing to change. A subject that has another version by now, was judged
     * by a newer revision, or is held by somebody else, is left as it is.
     *
     * @param looked each subject once
     * @return how many were set
     */
    int acknowledge(List<CheckedSubject> looked);

    /**
     * The dossiers of subjects that were judged by an older revision of the policies, assets first, each in the order of their ids.
     *
     * @param revision the present revision
     * @param after the last subject of the page before, or null for the first page
     * @param limit how many at most, 1 to {@value Paging#MAX_LIMIT}
     */
    List<Dossier> walk(long revision, @Nullable Subject after, int limit);

    /** The facts. */
    Journal journal();

    /** What was derived from them. */
    Projections derived();

    /** Forgets answers given before this time, at most {@code limit} of them, and says how many. */
    int forget(Instant before, int limit);

    /**
     * The same memory in transactions of its own, for what must stand even if the caller's transaction is rolled back; empty
     * where every call is a transaction by itself anyway.
     */
    default Optional<Store> background() {
        return Optional.empty();
    }

    /** Does this once the caller's transaction is committed, and never if it is rolled back; at once where there is none. */
    default void afterCommit(Runnable act) {
        act.run();
    }
}
