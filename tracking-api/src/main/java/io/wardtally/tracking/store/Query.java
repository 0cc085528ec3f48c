package io.wardtally.tracking.store;

import io.wardtally.tracking.asset.Asset;
import io.wardtally.tracking.asset.AssetId;
import io.wardtally.tracking.asset.AssetFilter;
import io.wardtally.tracking.audit.Subject;
import io.wardtally.tracking.session.EmergencyOverride;
import io.wardtally.tracking.session.Pseudonym;
import io.wardtally.tracking.session.Segment;
import io.wardtally.tracking.session.Session;
import java.time.Instant;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * A question that is answered in pages of {@code T}.
 *
 * @param <T> what the pages hold
 */
public sealed interface Query<T> {

    /** Assets, in the order of their ids. */
    record Assets(AssetFilter search) implements Query<Asset> {}

    /**
     * Sessions, the latest start first; of the same start, the greater id first. Each part that is set must match; user,
     * department and patient within one segment.
     *
     * @param patients any of these, or null for all sessions
     */
    record Sessions(
            @Nullable AssetId asset,
            @Nullable String user,
            @Nullable String department,
            @Nullable Set<Pseudonym> patients,
            @Nullable Instant from,
            @Nullable Instant to,
            boolean openOnly)
            implements Query<Session> {

        /** All sessions of this asset. */
        public static Sessions of(AssetId asset) {
            return new Sessions(asset, null, null, null, null, null, false);
        }

        /** All sessions. */
        public static Sessions all() {
            return new Sessions(null, null, null, null, null, null, false);
        }

        /** Whether this session is one of those asked for. */
        public boolean matches(Session session) {
            return (asset == null || asset.equals(session.asset()))
                    && (from == null || !session.start().isBefore(from))
                    && (to == null || session.start().isBefore(to))
                    && (!openOnly || session.isOpen())
                    && (anybody() || session.segments().stream().anyMatch(this::matches));
        }

        private boolean anybody() {
            return user == null && department == null && patients == null;
        }

        private boolean matches(Segment part) {
            return (user == null || user.equals(part.user()))
                    && (department == null || department.equals(part.department()))
                    && (patients == null || (part.patient() != null && patients.contains(part.patient())));
        }
    }

    /**
     * Overrides, in the order in which they were declared; of the same time, by id.
     *
     * @param asset of this asset, or null for all
     * @param awaitingReview whether only those that nobody has reviewed
     */
    record Overrides(@Nullable AssetId asset, boolean awaitingReview) implements Query<EmergencyOverride> {

        /** Whether this override is one of those asked for. */
        public boolean matches(EmergencyOverride override) {
            return (asset == null || asset.equals(override.asset())) && (!awaitingReview || override.review() == null);
        }
    }

    /** The subjects of this kind, in the order of their ids; it is one that has no row of its own. */
    record OfKind(String kind) implements Query<Dossier> {}

    /** Every subject that has a current version, each once. */
    record Subjects() implements Query<Subject> {}
}
