package io.wardtally.atlas;

import java.util.List;

/**
 * What one publisher knows about devices: a vendor of its own, a hospital of its house rules. Name the class in
 * {@code META-INF/services/io.wardtally.atlas.KnowledgeProvider} and, in a module, with {@code provides}; it needs a public
 * constructor without parameters.
 *
 * <p>It is asked on several threads at once, and whoever waits for it waits for a fraction of a second at most; what comes later is
 * left out, and whoever is asked next is told that it is missing. It is never told anything of a patient. To see whether it keeps to
 * all this extend {@code KnowledgeProviderContract} from the test-jar of this module.
 */
public interface KnowledgeProvider {

    /** The level of this interface. A provider names the one that it was written for. */
    int LEVEL = 1;

    /** The most statements that are taken from one answer. */
    int MOST_STATEMENTS = 500;

    /** The most characters that all values of one answer have together. */
    int MOST_LETTERS = 1_000_000;

    /** The most passages that are taken from one answer. */
    int MOST_PASSAGES = 2_000;

    /** Who speaks. Always the same. */
    ProviderInfo info();

    /**
     * What applies to a device, at most {@link #MOST_STATEMENTS}; empty if nothing is known of it. The same key gives the same until
     * the version of {@link #info()} changes.
     */
    List<Statement<?>> guidance(DeviceKey device);

    /** Where questions about a device may find their answers, at most {@link #MOST_PASSAGES}. */
    default List<Passage> passages(DeviceKey device) {
        return List.of();
    }
}
