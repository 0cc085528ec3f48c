package io.wardtally.tracking.core.contract;

import static io.wardtally.tracking.core.contract.Promises.refusal;
import static org.assertj.core.api.Assertions.assertThat;

import io.wardtally.tracking.TrackingException.Code;
import io.wardtally.tracking.asset.Asset;
import io.wardtally.tracking.asset.AssetId;
import io.wardtally.tracking.asset.Condition;
import io.wardtally.tracking.asset.Description;
import io.wardtally.tracking.asset.Identifier;
import io.wardtally.tracking.asset.LifeStage;
import io.wardtally.tracking.asset.Model;
import io.wardtally.tracking.asset.Ownership;
import io.wardtally.tracking.audit.AuditEntry;
import io.wardtally.tracking.audit.Checkpoint;
import io.wardtally.tracking.audit.Digest;
import io.wardtally.tracking.audit.Fact;
import io.wardtally.tracking.audit.Subject;
import io.wardtally.tracking.audit.VerificationResult;
import io.wardtally.tracking.audit.VerificationResult.Defect;
import io.wardtally.tracking.audit.VerificationResult.Finding;
import io.wardtally.tracking.core.Wardtally;
import io.wardtally.tracking.keys.KeyProvider;
import io.wardtally.tracking.place.Place;
import io.wardtally.tracking.policy.Policies;
import io.wardtally.tracking.scan.ScanResult;
import io.wardtally.tracking.session.OverrideId;
import io.wardtally.tracking.session.Pseudonym;
import io.wardtally.tracking.session.Segment;
import io.wardtally.tracking.session.Session;
import io.wardtally.tracking.session.SessionId;
import io.wardtally.tracking.session.UseRequest;
import io.wardtally.tracking.staff.Actor;
import io.wardtally.tracking.staff.Role;
import io.wardtally.tracking.store.Claim;
import io.wardtally.tracking.store.IndexKeys;
import io.wardtally.tracking.store.Item;
import io.wardtally.tracking.store.LoggedFact;
import io.wardtally.tracking.store.SignedFact;
import io.wardtally.tracking.store.Store;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.function.Consumer;
import java.util.function.Predicate;
import java.util.function.UnaryOperator;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.constraints.Size;
import org.junit.jupiter.api.Test;

/** The trail is whole, or it is said where it is not. */
interface AuditPromises extends Promises {

    @Property
    default void an_honest_history_of_any_length_verifies_also_against_every_checkpoint_kept(
            @ForAll @Size(max = 60) List<@IntRange(max = 500_000_000) Integer> day,
            @ForAll @Size(max = 20) List<@IntRange(max = 500_000_000) Integer> evening) {
        try (Hospital hospital = hospital()) {
            Commands commands = new Commands(hospital);
            Commands.ASSETS.forEach(hospital::pump);
            commands.run(day);
            Checkpoint noon = hospital.auditor().audit().checkpoint();
            commands.run(evening);
            VerificationResult verdict = hospital.auditor().audit().verify(Checkpoint.parse(noon.text()));
            assertThat(verdict.findings()).isEmpty();
            assertThat(verdict.facts()).isGreaterThanOrEqualTo(noon.size());
            try (Hospital copy = hospital.over(Forgery.of(hospital.store))) {
                assertThat(copy.auditor().audit().verify(noon).findings()).isEmpty();
            }
        }
    }

    @Property
    default void an_edit_of_any_field_of_any_fact_is_found_at_that_fact(
            @ForAll @Size(max = 40) List<@IntRange(max = 500_000_000) Integer> day, @ForAll @IntRange int at) {
        try (Hospital hospital = busy(day)) {
            Forgery honest = Forgery.of(hospital.store);
            int index = Math.floorMod(at, honest.facts.size());
            SignedFact fact = honest.facts.get(index).fact();
            edits(fact).forEach((field, edited) -> {
                Forgery forgery = Forgery.of(hospital.store);
                forgery.facts.set(
                        index, new LoggedFact(edited, honest.facts.get(index).position()));
                assertFound(field, hospital, forgery, fact.subject(), fact.sequence());
            });
        }
    }

