package io.wardtally.tracking.core.audit;

import static org.assertj.core.api.Assertions.assertThat;

import io.wardtally.tracking.audit.Digest;
import java.math.BigInteger;
import java.nio.ByteBuffer;
import java.security.SecureRandom;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.ForAll;
import net.jqwik.api.From;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.constraints.LongRange;
import net.jqwik.api.constraints.Size;
import org.junit.jupiter.api.Test;

class MultisetHashTest {

    private static final long PRIME = (1L << 61) - 1;
    private static final BigInteger P = BigInteger.valueOf(PRIME);
    private static final Digest ZERO = Digest.of(new byte[32]);

    record Item(long high, long low, long position) {

        Digest digest() {
            return Digest.of(ByteBuffer.allocate(32).putLong(high).putLong(low).array());
        }
    }

    @Property(tries = 200)
    void the_order_does_not_matter_and_neither_does_the_way_of_adding_up(
            @ForAll @Size(max = 20) List<@From("items") Item> items, @ForAll long seed) {
        List<Item> shuffled = new ArrayList<>(items);
        Collections.shuffle(shuffled, new Random(seed));
        MultisetHash one = MultisetHash.random(new SecureRandom());
        MultisetHash other = one.sibling();
        MultisetHash half = one.sibling();
        addAll(one, items);
        addAll(half, shuffled.subList(0, items.size() / 2));
        addAll(other, shuffled.subList(items.size() / 2, items.size()));
        other.addAll(half);
        assertThat(one.same(other)).isTrue();
        assertThat(other.count()).isEqualTo(items.size());
    }

    @Property(tries = 500)
    void the_product_is_computed_modulo_the_prime(
            @ForAll @Size(max = 6) List<@From("items") Item> items,
            @ForAll @LongRange(min = 0, max = PRIME - 1) long point,
            @ForAll @LongRange(min = 0, max = PRIME - 1) long mix) {
        BigInteger r = BigInteger.valueOf(point);
        BigInteger product = BigInteger.ONE;
        for (Item item : items) {
            BigInteger value = BigInteger.valueOf(item.high() >>> 3)
                    .multiply(BigInteger.valueOf(mix))
                    .add(BigInteger.valueOf(item.low() >>> 3))
                    .multiply(BigInteger.valueOf(mix))
                    .add(BigInteger.valueOf(item.position()));
            product = product.multiply(r.subtract(value)).mod(P);
        }
        MultisetHash is = MultisetHash.random(fixed(point, mix));
        MultisetHash expected = is.sibling();
        addAll(is, items);
        is.add(ZERO, withFactor(BigInteger.ONE, r));
        expected.add(ZERO, withFactor(product, r));
        items.forEach(item -> expected.add(ZERO, withFactor(BigInteger.ONE, r)));
        assertThat(is.same(expected)).isTrue();
    }

    @Property(tries = 300)
    void a_change_of_the_first_bits_of_a_digest_or_of_a_position_is_seen(
            @ForAll @Size(min = 1, max = 5) List<@From("items") Item> items, @ForAll @LongRange(min = 0) long change) {
        Item first = items.get(0);
        long difference = change | 8;
        List<Item> edits = List.of(
                new Item(first.high() ^ difference, first.low(), first.position()),
                new Item(first.high(), first.low() ^ difference, first.position()),
                new Item(first.high(), first.low(), first.position() ^ 8));
        MultisetHash honest = MultisetHash.random(new SecureRandom());
        addAll(honest, items);
        for (Item edit : edits) {
            List<Item> edited = new ArrayList<>(items);
            edited.set(0, edit);
            MultisetHash other = honest.sibling();
            addAll(other, edited);
            assertThat(other.same(honest)).as("%s instead of %s", edit, first).isFalse();
        }
    }

    @Test
    void two_digests_that_swap_their_positions_are_seen() {
        Item one = new Item(16, 32, 1);
        Item two = new Item(64, 128, 2);
        MultisetHash honest = MultisetHash.random(new SecureRandom());
        addAll(honest, List.of(one, two));
        MultisetHash swapped = honest.sibling();
        swapped.add(one.digest(), 2);
        swapped.add(two.digest(), 1);
        assertThat(swapped.same(honest)).isFalse();
    }

    @Test
    void more_or_fewer_of_the_same_are_seen() {
        MultisetHash empty = MultisetHash.random(fixed(5, 7));
        MultisetHash one = empty.sibling();
        one.add(ZERO, 4);
        assertThat(one.count()).isEqualTo(1);
        assertThat(one.same(empty)).as("a factor of one").isFalse();
        assertThat(empty.same(empty.sibling())).isTrue();
    }

    @Test
    void two_runs_compare_by_different_secrets() {
        SecureRandom random = new SecureRandom();
        MultisetHash one = MultisetHash.random(random);
        MultisetHash other = MultisetHash.random(random);
        one.add(ZERO, 1);
        other.add(ZERO, 1);
        assertThat(one.same(other)).isFalse();
    }

    @Provide
    Arbitrary<Item> items() {
        Arbitrary<Long> halves = Arbitraries.longs().greaterOrEqual(0);
        return Combinators.combine(halves, halves, Arbitraries.longs().greaterOrEqual(1))
                .as(Item::new);
    }

    private static void addAll(MultisetHash to, List<Item> items) {
        items.forEach(item -> to.add(item.digest(), item.position()));
    }

    /** The position at which the digest of zeros has this factor. */
    private static long withFactor(BigInteger factor, BigInteger point) {
        return point.subtract(factor).mod(P).longValueExact();
    }

    private static SecureRandom fixed(long point, long mix) {
        return new SecureRandom() {
            private long next = point;

            @Override
            public long nextLong(long bound) {
                assertThat(bound).isEqualTo(PRIME);
                long answer = next;
                next = mix;
                return answer;
            }
        };
    }
}
