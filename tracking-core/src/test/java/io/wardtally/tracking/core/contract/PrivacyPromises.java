package io.wardtally.tracking.core.contract;

import static io.wardtally.tracking.core.contract.Promises.refusal;
import static io.wardtally.tracking.core.contract.Promises.rounds;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowable;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.classic.spi.ThrowableProxyUtil;
import ch.qos.logback.core.read.ListAppender;
import io.wardtally.tracking.Paging;
import io.wardtally.tracking.RequestId;
import io.wardtally.tracking.TrackingException.Code;
import io.wardtally.tracking.Workspace;
import io.wardtally.tracking.asset.Asset;
import io.wardtally.tracking.asset.AssetId;
import io.wardtally.tracking.asset.Hold;
import io.wardtally.tracking.audit.AuditEntry;
import io.wardtally.tracking.audit.Fact;
import io.wardtally.tracking.audit.Subject;
import io.wardtally.tracking.core.Wardtally;
import io.wardtally.tracking.keys.KeyProvider;
import io.wardtally.tracking.keys.KeyState;
import io.wardtally.tracking.keys.MasterKey;
import io.wardtally.tracking.keys.SigningKey;
import io.wardtally.tracking.place.Place;
import io.wardtally.tracking.session.Correction;
import io.wardtally.tracking.session.Handover;
import io.wardtally.tracking.session.PatientId;
import io.wardtally.tracking.session.Session;
import io.wardtally.tracking.session.SessionFilter;
import io.wardtally.tracking.session.UseRequest;
import io.wardtally.tracking.staff.Actor;
import io.wardtally.tracking.staff.Reach;
import io.wardtally.tracking.staff.Role;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.Test;
import org.slf4j.LoggerFactory;

/** No patient's id anywhere but on its way to the pseudonym, and no key that is not one. */
interface PrivacyPromises extends Promises {

    @Test
    default void a_patient_id_reaches_no_store_log_exception_listener_or_text_whatever_fails() {
        List<String> seen = new CopyOnWriteArrayList<>();
        try (LogTap logs = new LogTap()) {
            for (Operation operation : Operation.all()) {
                for (Role role : List.of(Role.NURSE, Role.AUDITOR)) {
                    for (int call = 0; call < rounds(5, 20); call++) {
                        seen.addAll(tryIt(operation, role, call));
                    }
                }
            }
            seen.addAll(logs.lines());
        }
        assertThat(seen).hasSizeGreaterThan(10_000);
        assertThat(seen).noneMatch(text -> text.contains("CANARY"));
    }

    /** Once whole, then with each call to the store failing before and after its effect. */
    private List<String> tryIt(Operation operation, Role role, int call) {
        Wiretap tap = new Wiretap(newStore());
        List<String> seen = new CopyOnWriteArrayList<>();
        Hospital hospital = new Hospital(tap.store());
        hospital.tracking.listen(entry -> seen.addAll(Texts.in(entry)));
        Operation.Scene scene = Operation.Scene.in(hospital);
        Actor actor = new Actor("actor", role, "ICU");
        scene.prepare(actor);
        if (call > 0) {
            tap.failCall((call + 1) / 2, call % 2 == 0);
        }
        Throwable thrown = catchThrowable(() ->
                operation.act().accept(hospital.tracking.actingAs(actor).request(RequestId.of("r" + call)), scene));
        seen.addAll(Texts.in(thrown));
        hospital.close();
        seen.addAll(tap.heard());
        return seen;
    }