    private static Map<String, SignedFact> edits(SignedFact is) {
        Map<String, SignedFact> edits = new LinkedHashMap<>();
        Actor by = is.by();
        edits.put("subject", Edit.of(is, "subject", new Subject(is.subject().kind(), "other")));
        edits.put(
                "kind of subject",
                Edit.of(is, "subject", new Subject("other", is.subject().id())));
        edits.put("sequence", Edit.of(is, "sequence", is.sequence() + 1_000));
        edits.put("happened", Edit.of(is, "happened", Instant.parse("2030-01-01T00:00:00Z")));
        edits.put("happened, out of range", Edit.of(is, "happened", Instant.MAX));
        edits.put("recorded", Edit.of(is, "recorded", is.recorded().plusNanos(1_000)));
        edits.put("actor", Edit.of(is, "by", Edit.of(by, "id", "mallory")));
        edits.put(
                "role",
                Edit.of(is, "by", Edit.of(by, "role", by.role().equals(Role.NURSE) ? Role.MANAGER : Role.NURSE)));
        edits.put("department", Edit.of(is, "by", Edit.of(by, "department", "elsewhere")));
        edits.put("type", Edit.of(is, "type", "Moved2"));
        edits.put("details", Edit.of(is, "details", is.details() + "more=x\n"));
        edits.put("personal", Edit.of(is, "personal", is.personal() + "x=" + "A".repeat(22) + "y\n"));
        edits.put("personal, broken", Edit.of(is, "personal", is.personal() + "x"));
        if (!is.personal().isEmpty()) {
            edits.put("personal, removed", Edit.of(is, "personal", ""));
            edits.put(
                    "personal, reworded", Edit.of(is, "personal", is.personal().replaceFirst("(?s).\n$", "~\n")));
        }
        edits.put("state", Edit.of(is, "state", is.state() + "x=y\n"));
        edits.put("key", Edit.of(is, "key", is.key() + 1));
        edits.put("digest", Edit.of(is, "digest", Digest.of(new byte[32])));
        assertThat(edits.keySet().stream().map(field -> field.split(",")[0]))
                .as("every field of a fact is edited")
                .contains(
                        "subject",
                        "sequence",
                        "happened",
                        "recorded",
                        "type",
                        "details",
                        "personal",
                        "state",
                        "key",
                        "digest")
                .hasSizeGreaterThan(SignedFact.class.getRecordComponents().length);
        return edits;
    }

    @Property
    default void a_fact_deleted_inserted_doubled_swapped_or_copied_is_found_where_it_is(
            @ForAll @Size(max = 40) List<@IntRange(max = 500_000_000) Integer> day,
            @ForAll @IntRange int at,
            @ForAll @IntRange int other) {
        try (Hospital hospital = busy(day);
                Hospital elsewhere = busyElsewhere(hospital)) {
            Forgery honest = Forgery.of(hospital.store);
            int index = Math.floorMod(at, honest.facts.size());
            LoggedFact victim = honest.facts.get(index);
            SignedFact fact = victim.fact();

            Forgery deleted = Forgery.of(hospital.store);
            deleted.facts.remove(index);
            assertFound("deleted", hospital, deleted, fact.subject(), fact.sequence());

            Forgery doubled = Forgery.of(hospital.store);
            doubled.facts.add(victim);
            assertFound("doubled", hospital, doubled, fact.subject(), fact.sequence());

            long next = honest.versions.get(fact.subject()) + 1;
            Forgery appended = Forgery.of(hospital.store);
            appended.facts.add(new LoggedFact(renumbered(fact, fact.subject(), next), honest.facts.size() + 1L));
            appended.versions.put(fact.subject(), next);
            assertFound("appended", hospital, appended, fact.subject(), next);

            SignedFact foreign = Forgery.of(elsewhere.store).facts.get(0).fact();
            Forgery copied = Forgery.of(hospital.store);
            copied.facts.set(
                    index, new LoggedFact(renumbered(foreign, fact.subject(), fact.sequence()), victim.position()));
            assertFound("copied from another facility", hospital, copied, fact.subject(), fact.sequence());

            int second = Math.floorMod(other, honest.facts.size());
            SignedFact otherFact = honest.facts.get(second).fact();
            if (second != index) {
                Forgery swapped = Forgery.of(hospital.store);
                swapped.facts.set(
                        index,
                        new LoggedFact(renumbered(otherFact, fact.subject(), fact.sequence()), victim.position()));
                swapped.facts.set(
                        second,
                        new LoggedFact(
                                renumbered(fact, otherFact.subject(), otherFact.sequence()),
                                honest.facts.get(second).position()));
                assertFound("swapped", hospital, swapped, fact.subject(), fact.sequence());
                assertFound("swapped", hospital, swapped, otherFact.subject(), otherFact.sequence());
            }
        }
    }

