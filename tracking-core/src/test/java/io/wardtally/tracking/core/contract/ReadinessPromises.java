package io.wardtally.tracking.core.contract;

import static io.wardtally.tracking.core.contract.Promises.refusal;
import static org.assertj.core.api.Assertions.assertThat;

import io.wardtally.atlas.Confidence;
import io.wardtally.atlas.Course;
import io.wardtally.atlas.DeviceKey;
import io.wardtally.atlas.Field;
import io.wardtally.atlas.KnowledgeProvider;
import io.wardtally.atlas.Procedure;
import io.wardtally.atlas.ProviderInfo;
import io.wardtally.atlas.Scope;
import io.wardtally.atlas.Source;
import io.wardtally.atlas.Statement;
import io.wardtally.tracking.Message;
import io.wardtally.tracking.Paging;
import io.wardtally.tracking.RequestId;
import io.wardtally.tracking.TrackingException;
import io.wardtally.tracking.TrackingException.Code;
import io.wardtally.tracking.Workspace;
import io.wardtally.tracking.asset.AssetId;
import io.wardtally.tracking.atlas.Guidance;
import io.wardtally.tracking.audit.AuditEntry;
import io.wardtally.tracking.audit.Fact;
import io.wardtally.tracking.audit.Personal;
import io.wardtally.tracking.audit.Subject;
import io.wardtally.tracking.audit.VerificationResult.Defect;
import io.wardtally.tracking.policy.Policies;
import io.wardtally.tracking.scan.OfflineAction;
import io.wardtally.tracking.scan.OfflineBatch;
import io.wardtally.tracking.scan.ScanResult;
import io.wardtally.tracking.session.ChecklistRecord;
import io.wardtally.tracking.session.Concern;
import io.wardtally.tracking.session.Concern.Weight;
import io.wardtally.tracking.session.ConcernCode;
import io.wardtally.tracking.session.EmergencyOverride;
import io.wardtally.tracking.session.OverrideFilter;
import io.wardtally.tracking.session.Readiness;
import io.wardtally.tracking.session.Session;
import io.wardtally.tracking.session.SessionId;
import io.wardtally.tracking.session.StartResult;
import io.wardtally.tracking.session.UseRequest;
import io.wardtally.tracking.staff.Competence;
import io.wardtally.tracking.staff.CompetenceProvider;
import io.wardtally.tracking.staff.TrainingRecord;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Duration;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Predicate;
import java.util.function.UnaryOperator;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** Who uses a device was trained in it and has confirmed what its procedure asks for, and the record shows it. */
interface ReadinessPromises extends Promises {

    AssetId PUMP = AssetId.of("INF001");
    Competence TRAINED = Competence.of("pumps").until(LocalDate.of(2026, 3, 2));
    String UNTRAINED = "no training of sarah in Infusion pumps (pumps; Pump manual rev. 3) is on record";
    List<String> CHECKS = List.of("the line is primed", "the clamp is closed");
    String WARNING = "free flow kills";

    /** What the house's own manual says of pumps, as long as it is open. */
    final class Manual implements KnowledgeProvider {

        private static final Source SOURCE = Source.of("Pump manual", "3", Confidence.HOSPITAL);

        private final AtomicInteger asked = new AtomicInteger();
        private volatile boolean shut;
        private volatile List<Statement<?>> says = says(WARNING);

        static List<Statement<?>> says(String... warnings) {
            List<Statement<?>> all = new ArrayList<>();
            all.add(Field.TRAINING.says(new Course("pumps", "Infusion pumps", null), Scope.CATEGORY, SOURCE));
            all.add(Field.BEFORE_USE.says(
                    new Procedure(List.of("prime the line"), CHECKS), Scope.CATEGORY, SOURCE.section("2.1")));
            for (String warning : warnings) {
                all.add(Field.WARNING.says(warning, Scope.CATEGORY, SOURCE));
            }
            return all;
        }

