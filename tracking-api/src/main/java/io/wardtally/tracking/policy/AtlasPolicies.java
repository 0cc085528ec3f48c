package io.wardtally.tracking.policy;

import io.wardtally.tracking.internal.Check;
import org.jspecify.annotations.Nullable;

/**
 * House rules about the Atlas.
 *
 * @param contact whom to call about equipment, shown where a question is not answered: an office and its number, one line; null for
 *     nobody
 */
public record AtlasPolicies(@Nullable String contact) {

    public AtlasPolicies {
        contact = Check.nameOrNull("contact", contact);
    }

    /** Nobody is named. */
    public static AtlasPolicies standard() {
        return new AtlasPolicies(null);
    }
}
