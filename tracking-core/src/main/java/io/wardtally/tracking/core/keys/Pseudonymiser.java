package io.wardtally.tracking.core.keys;

import io.wardtally.tracking.audit.Digest;
import io.wardtally.tracking.core.codec.CanonicalBytes;
import io.wardtally.tracking.keys.MasterKey;
import io.wardtally.tracking.session.PatientId;
import io.wardtally.tracking.session.Pseudonym;
import java.text.Normalizer;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/** Maker of pseudonyms from patient ids. There is no way back. */
public final class Pseudonymiser {

    private static final String BASE32 = "abcdefghijklmnopqrstuvwxyz234567";
    private static final int LETTERS = 26;

    private final String facility;
    private final String purpose;
    private final KeyRing ring;

    /** Pseudonyms of this facility, for this purpose. */
    public Pseudonymiser(String facility, String purpose, List<MasterKey> keys) {
        this.facility = facility;
        this.purpose = purpose;
        this.ring = new KeyRing("pseudonym-key", facility, keys);
    }

    /** The pseudonym that is written today. */
    public Pseudonym of(PatientId patient) {
        return under(ring.activeKey(), ring.active(), patient);
    }

    /** Every pseudonym under which this patient may have been written. */
    public Set<Pseudonym> everyOf(PatientId patient) {
        return ring.readable().stream()
                .map(version -> under(ring.key(version).orElseThrow(), version, patient))
                .collect(Collectors.toUnmodifiableSet());
    }

    /** Check values of the keys. */
    public Map<String, String> checks() {
        return ring.checks();
    }

    /** The version of the key that {@link #fingerprint} should use for something new. */
    public int activeKey() {
        return ring.active();
    }

    /**
     * A fingerprint of what a caller asked, to tell a retry from another request. It may cover a patient's id, so it is
     * keyed like a pseudonym; empty if the key cannot be read any more.
     */
    public Optional<Digest> fingerprint(int version, CanonicalBytes content) {
        return ring.key(version)
                .map(key -> Digest.of(key.of(new CanonicalBytes()
                        .put("wardtally/request/v1")
                        .put(facility)
                        .raw(content.bytes()))));
    }

    private Pseudonym under(Hmac key, int version, PatientId patient) {
        byte[] code = key.of(new CanonicalBytes()
                .put("wardtally/pseudonym/v1")
                .put(facility)
                .put(purpose)
                .put(patient.system())
                .put(Normalizer.normalize(patient.value(), Normalizer.Form.NFC)));
        return new Pseudonym("pn1." + version + "." + first128Bits(code));
    }

    private static String first128Bits(byte[] code) {
        StringBuilder letters = new StringBuilder(LETTERS);
        for (int i = 0; i < LETTERS; i++) {
            int value = 0;
            for (int bit = i * 5; bit < i * 5 + 5; bit++) {
                int set = bit < 128 ? (code[bit / 8] >> (7 - bit % 8)) & 1 : 0;
                value = value << 1 | set;
            }
            letters.append(BASE32.charAt(value));
        }
        return letters.toString();
    }
}
