package io.wardtally.tracking.core.keys;

import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.util.Arrays;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/** HKDF-SHA-256 and HMAC-SHA-256 as they are written down, from nothing but the JDK's {@link Mac}. */
final class Rfc5869 {

    private Rfc5869() {}

    static byte[] hkdf(byte[] secret, byte[] salt, byte[] info, int length) {
        byte[] extracted = hmac(salt, secret);
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        byte[] block = {};
        for (int i = 1; out.size() < length; i++) {
            block = hmac(extracted, block, info, new byte[] {(byte) i});
            out.writeBytes(block);
        }
        return Arrays.copyOf(out.toByteArray(), length);
    }

    /** The key that a facility has for a purpose. */
    static byte[] derived(byte[] secret, String purpose, String facility, int version) {
        byte[] info = ByteBuffer.allocate(200)
                .put(prefixed(purpose))
                .put(prefixed(facility))
                .putInt(version)
                .array();
        int length = prefixed(purpose).length + prefixed(facility).length + Integer.BYTES;
        return hkdf(secret, utf8("wardtally/kdf/v1"), Arrays.copyOf(info, length), 32);
    }

    static byte[] hmac(byte[] key, byte[]... parts) {
        try {
            Mac mac = Mac.getInstance("HmacSHA256");
            mac.init(new SecretKeySpec(key, "HmacSHA256"));
            for (byte[] part : parts) {
                mac.update(part);
            }
            return mac.doFinal();
        } catch (GeneralSecurityException impossible) {
            throw new AssertionError(impossible);
        }
    }

    static byte[] prefixed(String text) {
        byte[] bytes = utf8(text);
        return ByteBuffer.allocate(Integer.BYTES + bytes.length)
                .putInt(bytes.length)
                .put(bytes)
                .array();
    }

    private static byte[] utf8(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }
}
