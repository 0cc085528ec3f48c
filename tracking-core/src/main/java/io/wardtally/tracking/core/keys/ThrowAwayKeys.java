package io.wardtally.tracking.core.keys;

import io.wardtally.tracking.keys.KeyProvider;
import io.wardtally.tracking.keys.MasterKey;
import io.wardtally.tracking.keys.SigningKey;
import java.security.KeyPairGenerator;
import java.security.NoSuchAlgorithmException;
import java.security.SecureRandom;
import java.util.List;

/** Random keys that nobody keeps: good for a try, useless once the process ends. */
public final class ThrowAwayKeys implements KeyProvider {

    private final MasterKey pseudonym;
    private final MasterKey audit;
    private final SigningKey checkpoint;

    /** New keys from this source. */
    public ThrowAwayKeys(SecureRandom random) {
        this.pseudonym = MasterKey.active(1, bytes(random));
        this.audit = MasterKey.active(1, bytes(random));
        try {
            this.checkpoint =
                    SigningKey.of(1, KeyPairGenerator.getInstance("Ed25519").generateKeyPair());
        } catch (NoSuchAlgorithmException everyJdkHasIt) {
            throw new IllegalStateException(everyJdkHasIt);
        }
    }

    @Override
    public List<MasterKey> pseudonymKeys() {
        return List.of(pseudonym);
    }

    @Override
    public List<MasterKey> auditKeys() {
        return List.of(audit);
    }

    @Override
    public List<SigningKey> checkpointKeys() {
        return List.of(checkpoint);
    }

    private static byte[] bytes(SecureRandom random) {
        byte[] bytes = new byte[32];
        random.nextBytes(bytes);
        return bytes;
    }
}
