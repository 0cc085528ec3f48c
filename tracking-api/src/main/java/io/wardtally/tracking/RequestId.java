package io.wardtally.tracking;

import io.wardtally.tracking.internal.Check;

/**
 * The caller's own name for one request, so that a retry after a lost answer acts only once.
 *
 * @param value 1 to 64 characters, unique among the requests of one user; a random UUID is a good choice. The store's own form has
 *     up to 200
 */
public record RequestId(String value) {

    public RequestId {
        Check.name("request id", value);
    }

    /** The request id with this value. */
    public static RequestId of(String value) {
        return new RequestId(Check.id("request id", value));
    }

    /** The form in which the store remembers it: nobody's request id is in the way of another user's. */
    public RequestId by(String user) {
        return new RequestId(user.length() + "/" + user + '/' + value);
    }

    @Override
    public String toString() {
        return value;
    }
}
