package io.wardtally.tracking.store;

import io.wardtally.tracking.audit.Digest;
import java.time.Instant;

/**
 * What a request was answered, kept so that a retry gets the same.
 *
 * @param content the keyed fingerprint of what was asked and what was answered
 * @param key the version of the key of that fingerprint
 * @param text the answer, as lines of text
 * @param at when it was given
 */
public record RememberedAnswer(Digest content, int key, String text, Instant at) {

    /** Leaves out the text. */
    @Override
    public String toString() {
        return "answer of " + at;
    }
}