    @Test
    default void a_wristband_that_is_scanned_or_typed_as_an_asset_is_neither_kept_nor_repeated() {
        Wiretap tap = new Wiretap(newStore());
        List<String> seen = new ArrayList<>();
        try (LogTap logs = new LogTap();
                Hospital open = new Hospital(tap.store());
                Hospital closed = open.with((role, permission) -> Reach.NONE)) {
            AssetId wristband = AssetId.of("CANARY-7391");
            for (Hospital hospital : List.of(open, closed)) {
                for (Workspace ward : List.of(hospital.sarah(), hospital.technician())) {
                    List<ThrowingCallable> acts = List.of(
                            () -> seen.addAll(Texts.in(ward.scans().scan("CANARY-7391"))),
                            () -> ward.assets().get(wristband),
                            () -> ward.assets().move(wristband, Place.of("ICU")),
                            () -> ward.sessions().start(UseRequest.of(wristband).inDepartment("ICU")),
                            () -> ward.overrides().declare(wristband, "why"));
                    acts.forEach(act -> seen.addAll(Texts.in(catchThrowable(act))));
                }
            }
            List<AuditEntry> kept = open.auditor().audit().log(0, 500);
            assertThat(kept).isNotEmpty();
            seen.addAll(Texts.in(kept));
            seen.addAll(logs.lines());
        }
        assertThat(seen).noneMatch(text -> text.contains("CANARY"));
    }

    @Test
    default void nothing_that_carries_a_patient_id_prints_it() {
        PatientId patient = PatientId.of("mrn", "CANARY-7391");
        List<Object> carriers = List.of(
                patient,
                UseRequest.of(io.wardtally.tracking.asset.AssetId.of("A")).forPatient(patient),
                Handover.toPatient("CANARY-7391"),
                Correction.because("CANARY-7391").patient("CANARY-7391"),
                SessionFilter.all().forPatient(patient).withPurpose("CANARY-7391"));
        assertThat(carriers).noneMatch(carrier -> carrier.toString().contains("CANARY"));
        assertThat(refusal(Code.BAD_INPUT, () -> PatientId.of("CANARY\u0000"))).hasMessageNotContaining("CANARY");
        assertThat(refusal(Code.BAD_INPUT, () -> PatientId.of("CANARY".repeat(20))))
                .hasMessageNotContaining("CANARY");
    }

    @Test
    default void what_is_kept_prints_neither_what_people_wrote_nor_the_pseudonym() {
        try (Hospital hospital = hospital()) {
            UseRequest usage =
                    UseRequest.of(hospital.pump("INF001")).forPatient("P1").because("CANARY");
            Session session = hospital.sarah().sessions().start(usage).orElseThrow();
            Hold hold = hospital.technician().assets().hold(session.asset(), Hold.Kind.RESERVED, "CANARY");
            Session ended = hospital.sarah().sessions().end(session.id(), "CANARY");
            Object override = hospital.sarah().overrides().declare(session.asset(), "CANARY");
            assertThat(List.of(usage, session, hold, ended, override))
                    .noneMatch(kept -> kept.toString().contains("CANARY"))
                    .noneMatch(kept -> kept.toString()
                            .contains(session.patient().orElseThrow().value()));
        }
    }

    @Test
    default void what_people_write_never_forges_a_line_of_the_log() {
        try (LogTap logs = new LogTap()) {
            Hospital hospital = hospital();
            String forged = "fine\n2026-03-02 ERROR forged";
            Session session = hospital.inUse("INF001");
            hospital.technician().assets().hold(session.asset(), Hold.Kind.RESERVED, forged);
            hospital.sarah().sessions().end(session.id(), forged);
            hospital.sarah().overrides().declare(session.asset(), forged);
            refusal(Code.BAD_INPUT, () -> hospital.pump("A\nB"));
            refusal(Code.BAD_INPUT, () -> hospital.pump("A\u2028B"));
            refusal(Code.BAD_INPUT, () -> hospital.nurse("sarah\r", "ICU"));
            hospital.tracking.listen(entry -> {
                throw new IllegalStateException(forged);
            });
            hospital.pump("INF002");
            hospital.close();
            assertThat(logs.lines())
                    .hasSizeGreaterThan(5)
                    .noneMatch(line -> line.contains("forged") || line.contains("\n") || line.contains("\r"));
        }
    }

