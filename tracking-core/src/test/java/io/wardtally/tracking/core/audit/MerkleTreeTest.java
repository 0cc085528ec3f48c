package io.wardtally.tracking.core.audit;

import static org.assertj.core.api.Assertions.assertThat;

import io.wardtally.tracking.audit.Digest;
import java.nio.ByteBuffer;
import java.security.MessageDigest;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class MerkleTreeTest {

    @Test
    void the_root_of_every_size_is_what_rfc_9162_defines() {
        MerkleTree tree = new MerkleTree();
        for (int size = 0; size <= 70; size++) {
            assertThat(tree.size()).isEqualTo(size);
            assertThat(tree.root()).as("root of " + size).isEqualTo(Digest.of(hash(leaves(size))));
            assertThat(tree.root()).as("asked again").isEqualTo(Digest.of(hash(leaves(size))));
            tree.add(leaf(size));
        }
    }

    @Test
    void the_root_of_nothing_is_the_hash_of_nothing() {
        assertThat(new MerkleTree().root())
                .hasToString("e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855");
    }

    @Test
    void the_order_of_the_leaves_matters() {
        assertThat(root(leaf(1), leaf(2))).isNotEqualTo(root(leaf(2), leaf(1)));
    }

    private static Digest root(Digest... leaves) {
        MerkleTree tree = new MerkleTree();
        List.of(leaves).forEach(tree::add);
        return tree.root();
    }

    /** Section 2.1.1 of the RFC, word by word. */
    private static byte[] hash(List<Digest> leaves) {
        int n = leaves.size();
        if (n == 0) {
            return sha256();
        }
        if (n == 1) {
            return sha256(new byte[] {0}, leaves.get(0).bytes());
        }
        int k = Integer.highestOneBit(n - 1);
        return sha256(new byte[] {1}, hash(leaves.subList(0, k)), hash(leaves.subList(k, n)));
    }

    private static byte[] sha256(byte[]... parts) {
        MessageDigest sha256 = AuditKeys.sha256();
        for (byte[] part : parts) {
            sha256.update(part);
        }
        return sha256.digest();
    }

    private static List<Digest> leaves(int size) {
        return IntStream.range(0, size).mapToObj(MerkleTreeTest::leaf).toList();
    }

    private static Digest leaf(int number) {
        return Digest.of(ByteBuffer.allocate(32).putInt(number).array());
    }
}
