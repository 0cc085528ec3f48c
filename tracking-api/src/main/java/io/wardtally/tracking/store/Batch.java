package io.wardtally.tracking.store;

import io.wardtally.tracking.RequestId;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Changes that happen together or not at all.
 *
 * @param request the caller's id of this request, or null if there is none
 * @param answer what to remember for this request, or null if there is none
 * @param changes the changes, of different subjects
 * @param unchanged what was read for the decision and is not written, of further subjects
 * @param revises whether the policies are other ones from now on, so that their revision goes up by one
 */
public record Batch(
        @Nullable RequestId request,
        @Nullable RememberedAnswer answer,
        List<SubjectChange> changes,
        List<Guard> unchanged,
        boolean revises) {

    public Batch {
        changes = List.copyOf(changes);
        unchanged = List.copyOf(unchanged);
    }

    /** A batch of changes without a request. */
    public static Batch of(SubjectChange... changes) {
        return of(List.of(changes));
    }

    /** A batch of changes without a request. */
    public static Batch of(List<SubjectChange> changes) {
        return new Batch(null, null, changes, List.of(), false);
    }

    /** The same batch, whose answer is remembered for this request; an answer that is null is looked up only. */
    public Batch answering(RequestId asked, @Nullable RememberedAnswer given) {
        return new Batch(asked, given, changes, unchanged, revises);
    }

    /** The same batch, which holds only if this is unchanged. */
    public Batch guarding(List<Guard> read) {
        return new Batch(request, answer, changes, read, revises);
    }

    /** The same batch, which raises the revision of the policies. */
    public Batch revising() {
        return new Batch(request, answer, changes, unchanged, true);
    }
}
