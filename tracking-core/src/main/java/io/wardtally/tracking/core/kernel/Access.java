package io.wardtally.tracking.core.kernel;

import io.wardtally.tracking.Message;
import io.wardtally.tracking.TrackingException;
import io.wardtally.tracking.TrackingException.Code;
import io.wardtally.tracking.audit.Fact;
import io.wardtally.tracking.staff.AccessPolicy;
import io.wardtally.tracking.staff.Actor;
import io.wardtally.tracking.staff.Permission;
import io.wardtally.tracking.staff.Reach;
import java.util.Arrays;
import java.util.function.BiConsumer;
import java.util.function.Supplier;

/** The permission check that every call goes through. A denied attempt is recorded. */
public final class Access {

    private final AccessPolicy policy;
    private final BiConsumer<Actor, Fact> denials;
    private volatile boolean closed;

    /**
     * The check by this policy.
     *
     * @param denials records that somebody was denied something
     */
    Access(AccessPolicy policy, BiConsumer<Actor, Fact> denials) {
        this.policy = policy;
        this.denials = denials;
    }

    /** From now on nobody is let in. */
    void close() {
        closed = true;
    }

    /** Access policy: who may do what. */
    public AccessPolicy policy() {
        return policy;
    }

    /** Reach of this person's permission. */
    public Reach reach(Actor actor, Permission permission) {
        return reach(policy, actor, permission);
    }

    /** Does something that concerns the whole facility. */
    public <T> T everywhere(Actor actor, Permission permission, Supplier<T> act) {
        return guarded(actor, () -> {
            if (reach(actor, permission) != Reach.ALL) {
                throw denied(actor, permission);
            }
            return act.get();
        });
    }

    /** Does something that concerns a part of the facility, by one of these permissions; what part is for a rule to say. */
    public <T> T somewhere(Actor actor, Supplier<T> act, Permission... any) {
        return guarded(actor, () -> {
            if (Arrays.stream(any).allMatch(one -> reach(actor, one) == Reach.NONE)) {
                throw denied(actor, any[0]);
            }
            return act.get();
        });
    }

    private <T> T guarded(Actor actor, Supplier<T> act) {
        if (closed) {
            throw new TrackingException.Failure(Code.CLOSED, Message.of("tracking.closed"));
        }
        try {
            return act.get();
        } catch (TrackingException.NotAllowed denied) {
            // Nothing is said of what they knocked at: it need not exist, and may be what is on a patient's wristband.
            denials.accept(actor, new Fact.PermissionDenied(denied.permission()));
            throw denied;
        }
    }

    /** Reach that this policy grants. */
    public static Reach reach(AccessPolicy policy, Actor actor, Permission permission) {
        Reach reach = policy.reach(actor, permission);
        // A policy that answers nothing grants nothing.
        return reach == null ? Reach.NONE : reach;
    }

    /** The exception for somebody who lacks a permission. */
    public static TrackingException denied(Actor actor, Permission permission) {
        return new TrackingException.NotAllowed(
                Code.PERMISSION_DENIED, permission, Message.of("permission.denied", actor, permission));
    }
}