        @Override
        public ProviderInfo info() {
            return ProviderInfo.of("manual", "3", "St Mary");
        }

        @Override
        public List<Statement<?>> guidance(DeviceKey device) {
            asked.incrementAndGet();
            if (shut) {
                throw new IllegalStateException("shut");
            }
            return device.category().equals("infusion-pump") ? says : List.of();
        }
    }

    /** A hospital with a pump about which the manual is known already, and a nurse who was trained in it. */
    private Hospital hospital(Manual manual, UnaryOperator<Policies> house, Competence... trained) {
        Hospital hospital = hospital().built(how -> how.knowledge(manual).policies(house.apply(Policies.standard())));
        hospital.pump(PUMP.value());
        for (Competence competence : trained) {
            hospital.administrator().training().record("sarah", competence);
        }
        informed(hospital);
        return hospital;
    }

    /** Within the caller's transaction nobody is waited for, so what is known has to be known before. */
    private static void informed(Hospital hospital) {
        await(hospital, guidance -> guidance.missing().isEmpty());
    }

    private static void await(Hospital hospital, Predicate<Guidance> known) {
        Promises.await(() -> known.test(hospital.sarah().atlas().guidance(PUMP)));
    }

    private static Readiness scanned(Hospital hospital) {
        return hospital.sarah().scans().scan("asset:INF001").readiness();
    }

    private static List<String> all() {
        return List.of(CHECKS.get(0), CHECKS.get(1), WARNING);
    }

    private static Fact last(Hospital hospital, Subject subject) {
        List<AuditEntry> trail =
                hospital.auditor().audit().trail(subject, Paging.first(50)).items();
        return trail.get(trail.size() - 1).fact();
    }

    @Test
    default void a_scan_tells_what_is_known_of_the_device_and_what_is_to_be_confirmed() {
        try (Hospital hospital = hospital(new Manual(), same -> same, TRAINED)) {
            ScanResult seen = hospital.sarah().scans().scan("asset:INF001");
            assertThat(seen.guidance().get(Field.BEFORE_USE).orElseThrow())
                    .hasToString(
                            new Procedure(List.of("prime the line"), CHECKS) + " (Pump manual rev. 3, 2.1, by manual)");
            assertThat(seen.readiness()).hasToString("READY");
            assertThat(seen.readiness().toConfirm()).isEqualTo(all());
            refusal(
                    Code.ASSET_UNKNOWN,
                    () -> hospital.sarah().scans().scan("asset:NOPE").guidance());
        }
    }

    @Test
    default void who_was_not_trained_is_told_so() {
        try (Hospital hospital = hospital(new Manual(), same -> same)) {
            assertThat(scanned(hospital)).hasToString("READY, but " + UNTRAINED);
            hospital.administrator().training().record("sarah", TRAINED);
            assertThat(scanned(hospital)).hasToString("READY");
        }
    }

    @Test
    default void a_training_holds_until_the_end_of_its_last_day_where_the_house_stands() {
        try (Hospital hospital = hospital(new Manual(), same -> same, TRAINED)) {
            // A minute to midnight in Berlin, and midnight.
            hospital.clock.advance(Duration.ofMinutes(9 * 60 + 29));
            informed(hospital);
            assertThat(scanned(hospital)).hasToString("READY");
            hospital.clock.advance(Duration.ofMinutes(1));
            assertThat(scanned(hospital))
                    .hasToString(
                            "READY, but the training of sarah in Infusion pumps (pumps; Pump manual rev. 3) held until 2026-03-02");
        }
    }

    @Test
    default void a_training_may_hold_to_the_last_day_there_is() {
        try (Hospital hospital = hospital()) {
            Competence forEver = Competence.of("pumps").until(LocalDate.of(9999, 12, 31));
            assertThat(hospital.administrator()
                            .training()
                            .record("sarah", forEver)
                            .competences())
                    .containsExactly(forEver);
        }
    }

