package io.wardtally.tracking.core.keys;

import io.wardtally.tracking.core.codec.CanonicalBytes;
import java.security.GeneralSecurityException;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/** HMAC-SHA-256 under one key. Not for several threads at once: each takes its own {@link #copy()}. */
public final class Hmac {

    private static final String ALGORITHM = "HmacSHA256";

    private final Mac mac;

    private Hmac(Mac mac) {
        this.mac = mac;
    }

    static Hmac under(byte[] key) {
        try {
            Mac mac = Mac.getInstance(ALGORITHM);
            mac.init(new SecretKeySpec(key, ALGORITHM));
            return new Hmac(mac);
        } catch (GeneralSecurityException everyJdkHasIt) {
            throw new IllegalStateException(everyJdkHasIt);
        }
    }

    /** The same key, for another thread. Cheaper than setting the key up again. */
    public Hmac copy() {
        try {
            return new Hmac((Mac) mac.clone());
        } catch (CloneNotSupportedException theJdksCan) {
            throw new IllegalStateException(theJdksCan);
        }
    }

    /** The code of this message. */
    public byte[] of(CanonicalBytes message) {
        mac.update(message.array(), 0, message.length());
        return mac.doFinal();
    }
}
