package io.wardtally.tracking.core.audit;

import io.wardtally.tracking.audit.Digest;
import java.security.MessageDigest;
import java.util.ArrayList;
import java.util.List;

/**
 * The Merkle tree hash of RFC 9162 over digests that are added one after another. It keeps only the roots of the complete
 * subtrees so far: as many as the size has one-bits.
 */
final class MerkleTree {

    private static final byte LEAF = 0;
    private static final byte NODE = 1;

    private final MessageDigest sha256 = AuditKeys.sha256();
    private final List<byte[]> subtrees = new ArrayList<>();
    private long size;

    void add(Digest leaf) {
        sha256.update(LEAF);
        byte[] node = sha256.digest(leaf.bytes());
        for (long bits = size; (bits & 1) == 1; bits >>= 1) {
            node = node(subtrees.remove(subtrees.size() - 1), node);
        }
        subtrees.add(node);
        size++;
    }

    long size() {
        return size;
    }

    Digest root() {
        if (subtrees.isEmpty()) {
            return Digest.of(sha256.digest());
        }
        byte[] root = subtrees.get(subtrees.size() - 1);
        for (int i = subtrees.size() - 2; i >= 0; i--) {
            root = node(subtrees.get(i), root);
        }
        return Digest.of(root);
    }

    private byte[] node(byte[] left, byte[] right) {
        sha256.update(NODE);
        sha256.update(left);
        return sha256.digest(right);
    }
}
