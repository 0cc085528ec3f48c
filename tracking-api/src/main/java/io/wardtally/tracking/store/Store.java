package io.wardtally.tracking.store;

import io.wardtally.tracking.Page;
import io.wardtally.tracking.Paging;
import io.wardtally.tracking.RequestId;
import io.wardtally.tracking.audit.Subject;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * How Wardtally is remembered. Implement it, run {@code StoreContract} and {@code TrackingContract} against it, and any
 * database will do.
 *
 * <p>It decides nothing: the rules are in the core. What it owes is this. A dossier is consistent in itself. A commit is
 * whole or not at all, compares every version before it writes, and gives a claim to one only. Nothing returns more than
 * was asked for. Everything is used by many threads at once. Errors are {@link io.wardtally.tracking.TrackingException}s
 * without a driver's words: {@code Busy} where a retry may help; {@code Failure} with {@code STORED_DATA_UNREADABLE} for a row
 * that is not what was stored, so that the audit can name it; {@code Failure} with {@code STORE_FAILED} otherwise.
 *
 * <p>A store may work in its caller's transactions instead of its own. It then has a {@link #background()}, through
 * which {@link #enrol}, {@link #seal} and {@link #forget} go, and says {@code TransactionLost} where the caller has to begin again.
 */
public interface Store {

    /** Binds the store to this facility if it belongs to none yet, and says to which it belongs. */
    String enrol(String facility);

    /**
     * The dossiers that a key names, and what this request was answered earlier. A subject without a version gives no
     * dossier.
     */
    FindResult find(DossierKey key, @Nullable RequestId request);

    /**
     * The same after a lost race. A store that works in its caller's transaction reads what is newest and locks it, so that
     * the next commit is not lost again.
     */
    default FindResult findAgain(DossierKey key, @Nullable RequestId request) {
        return find(key, request);
    }

    /**
     * Does all of it or nothing. Checked in this order: the request is new, the versions still stand, the claims are free.
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

    /** Facts of a subject after this sequence, in order. */
    List<LoggedFact> facts(Subject subject, long afterSequence, int limit);

    /**
     * Gives positions to committed facts that have none, at most {@code limit} of them, following on without a gap; those of
     * one subject in the order of their sequence. Only one node seals at a time; another's call seals nothing.
     *
     * @return how many got a position
     */
    int seal(int limit);

    /** Sealed facts after this position, in order: the same rows that {@link #facts} gives. */
    List<LoggedFact> log(long afterPosition, int limit);

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