    private static SignedFact renumbered(SignedFact fact, Subject subject, long sequence) {
        return new SignedFact(
                subject,
                sequence,
                fact.happened(),
                fact.recorded(),
                fact.by(),
                fact.type(),
                fact.details(),
                fact.personal(),
                fact.state(),
                fact.key(),
                fact.digest());
    }

    @Property
    default void the_last_facts_cut_off_together_with_their_row_are_found_against_a_kept_checkpoint(
            @ForAll @Size(max = 30) List<@IntRange(max = 500_000_000) Integer> day) {
        try (Hospital hospital = busy(day)) {
            Forgery old = Forgery.of(hospital.store);
            hospital.pump("LATE1");
            Checkpoint kept = hospital.auditor().audit().checkpoint();
            try (Hospital restored = hospital.over(old)) {
                assertThat(restored.verify().intact()).isTrue();
                assertThat(restored.auditor().audit().verify(kept).findings())
                        .containsExactly(new Finding(Defect.LOG_CUT, null, 0, kept.size()));
            }
        }
    }

    @Test
    default void a_restored_copy_that_grew_on_is_found_against_a_kept_checkpoint() {
        try (Hospital hospital = busy(List.of());
                Hospital fork = hospital.with(Wardtally.roleTable())) {
            hospital.pump("LATE1");
            hospital.pump("LATE2");
            Checkpoint kept = hospital.auditor().audit().checkpoint();
            Hospital twin =
                    new Hospital(newStore(), hospital.clock, hospital.keys, Policies.standard(), Wardtally.roleTable());
            Commands.ASSETS.forEach(twin::pump);
            for (int i = 0; i < kept.size(); i++) {
                twin.pump("OTHER" + i);
            }
            assertThat(twin.verify().intact()).isTrue();
            assertThat(twin.auditor().audit().verify(kept).findings())
                    .containsExactly(new Finding(Defect.LOG_REWRITTEN, null, 0, kept.size()));
            twin.close();
            assertThat(fork.verify().intact()).isTrue();
        }
    }

