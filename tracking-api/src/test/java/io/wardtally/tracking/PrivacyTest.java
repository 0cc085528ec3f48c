package io.wardtally.tracking;

import static org.assertj.core.api.Assertions.assertThat;

import io.wardtally.atlas.Confidence;
import io.wardtally.atlas.Field;
import io.wardtally.atlas.Passage;
import io.wardtally.atlas.Scope;
import io.wardtally.atlas.Source;
import io.wardtally.tracking.asset.Asset;
import io.wardtally.tracking.asset.AssetId;
import io.wardtally.tracking.asset.Hold;
import io.wardtally.tracking.asset.HoldId;
import io.wardtally.tracking.audit.AuditEntry;
import io.wardtally.tracking.audit.Digest;
import io.wardtally.tracking.audit.Fact;
import io.wardtally.tracking.audit.Personal;
import io.wardtally.tracking.audit.Subject;
import io.wardtally.tracking.keys.KeyState;
import io.wardtally.tracking.keys.MasterKey;
import io.wardtally.tracking.keys.SigningKey;
import io.wardtally.tracking.scan.OfflineAction;
import io.wardtally.tracking.session.Correction;
import io.wardtally.tracking.session.EmergencyOverride;
import io.wardtally.tracking.session.Handover;
import io.wardtally.tracking.session.OverrideId;
import io.wardtally.tracking.session.PatientId;
import io.wardtally.tracking.session.Readiness;
import io.wardtally.tracking.session.Segment;
import io.wardtally.tracking.session.Session;
import io.wardtally.tracking.session.SessionFilter;
import io.wardtally.tracking.session.SessionId;
import io.wardtally.tracking.session.StartResult;
import io.wardtally.tracking.session.UseRequest;
import io.wardtally.tracking.staff.Actor;
import io.wardtally.tracking.store.Batch;
import io.wardtally.tracking.store.CommitResult;
import io.wardtally.tracking.store.Dossier;
import io.wardtally.tracking.store.FoundDossiers;
import io.wardtally.tracking.store.IndexKeys;
import io.wardtally.tracking.store.Item;
import io.wardtally.tracking.store.RememberedAnswer;
import io.wardtally.tracking.store.SignedFact;
import io.wardtally.tracking.store.SubjectChange;
import java.lang.reflect.Method;
import java.lang.reflect.Modifier;
import java.lang.reflect.RecordComponent;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.KeyPairGenerator;
import java.time.Instant;
import java.util.Arrays;
import java.util.Base64;
import java.util.HexFormat;
import java.util.List;
import java.util.UUID;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class PrivacyTest {

    private static final String PATIENT = "MRN-4711";
    private static final String WORDS = "Mrs Doe is restless";
    private static final Instant NOON = Instant.parse("2026-03-01T12:00:00Z");
    private static final AssetId PUMP = AssetId.of("INF001");

    static Stream<Object> whatMayHoldSecrets() {
        Hold hold = new Hold(new HoldId(new UUID(0, 1)), Hold.Kind.FAULT, "tom", WORDS, NOON);
        Asset asset = Asset.of(PUMP.value(), "Infusion Pump A", "infusion-pump").withHolds(List.of(hold));
        Session session =
                Session.started(new SessionId(new UUID(0, 2)), PUMP, new Segment(NOON, "sarah", "ICU", null), draft -> {
                    draft.end = NOON;
                    draft.reason = WORDS;
                    draft.notes = WORDS;
                });
        EmergencyOverride.Review review = new EmergencyOverride.Review("ann", true, WORDS, NOON);
        EmergencyOverride override = EmergencyOverride.declared(
                        new OverrideId(new UUID(0, 3)), PUMP, "sarah", NOON, draft -> {
                            draft.reason = WORDS;
                            draft.expires = NOON;
                        })
                .withReview(review);
        Subject subject = Subject.asset(PUMP);
        Actor actor = Actor.nurse("sarah", "ICU");
        Digest digest = Digest.of(new byte[32]);
        SignedFact envelope =
                new SignedFact(subject, 1, NOON, NOON, actor, "SessionStarted", WORDS, PATIENT, WORDS, 1, digest);
        RememberedAnswer answer = new RememberedAnswer(digest, 1, WORDS + PATIENT, NOON);
        Item item = new Item(subject, "override", "1", true, IndexKeys.at(NOON), WORDS);
        SubjectChange change = SubjectChange.of(subject, 1, draft -> {
            draft.asset = asset;
            draft.sessions = List.of(session);
            draft.items = List.of(item);
            draft.facts = List.of(envelope);
        });
        Dossier dossier = new Dossier(subject, 1, NOON, asset, List.of(session), List.of(item));
        Fact fact = new Fact.SessionEnded(
                session.id(), NOON, false, asset.condition(), Personal.of(WORDS), Personal.of(PATIENT));
        return Stream.of(
                PatientId.of(PATIENT),
                PatientId.of("mrn", PATIENT),
                UseRequest.of(PUMP).forPatient(PATIENT).because(WORDS),
                Correction.because(WORDS).patient(PATIENT),
                Handover.to("tom").forPatient(PATIENT),
                SessionFilter.all().forPatient(PATIENT).withPurpose(WORDS),
                Personal.of(WORDS),
                Personal.of(PATIENT),
                hold,
                asset,
                session,
                review,
                override,
                envelope,
                answer,
                change,
                dossier,
                fact,
                new StartResult.Started(session, Readiness.of(List.of())),
                Batch.of(change).answering(RequestId.of("1"), answer),
                new CommitResult.Repeated(answer),
                new FoundDossiers(List.of(dossier), answer, 1, "st-mary"),
                item,
                new AuditEntry(subject, 1, 1, NOON, NOON, actor, fact));
    }

    @ParameterizedTest
    @MethodSource("whatMayHoldSecrets")
    void nothing_prints_a_patient_id_or_what_people_wrote(Object value) {
        assertThat(value.toString()).isNotBlank().doesNotContain(PATIENT).doesNotContain(WORDS);
    }

    static Stream<Object> whatHoldsAPatient() {
        return Stream.<Object>of(
                PatientId.of(PATIENT),
                UseRequest.of(PUMP).forPatient(PATIENT),
                Correction.because(WORDS).patient(PATIENT),
                Handover.to("tom").forPatient(PATIENT),
                SessionFilter.all().forPatient(PATIENT),
                OfflineAction.take().forPatient(PATIENT),
                Personal.of(PATIENT),
                new Fact.SessionHandedOver(new SessionId(new UUID(1, 2)), "tom", "ICU", null, Personal.of(PATIENT)));
    }

    /** JSON is written from the components of records, from getters, or from fields that are not transient. */
    @ParameterizedTest
    @MethodSource("whatHoldsAPatient")
    void no_serialiser_sees_a_patient_id(Object value) throws ReflectiveOperationException {
        assertThat(seen(value)).doesNotContain(PATIENT);
    }

    @Test
    void no_serialiser_sees_words_that_are_never_shown() throws ReflectiveOperationException {
        Source source = Source.of("Manual", "1", Confidence.MANUFACTURER);
        assertThat(seen(Field.WARNING.says(WORDS, Scope.MODEL, source).asked(PATIENT)))
                .contains(WORDS)
                .doesNotContain(PATIENT);
        assertThat(seen(new Passage(Scope.MODEL, WORDS, source).asked(PATIENT)))
                .contains(WORDS)
                .doesNotContain(PATIENT);
    }

    private static String seen(@Nullable Object value) throws ReflectiveOperationException {
        if (value == null || value.getClass().getPackageName().startsWith("java.") || value instanceof Enum<?>) {
            return String.valueOf(value);
        }
        StringBuilder all = new StringBuilder();
        if (value instanceof Record) {
            for (RecordComponent component : value.getClass().getRecordComponents()) {
                all.append(seen(component.getAccessor().invoke(value)));
            }
            return all.toString();
        }
        for (Method method : value.getClass().getMethods()) {
            boolean getter = method.getName().matches("(get|is)[A-Z].*") && method.getParameterCount() == 0;
            if (getter && !method.getName().equals("getClass")) {
                all.append(method.invoke(value));
            }
        }
        for (java.lang.reflect.Field field : value.getClass().getDeclaredFields()) {
            if (!Modifier.isTransient(field.getModifiers()) && !Modifier.isStatic(field.getModifiers())) {
                field.setAccessible(true);
                all.append(field.get(value));
            }
        }
        return all.toString();
    }

    @Test
    void keys_print_their_version_and_never_their_bytes() throws GeneralSecurityException {
        byte[] secret = "0123456789abcdef0123456789ABCDEF".getBytes(StandardCharsets.US_ASCII);
        assertThat(MasterKey.active(3, secret)).hasToString("key 3 (ACTIVE)");
        assertThat(MasterKey.active(3, secret).withState(KeyState.READ).toString())
                .doesNotContain(new String(secret, StandardCharsets.US_ASCII))
                .doesNotContain(HexFormat.of().formatHex(secret))
                .doesNotContain(Base64.getEncoder().encodeToString(secret))
                .doesNotContain(Arrays.toString(secret));
        assertThat(SigningKey.of(4, KeyPairGenerator.getInstance("Ed25519").generateKeyPair()))
                .hasToString("signing key 4");
    }

    @Test
    void a_key_keeps_its_own_bytes_until_it_is_destroyed() {
        byte[] secret = new byte[32];
        MasterKey key = MasterKey.active(1, secret);
        secret[0] = 1;
        key.secret()[1] = 1;
        assertThat(key.secret()).isEqualTo(new byte[32]);
        assertThat(key.withState(KeyState.DESTROYED).secret()).isEmpty();
    }

    @Test
    void what_is_gone_says_so() {
        assertThat(Personal.gone()).hasToString("(gone)").isNotEqualTo(Personal.of(WORDS));
        assertThat(Personal.of(WORDS)).isEqualTo(Personal.of(WORDS));
    }
}
