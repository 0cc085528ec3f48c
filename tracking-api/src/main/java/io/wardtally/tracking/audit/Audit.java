package io.wardtally.tracking.audit;

import io.wardtally.tracking.Page;
import io.wardtally.tracking.Paging;
import io.wardtally.tracking.staff.Permission;
import io.wardtally.tracking.staff.RequiresPermission;
import java.util.List;

/**
 * What happened, and the proof that nobody rewrote it. The trail is tamper-evident, not tamper-proof.
 *
 * <p>Every method may throw a {@link io.wardtally.tracking.TrackingException}: {@code NotAllowed} if the role does not
 * permit it, {@code BadInput} for a value that cannot be used, {@code Busy} where people work faster than it reads.
 */
public interface Audit {

    /** What happened to one subject, in order. */
    @RequiresPermission(Permission.READ_AUDIT)
    Page<AuditEntry> trail(Subject subject, Paging paging);

    /**
     * What happened in the whole facility after a position, in the order of the sealed log: gap-free, and no committed fact
     * ever appears before a position that was read already. Keep the last position to go on from there.
     *
     * @param afterPosition 0 for the beginning
     * @param limit 1 to 500
     */
    @RequiresPermission(Permission.READ_AUDIT)
    List<AuditEntry> log(long afterPosition, int limit);

    /** Examines every fact, every current row and the log. Reads everything, in pages, on the caller's thread. */
    @RequiresPermission(Permission.READ_AUDIT)
    VerificationResult verify();

    /** The same, and that the log still begins with what this checkpoint covers. */
    @RequiresPermission(Permission.READ_AUDIT)
    VerificationResult verify(Checkpoint kept);

    /** Signs what the log says now. Give it to somebody who has no access to the database. */
    @RequiresPermission(Permission.CHECKPOINT)
    Checkpoint checkpoint();
}