    @Property
    default void a_current_row_edited_deleted_or_added_is_found(
            @ForAll @Size(max = 40) List<@IntRange(max = 500_000_000) Integer> day, @ForAll @IntRange int at) {
        try (Hospital hospital = busy(day)) {
            Forgery honest = Forgery.of(hospital.store);
            Asset asset = honest.assets.get(Math.floorMod(at, honest.assets.size()));
            Session session = honest.sessions.get(Math.floorMod(at, honest.sessions.size()));
            Item override = honest.items.get(Math.floorMod(at, honest.items.size()));
            List<UnaryOperator<Asset>> assetEdits = List.of(
                    row -> row.withDescription(Description.of("x", "y")),
                    row -> row.withLife(row.life() == LifeStage.PLANNED ? LifeStage.RETIRED : LifeStage.PLANNED),
                    row -> row.withCondition(row.condition() == Condition.READY ? Condition.MISSING : Condition.READY),
                    row -> row.withOwnership(Ownership.rented("Thief Inc", Hospital.HALF_PAST_TWO, null)),
                    row -> row.withPlace(Place.of("nowhere")),
                    row -> row.withLastUsed(Instant.parse("2001-01-01T00:00:00Z")));
            assetEdits.forEach(edit -> assertRow(
                    hospital,
                    asset.id(),
                    Defect.ROW_ALTERED,
                    forgery -> forgery.assets.replaceAll(row -> row.equals(asset) ? edit.apply(row) : row)));
            sessionEdits(session)
                    .forEach(edited -> assertRow(
                            hospital,
                            session.asset(),
                            Defect.ROW_ALTERED,
                            forgery -> forgery.sessions.replaceAll(row -> row.equals(session) ? edited : row)));
            List<Item> itemEdits = List.of(
                    edited(override, !override.live(), override.keys(), override.content()),
                    edited(override, override.live(), override.keys().withDue(Store.NEVER), override.content()),
                    edited(override, override.live(), override.keys().withParty("x"), override.content()),
                    edited(
                            override,
                            override.live(),
                            override.keys(),
                            override.content().replace("arrest", "x")),
                    edited(override, override.live(), override.keys(), override.content() + "review=\n"));
            itemEdits.stream()
                    .filter(edited -> !edited.equals(override))
                    .forEach(edited -> assertRow(
                            hospital,
                            override.subject(),
                            Defect.ROW_ALTERED,
                            forgery -> forgery.items.replaceAll(row -> row.equals(override) ? edited : row)));

            assertRow(hospital, asset.id(), Defect.ROW_MISSING, forgery -> forgery.assets.remove(asset));
            assertRow(hospital, session.asset(), Defect.ROW_MISSING, forgery -> forgery.sessions.remove(session));
            assertRow(hospital, override.subject(), Defect.ROW_MISSING, forgery -> forgery.items.remove(override));
            Session invented = Edit.of(session, "id", new SessionId(new UUID(7, 7)));
            assertRow(hospital, session.asset(), Defect.ROW_ADDED, forgery -> forgery.sessions.add(invented));
            Session stray = Edit.of(invented, "asset", AssetId.of("NOBODY"));
            assertRow(hospital, AssetId.of("NOBODY"), Defect.ROW_ADDED, forgery -> forgery.sessions.add(stray));
            Asset ghost = Asset.of("GHOST", "Ghost", "pump");
            assertRow(hospital, ghost.id(), Defect.ROW_ADDED, forgery -> forgery.assets.add(ghost));
            assertRow(hospital, ghost.id(), Defect.ROW_ADDED, forgery -> {
                forgery.assets.add(ghost);
                forgery.versions.put(Subject.asset(ghost.id()), 1L);
            });
            assertRow(
                    hospital,
                    asset.id(),
                    Defect.MISSING,
                    forgery -> forgery.versions.merge(Subject.asset(asset.id()), 1L, Long::sum));
            assertRow(hospital, asset.id(), Defect.ROW_MISSING, forgery -> {
                forgery.versions.remove(Subject.asset(asset.id()));
                forgery.assets.remove(asset);
                forgery.sessions.removeIf(row -> row.asset().equals(asset.id()));
                forgery.items.removeIf(row -> row.subject().equals(Subject.asset(asset.id())));
            });
        }
    }

    private static Item edited(Item is, boolean live, IndexKeys keys, String content) {
        return new Item(is.subject(), is.kind(), is.id(), live, keys, content);
    }

    private static List<Session> sessionEdits(Session is) {
        Instant earlier = is.start().minusSeconds(1);
        Segment first = Edit.of(is.segments().get(0), "from", earlier);
        List<Session> edits = new ArrayList<>(List.of(
                is.withTimes(earlier, is.end(), replaced(is, 0, first)),
                Edit.of(is, "end", is.start().plusSeconds(987_654)),
                Edit.of(is, "expected", Duration.ofMinutes(12_345)),
                Edit.of(is, "reason", "another reason"),
                Edit.of(is, "notes", "other notes"),
                Edit.of(is, "voided", !is.voided()),
                Edit.of(is, "endClamped", !is.endClamped()),
                Edit.of(is, "override", new OverrideId(new UUID(9, 9)))));
        Map<String, Object> hands = Map.of(
                "user", "mallory", "department", "elsewhere", "patient", new Pseudonym("pn1.1." + "a".repeat(26)));
        hands.forEach((component, value) -> edits.add(Edit.of(
                is, "segments", replaced(is, is.segments().size() - 1, Edit.of(is.latest(), component, value)))));
        return edits;
    }

