package io.wardtally.tracking.session;

import io.wardtally.tracking.internal.Check;
import java.util.regex.Pattern;

/**
 * Stands for a patient without saying who that is. The same patient has the same pseudonym under the same key; it cannot
 * be turned back without the key and a list of all patients.
 *
 * @param value {@code pn1.}, the key's version, a dot and 26 lower-case base32 letters: the first 128 bits of an
 *     HMAC-SHA-256
 */
public record Pseudonym(String value) {

    private static final Pattern FORM = Pattern.compile("pn1\\.[1-9][0-9]{0,9}\\.[a-z2-7]{26}");

    public Pseudonym {
        if (value == null || !FORM.matcher(value).matches()) {
            throw Check.bad("pseudonym.malformed");
        }
    }

    /** A short form to show to people. Never a key: two patients may share it. */
    public String label() {
        return value.substring(value.length() - 26, value.length() - 20);
    }

    @Override
    public String toString() {
        return value;
    }
}
