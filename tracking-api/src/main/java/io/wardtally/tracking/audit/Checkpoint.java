package io.wardtally.tracking.audit;

import io.wardtally.tracking.internal.Check;
import java.time.DateTimeException;
import java.time.Instant;
import java.util.List;

/**
 * A signed statement of what the audit log said up to a point. Keep it outside the database, with somebody else: it
 * shows later what a thief of the keys, a cut tail or a restored backup would hide.
 *
 * @param facility whose log
 * @param size how many facts it covers
 * @param root the root of the Merkle tree over them (RFC 9162)
 * @param at when it was signed
 * @param key the version of the signing key
 * @param signature the Ed25519 signature over all of this, in base64
 */
public record Checkpoint(String facility, long size, Digest root, Instant at, int key, String signature) {

    private static final String FORM = "wardtally-checkpoint-v1";

    public Checkpoint {
        Check.id("facility", facility);
        Check.given("root", root);
        Check.given("time", at);
        Check.given("signature", signature);
        if (size < 0) {
            throw Check.bad("checkpoint.negative");
        }
    }

    /** A checkpoint that is not signed yet, by the key of this version. */
    public static Checkpoint unsigned(String facility, long size, Digest root, Instant at, int key) {
        return new Checkpoint(facility, size, root, at, key, "");
    }

    /** The same checkpoint with this signature. */
    public Checkpoint signed(String with) {
        return new Checkpoint(facility, size, root, at, key, with);
    }

    /** What is signed: everything but the signature. */
    public String statement() {
        return String.join("\n", FORM, facility, Long.toString(size), root.toString(), at.toString(), "key " + key);
    }

    /** The checkpoint as a few lines of text to keep; {@link #parse} reads it. */
    public String text() {
        return statement() + "\n" + signature;
    }

    /**
     * Reads what {@link #text()} wrote.
     *
     * @throws io.wardtally.tracking.TrackingException.BadInput if this is no checkpoint
     */
    public static Checkpoint parse(String text) {
        List<String> lines =
                Check.stripped(Check.given("checkpoint", text)).lines().toList();
        if (lines.size() != 7 || !lines.get(0).equals(FORM) || !lines.get(5).startsWith("key ")) {
            throw Check.bad("checkpoint.malformed");
        }
        try {
            return new Checkpoint(
                    lines.get(1),
                    Long.parseLong(lines.get(2)),
                    Digest.parse(lines.get(3)),
                    Instant.parse(lines.get(4)),
                    Integer.parseInt(lines.get(5).substring("key ".length())),
                    lines.get(6));
        } catch (NumberFormatException | DateTimeException broken) {
            throw Check.bad("checkpoint.malformed");
        }
    }
}