    private static List<Segment> replaced(Session session, int index, Segment segment) {
        List<Segment> all = new ArrayList<>(session.segments());
        all.set(index, segment);
        return all;
    }

    private static void assertRow(Hospital hospital, AssetId asset, Defect defect, Consumer<Forgery> tamper) {
        assertRow(hospital, Subject.asset(asset), defect, tamper);
    }

    private static void assertRow(Hospital hospital, Subject subject, Defect defect, Consumer<Forgery> tamper) {
        Forgery forgery = Forgery.of(hospital.store);
        tamper.accept(forgery);
        try (Hospital copy = hospital.over(forgery)) {
            assertThat(copy.verify().findings())
                    .as(defect + " of " + subject)
                    .anyMatch(finding -> finding.defect() == defect && subject.equals(finding.subject()));
        }
    }

    @Property
    default void a_log_that_was_edited_apart_from_the_facts_is_found(
            @ForAll @Size(max = 30) List<@IntRange(max = 500_000_000) Integer> day, @ForAll @IntRange int at) {
        try (Hospital hospital = busy(day)) {
            int size = Forgery.of(hospital.store).facts.size();
            int index = Math.floorMod(at, size);
            int next = (index + 1) % size;

            Forgery gap = Forgery.withSeparateLog(hospital.store);
            gap.separateLog().remove(index);
            assertLog(hospital, gap, Defect.LOG_GAP);

            Forgery swapped = Forgery.withSeparateLog(hospital.store);
            LoggedFact one = swapped.separateLog().get(index);
            LoggedFact two = swapped.separateLog().get(next);
            swapped.separateLog().set(index, new LoggedFact(two.fact(), one.position()));
            swapped.separateLog().set(next, new LoggedFact(one.fact(), two.position()));
            assertLog(hospital, swapped, Defect.LOG_DIFFERS);

            Forgery twice = Forgery.withSeparateLog(hospital.store);
            twice.separateLog().set(index, new LoggedFact(two.fact(), one.position()));
            assertLog(hospital, twice, Defect.LOG_DIFFERS);
        }
    }

    private static void assertLog(Hospital hospital, Forgery forgery, Defect defect) {
        try (Hospital copy = hospital.over(forgery)) {
            assertThat(copy.verify().findings()).extracting(Finding::defect).contains(defect);
        }
    }

    @Test
    default void a_claim_that_was_deleted_is_found_and_opens_no_way_to_a_second_session() {
        try (Hospital hospital = busy(List.of())) {
            Session session = hospital.inUse("INF002");
            assertRow(hospital, session.asset(), Defect.ROW_ALTERED, forgery -> forgery.unclaimed.add(session.asset()));
            Forgery forgery = Forgery.of(hospital.store);
            forgery.unclaimed.add(session.asset());
            try (Hospital copy = hospital.over(forgery)) {
                assertThat(copy.sarah().scans().scan("INF002").readiness()).hasToString("BLOCKED: INF002 is in use");
            }
        }
    }

    @Test
    default void an_identifier_whose_claim_was_deleted_is_found() {
        try (Hospital hospital = busy(List.of())) {
            AssetId pump = AssetId.of("INF001");
            hospital.technician().assets().attach(pump, Identifier.tag("BME-42"));
            assertRow(hospital, pump, Defect.ROW_ALTERED, forgery -> forgery.unidentified.add(Subject.asset(pump)));
        }
    }

    @Test
    default void a_claim_that_was_invented_to_keep_an_identifier_from_others_is_found() {
        try (Hospital hospital = busy(List.of())) {
            Subject pump = Subject.asset(AssetId.of("INF001"));
            assertRow(
                    hospital,
                    pump,
                    Defect.ROW_ADDED,
                    forgery -> forgery.claims.add(Claim.identifier(Identifier.tag("BME-42"), pump)));
        }
    }

