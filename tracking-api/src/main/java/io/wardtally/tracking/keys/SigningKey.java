package io.wardtally.tracking.keys;

import io.wardtally.tracking.internal.Check;
import java.security.KeyPair;
import java.security.PrivateKey;
import java.security.PublicKey;
import org.jspecify.annotations.Nullable;

/**
 * An Ed25519 key that signs checkpoints, or only verifies them.
 *
 * @param version 1 or more; never used again for another key
 * @param verifies the public half
 * @param signs the private half, or null where checkpoints are only verified; one key of the ring at most has it
 */
public record SigningKey(
        int version, PublicKey verifies, @Nullable PrivateKey signs) {

    public SigningKey {
        if (version < 1) {
            throw Check.bad("key.version-malformed");
        }
        Check.given("public key", verifies);
    }

    /** A key that signs. */
    public static SigningKey of(int version, KeyPair pair) {
        return new SigningKey(version, pair.getPublic(), pair.getPrivate());
    }

    /** The same key, without the power to sign. */
    public SigningKey verifyingOnly() {
        return new SigningKey(version, verifies, null);
    }

    /** Never shows the key. */
    @Override
    public String toString() {
        return "signing key " + version;
    }
}
