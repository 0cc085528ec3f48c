package io.wardtally.tracking.store;

import io.wardtally.tracking.internal.Check;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * The columns by which items are found. What {@code party}, {@code tag} and {@code due} mean is said by the kind of item.
 *
 * @param department the department that it concerns, or null
 * @param party another party: a vendor, a person it is assigned to; or null
 * @param tag a further word within its kind, or null
 * @param rank how urgent it is; above zero while somebody has to act on it
 * @param at when it began, in microseconds
 * @param due when somebody has to act on it, in microseconds, or {@link Store#NEVER}
 */
public record IndexKeys(
        @Nullable String department,
        @Nullable String party,
        @Nullable String tag,
        int rank,
        Instant at,
        Instant due) {

    private static final int LONGEST_PARTY = 200;

    public IndexKeys {
        if (department != null) {
            Check.id("department", department);
        }
        if (party != null && party.length() > LONGEST_PARTY) {
            throw Check.tooLong("party", LONGEST_PARTY);
        }
        if (tag != null) {
            Check.id("tag", tag);
        }
        Check.time("begin of an item", at);
        Check.time("due time of an item", due);
    }

    /** Found by its begin only. */
    public static IndexKeys at(Instant begin) {
        return new IndexKeys(null, null, null, 0, begin, Store.NEVER);
    }

    /** The same, concerning this department. */
    public IndexKeys withDepartment(@Nullable String concerned) {
        return new IndexKeys(concerned, party, tag, rank, at, due);
    }

    /** The same with this other party. */
    public IndexKeys withParty(@Nullable String other) {
        return new IndexKeys(department, other, tag, rank, at, due);
    }

    /** The same with this further word. */
    public IndexKeys withTag(@Nullable String word) {
        return new IndexKeys(department, party, word, rank, at, due);
    }

    /** The same, this urgent. */
    public IndexKeys withRank(int urgency) {
        return new IndexKeys(department, party, tag, urgency, at, due);
    }

    /** The same, due then. */
    public IndexKeys withDue(Instant when) {
        return new IndexKeys(department, party, tag, rank, at, when);
    }
}
