package io.wardtally.tracking.core.keys;

import io.wardtally.tracking.Message;
import io.wardtally.tracking.TrackingException;
import io.wardtally.tracking.TrackingException.Code;
import io.wardtally.tracking.keys.SigningKey;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.Signature;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** Ed25519 signatures of checkpoints. */
public final class Signatures {

    private static final String PURPOSE = "checkpoint-key";

    private final Map<Integer, SigningKey> keys = new TreeMap<>();
    private final @Nullable SigningKey signer;

    /** Checks the ring; at most one key signs. */
    public Signatures(List<SigningKey> ring) {
        if (ring.isEmpty()) {
            throw KeyRing.refused(PURPOSE, "key.none");
        }
        SigningKey signs = null;
        for (SigningKey key : ring) {
            if (keys.put(key.version(), key) != null) {
                throw KeyRing.refused(PURPOSE, "key.version-twice", key.version());
            }
            if (key.signs() != null) {
                if (signs != null) {
                    throw KeyRing.refused(PURPOSE, "key.both-sign");
                }
                signs = key;
            }
        }
        this.signer = signs;
        if (signs != null) {
            String proof = "proof that the two halves belong together";
            if (!verify(signs.version(), proof, sign(proof))) {
                throw KeyRing.refused(PURPOSE, "key.halves", signs.version());
            }
        }
    }

    /** The version of the key that signs. */
    public int version() {
        return signer().version();
    }

    /** The signature under this statement, in base64. */
    public String sign(String statement) {
        try {
            Signature signature = Signature.getInstance("Ed25519");
            signature.initSign(signer().signs());
            signature.update(statement.getBytes(StandardCharsets.UTF_8));
            return Base64.getEncoder().encodeToString(signature.sign());
        } catch (GeneralSecurityException unusable) {
            throw KeyRing.refused(PURPOSE, "key.no-ed25519");
        }
    }

    /** Whether this is the signature of that key under this statement. */
    public boolean verify(int version, String statement, String signed) {
        SigningKey key = keys.get(version);
        if (key == null) {
            return false;
        }
        try {
            Signature signature = Signature.getInstance("Ed25519");
            signature.initVerify(key.verifies());
            signature.update(statement.getBytes(StandardCharsets.UTF_8));
            return signature.verify(Base64.getDecoder().decode(signed));
        } catch (GeneralSecurityException | IllegalArgumentException unreadable) {
            return false;
        }
    }

    private SigningKey signer() {
        if (signer == null) {
            throw new TrackingException.Failure(Code.KEY_REFUSED, Message.of("key.cannot-sign"));
        }
        return signer;
    }
}
