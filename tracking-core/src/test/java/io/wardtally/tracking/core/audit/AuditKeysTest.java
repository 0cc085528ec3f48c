package io.wardtally.tracking.core.audit;

import static org.assertj.core.api.Assertions.assertThat;

import io.wardtally.tracking.asset.Asset;
import io.wardtally.tracking.asset.AssetId;
import io.wardtally.tracking.asset.Condition;
import io.wardtally.tracking.asset.LifeStage;
import io.wardtally.tracking.audit.AuditEntry;
import io.wardtally.tracking.audit.Digest;
import io.wardtally.tracking.audit.Fact;
import io.wardtally.tracking.audit.Personal;
import io.wardtally.tracking.audit.Subject;
import io.wardtally.tracking.audit.VerificationResult.Defect;
import io.wardtally.tracking.core.Wardtally;
import io.wardtally.tracking.core.codec.RecordCodec;
import io.wardtally.tracking.core.contract.Edit;
import io.wardtally.tracking.keys.KeyState;
import io.wardtally.tracking.keys.MasterKey;
import io.wardtally.tracking.place.Place;
import io.wardtally.tracking.session.SessionId;
import io.wardtally.tracking.staff.Actor;
import io.wardtally.tracking.staff.Role;
import io.wardtally.tracking.store.LoggedFact;
import io.wardtally.tracking.store.SignedFact;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.SecureRandom;
import java.time.Instant;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.UUID;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class AuditKeysTest {

    private static final MasterKey FIRST = Wardtally.throwAwayKeys().auditKeys().get(0);
    private static final MasterKey SECOND =
            MasterKey.active(2, Wardtally.throwAwayKeys().auditKeys().get(0).secret());
    private static final Instant NOW = Instant.parse("2026-03-02T13:30:00Z");
    private static final Subject SUBJECT = Subject.asset(AssetId.of("INF001"));
    private static final Actor SARAH = Actor.nurse("sarah", "ICU");
    private static final Fact ENDED = new Fact.SessionEnded(
            new SessionId(new UUID(1, 1)),
            NOW,
            false,
            Condition.AWAITING_CLEANING,
            Personal.of("two\nlines"),
            Personal.of("needed elsewhere"));
    private static final Fact MOVED = new Fact.Moved(Place.of("ICU"), Place.of("ER"));
    private static final AuditKeys SIGNING = signing("st-mary", FIRST);

    @Test
    void a_fact_reads_back_as_it_was_written_down() {
        for (Fact fact : List.of(ENDED, MOVED)) {
            SignedFact envelope = sign(fact);
            assertThat(defect(envelope)).isNull();
            assertThat(FactReader.read(new LoggedFact(envelope, 9)))
                    .isEqualTo(new AuditEntry(SUBJECT, 3, 9, NOW.minusSeconds(1), NOW, SARAH, fact));
        }
    }

    @Test
    void what_is_personal_stands_apart_under_its_own_salt() {
        SignedFact envelope = sign(ENDED);
        assertThat(envelope.details()).doesNotContain("lines", "needed");
        assertThat(envelope.personal()).matches("notes=[-\\w]{22}two\\\\nlines\nbecause=[-\\w]{22}needed elsewhere\n");
        assertThat(sign(ENDED).personal()).isNotEqualTo(envelope.personal());
        Fact twice = new Fact.LifeChanged(LifeStage.IN_SERVICE, LifeStage.RETIRED, Personal.of("needed elsewhere"));
        assertThat(sign(twice).details().lines().toList())
                .doesNotContainAnyElementsOf(envelope.details().lines().toList());
    }

    @Test
    void a_fact_carries_a_salted_digest_of_what_is_personal() {
        SignedFact is = sign(new Fact.LifeChanged(LifeStage.IN_SERVICE, LifeStage.RETIRED, Personal.of("old")));
        String salt = is.personal().substring("reason=".length(), "reason=".length() + 22);
        MessageDigest sha256 = AuditKeys.sha256();
        sha256.update("wardtally/personal/v1".getBytes(StandardCharsets.UTF_8));
        sha256.update(salt.getBytes(StandardCharsets.UTF_8));
        byte[] digest = sha256.digest("old".getBytes(StandardCharsets.UTF_8));
        assertThat(is.details())
                .endsWith("reason=#" + Base64.getUrlEncoder().withoutPadding().encodeToString(digest) + "\n");
    }

    @Test
    void a_mark_of_a_digest_in_a_name_alarms_nobody() {
        assertThat(defect(sign(new Fact.Moved(Place.of("#7"), Place.of("a=#b", "#")))))
                .isNull();
    }

    static Stream<SignedFact> edits() {
        SignedFact is = sign(ENDED);
        String salt = is.personal().substring("notes=".length(), "notes=".length() + 22);
        return Stream.of(
                Edit.of(is, "subject", Subject.staff("INF001")),
                Edit.of(is, "subject", Subject.asset(AssetId.of("x"))),
                Edit.of(is, "sequence", 4L),
                Edit.of(is, "happened", NOW),
                Edit.of(is, "recorded", NOW.plusNanos(1_000)),
                by(is, Actor.nurse("ben", "ICU")),
                by(is, new Actor("sarah", Role.TECHNICIAN, "ICU")),
                by(is, Actor.nurse("sarah", "ER")),
                by(is, new Actor("sarah", Role.NURSE, null)),
                saying(is, "SessionVoided", is.details(), is.personal(), ""),
                saying(is, is.type(), is.details() + "more=x\n", is.personal(), ""),
                saying(is, is.type(), is.details(), is.personal(), "asset=00\n"),
                saying(is, is.type(), is.details(), "", ""),
                saying(is, is.type(), is.details(), is.personal().replace("two", "2"), ""),
                saying(is, is.type(), is.details(), is.personal().replace(salt, "A".repeat(22)), ""),
                saying(
                        is,
                        is.type(),
                        is.details(),
                        is.personal().lines().findFirst().orElseThrow() + "\n",
                        ""),
                saying(is, is.type(), is.details(), is.personal() + "more=" + salt + "two\n", ""),
                saying(is, is.type(), is.details(), "notes=" + salt + "other\n" + is.personal(), ""),
                saying(is, is.type(), is.details(), is.personal().replace("because=", "becaus="), ""),
                saying(is, is.type(), is.details(), is.personal().replace("because=", "ecause="), ""),
                saying(is, is.type(), is.details(), is.personal() + "x", ""),
                saying(is, is.type(), is.details(), is.personal().replace(salt, "zz"), ""),
                Edit.of(is, "digest", Digest.of(new byte[32])));
    }

    @ParameterizedTest
    @MethodSource("edits")
    void an_edit_of_anything_that_is_kept_is_seen(SignedFact edited) {
        assertThat(defect(edited)).isEqualTo(Defect.ALTERED);
    }

    @Test
    void a_personal_value_that_was_never_signed_is_seen_beside_a_fact_that_has_none() {
        SignedFact is = sign(MOVED);
        String added = "from=" + "A".repeat(22) + "x\n";
        assertThat(defect(saying(is, is.type(), is.details(), added, ""))).isEqualTo(Defect.ALTERED);
    }

    @Test
    void another_facility_or_key_does_not_vouch_for_it() {
        SignedFact is = sign(MOVED);
        assertThat(signing("st-john", FIRST).signer().defect(is)).isEqualTo(Defect.ALTERED);
        AuditKeys second = signing("st-mary", SECOND);
        assertThat(second.signer().defect(is)).isEqualTo(Defect.UNKNOWN_KEY);
        assertThat(second.signer().stateHolds(1, "asset", asset(), fingerprint(SIGNING)))
                .isFalse();
    }

    @Test
    void one_hand_checks_facts_of_two_keys_by_turns() {
        AuditKeys rotated = signing("st-mary", FIRST.withState(KeyState.READ), SECOND);
        FactSigner signer = rotated.signer();
        SignedFact old = sign(MOVED);
        SignedFact fresh = signer.sign(new FactSigner.Circumstances(SUBJECT, 4, NOW, NOW, SARAH), MOVED, "");
        assertThat(fresh.key()).isEqualTo(2);
        for (SignedFact each : List.of(old, fresh, fresh, old)) {
            assertThat(signer.defect(each)).isNull();
        }
        assertThat(signer.stateHolds(1, "asset", asset(), fingerprint(SIGNING))).isTrue();
        assertThat(signer.stateHolds(2, "asset", asset(), fingerprint(rotated))).isTrue();
    }

    @Test
    void a_row_is_bound_to_its_name_facility_and_content() {
        String fingerprint = fingerprint(SIGNING);
        FactSigner signer = SIGNING.signer();
        assertThat(signer.stateHolds(1, "asset", asset(), fingerprint)).isTrue();
        assertThat(signer.stateHolds(1, "asset", asset().withLife(LifeStage.RETIRED), fingerprint))
                .isFalse();
        assertThat(signer.stateHolds(1, "session/1", asset(), fingerprint)).isFalse();
        assertThat(fingerprint(signing("st-john", FIRST))).isNotEqualTo(fingerprint);
    }

    @Test
    void the_state_is_a_line_for_each_row() {
        StringBuilder lines = new StringBuilder();
        SIGNING.signer().state(lines, "asset", asset());
        SIGNING.signer().state(lines, "session/1", asset());
        assertThat(lines.toString()).matches("asset=[-\\w]{22}\nsession/1=[-\\w]{22}\n");
    }

    @Test
    void a_fact_of_another_version_is_shown_line_by_line() {
        SignedFact is = sign(MOVED);
        assertThat(fact(saying(is, "Sterilised", "room=7\\n8\nmethod=steam\n", "", "")))
                .isEqualTo(new Fact.Other("Sterilised", new TreeMap<>(Map.of("method", "steam", "room", "7\n8"))));
        assertThat(fact(saying(is, "Moved", "from=\n", "", "")))
                .isEqualTo(new Fact.Other("Moved", new TreeMap<>(Map.of("from", ""))));
        assertThat(fact(saying(is, "Moved", "broken", "", "")))
                .isEqualTo(new Fact.Other("Moved", new TreeMap<>(Map.of("unreadable", "broken"))));
        assertThat(fact(saying(is, "Other", "type=x\n", "", "")))
                .isEqualTo(new Fact.Other("Other", new TreeMap<>(Map.of("type", "x"))));
    }

    @Test
    void a_personal_value_that_was_not_kept_is_read_as_gone() {
        SignedFact is = sign(ENDED);
        Fact.SessionEnded read = (Fact.SessionEnded) fact(saying(is, is.type(), is.details(), "", ""));
        assertThat(read.notes()).isEqualTo(Personal.gone());
        assertThat(read.left()).isEqualTo(Condition.AWAITING_CLEANING);
    }

    private static AuditKeys signing(String facility, MasterKey... keys) {
        return new AuditKeys(facility, List.of(keys), new SecureRandom());
    }

    private static SignedFact sign(Fact fact) {
        return SIGNING.signer()
                .sign(new FactSigner.Circumstances(SUBJECT, 3, NOW.minusSeconds(1), NOW, SARAH), fact, "");
    }

    private static Defect defect(SignedFact envelope) {
        return SIGNING.signer().defect(envelope);
    }

    private static Fact fact(SignedFact envelope) {
        return FactReader.read(new LoggedFact(envelope, 1)).fact();
    }

    private static Asset asset() {
        return Asset.of("INF001", "Infusion Pump A", "infusion-pump");
    }

    private static String fingerprint(AuditKeys signing) {
        StringBuilder lines = new StringBuilder();
        signing.signer().state(lines, "asset", asset());
        return RecordCodec.parse(lines.toString()).get("asset");
    }

    private static SignedFact by(SignedFact is, Actor other) {
        return Edit.of(is, "by", other);
    }

    private static SignedFact saying(SignedFact is, String type, String details, String personal, String state) {
        return new SignedFact(
                is.subject(),
                is.sequence(),
                is.happened(),
                is.recorded(),
                is.by(),
                type,
                details,
                personal,
                state,
                is.key(),
                is.digest());
    }
}