    @Test
    default void a_house_may_keep_the_device_from_who_was_not_trained_but_not_in_an_emergency() {
        try (Hospital hospital =
                hospital(new Manual(), house -> house.withWeight(ConcernCode.NOT_TRAINED, Weight.SOFT_BLOCK))) {
            Workspace sarah = hospital.sarah();
            Readiness refused = ((StartResult.Refused)
                            sarah.sessions().start(UseRequest.of(PUMP).confirming(all())))
                    .readiness();
            assertThat(refused).hasToString("BLOCKED: " + UNTRAINED);
            assertThat(refused.concerns()).extracting(Concern::code).containsExactly(ConcernCode.NOT_TRAINED);
            assertThat(refused.canBeOverridden()).isTrue();
            assertThat(last(hospital, Subject.staff("sarah")))
                    .isEqualTo(new Fact.StartRefused(PUMP, "ICU", List.of(ConcernCode.NOT_TRAINED)));

            EmergencyOverride override = sarah.overrides().declare(PUMP, "arrest in bed 4");
            assertThat(override.passes()).containsExactly(ConcernCode.NOT_TRAINED);
            Session session = sarah.sessions()
                    .start(UseRequest.of(PUMP).confirming(all()))
                    .orElseThrow();
            assertThat(session.override()).isEqualTo(override.id());
            assertThat(hospital.manager()
                            .overrides()
                            .list(OverrideFilter.awaitingReview(), Paging.first(5))
                            .items())
                    .containsExactly(override);
        }
    }

    @Test
    default void a_house_may_keep_it_from_them_in_any_case() {
        try (Hospital hospital =
                hospital(new Manual(), house -> house.withWeight(ConcernCode.NOT_TRAINED, Weight.BLOCK))) {
            assertThat(scanned(hospital)).hasToString("BLOCKED: " + UNTRAINED);
            refusal(Code.NOT_READY, () -> hospital.sarah().overrides().declare(PUMP, "arrest"));
            assertThat(hospital.sarah().sessions().start(UseRequest.of(PUMP)).isStarted())
                    .isFalse();
        }
    }

    @Test
    default void what_was_confirmed_and_by_which_revision_stands_with_the_session() {
        try (Hospital hospital = hospital(new Manual(), same -> same, TRAINED)) {
            Workspace sarah = hospital.sarah();
            ScanResult seen = sarah.scans().scan("asset:INF001");
            StartResult start = sarah.sessions()
                    .start(UseRequest.of(PUMP).confirming(seen.readiness().toConfirm()));
            Session session = start.orElseThrow();
            assertThat(((StartResult.Started) start).readiness()).isEqualTo(Readiness.of(List.of()));
            assertThat(session.preparation()).isEqualTo(new ChecklistRecord("Pump manual rev. 3, 2.1", 3, 3));
            assertThat(session.preparation().isKept()).isTrue();
            assertThat(sarah.sessions().get(session.id())).isEqualTo(session);
            assertThat(last(hospital, Subject.asset(PUMP)))
                    .isEqualTo(new Fact.SessionStarted(
                            session.id(),
                            "ICU",
                            null,
                            null,
                            null,
                            null,
                            "Pump manual rev. 3, 2.1",
                            checklist(all()),
                            List.of(1, 2, 3)));
            assertThat(sarah.sessions().end(session.id(), "fine").preparation()).isEqualTo(session.preparation());
            assertThat(hospital.verify().intact()).isTrue();
        }
    }

