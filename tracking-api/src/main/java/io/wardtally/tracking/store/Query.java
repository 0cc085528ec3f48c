package io.wardtally.tracking.store;

import io.wardtally.tracking.asset.Asset;
import io.wardtally.tracking.asset.AssetFilter;
import io.wardtally.tracking.asset.AssetId;
import io.wardtally.tracking.audit.Subject;
import io.wardtally.tracking.internal.Check;
import io.wardtally.tracking.session.Pseudonym;
import io.wardtally.tracking.session.Segment;
import io.wardtally.tracking.session.Session;
import io.wardtally.tracking.session.SessionFilter;
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

        /** The sessions of this filter, whose patient goes by any of these pseudonyms; null where it names none. */
        public static Sessions of(SessionFilter which, @Nullable Set<Pseudonym> patients) {
            return new Sessions(
                    which.asset(),
                    which.user(),
                    which.department(),
                    patients,
                    which.from(),
                    which.to(),
                    which.openOnly());
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
     * Items. Each part that is set must match.
     *
     * @param subject of this subject, whatever their kind and whether live or not, in the order of kind and id; or null
     * @param kind of this kind, or null for those of a subject or for all
     * @param live whether they are live, or null for those of a subject or for all
     * @param department that concern this department, or null
     * @param party with this party, or null
     * @param tag with this further word, or null
     * @param order in which order
     */
    record Items(
            @Nullable Subject subject,
            @Nullable String kind,
            @Nullable Boolean live,
            @Nullable String department,
            @Nullable String party,
            @Nullable String tag,
            Order order)
            implements Query<Item> {

        public Items {
            if (order != Order.SUBJECT && (kind == null || live == null)) {
                throw Check.bad("store.order-of-items");
            }
        }

        /** In which order items come. Each order is that of one index. */
        public enum Order {
            /** By subject, kind and id. */
            SUBJECT,
            /** What is due first; of the same time by id and subject. */
            DUE,
            /** The most urgent and of those the latest first; of the same by id and subject, backwards. */
            RANK,
            /** The latest first; of the same time by id and subject, backwards. */
            LATEST
        }

        /** What items can be counted by. */
        public enum Column {
            /** The department that they concern. */
            DEPARTMENT,
            /** The other party. */
            PARTY,
            /** The further word. */
            TAG,
            /** How urgent they are. */
            RANK
        }

        /** Every item, by subject. */
        public static Items all() {
            return new Items(null, null, null, null, null, null, Order.SUBJECT);
        }

        /** All items of this subject. */
        public static Items of(Subject subject) {
            return new Items(subject, null, null, null, null, null, Order.SUBJECT);
        }

        /** The live items of this kind, what is due first. */
        public static Items due(String kind) {
            return new Items(null, kind, true, null, null, null, Order.DUE);
        }

        /** The live items of this kind, the most urgent first. */
        public static Items urgent(String kind) {
            return new Items(null, kind, true, null, null, null, Order.RANK);
        }

        /** The live items of this kind with this party, the latest first. */
        public static Items ofParty(String kind, String party) {
            return new Items(null, kind, true, null, party, null, Order.LATEST);
        }

        /** Of these those of one subject, by kind and id. */
        public Items ofSubject(Subject one) {
            return new Items(one, kind, live, department, party, tag, Order.SUBJECT);
        }

        /** Of these those that are, or are not, live. */
        public Items live(boolean wanted) {
            return new Items(subject, kind, wanted, department, party, tag, order);
        }

        /** Of these those that concern this department. */
        public Items inDepartment(String concerned) {
            return new Items(subject, kind, live, concerned, party, tag, order);
        }

        /** Of these those with this further word. */
        public Items tagged(String word) {
            return new Items(subject, kind, live, department, party, word, order);
        }

        /** Whether this item is one of those asked for. */
        public boolean matches(Item item) {
            return (subject == null || subject.equals(item.subject()))
                    && (kind == null || kind.equals(item.kind()))
                    && (live == null || live == item.live())
                    && (department == null || department.equals(item.keys().department()))
                    && (party == null || party.equals(item.keys().party()))
                    && (tag == null || tag.equals(item.keys().tag()));
        }
    }

    /** Every subject that has a current version, each once. */
    record Subjects() implements Query<Subject> {}

    /** Every claim but those to the use of an asset, by kind and key. */
    record Claims() implements Query<Claim> {}
}
