package io.wardtally.tracking.core.codec;

import io.wardtally.tracking.audit.Digest;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Instant;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/**
 * The one byte form of what is signed: texts as UTF-8 behind their length, numbers big-endian. Different contents never
 * have the same form.
 */
public final class CanonicalBytes {

    private ByteBuffer buffer = ByteBuffer.allocate(1024);

    /** Empties it for the next message. */
    public CanonicalBytes clear() {
        buffer.clear();
        return this;
    }

    /** One byte, such as the version of a form. */
    public CanonicalBytes put(byte value) {
        room(1).put(value);
        return this;
    }

    /** Four bytes. */
    public CanonicalBytes put(int value) {
        room(Integer.BYTES).putInt(value);
        return this;
    }

    /** Eight bytes. */
    public CanonicalBytes put(long value) {
        room(Long.BYTES).putLong(value);
        return this;
    }

    /** The seconds since 1970, then the nanoseconds within the second. */
    public CanonicalBytes put(Instant value) {
        return put(value.getEpochSecond()).put(value.getNano());
    }

    /** Bytes as they are, without their length. */
    public CanonicalBytes raw(byte[] value) {
        room(value.length).put(value);
        return this;
    }

    /** The length in bytes, then the text; length -1 for none at all. */
    public CanonicalBytes put(@Nullable String value) {
        if (value == null) {
            return put(-1);
        }
        byte[] bytes = value.getBytes(StandardCharsets.UTF_8);
        return put(bytes.length).raw(bytes);
    }

    /** A copy of the message. */
    public byte[] bytes() {
        return Arrays.copyOf(buffer.array(), buffer.position());
    }

    /** The bytes so far, and room behind them; see {@link #length}. */
    public byte[] array() {
        return buffer.array();
    }

    /** Number of bytes so far. */
    public int length() {
        return buffer.position();
    }

    /** Its SHA-256. */
    public Digest sha256() {
        try {
            MessageDigest sha256 = MessageDigest.getInstance("SHA-256");
            sha256.update(buffer.array(), 0, buffer.position());
            return Digest.of(sha256.digest());
        } catch (NoSuchAlgorithmException everyJdkHasIt) {
            throw new IllegalStateException(everyJdkHasIt);
        }
    }

    private ByteBuffer room(int wanted) {
        if (buffer.remaining() < wanted) {
            ByteBuffer larger = ByteBuffer.allocate(Math.max(buffer.capacity() * 2, buffer.position() + wanted));
            larger.put(buffer.flip());
            buffer = larger;
        }
        return buffer;
    }
}
