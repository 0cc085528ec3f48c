package io.wardtally.tracking.store;

import io.wardtally.tracking.audit.Subject;
import io.wardtally.tracking.internal.Check;

/**
 * One thing that a feature has attached to a subject, such as an emergency override of an asset. A store keeps every field
 * exactly and understands none of them. What a kind of item is, and what its index keys mean, its feature declares.
 *
 * @param subject to what it is attached
 * @param kind what sort of item, in one word, at most 64 characters
 * @param id tells it from the other items of the same kind of the same subject; at most 64 characters
 * @param live whether it belongs to the dossier of its subject
 * @param keys by what it is found
 * @param content what it says, as lines of text
 */
public record Item(Subject subject, String kind, String id, boolean live, IndexKeys keys, String content) {

    /** The most live items of one subject: a dossier is read and judged as a whole. */
    public static final int MOST_LIVE = 50;

    public Item {
        Check.given("subject", subject);
        Check.id("kind of item", kind);
        Check.id("id of an item", id);
        Check.given("index keys", keys);
        Check.given("content", content);
    }

    /** A live item. */
    public static Item of(Subject subject, String kind, String id, IndexKeys keys, String content) {
        return new Item(subject, kind, id, true, keys, content);
    }

    /** The same item, live or not. */
    public Item withLive(boolean belongs) {
        return new Item(subject, kind, id, belongs, keys, content);
    }

    /** Leaves out what it says. */
    @Override
    public String toString() {
        return kind + " " + id + " of " + subject;
    }
}