    @Test
    default void a_patient_is_one_whatever_stands_around_the_id_that_cannot_be_seen() {
        try (Hospital hospital = hospital()) {
            Session session = hospital.sarah()
                    .sessions()
                    .start(UseRequest.of(hospital.pump("INF001")).forPatient("\u200BP12345\u00A0"))
                    .orElseThrow();
            for (String typed :
                    List.of("P12345", "P12345\u200B", "\uFEFFP12345", " P12345\u00A0 ", "P12345\u00AD\u200E")) {
                assertThat(hospital.sarah()
                                .sessions()
                                .list(SessionFilter.all().forPatient(typed), Paging.first(5))
                                .items())
                        .containsExactly(session);
            }
            assertThat(refusal(Code.BAD_INPUT, () -> PatientId.of("P12\u200B345")))
                    .hasMessage("patient id contains U+200B, a character that cannot be seen");
        }
    }

    @Test
    default void a_patient_is_found_again_by_pseudonym_and_each_search_is_recorded() {
        try (Hospital hospital = hospital()) {
            Asset pump = hospital.pump("INF001");
            Session session = hospital.sarah()
                    .sessions()
                    .start(UseRequest.of(pump).forPatient(" P12345 "))
                    .orElseThrow();
            SessionFilter search = SessionFilter.all().forPatient("P12345");
            assertThat(hospital.sarah().sessions().list(search, Paging.first(5)).items())
                    .containsExactly(session);
            assertThat(hospital.sarah()
                            .sessions()
                            .list(SessionFilter.all().forPatient("p12345"), Paging.first(5))
                            .items())
                    .isEmpty();
            assertThat(hospital.sarah()
                            .sessions()
                            .list(SessionFilter.all().forPatient(PatientId.of("other", "P12345")), Paging.first(5))
                            .items())
                    .isEmpty();
            refusal(Code.BAD_INPUT, () -> hospital.auditor().sessions().list(search, Paging.first(5)));
            assertThat(hospital.auditor()
                            .sessions()
                            .list(search.withPurpose("complaint 7"), Paging.first(5))
                            .items())
                    .containsExactly(session);
            List<AuditEntry> trail = hospital.auditor()
                    .audit()
                    .trail(Subject.staff("ada"), Paging.first(5))
                    .items();
            assertThat(trail).singleElement().satisfies(entry -> {
                Fact.PatientSearched fact = (Fact.PatientSearched) entry.fact();
                assertThat(fact.patient().value()).isEqualTo(session.patient());
                assertThat(fact.purpose().value()).contains("complaint 7");
            });
        }
    }

    @Test
    default void a_search_for_a_patient_that_cannot_be_recorded_finds_nothing() {
        Wiretap tap = new Wiretap(newStore());
        try (Hospital hospital = new Hospital(tap.store())) {
            SessionFilter search = SessionFilter.all().forPatient("P1");
            tap.failCall(2, false);
            refusal(Code.STORE_FAILED, () -> hospital.sarah().sessions().list(search, Paging.first(5)));
            assertThat(tap.failed()).isTrue();
        }
    }

    @Test
    default void a_patient_is_found_under_every_readable_key_and_no_other() {
        Rotation keys = new Rotation();
        try (Hospital hospital = hospital().with(keys.version(1))) {
            Session old = hospital.sarah()
                    .sessions()
                    .start(UseRequest.of(hospital.pump("A")).forPatient("P1"))
                    .orElseThrow();
            SessionFilter search = SessionFilter.all().forPatient("P1");
            try (Hospital later = hospital.with(keys.version(2))) {
                Session young = later.sarah()
                        .sessions()
                        .start(UseRequest.of(later.pump("B")).forPatient("P1"))
                        .orElseThrow();
                assertThat(young.patient().orElseThrow().value()).startsWith("pn1.2.");
                assertThat(later.sarah()
                                .sessions()
                                .list(search, Paging.first(5))
                                .items())
                        .containsExactlyInAnyOrder(old, young);
                assertThat(later.verify().intact()).isTrue();
                for (KeyState gone : List.of(KeyState.RETIRED, KeyState.DESTROYED)) {
                    try (Hospital latest = hospital.with(keys.version(2, gone))) {
                        assertThat(latest.sarah()
                                        .sessions()
                                        .list(search, Paging.first(5))
                                        .items())
                                .containsExactly(young);
                    }
                }
            }
        }
    }

