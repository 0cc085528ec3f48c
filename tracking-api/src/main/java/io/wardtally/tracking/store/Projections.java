package io.wardtally.tracking.store;

import java.util.List;
import java.util.Optional;

/** The derived values of a store, such as ledgers. They are written through {@link Journal#advance} only. */
public interface Projections {

    /** The value of this kind with this key. */
    Optional<String> get(String kind, String key);

    /**
     * Values of a kind from one key up to but not including another, in the order of the keys.
     *
     * @param limit how many at most
     */
    List<ProjectedValue> range(String kind, String from, String to, int limit);
}
