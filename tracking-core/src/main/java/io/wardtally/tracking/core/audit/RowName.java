package io.wardtally.tracking.core.audit;

import io.wardtally.tracking.session.Session;
import io.wardtally.tracking.store.Item;

/** Names by which a fact refers to the rows that it set. */
public final class RowName {

    /** The row of an asset. */
    public static final String ASSET = "asset";

    private RowName() {}

    /** The row of a session. */
    public static String of(Session session) {
        return "session/" + session.id();
    }

    /** The row of an item. */
    public static String of(Item item) {
        return "item/" + item.kind() + '/' + item.id();
    }
}
