package io.wardtally.tracking.staff;

import io.wardtally.tracking.internal.Check;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/**
 * The person (or machine) who acts, as the host has signed them in. Wardtally trusts the host for this.
 *
 * @param id the host's id of the person, for example {@code sarah}
 * @param role what they act as
 * @param department where they work now, or null if nowhere in particular
 */
public record Actor(String id, Role role, @Nullable String department) {

    public Actor {
        Check.id("actor id", id);
        Check.given("role", role);
        if (department != null) {
            Check.id("department", department);
        }
    }

    /** A nurse of this department. */
    public static Actor nurse(String id, String department) {
        return new Actor(id, Role.NURSE, Check.given("department", department));
    }

    /** A biomedical technician of this department, for which their sessions then are. */
    public static Actor technician(String id, String department) {
        return new Actor(id, Role.TECHNICIAN, Check.given("department", department));
    }

    /** A biomedical technician. */
    public static Actor technician(String id) {
        return new Actor(id, Role.TECHNICIAN, null);
    }

    /** Somebody at the rental desk. */
    public static Actor rentalDesk(String id) {
        return new Actor(id, Role.RENTAL_DESK, null);
    }

    /** A manager. */
    public static Actor manager(String id) {
        return new Actor(id, Role.MANAGER, null);
    }

    /** An auditor. */
    public static Actor auditor(String id) {
        return new Actor(id, Role.AUDITOR, null);
    }

    /** An administrator. */
    public static Actor administrator(String id) {
        return new Actor(id, Role.ADMINISTRATOR, null);
    }

    /** A machine that acts by itself. */
    public static Actor system(String id) {
        return new Actor(id, Role.SYSTEM, null);
    }

    @Override
    public String toString() {
        String who = role.name().toLowerCase(Locale.ROOT).replace('_', ' ') + " " + id;
        return department == null ? who : who + " (" + department + ")";
    }
}