    @Test
    default void an_invented_claim_opens_no_asset_and_names_no_model() {
        try (Hospital hospital = busy(List.of())) {
            Model model = hospital.technician().models().record(ModelPromises.VB_500);
            Forgery forgery = Forgery.of(hospital.store);
            forgery.forged.put(Identifier.gtin("04012345000016", "X9"), Subject.asset(AssetId.of("INF001")));
            forgery.forged.put(Identifier.gtin("09506000134352"), Subject.model(model.manufacturer(), model.name()));
            try (Hospital copy = hospital.over(forgery)) {
                assertThat(copy.technician()
                                .scans()
                                .scan("]d2010401234500001621X9")
                                .outcome())
                        .isEqualTo(ScanResult.Outcome.UNREGISTERED);
                assertThat(copy.technician().models().find(Identifier.gtin("09506000134352")))
                        .isEmpty();
                assertThat(copy.technician().models().find(Identifier.gtin("04012345000016")))
                        .contains(model);
            }
        }
    }

    @Test
    default void a_model_that_was_changed_behind_the_trail_is_found() {
        try (Hospital hospital = busy(List.of())) {
            Model model = hospital.technician().models().record(ModelPromises.VB_500);
            Subject subject = Subject.model(model.manufacturer(), model.name());
            List<Consumer<Forgery>> edits = List.of(
                    forgery -> forgery.editItems(subject, text -> text.replace("ventilator", "wheelchair")),
                    forgery -> forgery.editItems(subject, text -> text.replace("VB-500", "VB-5000")),
                    forgery -> forgery.unidentified.add(subject));
            edits.forEach(edit -> assertRow(hospital, subject, Defect.ROW_ALTERED, edit));
            assertRow(hospital, subject, Defect.ROW_MISSING, forgery -> forgery.items.removeIf(of(subject)));
            assertRow(hospital, subject, Defect.UNREADABLE, forgery -> forgery.editItems(subject, text -> "nonsense"));
            assertRow(hospital, subject, Defect.ROW_MISSING, forgery -> {
                forgery.items.removeIf(of(subject));
                forgery.versions.remove(subject);
            });
            Subject ghost = Subject.model("Ghost", "G");
            assertRow(hospital, ghost, Defect.ROW_ADDED, forgery -> {
                Item real =
                        forgery.items.stream().filter(of(subject)).findFirst().orElseThrow();
                forgery.items.add(new Item(ghost, real.kind(), real.id(), real.live(), real.keys(), real.content()));
                forgery.versions.put(ghost, 1L);
            });
        }
    }

    private static Predicate<Item> of(Subject subject) {
        return item -> item.subject().equals(subject);
    }

    @Test
    default void two_positions_of_one_subject_that_were_swapped_are_found() {
        try (Hospital hospital = busy(List.of())) {
            Forgery forgery = Forgery.of(hospital.store);
            List<Integer> rows = new ArrayList<>();
            for (int i = 0; i < forgery.facts.size(); i++) {
                if (forgery.facts.get(i).fact().subject().equals(Subject.asset(AssetId.of("INF001")))) {
                    rows.add(i);
                }
            }
            LoggedFact one = forgery.facts.get(rows.get(0));
            LoggedFact two = forgery.facts.get(rows.get(1));
            forgery.facts.set(rows.get(0), new LoggedFact(one.fact(), two.position()));
            forgery.facts.set(rows.get(1), new LoggedFact(two.fact(), one.position()));
            assertFound(
                    "swapped",
                    hospital,
                    forgery,
                    two.fact().subject(),
                    two.fact().sequence());
        }
    }

    @Test
    default void a_row_that_cannot_be_read_is_named_and_hides_nothing_else() {
        try (Hospital hospital = busy(List.of())) {
            Forgery forgery = Forgery.of(hospital.store);
            Subject garbled = Subject.asset(AssetId.of("INF001"));
            LoggedFact broken = forgery.facts(garbled, 0, 1).get(0);
            forgery.garbled.add(broken.position());
            Asset other = forgery.asset(AssetId.of("VENT001"));
            forgery.assets.replaceAll(row -> row.equals(other) ? row.withPlace(Place.of("nowhere")) : row);
            try (Hospital copy = hospital.over(forgery)) {
                assertThat(copy.verify().findings())
                        .contains(
                                new Finding(Defect.UNREADABLE, garbled, 1, 0),
                                new Finding(Defect.UNREADABLE, null, 0, broken.position()))
                        .anyMatch(finding -> finding.defect() == Defect.ROW_ALTERED
                                && Subject.asset(other.id()).equals(finding.subject()));
            }
        }
    }

