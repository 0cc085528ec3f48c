package io.wardtally.tracking.store;

import io.wardtally.tracking.asset.AssetId;
import io.wardtally.tracking.asset.Identifier;
import io.wardtally.tracking.audit.Subject;
import io.wardtally.tracking.internal.Check;
import io.wardtally.tracking.session.SessionId;
import java.util.Comparator;

/**
 * Something that only one may have, such as the use of an asset. An open session and the claim to its use are always
 * written, and given back, in the same change.
 *
 * @param kind what sort of thing is claimed
 * @param key which one
 * @param by who has it, or wants it
 */
public record Claim(String kind, String key, String by) {

    private static final String USE = "use";

    /** The claim to an identifier: only one asset, or one model, may have it. */
    public static Claim identifier(Identifier identifier, Subject by) {
        return new Claim(identifier.kind().name(), identifier.value(), by.id());
    }

    /** The claim of a subject to the id of one of its items, by which the item is found without its subject. */
    public static Claim item(String kind, String id, Subject by) {
        return new Claim(kind, id, by.id());
    }

    /** The claim to the use of an asset: only one session may have it. */
    public static Claim use(AssetId asset, SessionId by) {
        return new Claim(USE, asset.value(), by.toString());
    }

    /** Whether it is the use of an asset that is claimed. */
    public boolean isUse() {
        return kind.equals(USE);
    }

    /** What is claimed, whoever has it. */
    public Target target() {
        return new Target(kind, key);
    }

    /**
     * What a claim is about. The order is the one in which claims are taken everywhere.
     *
     * @param kind what sort of thing is claimed
     * @param key which one
     */
    public record Target(String kind, String key) implements Comparable<Target> {

        private static final Comparator<Target> ORDER =
                Comparator.comparing(Target::kind).thenComparing(Target::key);

        /** The target that is this identifier. */
        public static Target of(Identifier identifier) {
            return new Target(identifier.kind().name(), identifier.value());
        }

        /** The target that {@link #toString} wrote. */
        public static Target parse(String text) {
            int space = text.indexOf(' ');
            return new Target(
                    Check.id("kind", text.substring(0, space)), Check.name("claim", text.substring(space + 1)));
        }

        @Override
        public String toString() {
            return kind + ' ' + key;
        }

        @Override
        public int compareTo(Target other) {
            return ORDER.compare(this, other);
        }
    }
}
