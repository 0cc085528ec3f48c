package io.wardtally.tracking.core.audit;

import io.wardtally.tracking.audit.Digest;
import java.nio.ByteBuffer;
import java.security.SecureRandom;

/**
 * Hash of a multiset, to compare two collections of (digest, position) that arrive in different orders, without keeping either:
 * the product of {@code (r - item)} modulo the prime 2^61 - 1, for a secret random {@code r}, is the same for the same items and
 * differs for others but for a chance of about n / 2^61.
 */
final class MultisetHash {

    private static final long PRIME = (1L << 61) - 1;

    private final long point;
    private final long mix;
    private long product = 1;
    private long count;

    private MultisetHash(long point, long mix) {
        this.point = point;
        this.mix = mix;
    }

    static MultisetHash random(SecureRandom random) {
        return new MultisetHash(random.nextLong(PRIME), random.nextLong(PRIME));
    }

    /** An empty collection that can be compared with this one. */
    MultisetHash sibling() {
        return new MultisetHash(point, mix);
    }

    void add(Digest digest, long position) {
        ByteBuffer bytes = ByteBuffer.wrap(digest.bytes());
        long item = reduce(bytes.getLong() >>> 3);
        item = reduce(times(item, mix) + (bytes.getLong() >>> 3));
        item = reduce(times(item, mix) + position);
        product = times(product, reduce(point + PRIME - item));
        count++;
    }

    void addAll(MultisetHash sibling) {
        product = times(product, sibling.product);
        count += sibling.count;
    }

    long count() {
        return count;
    }

    boolean same(MultisetHash other) {
        return count == other.count && product == other.product;
    }

    private static long times(long a, long b) {
        long high = Math.multiplyHigh(a, b);
        long low = a * b;
        return reduce((low & PRIME) + (low >>> 61 | high << 3));
    }

    private static long reduce(long value) {
        long once = (value & PRIME) + (value >>> 61);
        return once >= PRIME ? once - PRIME : once;
    }
}
