package io.wardtally.tracking;

import io.wardtally.tracking.internal.Check;

/**
 * The caller's own name for one request, so that a retry after a lost answer acts only once.
 *
 * @param value 1 to 64 characters, unique in the facility; a random UUID is a good choice
 */
public record RequestId(String value) {

    public RequestId {
        Check.id("request id", value);
    }

    /** The request id with this value. */
    public static RequestId of(String value) {
        return new RequestId(value);
    }

    @Override
    public String toString() {
        return value;
    }
}