    @Test
    default void another_key_of_a_version_is_refused_and_without_a_version_nothing_is_verified() {
        try (Hospital hospital = busy(List.of())) {
            Rotation keys = new Rotation();
            refusal(Code.KEY_REFUSED, () -> hospital.with(Wardtally.throwAwayKeys()));
            refusal(Code.KEY_REFUSED, () -> hospital.with(keys.version(2)));
            KeyProvider onlyTwo = new PrivacyPromises.Keys(
                    hospital.keys.pseudonymKeys(),
                    List.of(keys.version(2).auditKeys().get(1)),
                    null);
            try (Hospital later = hospital.with(onlyTwo)) {
                assertThat(later.verify().findings().get(0).defect()).isEqualTo(Defect.UNKNOWN_KEY);
            }
        }
    }

    @Test
    default void a_trail_written_under_two_keys_verifies_and_checkpoints_outlive_the_rotation() {
        Rotation keys = new Rotation();
        try (Hospital hospital = hospital().with(keys.version(1))) {
            Commands.ASSETS.forEach(hospital::pump);
            Checkpoint before = hospital.auditor().audit().checkpoint();
            try (Hospital later = hospital.with(keys.version(2))) {
                later.technician().assets().move(AssetId.of("INF001"), Place.of("ICU"));
                later.pump("NEW");
                assertThat(later.auditor().audit().verify(before).intact()).isTrue();
                Checkpoint after = later.auditor().audit().checkpoint();
                assertThat(after.key()).isEqualTo(2);
                assertThat(later.auditor().audit().verify(after).intact()).isTrue();
            }
        }
    }

    @Test
    default void a_checkpoint_that_was_touched_proves_nothing() {
        try (Hospital hospital = busy(List.of())) {
            Checkpoint is = hospital.auditor().audit().checkpoint();
            List<Checkpoint> touched = List.of(
                    Edit.of(is, "facility", "other"),
                    Edit.of(is, "size", is.size() - 1),
                    Edit.of(is, "root", Digest.of(new byte[32])),
                    Edit.of(is, "at", is.at().plusSeconds(1)),
                    Edit.of(is, "key", 9),
                    Edit.of(is, "signature", "AAAA"),
                    Edit.of(is, "signature", "not base64"));
            for (Checkpoint checkpoint : touched) {
                assertThat(hospital.auditor().audit().verify(checkpoint).findings())
                        .containsExactly(new Finding(Defect.CHECKPOINT_INVALID, null, 0, 0));
            }
            refusal(Code.BAD_INPUT, () -> hospital.auditor().audit().verify(null));
        }
    }

    @Test
    default void the_log_is_gap_free_and_tells_every_fact_once() {
        try (Hospital hospital = busy(List.of())) {
            List<AuditEntry> log = hospital.auditor().audit().log(0, 500);
            assertThat(log)
                    .extracting(AuditEntry::position)
                    .isEqualTo(java.util.stream.LongStream.rangeClosed(1, log.size())
                            .boxed()
                            .toList());
            List<AuditEntry> tail = hospital.auditor().audit().log(3, 2);
            assertThat(tail).isEqualTo(log.subList(3, 5));
            refusal(Code.BAD_INPUT, () -> hospital.auditor().audit().log(-1, 5));
            refusal(Code.BAD_INPUT, () -> hospital.auditor().audit().log(0, 501));
        }
    }

