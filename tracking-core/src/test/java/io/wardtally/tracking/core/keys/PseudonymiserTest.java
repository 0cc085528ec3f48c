package io.wardtally.tracking.core.keys;

import static org.assertj.core.api.Assertions.assertThat;

import io.wardtally.tracking.audit.Digest;
import io.wardtally.tracking.core.codec.CanonicalBytes;
import io.wardtally.tracking.keys.KeyState;
import io.wardtally.tracking.session.PatientId;
import io.wardtally.tracking.session.Pseudonym;
import java.math.BigInteger;
import java.text.Normalizer;
import java.util.Arrays;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import org.junit.jupiter.api.Test;

class PseudonymiserTest {

    private static final String FACILITY = "st-mary";
    private static final String PURPOSE = "care";

    @Property(tries = 100)
    void a_pseudonym_is_what_the_formula_says(@ForAll("ids") PatientId patient) {
        assertThat(under(1).of(patient)).isEqualTo(byFormula(1, 1, FACILITY, PURPOSE, patient));
    }

    @Property(tries = 100)
    void another_facility_purpose_system_version_or_key_gives_another_pseudonym(@ForAll("ids") PatientId patient) {
        List<Pseudonym> all = List.of(
                under(1).of(patient),
                new Pseudonymiser("st-john", PURPOSE, List.of(Secrets.active(1))).of(patient),
                new Pseudonymiser(FACILITY, "research", List.of(Secrets.active(1))).of(patient),
                under(1).of(PatientId.of("national", patient.value())),
                under(2).of(patient),
                new Pseudonymiser(
                                FACILITY,
                                PURPOSE,
                                List.of(io.wardtally.tracking.keys.MasterKey.active(1, Secrets.secret(99))))
                        .of(patient));
        Set<String> letters = all.stream()
                .map(pseudonym -> pseudonym.value().substring(pseudonym.value().lastIndexOf('.')))
                .collect(Collectors.toSet());
        assertThat(letters).hasSameSizeAs(all);
    }

    @Property(tries = 100)
    void two_ids_share_a_pseudonym_only_if_they_are_written_alike(
            @ForAll("ids") PatientId one, @ForAll("ids") PatientId other) {
        boolean alike = nfc(one).equals(nfc(other));
        assertThat(under(1).of(one).equals(under(1).of(other))).isEqualTo(alike);
    }

    @Property(tries = 100)
    void a_letter_and_its_composed_form_are_the_same_id(@ForAll("ids") PatientId patient) {
        PatientId composed = PatientId.of(nfc(patient));
        PatientId decomposed = PatientId.of(" " + Normalizer.normalize(patient.value(), Normalizer.Form.NFD) + "\t");
        assertThat(under(1).of(decomposed)).isEqualTo(under(1).of(composed));
    }

    @Test
    void case_and_leading_zeros_are_kept() {
        Pseudonymiser care = under(1);
        assertThat(List.of("p1", "P1", "P01", "0P1"))
                .extracting(id -> care.of(PatientId.of(id)))
                .doesNotHaveDuplicates();
    }

    @Test
    void a_patient_is_looked_for_under_every_key_that_can_be_read() {
        PatientId patient = PatientId.of("P12345");
        Pseudonymiser rotated = new Pseudonymiser(
                FACILITY,
                PURPOSE,
                List.of(
                        Secrets.active(1).withState(KeyState.READ),
                        Secrets.active(2).withState(KeyState.RETIRED),
                        Secrets.active(3)));
        assertThat(rotated.activeKey()).isEqualTo(3);
        assertThat(rotated.of(patient)).isEqualTo(byFormula(3, 3, FACILITY, PURPOSE, patient));
        assertThat(rotated.everyOf(patient)).containsExactlyInAnyOrder(under(1).of(patient), under(3).of(patient));
    }

    @Test
    void a_fingerprint_of_a_request_is_keyed_and_bound_to_the_facility() {
        CanonicalBytes content = new CanonicalBytes().put("start").put("P1");
        byte[] key = Rfc5869.derived(Secrets.secret(1), "pseudonym-key", FACILITY, 1);
        byte[] code = Rfc5869.hmac(
                key, Rfc5869.prefixed("wardtally/request/v1"), Rfc5869.prefixed(FACILITY), content.bytes());
        assertThat(under(1).fingerprint(1, content)).contains(Digest.of(code));
        assertThat(under(1).fingerprint(2, content)).isEmpty();
    }

    @Provide
    Arbitrary<PatientId> ids() {
        return Arbitraries.strings()
                .withChars('P', 'p', '0', '1', 'é', 'Å', '\u0301', '\u030A', 'e', 'A', '-')
                .ofMinLength(1)
                .ofMaxLength(6)
                .map(PatientId::of);
    }

    private static Pseudonymiser under(int version) {
        return new Pseudonymiser(FACILITY, PURPOSE, List.of(Secrets.active(version)));
    }

    private static String nfc(PatientId patient) {
        return Normalizer.normalize(patient.value(), Normalizer.Form.NFC);
    }

    private static Pseudonym byFormula(long seed, int version, String facility, String purpose, PatientId patient) {
        byte[] key = Rfc5869.derived(Secrets.secret(seed), "pseudonym-key", facility, version);
        byte[] code = Rfc5869.hmac(
                key,
                Rfc5869.prefixed("wardtally/pseudonym/v1"),
                Rfc5869.prefixed(facility),
                Rfc5869.prefixed(purpose),
                Rfc5869.prefixed(patient.system()),
                Rfc5869.prefixed(nfc(patient)));
        String digits = new BigInteger(1, Arrays.copyOf(code, 16)).shiftLeft(2).toString(32);
        String letters = "0".repeat(26 - digits.length()) + digits;
        return new Pseudonym("pn1." + version + "."
                + letters.chars()
                        .mapToObj(digit -> "abcdefghijklmnopqrstuvwxyz234567"
                                .substring(Character.digit(digit, 32), Character.digit(digit, 32) + 1))
                        .collect(Collectors.joining()));
    }
}
