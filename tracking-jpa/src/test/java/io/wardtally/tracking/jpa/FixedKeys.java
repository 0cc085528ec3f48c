package io.wardtally.tracking.jpa;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.wardtally.tracking.core.Wardtally;
import io.wardtally.tracking.keys.KeyProvider;
import io.wardtally.tracking.keys.MasterKey;
import io.wardtally.tracking.keys.SigningKey;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.List;

/** Keys that every process has; only those of checkpoints are its own. */
final class FixedKeys implements KeyProvider {

    @Override
    public List<MasterKey> pseudonymKeys() {
        return List.of(MasterKey.active(1, secret("pseudonyms")));
    }

    @Override
    public List<MasterKey> auditKeys() {
        return List.of(MasterKey.active(1, secret("audit")));
    }

    @Override
    public List<SigningKey> checkpointKeys() {
        return Wardtally.throwAwayKeys().checkpointKeys();
    }

    private static byte[] secret(String of) {
        try {
            return MessageDigest.getInstance("SHA-256").digest(of.getBytes(UTF_8));
        } catch (NoSuchAlgorithmException everyJdkHasIt) {
            throw new IllegalStateException(everyJdkHasIt);
        }
    }
}
