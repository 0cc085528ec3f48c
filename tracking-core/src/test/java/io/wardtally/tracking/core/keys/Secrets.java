package io.wardtally.tracking.core.keys;

import io.wardtally.tracking.keys.MasterKey;
import java.util.Random;

/** Master keys that are the same in every run. */
final class Secrets {

    private Secrets() {}

    static MasterKey active(int version) {
        return MasterKey.active(version, secret(version));
    }

    static byte[] secret(long seed) {
        byte[] secret = new byte[32];
        new Random(seed).nextBytes(secret);
        return secret;
    }
}
