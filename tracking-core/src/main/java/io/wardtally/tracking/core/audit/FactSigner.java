package io.wardtally.tracking.core.audit;

import io.wardtally.tracking.audit.Digest;
import io.wardtally.tracking.audit.Fact;
import io.wardtally.tracking.audit.Subject;
import io.wardtally.tracking.audit.VerificationResult.Defect;
import io.wardtally.tracking.core.codec.CanonicalBytes;
import io.wardtally.tracking.core.codec.RecordCodec;
import io.wardtally.tracking.core.keys.Hmac;
import io.wardtally.tracking.core.keys.KeyRing;
import io.wardtally.tracking.staff.Actor;
import io.wardtally.tracking.store.SignedFact;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.SecureRandom;
import java.time.Instant;
import java.util.Arrays;
import java.util.Base64;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Signer of facts, which also checks whether they say what was signed. It keeps its buffers from one fact to the next, so it is
 * for one thread.
 */
public final class FactSigner {

    private static final byte FORM = 1;
    private static final int SALT_BYTES = 16;
    private static final String MARK = "=" + RecordCodec.FINGERPRINT;
    private static final int ROW_BYTES = 16;
    private static final byte[] PERSONAL = "wardtally/personal/v1".getBytes(StandardCharsets.UTF_8);
    private static final Base64.Encoder TO_LETTERS = Base64.getUrlEncoder().withoutPadding();

    private final String facility;
    private final KeyRing keys;
    private final SecureRandom random;
    private final CanonicalBytes bytes = new CanonicalBytes();
    private final MessageDigest sha256 = AuditKeys.sha256();
    private int version;
    private @Nullable Hmac key;

    FactSigner(String facility, KeyRing keys, SecureRandom random) {
        this.facility = facility;
        this.keys = keys;
        this.random = random;
        this.version = keys.active();
        this.key = keys.activeKey();
    }

    /**
     * Where a fact stands and how it came about.
     *
     * @param subject about what it is
     * @param sequence its number among the facts of the subject
     * @param happened when it happened
     * @param recorded when it is recorded
     * @param by who did it
     */
    public record Circumstances(Subject subject, long sequence, Instant happened, Instant recorded, Actor by) {}

    /**
     * Writes a fact down.
     *
     * @param state the fingerprints of the rows it leads to, made by {@link #state}
     */
    public SignedFact sign(Circumstances how, Fact fact, String state) {
        StringBuilder personal = new StringBuilder();
        String details = RecordCodec.write((Record) fact, (path, value) -> {
            byte[] salt = new byte[SALT_BYTES];
            random.nextBytes(salt);
            String salted = TO_LETTERS.encodeToString(salt) + value;
            RecordCodec.line(personal, path, salted);
            return fingerprint(salted);
        });
        SignedFact unsigned = SignedFact.unsigned(
                        how.subject(), how.sequence(), how.by(), fact.getClass().getSimpleName(), keys.active())
                .at(how.happened(), how.recorded())
                .saying(details, personal.toString(), state);
        byte[] code = code(unsigned);
        if (code == null) {
            throw new IllegalStateException("the active key is always readable");
        }
        return unsigned.signed(Digest.of(code));
    }

    /** A line of state: this row, as it is now. */
    public void state(StringBuilder lines, String row, Record value) {
        RecordCodec.line(lines, row, rowCode(keys.active(), row, value));
    }

    /** Defect of a signed fact, or null if it says what it said when it was signed here. */
    @Nullable
    Defect defect(SignedFact envelope) {
        byte[] code = code(envelope);
        if (code == null) {
            return Defect.UNKNOWN_KEY;
        }
        return envelope.digest().matches(code) && personalIsWhole(envelope) ? null : Defect.ALTERED;
    }

    /** Whether this row is what a fact, signed with this version of the key, led to. */
    boolean stateHolds(int signedWith, String row, Record value, String fingerprint) {
        return use(signedWith) != null && rowCode(signedWith, row, value).equals(fingerprint);
    }

    private String rowCode(int with, String row, Record value) {
        bytes.clear().put("wardtally/row/v1").put(facility).put(row);
        RecordCodec.feed(value, bytes);
        Hmac hmac = use(with);
        if (hmac == null) {
            throw new IllegalStateException("asked before");
        }
        return TO_LETTERS.encodeToString(Arrays.copyOf(hmac.of(bytes), ROW_BYTES));
    }

    private byte @Nullable [] code(SignedFact envelope) {
        Hmac hmac = use(envelope.key());
        if (hmac == null) {
            return null;
        }
        Actor by = envelope.by();
        bytes.clear()
                .put(FORM)
                .put(facility)
                .put(envelope.subject().kind())
                .put(envelope.subject().id())
                .put(envelope.sequence())
                .put(envelope.happened())
                .put(envelope.recorded())
                .put(by.id())
                .put(by.role().name())
                .put(by.department())
                .put(envelope.type())
                .put(envelope.details())
                .put(envelope.state())
                .put(envelope.key());
        return hmac.of(bytes);
    }

    // Every personal value that was signed has to be there, unchanged, and no other.
    private boolean personalIsWhole(SignedFact envelope) {
        String details = envelope.details();
        try {
            Map<String, String> personal = RecordCodec.parse(envelope.personal());
            for (Map.Entry<String, String> kept : personal.entrySet()) {
                String line = kept.getKey() + '=' + fingerprint(kept.getValue()) + '\n';
                if (!details.startsWith(line) && !details.contains('\n' + line)) {
                    return false;
                }
            }
            // As many lines as marks: a path that stands twice would hide what its first line says.
            return count(details, MARK) == personal.size() && count(envelope.personal(), "\n") == personal.size();
        } catch (RuntimeException broken) {
            return false;
        }
    }

    /** The fingerprint of a value behind its salt. */
    private String fingerprint(String salted) {
        sha256.update(PERSONAL);
        return RecordCodec.FINGERPRINT
                + TO_LETTERS.encodeToString(sha256.digest(salted.getBytes(StandardCharsets.UTF_8)));
    }

    private @Nullable Hmac use(int wanted) {
        if (version != wanted) {
            version = wanted;
            key = keys.key(wanted).orElse(null);
        }
        return key;
    }

    private static int count(String text, String part) {
        int count = 0;
        for (int at = text.indexOf(part); at >= 0; at = text.indexOf(part, at + part.length())) {
            count++;
        }
        return count;
    }
}
