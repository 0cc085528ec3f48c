package io.wardtally.tracking.asset;

import io.wardtally.tracking.internal.Check;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * Whose an asset is, since when.
 *
 * @param vendor whom it is rented from, or null if it is the hospital's own
 * @param since when this began, or null if that is not known
 * @param until when a rental is to end, or null if that is open or it is the hospital's own
 */
public record Ownership(
        @Nullable String vendor,
        @Nullable Instant since,
        @Nullable Instant until) {

    public Ownership {
        Check.nameOrNull("vendor", vendor);
        Check.timeOrNull("begin of ownership", since);
        Check.timeOrNull("end of rental", until);
        if (vendor == null && until != null) {
            throw Check.bad("ownership.own-has-no-end");
        }
        if (since != null && until != null && !until.isAfter(since)) {
            throw Check.bad("ownership.rental-order");
        }
    }

    /** The hospital's own; since when is not known. */
    public static Ownership hospital() {
        return new Ownership(null, null, null);
    }

    /** The hospital's own since this time. */
    public static Ownership hospital(Instant since) {
        return new Ownership(null, Check.given("begin of ownership", since), null);
    }

    /** Rented from this vendor since one time until another; null leaves the end open. */
    public static Ownership rented(String vendor, Instant since, @Nullable Instant until) {
        return new Ownership(Check.name("vendor", vendor), Check.given("begin of rental", since), until);
    }

    /** Whether it belongs to somebody else. */
    public boolean isRental() {
        return vendor != null;
    }

    @Override
    public String toString() {
        if (vendor == null) {
            return "hospital";
        }
        return "rental from " + vendor + (until == null ? "" : " until " + until);
    }
}
