package io.wardtally.tracking.session;

import io.wardtally.tracking.Page;
import io.wardtally.tracking.Paging;
import io.wardtally.tracking.staff.Permission;
import io.wardtally.tracking.staff.RequiresPermission;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/**
 * Checking equipment out and bringing it back.
 *
 * <p>Every method may throw a {@link io.wardtally.tracking.TrackingException}: {@code NotAllowed} if the role does not
 * permit it, {@code NotFound} if there is no such asset or session, {@code BadInput} for a value that cannot be used,
 * {@code Conflict} where the state forbids it.
 */
public interface Sessions {

    /**
     * Checks the asset out. At most one session is open on an asset, whatever happens. A start that the asset's
     * state forbids is an answer; an unknown asset, a missing department or a missing permission is an exception.
     */
    @RequiresPermission(Permission.USE)
    StartResult start(UseRequest usage);

    /**
     * Adds to the expected time; a session without one is expected to last this much longer from now. In all it is
     * {@link io.wardtally.tracking.policy.Policies#LONGEST} at most.
     */
    @RequiresPermission(Permission.USE)
    Session extend(SessionId id, Duration by);

    /**
     * Hands the asset to another person, department or patient within the same session. A person of another department may
     * take it over for their own; that needs {@link Permission#END_ELSEWHERE} and a reason. A session is handed over at most
     * {@link Session#MOST_HANDOVERS} times.
     */
    @RequiresPermission(Permission.USE)
    Session handOver(SessionId id, Handover to);

    /** Brings the asset back. Ending a session that has ended gives the same answer again and changes nothing. */
    @RequiresPermission(Permission.USE)
    default Session end(SessionId id) {
        return end(EndRequest.of(id));
    }

    /** The same, with what the next person should know, or null. */
    @RequiresPermission(Permission.USE)
    default Session end(SessionId id, @Nullable String notes) {
        return end(EndRequest.of(id).noting(notes));
    }

    /**
     * The same. Who neither started it nor belongs to its department needs {@link Permission#END_ELSEWHERE} and says why.
     */
    @RequiresPermission({Permission.USE, Permission.END_ELSEWHERE})
    Session end(EndRequest request);

    /** Strikes out a session that was entered in error. If it was open, the asset comes back as from a use. */
    @RequiresPermission(Permission.CORRECT)
    Session voidEntry(SessionId id, String because);

    /** Corrects what was recorded, or completes it with the patient; at most {@link Session#MOST_CORRECTIONS} times. */
    @RequiresPermission(Permission.CORRECT)
    Session correct(SessionId id, Correction correction);

    /** The session with this id. */
    @RequiresPermission(Permission.SEE_HISTORY)
    Session get(SessionId id);

    /**
     * The sessions that match, the latest start first. Looking for a patient needs {@link Permission#FIND_PATIENT}
     * instead. A role that reaches only its own department sees only that department's sessions.
     */
    @RequiresPermission({Permission.SEE_HISTORY, Permission.FIND_PATIENT})
    Page<Session> list(SessionFilter which, Paging paging);
}
