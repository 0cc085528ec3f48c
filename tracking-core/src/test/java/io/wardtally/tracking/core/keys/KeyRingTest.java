package io.wardtally.tracking.core.keys;

import static io.wardtally.tracking.core.contract.Promises.refusal;
import static org.assertj.core.api.Assertions.assertThat;

import io.wardtally.tracking.TrackingException.Code;
import io.wardtally.tracking.core.codec.CanonicalBytes;
import io.wardtally.tracking.keys.KeyState;
import io.wardtally.tracking.keys.MasterKey;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.List;
import org.junit.jupiter.api.Test;

class KeyRingTest {

    private static final String PURPOSE = "audit-key";
    private static final String FACILITY = "st-märy";
    private static final CanonicalBytes MESSAGE = new CanonicalBytes().put("message");

    @Test
    void the_oracle_of_these_tests_derives_keys_as_rfc_5869_says() {
        HexFormat hex = HexFormat.of();
        byte[] derived = Rfc5869.hkdf(
                hex.parseHex("0b".repeat(22)),
                hex.parseHex("000102030405060708090a0b0c"),
                hex.parseHex("f0f1f2f3f4f5f6f7f8f9"),
                42);
        assertThat(hex.formatHex(derived))
                .isEqualTo("3cb25f25faacd57a90434f64d0362f2a2d2d0a90cf1a5a4c5db02d56ecc4c5bf34007208d5b887185865");
    }

    @Test
    void a_key_is_derived_for_its_purpose_facility_and_version() {
        byte[] key = Rfc5869.derived(Secrets.secret(7), PURPOSE, FACILITY, 7);
        assertThat(ring(Secrets.active(7)).activeKey().of(MESSAGE)).isEqualTo(Rfc5869.hmac(key, MESSAGE.bytes()));
    }

    @Test
    void a_copy_of_a_key_and_the_key_itself_give_the_same_code_again_and_again() {
        Hmac key = ring(Secrets.active(1)).activeKey();
        byte[] code = key.of(MESSAGE);
        assertThat(key.of(new CanonicalBytes().put("another"))).isNotEqualTo(code);
        assertThat(key.of(MESSAGE)).isEqualTo(code);
        assertThat(key.copy().of(MESSAGE)).isEqualTo(code);
    }

    @Test
    void each_caller_gets_a_key_of_its_own() {
        KeyRing ring = ring(Secrets.active(1));
        assertThat(ring.activeKey()).isNotSameAs(ring.activeKey());
    }

    @Test
    void the_active_key_writes_and_those_kept_for_reading_read() {
        KeyRing ring = ring(
                Secrets.active(3),
                Secrets.active(1).withState(KeyState.READ),
                Secrets.active(2).withState(KeyState.RETIRED),
                Secrets.active(4).withState(KeyState.DESTROYED));
        assertThat(ring.active()).isEqualTo(3);
        assertThat(ring.readable()).containsExactly(1, 3);
        assertThat(ring.key(1)).isPresent();
        assertThat(ring.key(2)).isEmpty();
        assertThat(ring.key(4)).isEmpty();
        assertThat(ring.activeKey().of(MESSAGE))
                .isEqualTo(ring.key(3).orElseThrow().of(MESSAGE));
        assertThat(ring.activeKey().of(MESSAGE))
                .isNotEqualTo(ring.key(1).orElseThrow().of(MESSAGE));
    }

    @Test
    void a_ring_that_cannot_be_trusted_is_refused_with_the_reason() {
        assertRefused("no key was provided", List.of());
        assertRefused(
                "version 1 was given twice",
                List.of(Secrets.active(1), Secrets.active(1).withState(KeyState.READ)));
        assertRefused("versions 1 and 2 are both active", List.of(Secrets.active(1), Secrets.active(2)));
        assertRefused("no key is active", List.of(Secrets.active(1).withState(KeyState.READ)));
    }

    @Test
    void bytes_that_another_version_has_already_are_refused_whatever_they_are_for() {
        for (KeyState state : List.of(KeyState.READ, KeyState.RETIRED)) {
            assertRefused(
                    "version 2 repeats the bytes of another",
                    List.of(Secrets.active(1), new MasterKey(2, state, Secrets.secret(1))));
        }
    }

    @Test
    void destroyed_keys_have_no_bytes_to_repeat() {
        KeyRing ring = ring(
                Secrets.active(1).withState(KeyState.DESTROYED),
                Secrets.active(2).withState(KeyState.DESTROYED),
                Secrets.active(3));
        assertThat(ring.readable()).containsExactly(3);
    }

    @Test
    void a_key_has_32_bytes_or_more() {
        byte[] secret = Secrets.secret(5);
        assertThat(ring(MasterKey.active(1, secret)).active()).isEqualTo(1);
        assertThat(ring(MasterKey.active(1, Arrays.copyOf(secret, 64))).active())
                .isEqualTo(1);
        assertRefused("version 1 is shorter than 32 bytes", List.of(MasterKey.active(1, Arrays.copyOf(secret, 31))));
    }

    @Test
    void a_key_of_16_different_bytes_passes_for_random_and_one_of_15_does_not() {
        assertThat(ring(MasterKey.active(1, differing(16))).active()).isEqualTo(1);
        assertRefused("version 1 is not random", List.of(MasterKey.active(1, differing(15))));
    }

    private static byte[] differing(int values) {
        byte[] secret = new byte[32];
        for (int i = 0; i < secret.length; i++) {
            secret[i] = (byte) (-(i % values) - 1);
        }
        return secret;
    }

    private static KeyRing ring(MasterKey... keys) {
        return new KeyRing(PURPOSE, FACILITY, List.of(keys));
    }

    private static void assertRefused(String why, List<MasterKey> keys) {
        assertThat(refusal(Code.KEY_REFUSED, () -> new KeyRing(PURPOSE, FACILITY, keys)))
                .hasMessage("the audit-key ring is refused: " + why);
    }
}
