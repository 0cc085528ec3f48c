package io.wardtally.tracking.store;

import io.wardtally.tracking.asset.Asset;
import io.wardtally.tracking.audit.Subject;
import io.wardtally.tracking.session.Session;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Everything that one decision about one subject needs, read in one go and consistent in itself.
 *
 * @param subject about what
 * @param version the number of its last fact; 0 if it has none and does not exist
 * @param nextCheck when it is to be looked at again by itself, or {@link Store#NEVER}
 * @param asset the asset, or null if the subject is none
 * @param sessions its open session, if any, and the session that the key named
 * @param items its live items, {@link Item#MOST_LIVE} at most, and the item that the key named; by kind and id
 */
public record Dossier(
        Subject subject,
        long version,
        Instant nextCheck,
        @Nullable Asset asset,
        List<Session> sessions,
        List<Item> items) {

    public Dossier {
        sessions = List.copyOf(sessions);
        items = List.copyOf(items);
    }

    /** The dossier of something that does not exist yet. */
    public static Dossier empty(Subject subject) {
        return new Dossier(subject, 0, Store.NEVER, null, List.of(), List.of());
    }

    /** The dossier of a subject at this version, of which nothing else is stored. */
    public static Dossier of(Subject subject, long version, Instant nextCheck) {
        return new Dossier(subject, version, nextCheck, null, List.of(), List.of());
    }

    /** The dossier of an asset. */
    public static Dossier of(Asset asset, long version, List<Session> sessions) {
        return of(Subject.asset(asset.id()), version, Store.NEVER)
                .withAsset(asset)
                .withSessions(sessions);
    }

    /** The same dossier if its asset were this. */
    public Dossier withAsset(@Nullable Asset other) {
        return new Dossier(subject, version, nextCheck, other, sessions, items);
    }

    /** The same dossier with these sessions and no others. */
    public Dossier withSessions(List<Session> others) {
        return new Dossier(subject, version, nextCheck, asset, others, items);
    }

    /** The same dossier with these items and no others. */
    public Dossier withItems(List<Item> others) {
        return new Dossier(subject, version, nextCheck, asset, sessions, others);
    }

    /** The session in which the asset is being used. */
    public Optional<Session> open() {
        return sessions.stream().filter(Session::isOpen).findFirst();
    }
}
