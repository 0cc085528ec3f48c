package io.wardtally.tracking.staff;

import io.wardtally.tracking.internal.Check;
import java.time.LocalDate;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * That somebody has had a training.
 *
 * @param course the {@linkplain io.wardtally.atlas.Course#id() course}, for example {@code infusion-basics}
 * @param until the last day on which it holds, where the facility stands; null if it holds for good
 */
public record Competence(String course, @Nullable LocalDate until) {

    public Competence {
        Check.name("course", course);
        Check.dateOrNull("last day", until);
    }

    /** A training that holds for good. */
    public static Competence of(String course) {
        return new Competence(course, null);
    }

    /** The same, to this day and no longer. */
    public Competence until(LocalDate lastDay) {
        return new Competence(course, Objects.requireNonNull(lastDay));
    }

    /** Whether it holds on this day. */
    public boolean holdsOn(LocalDate day) {
        return until == null || !day.isAfter(until);
    }

    @Override
    public String toString() {
        return course + (until == null ? "" : " until " + until);
    }
}
