package io.wardtally.tracking.staff;

import io.wardtally.tracking.internal.Check;
import java.util.List;
import java.util.Locale;

/**
 * What a person is in the hospital, as far as equipment is concerned. A host may add roles of its own, such as physician or porter,
 * and grants them permissions through its {@link AccessPolicy}; the standard table grants an unknown role nothing.
 *
 * @param name in capitals, for example {@code NURSE}; at most 20 characters
 */
public record Role(String name) implements Comparable<Role> {

    /** Uses equipment at the bedside. */
    public static final Role NURSE = new Role("NURSE");

    /** Biomedical engineer: maintains, inspects and registers equipment. */
    public static final Role TECHNICIAN = new Role("TECHNICIAN");

    /** Orders, receives and returns rented equipment. */
    public static final Role RENTAL_DESK = new Role("RENTAL_DESK");

    /** Answers for a department or for the fleet. */
    public static final Role MANAGER = new Role("MANAGER");

    /** Examines what happened; changes nothing. */
    public static final Role AUDITOR = new Role("AUDITOR");

    /** Sets up people, places and policies. */
    public static final Role ADMINISTRATOR = new Role("ADMINISTRATOR");

    /** A machine: a location feed, a maintenance system. */
    public static final Role SYSTEM = new Role("SYSTEM");

    /** The roles that the standard table knows. */
    public static final List<Role> STANDARD =
            List.of(NURSE, TECHNICIAN, RENTAL_DESK, MANAGER, AUDITOR, ADMINISTRATOR, SYSTEM);

    private static final int LONGEST = 20;

    public Role {
        Check.id("role", name);
        if (name.length() > LONGEST || !name.equals(name.toUpperCase(Locale.ROOT))) {
            throw Check.bad("role.malformed", LONGEST);
        }
    }

    @Override
    public int compareTo(Role other) {
        return name.compareTo(other.name);
    }

    @Override
    public String toString() {
        return name;
    }
}
