package io.wardtally.tracking.session;

import io.wardtally.tracking.internal.Check;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * The part of a session during which one person was accountable for the asset.
 *
 * @param from when this part began; it lasts until the next segment begins or the session ends
 * @param user who was accountable
 * @param department for which department
 * @param patient for which patient, or null if for none
 */
public record Segment(
        Instant from,
        String user,
        String department,
        @Nullable Pseudonym patient) {

    public Segment {
        Check.given("begin of a segment", from);
        Check.id("user", user);
        Check.id("department", department);
    }
}