    @Test
    default void what_was_not_confirmed_stands_there_too() {
        try (Hospital hospital = hospital(new Manual(), same -> same, TRAINED)) {
            StartResult start = hospital.sarah()
                    .sessions()
                    .start(UseRequest.of(PUMP).confirming(List.of(CHECKS.get(1), "something that nobody asked")));
            assertThat(((StartResult.Started) start).readiness())
                    .isEqualTo(new Readiness(
                            List.of(Concern.warns(
                                    ConcernCode.NOT_CONFIRMED, Message.of("readiness.not-confirmed", 2, 3))),
                            List.of(CHECKS.get(0), WARNING)));
            assertThat(start.orElseThrow().preparation())
                    .isEqualTo(new ChecklistRecord("Pump manual rev. 3, 2.1", 3, 1));
            Fact.SessionStarted fact = (Fact.SessionStarted) last(hospital, Subject.asset(PUMP));
            assertThat(fact.checklist()).isEqualTo(checklist(all()));
            assertThat(fact.confirmed()).containsExactly(2);
        }
    }

    @Test
    default void a_checklist_is_recorded_once_word_for_word_and_named_by_what_it_says() {
        try (Hospital hospital = hospital(new Manual(), same -> same, TRAINED)) {
            for (int i = 0; i < 3; i++) {
                use(hospital);
            }
            assertThat(hospital.auditor()
                            .audit()
                            .trail(Subject.checklist(checklist(all())), Paging.first(50))
                            .items())
                    .extracting(AuditEntry::fact)
                    .containsExactly(new Fact.ChecklistRecorded(all()));
            assertThat(hospital.verify().intact()).isTrue();
        }
    }

    @Test
    default void another_warning_makes_another_checklist() {
        Manual manual = new Manual();
        try (Hospital hospital = hospital(manual, same -> same, TRAINED)) {
            use(hospital);
            manual.says = Manual.says(WARNING, "lot 7 leaks");
            hospital.clock.advance(Duration.ofMinutes(11));
            await(hospital, guidance -> guidance.all(Field.WARNING).size() == 2);
            hospital.sarah().sessions().start(UseRequest.of(PUMP).confirming(List.of("lot 7 leaks")));
            List<String> four =
                    Stream.concat(all().stream(), Stream.of("lot 7 leaks")).toList();
            Fact.SessionStarted fact = (Fact.SessionStarted) last(hospital, Subject.asset(PUMP));
            assertThat(fact.checklist()).isEqualTo(checklist(four));
            assertThat(fact.confirmed()).containsExactly(4);
            assertThat(last(hospital, Subject.checklist(checklist(four)))).isEqualTo(new Fact.ChecklistRecorded(four));
            assertThat(last(hospital, Subject.checklist(checklist(all()))))
                    .isEqualTo(new Fact.ChecklistRecorded(all()));
        }
    }

    @Test
    default void a_retry_is_told_word_for_word_what_was_not_confirmed_then() {
        Manual manual = new Manual();
        try (Hospital hospital = hospital(manual, same -> same, TRAINED)) {
            UseRequest usage = UseRequest.of(PUMP).confirming(List.of(CHECKS.get(0)));
            StartResult first =
                    hospital.sarah().request(RequestId.of("start")).sessions().start(usage);
            assertThat(((StartResult.Started) first).readiness().toConfirm()).containsExactly(CHECKS.get(1), WARNING);
            manual.says = Manual.says("lot 7 leaks");
            hospital.clock.advance(Duration.ofMinutes(11));
            await(hospital, guidance -> guidance.all(Field.WARNING).size() == 1);
            Workspace again = hospital.sarah().request(RequestId.of("start"));
            assertThat(again.sessions().start(usage)).isEqualTo(first);
            assertThat(again.wasRepeated()).isTrue();
        }
    }

    private static void use(Hospital hospital) {
        Session session = hospital.sarah().sessions().start(UseRequest.of(PUMP)).orElseThrow();
        hospital.sarah().sessions().end(session.id(), null);
        hospital.technician().assets().clean(PUMP);
    }

