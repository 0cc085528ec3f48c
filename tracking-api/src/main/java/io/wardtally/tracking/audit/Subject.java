package io.wardtally.tracking.audit;

import io.wardtally.tracking.Message;
import io.wardtally.tracking.asset.AssetId;
import io.wardtally.tracking.asset.Model;
import io.wardtally.tracking.internal.Check;

/**
 * What a fact is about. The facts of one subject are numbered 1, 2, 3 … without a gap.
 *
 * @param kind what sort of thing, in one word, for example {@code asset}; other versions may know more
 * @param id which one
 */
public record Subject(String kind, String id) implements Comparable<Subject> {

    /** The kind of subject that an asset is. */
    public static final String ASSET = "asset";

    private static final String STAFF = "staff";
    private static final String CLIENT = "client";
    private static final String CHECKLIST = "checklist";

    /** The kind of subject that a make and model is. */
    public static final String MODEL = "model";

    public Subject {
        Check.id("kind of subject", kind);
        if (kind.indexOf(' ') >= 0) {
            throw Check.bad("subject.kind-malformed");
        }
        Check.id("id of a subject", id);
    }

    /** An asset. */
    public static Subject asset(AssetId id) {
        return new Subject(ASSET, id.value());
    }

    /** A member of staff: what they were refused or denied, and what they looked for. */
    public static Subject staff(String actorId) {
        return new Subject(STAFF, actorId);
    }

    /** A scanner: what it handed over. */
    public static Subject client(String clientId) {
        return new Subject(CLIENT, clientId);
    }

    /** A make and model. */
    public static Subject model(String manufacturer, String name) {
        return new Subject(MODEL, Model.key(manufacturer, name));
    }

    /**
     * What has to be confirmed before use, word for word. It is recorded once, when it is first asked for.
     *
     * @param id SHA-256 of the items in 64 hexadecimal digits: of each in UTF-8, behind its length in bytes as four bytes, big-endian
     */
    public static Subject checklist(String id) {
        return new Subject(CHECKLIST, id);
    }

    /** What is meant, as a part of a message. */
    public Message message() {
        return Message.of("subject", Message.Argument.word(kind), id);
    }

    /** Whether this is an asset. */
    public boolean isAsset() {
        return kind.equals(ASSET);
    }

    /** Whether this is a make and model. */
    public boolean isModel() {
        return kind.equals(MODEL);
    }

    @Override
    public int compareTo(Subject other) {
        int byKind = kind.compareTo(other.kind);
        return byKind != 0 ? byKind : id.compareTo(other.id);
    }

    @Override
    public String toString() {
        return kind + " " + id;
    }
}
