package io.wardtally.atlas;

import java.time.Period;
import org.jspecify.annotations.Nullable;

/**
 * Training that whoever uses a device has had.
 *
 * @param id the name by which a hospital's records know it, for example {@code infusion-basics}
 * @param title what people call it
 * @param valid how long it holds, or null if it holds for good
 */
public record Course(String id, String title, @Nullable Period valid) {

    public Course {
        Text.line("id of a course", id);
        Text.line("title of a course", title);
        if (valid != null && (valid.isNegative() || valid.isZero())) {
            throw new IllegalArgumentException("a course holds for some time");
        }
    }

    @Override
    public String toString() {
        return valid == null ? title : title + ", valid for " + valid;
    }
}
