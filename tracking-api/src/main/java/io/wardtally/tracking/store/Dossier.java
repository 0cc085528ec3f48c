package io.wardtally.tracking.store;

import io.wardtally.tracking.asset.Asset;
import io.wardtally.tracking.audit.Subject;
import io.wardtally.tracking.session.EmergencyOverride;
import io.wardtally.tracking.session.Session;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Everything that one decision about one subject needs, read in one go and consistent in itself.
 *
 * @param subject about what
 * @param version the number of its last fact; 0 if it has none and does not exist
 * @param asset the asset, or null if the subject is none
 * @param content what is kept of a subject that has no row of its own, as lines of text; empty if nothing is
 * @param sessions its open session, if any, and the session that the key named
 * @param overrides of those that await review the 20 declared last, the oldest first, and the one that the key named
 */
public record Dossier(
        Subject subject,
        long version,
        @Nullable Asset asset,
        String content,
        List<Session> sessions,
        List<EmergencyOverride> overrides) {

    public Dossier {
        sessions = List.copyOf(sessions);
        overrides = List.copyOf(overrides);
    }

    /** The dossier of something that does not exist yet. */
    public static Dossier empty(Subject subject) {
        return of(subject, 0, "");
    }

    /** The dossier of something that is no asset. */
    public static Dossier of(Subject subject, long version, String content) {
        return new Dossier(subject, version, null, content, List.of(), List.of());
    }

    /** The session in which the asset is being used. */
    public Optional<Session> open() {
        return sessions.stream().filter(Session::isOpen).findFirst();
    }
}