    @Test
    default void a_fact_that_this_version_does_not_know_is_shown_line_by_line() {
        try (Hospital hospital = busy(List.of())) {
            Forgery future = Forgery.of(hospital.store);
            LoggedFact first = future.log(0, 1).get(0);
            SignedFact is = first.fact();
            future.facts.set(
                    future.facts.indexOf(first),
                    new LoggedFact(
                            new SignedFact(
                                    is.subject(),
                                    is.sequence(),
                                    is.happened(),
                                    is.recorded(),
                                    is.by(),
                                    "Sterilised",
                                    "method=steam\nroom=7\\n8\n",
                                    "",
                                    "",
                                    is.key(),
                                    is.digest()),
                            first.position()));
            try (Hospital copy = hospital.over(future)) {
                assertThat(copy.auditor().audit().log(0, 1).get(0).fact())
                        .isEqualTo(new Fact.Other(
                                "Sterilised", new java.util.TreeMap<>(Map.of("method", "steam", "room", "7\n8"))));
            }
        }
    }

    @Test
    default void verifying_while_people_work_finds_nothing_wrong() {
        try (Hospital hospital = hospital()) {
            Commands.ASSETS.forEach(hospital::pump);
            Commands commands = new Commands(hospital);
            java.util.concurrent.atomic.AtomicInteger number = new java.util.concurrent.atomic.AtomicInteger();
            List<Object> answers = Promises.together(4, () -> {
                if (number.getAndIncrement() == 0) {
                    List<Finding> findings = new ArrayList<>();
                    for (int i = 0; i < 20; i++) {
                        findings.addAll(hospital.verify().findings());
                    }
                    return findings;
                }
                for (int i = 0; i < 300; i++) {
                    commands.run(number.addAndGet(7_919) * 31);
                }
                return List.of();
            });
            assertThat(answers).containsOnly(List.of());
            assertThat(hospital.verify().intact()).isTrue();
        }
    }

    @Test
    default void words_that_look_like_the_trails_own_marks_verify_and_read_back_as_they_were_written() {
        try (Hospital hospital = hospital()) {
            for (String odd : List.of(
                    "#3", "a=#b", "\\#3", "\\n", "a=b", "#" + "0".repeat(63), "\u00e4 \ud83d\ude00", "x".repeat(64))) {
                AssetId pump = hospital.technician()
                        .assets()
                        .register(Asset.of(odd, odd, odd).withPlace(Place.of(odd, odd)))
                        .id();
                hospital.sarah().assets().hold(pump, io.wardtally.tracking.asset.Hold.Kind.FAULT, odd + "\n\r\t" + odd);
                List<AuditEntry> trail = hospital.auditor()
                        .audit()
                        .trail(Subject.asset(pump), io.wardtally.tracking.Paging.first(5))
                        .items();
                assertThat(((Fact.Registered) trail.get(0).fact()).place()).isEqualTo(Place.of(odd, odd));
                assertThat(((Fact.HoldPlaced) trail.get(1).fact()).reason().value())
                        .contains(odd + "\n\r\t" + odd);
            }
            assertThat(hospital.verify().findings()).isEmpty();
        }
    }

    /** A hospital with a history in which every kind of row occurs. */
    private Hospital busy(List<Integer> day) {
        Hospital hospital = hospital();
        Commands.ASSETS.forEach(hospital::pump);
        Session session = hospital.sarah()
                .sessions()
                .start(UseRequest.of(AssetId.of("INF001")).forPatient("P1").because("a reason"))
                .orElseThrow();
        hospital.clock.advance(Duration.ofMinutes(30));
        hospital.sarah().sessions().end(session.id(), "notes");
        hospital.sarah().overrides().declare(session.asset(), "arrest");
        hospital.nurse("ben", "ER").sessions().start(UseRequest.of(session.asset()));
        new Commands(hospital).run(day);
        return hospital;
    }

    private Hospital busyElsewhere(Hospital here) {
        Hospital elsewhere = new Hospital(newStore());
        Commands.ASSETS.forEach(elsewhere::pump);
        return elsewhere;
    }

    private static void assertFound(String what, Hospital hospital, Forgery forgery, Subject subject, long sequence) {
        try (Hospital copy = hospital.over(forgery)) {
            List<Finding> findings = copy.verify().findings();
            assertThat(findings)
                    .as(what + " of " + subject + " " + sequence)
                    .anyMatch(finding -> subject.equals(finding.subject()) && finding.sequence() == sequence);
        }
    }
}
