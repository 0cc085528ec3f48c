package io.wardtally.tracking.store;

import io.wardtally.tracking.audit.Subject;
import java.util.List;

/**
 * The facts of a store: by subject, and in the one sealed log that everybody else follows.
 *
 * <p>A consumer of the log keeps a cursor, the position of the last fact that it has taken in. Moving the cursor and writing
 * what was derived from those facts happen together, so that each fact counts once.
 */
public interface Journal {

    /** Facts of a subject after this sequence, in order. */
    List<LoggedFact> facts(Subject subject, long afterSequence, int limit);

    /**
     * Gives positions to committed facts that have none, at most {@code limit} of them, following on without a gap; those of
     * one subject in the order of their sequence. Only one node seals at a time; another's call seals nothing.
     *
     * @return how many got a position
     */
    int seal(int limit);

    /** The position up to which the log is sealed; 0 if nothing is. */
    long sealed();

    /** Sealed facts after this position, in order: the same rows that {@link #facts} gives. */
    List<LoggedFact> log(long afterPosition, int limit);

    /** The position up to which this consumer has followed the log; 0 if it never has. */
    long cursor(String consumer);

    /**
     * Moves the cursor of a consumer and writes what it has derived, both or neither. Consumers have values of their own: of one that
     * is written while another consumer takes it away, nobody knows whether it stands.
     *
     * @param consumer which consumer, at most 64 characters
     * @param from where its cursor was when it read the log
     * @param to where the cursor is to be, not before {@code from}
     * @param derived the values to write
     * @return false if the cursor was not there any more, so that nothing was done
     */
    boolean advance(String consumer, long from, long to, List<ProjectedValue> derived);
}
