package io.wardtally.tracking.core.audit;

import io.wardtally.tracking.core.keys.KeyRing;
import io.wardtally.tracking.keys.MasterKey;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.security.SecureRandom;
import java.util.List;
import java.util.Map;

/** The audit keys of one facility, with which facts are signed, so that nobody can change them unnoticed. */
public final class AuditKeys {

    /** To be copied, which is cheaper than looking for it again. */
    private static final MessageDigest SHA_256 = newSha256();

    private final String facility;
    private final KeyRing keys;
    private final SecureRandom random;

    /** Signing for this facility. */
    public AuditKeys(String facility, List<MasterKey> keys, SecureRandom random) {
        this.facility = facility;
        this.keys = new KeyRing("audit-key", facility, keys);
        this.random = random;
    }

    /** Facility to which the facts belong. */
    public String facility() {
        return facility;
    }

    /** Check values of the keys. */
    public Map<String, String> checks() {
        return keys.checks();
    }

    /** A signer for one thread. */
    public FactSigner signer() {
        return new FactSigner(facility, keys, random);
    }

    static MessageDigest sha256() {
        try {
            return (MessageDigest) SHA_256.clone();
        } catch (CloneNotSupportedException theJdksCan) {
            throw new IllegalStateException(theJdksCan);
        }
    }

    private static MessageDigest newSha256() {
        try {
            return MessageDigest.getInstance("SHA-256");
        } catch (NoSuchAlgorithmException everyJdkHasIt) {
            throw new IllegalStateException(everyJdkHasIt);
        }
    }
}
