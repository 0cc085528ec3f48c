package io.wardtally.tracking.core.keys;

import static io.wardtally.tracking.core.contract.Promises.refusal;
import static org.assertj.core.api.Assertions.assertThat;

import io.wardtally.tracking.TrackingException.Code;
import io.wardtally.tracking.keys.SigningKey;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.NoSuchAlgorithmException;
import java.security.SecureRandom;
import java.security.Signature;
import java.util.Base64;
import java.util.List;
import org.junit.jupiter.api.Test;

class SignaturesTest {

    private static final KeyPair ONE = pair("Ed25519");
    private static final KeyPair TWO = pair("Ed25519");
    private static final String STATEMENT = "märy\n7";

    @Test
    void a_signature_is_plain_ed25519_over_the_text_in_base64() throws Exception {
        Signature plain = Signature.getInstance("Ed25519");
        plain.initVerify(ONE.getPublic());
        plain.update(STATEMENT.getBytes("UTF-8"));
        String signed = ring(SigningKey.of(1, ONE)).sign(STATEMENT);
        assertThat(plain.verify(Base64.getDecoder().decode(signed))).isTrue();
    }

    @Test
    void a_signature_holds_for_its_key_and_statement_only() {
        Signatures ring = ring(SigningKey.of(2, TWO), SigningKey.of(1, ONE).verifyingOnly());
        String signed = ring.sign(STATEMENT);
        assertThat(ring.version()).isEqualTo(2);
        assertThat(ring.verify(2, STATEMENT, signed)).isTrue();
        assertThat(ring.verify(1, STATEMENT, signed)).isFalse();
        assertThat(ring.verify(3, STATEMENT, signed)).isFalse();
        assertThat(ring.verify(2, STATEMENT + " ", signed)).isFalse();
        assertThat(ring.verify(2, STATEMENT, ring.sign("another"))).isFalse();
        assertThat(ring.verify(2, STATEMENT, "not base64")).isFalse();
        assertThat(ring.verify(2, STATEMENT, "AAAA")).isFalse();
    }

    @Test
    void what_was_signed_before_the_rotation_is_still_verified() {
        String signed = ring(SigningKey.of(1, ONE)).sign(STATEMENT);
        assertThat(ring(SigningKey.of(1, ONE).verifyingOnly(), SigningKey.of(2, TWO))
                        .verify(1, STATEMENT, signed))
                .isTrue();
    }

    @Test
    void a_ring_that_only_verifies_signs_nothing() {
        Signatures ring = ring(SigningKey.of(1, ONE).verifyingOnly());
        refusal(Code.KEY_REFUSED, () -> ring.sign(STATEMENT));
        refusal(Code.KEY_REFUSED, ring::version);
    }

    @Test
    void a_ring_that_cannot_be_trusted_is_refused_with_the_reason() {
        assertRefused("no key was provided", List.of());
        assertRefused(
                "version 1 was given twice",
                List.of(SigningKey.of(1, ONE), SigningKey.of(1, TWO).verifyingOnly()));
        assertRefused("more than one key signs", List.of(SigningKey.of(1, ONE), SigningKey.of(2, TWO)));
        assertRefused(
                "the halves of version 1 do not belong together",
                List.of(new SigningKey(1, ONE.getPublic(), TWO.getPrivate())));
        assertRefused("the signing key is no Ed25519 key", List.of(SigningKey.of(1, pair("EC"))));
    }

    @Test
    void throw_away_keys_make_rings_that_are_accepted_and_differ() {
        ThrowAwayKeys keys = new ThrowAwayKeys(new SecureRandom());
        assertThat(new Signatures(keys.checkpointKeys()).version()).isEqualTo(1);
        assertThat(new KeyRing("audit-key", "st-mary", keys.auditKeys()).active())
                .isEqualTo(1);
        assertThat(new KeyRing("pseudonym-key", "st-mary", keys.pseudonymKeys()).active())
                .isEqualTo(1);
        assertThat(keys.auditKeys().get(0).secret())
                .isNotEqualTo(keys.pseudonymKeys().get(0).secret());
    }

    private static Signatures ring(SigningKey... keys) {
        return new Signatures(List.of(keys));
    }

    private static void assertRefused(String why, List<SigningKey> keys) {
        assertThat(refusal(Code.KEY_REFUSED, () -> new Signatures(keys)))
                .hasMessage("the checkpoint-key ring is refused: " + why);
    }

    private static KeyPair pair(String algorithm) {
        try {
            return KeyPairGenerator.getInstance(algorithm).generateKeyPair();
        } catch (NoSuchAlgorithmException impossible) {
            throw new AssertionError(impossible);
        }
    }
}