    @Test
    default void a_missing_weak_or_repeated_key_is_refused() {
        byte[] good = Wardtally.throwAwayKeys().auditKeys().get(0).secret();
        byte[] other = Wardtally.throwAwayKeys().auditKeys().get(0).secret();
        byte[] phrase = "wardtally wardtally wardtally wardtally".getBytes(java.nio.charset.StandardCharsets.UTF_8);
        List<List<MasterKey>> refused = List.of(
                List.of(),
                List.of(MasterKey.active(1, new byte[0])),
                List.of(MasterKey.active(1, java.util.Arrays.copyOf(good, 31))),
                List.of(MasterKey.active(1, new byte[32])),
                List.of(MasterKey.active(1, phrase)),
                List.of(MasterKey.active(1, good).withState(KeyState.READ)),
                List.of(MasterKey.active(1, good), MasterKey.active(2, other)),
                List.of(MasterKey.active(1, good), MasterKey.active(1, other).withState(KeyState.READ)),
                List.of(MasterKey.active(1, good), MasterKey.active(2, good).withState(KeyState.READ)));
        for (List<MasterKey> ring : refused) {
            assertThat(refusal(Code.KEY_REFUSED, () -> hospital().with(new Keys(ring, null, null))))
                    .hasMessageContaining("pseudonym-key");
            assertThat(refusal(Code.KEY_REFUSED, () -> hospital().with(new Keys(null, ring, null))))
                    .hasMessageContaining("audit-key");
        }
        refusal(Code.KEY_REFUSED, () -> hospital().with(new Keys(null, null, List.of())));
        List<MasterKey> shared = List.of(MasterKey.active(1, good));
        refusal(Code.KEY_REFUSED, () -> hospital().with(new Keys(shared, shared, null)));
        refusal(Code.BAD_INPUT, () -> MasterKey.active(0, good));
    }

    @Test
    default void a_store_belongs_to_one_facility() {
        try (Hospital hospital = hospital()) {
            assertThat(refusal(
                            Code.WRONG_FACILITY,
                            () -> Wardtally.on(hospital.store)
                                    .facility("other", hospital.tracking.zone())
                                    .keys(hospital.keys)
                                    .build()))
                    .hasMessageContaining(Hospital.FACILITY);
            refusal(Code.BAD_INPUT, () -> Wardtally.on(newStore()).build());
        }
    }

    /** Keys of which some are replaced. */
    record Keys(List<MasterKey> pseudonym, List<MasterKey> audit, List<SigningKey> checkpoint) implements KeyProvider {

        private static final KeyProvider GOOD = Wardtally.throwAwayKeys();

        @Override
        public List<MasterKey> pseudonymKeys() {
            return pseudonym == null ? GOOD.pseudonymKeys() : pseudonym;
        }

        @Override
        public List<MasterKey> auditKeys() {
            return audit == null ? GOOD.auditKeys() : audit;
        }

        @Override
        public List<SigningKey> checkpointKeys() {
            return checkpoint == null ? GOOD.checkpointKeys() : checkpoint;
        }
    }

    /** Everything that is logged, at the finest level. */
    final class LogTap implements AutoCloseable {

        private final Logger root = (Logger) LoggerFactory.getLogger(org.slf4j.Logger.ROOT_LOGGER_NAME);
        private final Logger ours = (Logger) LoggerFactory.getLogger("io.wardtally");
        private final Level rootLevel = root.getLevel();
        private final Level ourLevel = ours.getLevel();
        private final ListAppender<ILoggingEvent> events = new ListAppender<>();

        LogTap() {
            events.list = new CopyOnWriteArrayList<>();
            events.start();
            ours.setLevel(Level.TRACE);
            ours.setAdditive(false);
            ours.addAppender(events);
        }

        List<String> lines() {
            List<String> lines = new ArrayList<>();
            for (ILoggingEvent event : events.list) {
                lines.add(event.getFormattedMessage());
                if (event.getThrowableProxy() != null) {
                    lines.add(ThrowableProxyUtil.asString(event.getThrowableProxy()));
                }
            }
            return lines;
        }

        @Override
        public void close() {
            ours.detachAppender(events);
            ours.setAdditive(true);
            ours.setLevel(ourLevel);
            root.setLevel(rootLevel);
        }
    }
}