    /** The id of a checklist, as {@link Subject#checklist} says. */
    private static String checklist(List<String> items) {
        try {
            MessageDigest sha256 = MessageDigest.getInstance("SHA-256");
            for (String item : items) {
                byte[] bytes = item.getBytes(StandardCharsets.UTF_8);
                sha256.update(ByteBuffer.allocate(4).putInt(bytes.length).array());
                sha256.update(bytes);
            }
            return HexFormat.of().formatHex(sha256.digest());
        } catch (NoSuchAlgorithmException everyJdkHasIt) {
            throw new AssertionError(everyJdkHasIt);
        }
    }

    @Test
    default void a_warning_that_changed_since_the_scan_is_asked_again() {
        Manual manual = new Manual();
        try (Hospital hospital =
                hospital(manual, house -> house.withWeight(ConcernCode.NOT_CONFIRMED, Weight.SOFT_BLOCK), TRAINED)) {
            Workspace sarah = hospital.sarah();
            UseRequest usage = UseRequest.of(PUMP).confirming(scanned(hospital).toConfirm());
            manual.says = Manual.says(WARNING, "lot 7 leaks");
            hospital.clock.advance(Duration.ofMinutes(11));
            await(hospital, guidance -> guidance.all(Field.WARNING).size() == 2);

            Readiness refused = ((StartResult.Refused) sarah.sessions().start(usage)).readiness();
            assertThat(refused.toConfirm()).containsExactly("lot 7 leaks");
            assertThat(refused.canBeOverridden()).isTrue();
            Session session = sarah.sessions()
                    .start(usage.confirming(refused.toConfirm()))
                    .orElseThrow();
            assertThat(session.preparation().asked()).isEqualTo(4);
            assertThat(session.preparation().isKept()).isTrue();
        }
    }

    @Test
    default void who_breaks_the_glass_need_not_confirm_anything() {
        try (Hospital hospital = hospital(
                new Manual(), house -> house.withWeight(ConcernCode.NOT_CONFIRMED, Weight.SOFT_BLOCK), TRAINED)) {
            assertThat(scanned(hospital)).hasToString("READY");
            EmergencyOverride override = hospital.sarah().overrides().declare(PUMP, "arrest");
            assertThat(override.passes()).containsExactly(ConcernCode.NOT_CONFIRMED);
            Session session =
                    hospital.sarah().sessions().start(UseRequest.of(PUMP)).orElseThrow();
            assertThat(session.override()).isEqualTo(override.id());
            assertThat(session.preparation()).isEqualTo(new ChecklistRecord("Pump manual rev. 3, 2.1", 3, 0));
        }
    }

    @Test
    default void who_has_to_confirm_in_any_case_may_break_the_glass_for_what_else_is_in_the_way() {
        try (Hospital hospital = hospital(
                new Manual(),
                house -> house.withWeight(ConcernCode.NOT_CONFIRMED, Weight.BLOCK)
                        .withWeight(ConcernCode.NOT_TRAINED, Weight.SOFT_BLOCK))) {
            EmergencyOverride override = hospital.sarah().overrides().declare(PUMP, "arrest");
            assertThat(override.passes()).containsExactly(ConcernCode.NOT_TRAINED);
            assertThat(hospital.sarah().sessions().start(UseRequest.of(PUMP)).isStarted())
                    .isFalse();
            assertThat(hospital.sarah()
                            .sessions()
                            .start(UseRequest.of(PUMP).confirming(all()))
                            .isStarted())
                    .isTrue();
        }
    }

    @Test
    default void what_a_provider_said_before_it_was_out_still_holds() {
        Manual manual = new Manual();
        try (Hospital hospital = hospital(manual, house -> house.withWeight(ConcernCode.NOT_TRAINED, Weight.BLOCK))) {
            manual.shut = true;
            hospital.clock.advance(Duration.ofMinutes(11));
            Readiness readiness = scanned(hospital);
            assertThat(readiness.blocking()).containsExactly(ConcernCode.NOT_TRAINED);
            assertThat(readiness.toConfirm()).isEqualTo(all());
            await(hospital, guidance -> !guidance.missing().isEmpty());
            hospital.clock.advance(Duration.ofHours(23));
            assertThat(scanned(hospital).toConfirm()).isEqualTo(all());
            hospital.clock.advance(Duration.ofHours(1));
            await(hospital, guidance -> guidance.said().isEmpty());
            assertThat(scanned(hospital)).hasToString("READY, but what manual may know of it is missing");
        }
    }

