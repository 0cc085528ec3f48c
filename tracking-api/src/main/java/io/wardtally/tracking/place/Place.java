package io.wardtally.tracking.place;

import io.wardtally.tracking.internal.Check;
import org.jspecify.annotations.Nullable;

/**
 * Where something stands: a department, and a room where that is known.
 *
 * @param department the department or area, for example {@code ICU} or {@code Storage}
 * @param room the room, for example {@code 302}, or null
 */
public record Place(String department, @Nullable String room) {

    public Place {
        Check.id("department", department);
        if (room != null) {
            Check.id("room", room);
        }
    }

    /** Somewhere in this department. */
    public static Place of(String department) {
        return new Place(department, null);
    }

    /** This room of this department. */
    public static Place of(String department, String room) {
        return new Place(department, Check.given("room", room));
    }

    @Override
    public String toString() {
        return room == null ? department : department + " room " + room;
    }
}
