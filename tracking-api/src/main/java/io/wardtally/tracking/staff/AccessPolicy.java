package io.wardtally.tracking.staff;

/**
 * Who may do what, and how far. The standard table goes by role; a host may replace it or grant a little more. What is not
 * granted is denied.
 */
@FunctionalInterface
public interface AccessPolicy {

    /** How far this person's permission goes; {@link Reach#NONE} denies. Must be quick and must not throw. */
    Reach reach(Actor actor, Permission permission);

    /** This policy with one cell changed, for example to let a location feed start sessions. */
    default AccessPolicy granting(Role role, Permission permission, Reach reach) {
        return (actor, what) -> actor.role().equals(role) && what == permission ? reach : reach(actor, what);
    }
}