    @Test
    default void a_house_may_wait_for_what_is_missing() {
        Manual manual = new Manual();
        manual.shut = true;
        try (Hospital hospital = hospital()
                .built(how -> how.knowledge(manual)
                        .policies(
                                Policies.standard().withWeight(ConcernCode.GUIDANCE_INCOMPLETE, Weight.SOFT_BLOCK)))) {
            hospital.pump(PUMP.value());
            assertThat(scanned(hospital)).hasToString("BLOCKED: what manual may know of it is missing");
        }
    }

    @Test
    default void a_provider_that_is_out_is_named_and_nobody_is_kept_from_working() {
        Manual manual = new Manual();
        manual.shut = true;
        try (Hospital hospital = hospital().built(how -> how.knowledge(manual))) {
            hospital.pump(PUMP.value());
            ScanResult seen = hospital.sarah().scans().scan("asset:INF001");
            assertThat(seen.guidance().missing()).containsExactly("manual");
            assertThat(seen.readiness()).hasToString("READY, but what manual may know of it is missing");
            Session session =
                    hospital.sarah().sessions().start(UseRequest.of(PUMP)).orElseThrow();
            assertThat(session.preparation()).isNull();
        }
    }

    @Test
    default void within_the_callers_transaction_nobody_is_asked_on_the_callers_time() {
        Manual manual = new Manual();
        try (Hospital hospital = hospital().built(how -> how.knowledge(manual))) {
            hospital.pump(PUMP.value());
            boolean joins = hospital.store.background().isPresent();
            assertThat(scanned(hospital).toConfirm()).isEqualTo(joins ? List.of() : all());
            informed(hospital);
            assertThat(scanned(hospital).toConfirm()).isEqualTo(all());
            assertThat(manual.asked).hasValue(1);
        }
    }

    @Test
    default void what_was_done_offline_was_done_with_or_without_training() {
        try (Hospital hospital = hospital(
                new Manual(),
                house -> house.withWeight(ConcernCode.NOT_TRAINED, Weight.BLOCK)
                        .withWeight(ConcernCode.NOT_CONFIRMED, Weight.BLOCK))) {
            SessionId taken = hospital.sarah()
                    .scans()
                    .importOffline(OfflineBatch.of("scanner-7", hospital.clock.instant())
                            .line(1, hospital.clock.instant(), "INF001", OfflineAction.take()))
                    .get(0)
                    .session();
            assertThat(hospital.sarah().sessions().get(taken).preparation()).isNull();
        }
    }

