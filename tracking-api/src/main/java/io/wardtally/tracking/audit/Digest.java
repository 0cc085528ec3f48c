package io.wardtally.tracking.audit;

import io.wardtally.tracking.internal.Check;
import java.util.Arrays;
import java.util.HexFormat;

/** A fingerprint of 32 bytes. */
public final class Digest {

    private static final HexFormat HEX = HexFormat.of();

    private final byte[] bytes;

    private Digest(byte[] bytes) {
        this.bytes = bytes;
    }

    /** The digest with these 32 bytes. */
    public static Digest of(byte[] bytes) {
        if (Check.given("digest", bytes).length != 32) {
            throw Check.bad("digest.length");
        }
        return new Digest(bytes.clone());
    }

    /** The digest written so, as {@link #toString()} writes it. */
    public static Digest parse(String hex) {
        try {
            return of(HEX.parseHex(Check.given("digest", hex)));
        } catch (IllegalArgumentException notHex) {
            throw Check.bad("digest.malformed");
        }
    }

    /** A copy of the 32 bytes. */
    public byte[] bytes() {
        return bytes.clone();
    }

    /** Whether it is a fingerprint of exactly these bytes. */
    public boolean matches(byte[] other) {
        return Arrays.equals(bytes, other);
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof Digest digest && Arrays.equals(bytes, digest.bytes);
    }

    @Override
    public int hashCode() {
        return Arrays.hashCode(bytes);
    }

    /** 64 hexadecimal digits. */
    @Override
    public String toString() {
        return HEX.formatHex(bytes);
    }
}
