package io.wardtally.tracking.core.audit;

import io.wardtally.tracking.audit.Digest;
import io.wardtally.tracking.audit.AuditEntry;
import io.wardtally.tracking.audit.Fact;
import io.wardtally.tracking.audit.Subject;
import io.wardtally.tracking.audit.VerificationResult.Defect;
import io.wardtally.tracking.core.keys.CanonicalBytes;
import io.wardtally.tracking.core.keys.Hmac;
import io.wardtally.tracking.core.keys.KeyRing;
import io.wardtally.tracking.keys.MasterKey;
import io.wardtally.tracking.staff.Actor;
import io.wardtally.tracking.store.SignedFact;
import io.wardtally.tracking.store.LoggedFact;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.security.SecureRandom;
import java.time.Instant;
import java.util.Arrays;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** Writes facts down so that nobody can change them unnoticed, and reads them back. */
public final class FactSigning {

    private static final byte FORM = 1;
    private static final int SALT_BYTES = 16;
    static final char FINGERPRINT = '#';
    private static final String MARK = "=" + FINGERPRINT;
    private static final int SALT_LETTERS = 22;
    private static final int ROW_BYTES = 16;
    private static final byte[] PERSONAL = "wardtally/personal/v1".getBytes(StandardCharsets.UTF_8);
    /** To be copied, which is cheaper than looking for it again. */
    private static final MessageDigest SHA_256 = newSha256();

    private static final Base64.Encoder TO_LETTERS = Base64.getUrlEncoder().withoutPadding();
    private static final Map<String, Class<? extends Record>> KINDS = Arrays.stream(Fact.class.getPermittedSubclasses())
            .filter(kind -> kind != Fact.Other.class)
            .collect(Collectors.toMap(Class::getSimpleName, kind -> kind.asSubclass(Record.class)));

    private final String facility;
    private final KeyRing keys;
    private final SecureRandom random;

    /** The notary of this facility. */
    public FactSigning(String facility, List<MasterKey> keys, SecureRandom random) {
        this.facility = facility;
        this.keys = new KeyRing("audit-key", facility, keys);
        this.random = random;
    }

    /** Whose facts these are. */
    String facility() {
        return facility;
    }

    /** A hand that writes or checks many facts in a row on one thread, without setting up anything again. */
    public Hand hand() {
        return new Hand();
    }

    /** What an envelope says, in words. A fact that this version does not know, or cannot read, is {@link Fact.Other}. */
    public AuditEntry read(LoggedFact recorded) {
        SignedFact fact = recorded.fact();
        return new AuditEntry(
                fact.subject(),
                fact.sequence(),
                recorded.position(),
                fact.happened(),
                fact.recorded(),
                fact.by(),
                fact(fact));
    }

    private static Fact fact(SignedFact envelope) {
        Class<? extends Record> kind = KINDS.get(envelope.type());
        if (kind != null) {
            try {
                Map<String, String> personal = RecordCodec.parse(envelope.personal());
                return (Fact) RecordCodec.read(kind, RecordCodec.parse(envelope.details()), path -> {
                    String kept = personal.get(path);
                    return kept == null ? null : kept.substring(SALT_LETTERS);
                });
            } catch (RuntimeException writtenByAnotherVersion) {
                // Falls through: what it says is still shown, line by line.
            }
        }
        return new Fact.Other(envelope.type(), new TreeMap<>(readable(envelope.details())));
    }

    private static Map<String, String> readable(String details) {
        try {
            return RecordCodec.parse(details);
        } catch (RuntimeException broken) {
            return Map.of("unreadable", details);
        }
    }

    /** One thread's working set. */
    public final class Hand {

        private final CanonicalBytes canon = new CanonicalBytes();
        private final MessageDigest sha256 = sha256();
        private int version = keys.active();
        private @Nullable Hmac key = keys.activeKey();

        private Hand() {}

        /**
         * Writes a fact down.
         *
         * @param state the fingerprints of the rows it leads to, made by {@link #state}
         */
        public SignedFact sign(
                Subject subject, long sequence, Instant happened, Instant recorded, Actor by, Fact fact, String state) {
            StringBuilder personal = new StringBuilder();
            String details = RecordCodec.write((Record) fact, (path, value) -> {
                byte[] salt = new byte[SALT_BYTES];
                random.nextBytes(salt);
                String salted = TO_LETTERS.encodeToString(salt) + value;
                RecordCodec.line(personal, path, salted);
                return fingerprint(salted);
            });
            SignedFact open = new SignedFact(
                    subject,
                    sequence,
                    happened,
                    recorded,
                    by,
                    fact.getClass().getSimpleName(),
                    details,
                    personal.toString(),
                    state,
                    keys.active(),
                    NONE);
            byte[] code = code(open);
            if (code == null) {
                throw new IllegalStateException("the active key is always readable");
            }
            return new SignedFact(
                    subject,
                    sequence,
                    happened,
                    recorded,
                    by,
                    open.type(),
                    details,
                    open.personal(),
                    state,
                    keys.active(),
                    Digest.of(code));
        }

        /** A line of state: this row, as it is now. */
        public void state(StringBuilder lines, String row, Record value) {
            RecordCodec.line(lines, row, rowCode(keys.active(), row, value));
        }

        /** What is wrong with an envelope, or null if it says what it said when it was signed here. */
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
            canon.clear().put("wardtally/row/v1").put(facility).put(row);
            RecordCodec.feed(value, canon);
            Hmac hmac = use(with);
            if (hmac == null) {
                throw new IllegalStateException("asked before");
            }
            return TO_LETTERS.encodeToString(Arrays.copyOf(hmac.of(canon), ROW_BYTES));
        }

        private byte @Nullable [] code(SignedFact envelope) {
            Hmac hmac = use(envelope.key());
            if (hmac == null) {
                return null;
            }
            Actor by = envelope.by();
            canon.clear()
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
            return hmac.of(canon);
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
            return FINGERPRINT + TO_LETTERS.encodeToString(sha256.digest(salted.getBytes(StandardCharsets.UTF_8)));
        }

        private @Nullable Hmac use(int wanted) {
            if (version != wanted) {
                version = wanted;
                key = keys.key(wanted).orElse(null);
            }
            return key;
        }
    }

    private static final Digest NONE = Digest.of(new byte[32]);

    private static int count(String text, String part) {
        int count = 0;
        for (int at = text.indexOf(part); at >= 0; at = text.indexOf(part, at + part.length())) {
            count++;
        }
        return count;
    }

    static MessageDigest sha256() {
        try {
            return (MessageDigest) SHA_256.clone();
        } catch (CloneNotSupportedException theJdksCan) {
            throw new IllegalStateException(theJdksCan);
        }
    }

    private static MessageDigest newSha256() {
        try {
            return MessageDigest.getInstance("SHA-256");
        } catch (NoSuchAlgorithmException everyJdkHasIt) {
            throw new IllegalStateException(everyJdkHasIt);
        }
    }
}
