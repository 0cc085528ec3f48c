package io.wardtally.tracking.staff;

/**
 * Which role may do what, and how far. The standard table comes with the library; a host may replace it or grant a little
 * more. What is not granted is denied.
 */
@FunctionalInterface
public interface AccessPolicy {

    /** How far this role's permission goes; {@link Reach#NONE} denies. Must be quick and must not throw. */
    Reach reach(Role role, Permission permission);

    /** This policy with one cell changed, for example to let a location feed start sessions. */
    default AccessPolicy granting(Role role, Permission permission, Reach reach) {
        return (asked, what) -> asked == role && what == permission ? reach : reach(asked, what);
    }
}