    @Test
    default void who_was_trained_in_what_is_recorded_and_proved() {
        try (Hospital hospital = hospital()) {
            Workspace alex = hospital.administrator();
            Subject sarah = Subject.staff("sarah");
            Competence longer = TRAINED.until(LocalDate.of(2028, 3, 2));
            assertThat(alex.training().get("sarah")).isEqualTo(TrainingRecord.NONE);
            assertThat(alex.training().record("sarah", TRAINED)).isEqualTo(TrainingRecord.of(TRAINED));
            alex.training().record("sarah", Competence.of("beds"));
            assertThat(alex.training().record("sarah", longer).competences())
                    .containsExactly(Competence.of("beds"), longer);
            alex.training().record("sarah", longer);
            assertThat(last(hospital, sarah)).isEqualTo(new Fact.TrainingRecorded(longer));
            assertThat(hospital.sarah().training().get("sarah"))
                    .isEqualTo(TrainingRecord.of(Competence.of("beds"), longer));

            assertThat(alex.training().revoke("sarah", "beds", "a mistake")).isEqualTo(TrainingRecord.of(longer));
            assertThat(last(hospital, sarah))
                    .isEqualTo(new Fact.TrainingRevoked(Competence.of("beds"), Personal.of("a mistake")));
            assertThat(alex.training().revoke("sarah", "beds", "again")).isEqualTo(TrainingRecord.of(longer));
            alex.training().record("ben", TRAINED);
            assertThat(alex.training().revoke("ben", TRAINED.course(), "left")).isEqualTo(TrainingRecord.NONE);
            assertThat(hospital.auditor().audit().trail(sarah, Paging.first(50)).items())
                    .hasSize(4);
            assertThat(hospital.verify().intact()).isTrue();

            Forgery forgery = Forgery.of(hospital.store);
            forgery.editItems(sarah, text -> text.replace("2028-03-02", "2038-03-02"));
            try (Hospital copy = hospital.over(forgery)) {
                assertThat(copy.verify().findings())
                        .anyMatch(found -> found.defect() == Defect.ROW_ALTERED && sarah.equals(found.subject()));
            }
        }
    }

    @Test
    default void what_others_were_trained_in_is_not_for_everybody_to_see() {
        try (Hospital hospital = hospital()) {
            hospital.administrator().training().record("ben", TRAINED);
            refusal(Code.PERMISSION_DENIED, () -> hospital.sarah().training().get("ben"));
            refusal(
                    Code.PERMISSION_DENIED,
                    () -> hospital.technician().training().get("ben"));
            assertThat(hospital.manager().training().get("ben")).isEqualTo(TrainingRecord.of(TRAINED));
            assertThat(hospital.nurse("ben", "ER").training().get("ben")).isEqualTo(TrainingRecord.of(TRAINED));
        }
    }

    @Test
    default void a_retried_request_trains_nobody_twice() {
        try (Hospital hospital = hospital()) {
            RequestId request = RequestId.of("train-1");
            Workspace alex = hospital.administrator();
            TrainingRecord first = alex.request(request).training().record("sarah", TRAINED);
            alex.training().record("sarah", Competence.of("beds"));
            assertThat(alex.request(request).training().record("sarah", TRAINED))
                    .isEqualTo(first);
            refusal(Code.REQUEST_REUSED, () -> alex.request(request).training().record("ben", TRAINED));
        }
    }

    @Test
    default void a_host_that_keeps_competences_itself_is_asked_for_them() {
        CompetenceProvider hosts = person -> person.equals("sarah") ? TrainingRecord.of(TRAINED) : TrainingRecord.NONE;
        try (Hospital hospital =
                hospital().built(how -> how.knowledge(new Manual()).competences(hosts))) {
            hospital.pump(PUMP.value());
            informed(hospital);
            assertThat(scanned(hospital)).hasToString("READY");
            assertThat(hospital.manager().training().get("sarah")).isEqualTo(TrainingRecord.of(TRAINED));
            refusal(
                    Code.KEPT_ELSEWHERE,
                    () -> hospital.administrator().training().record("sarah", Competence.of("beds")));
        }
    }

    @Test
    default void a_hosts_training_records_that_fail_keep_nobody_from_scanning() {
        for (RuntimeException failure : List.of(
                new IllegalStateException("P12345 is on the line"),
                new TrackingException.Busy(Message.of("P12345 is in line")))) {
            CompetenceProvider hosts = person -> {
                throw failure;
            };
            try (Hospital hospital =
                    hospital().built(how -> how.knowledge(new Manual()).competences(hosts))) {
                hospital.pump(PUMP.value());
                informed(hospital);
                assertThat(scanned(hospital))
                        .hasToString(
                                "READY, but whether sarah was trained in Infusion pumps (pumps; Pump manual rev. 3) cannot be found out");
            }
        }
    }
}
