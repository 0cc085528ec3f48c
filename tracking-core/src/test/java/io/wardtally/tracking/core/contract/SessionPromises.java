package io.wardtally.tracking.core.contract;

import static io.wardtally.tracking.core.contract.Promises.refusal;
import static io.wardtally.tracking.core.contract.Promises.rounds;
import static io.wardtally.tracking.core.contract.Promises.together;
import static java.time.Duration.ofHours;
import static java.time.Duration.ofMinutes;
import static org.assertj.core.api.Assertions.assertThat;

import io.wardtally.tracking.Page;
import io.wardtally.tracking.Paging;
import io.wardtally.tracking.SettableClock;
import io.wardtally.tracking.TrackingException.Code;
import io.wardtally.tracking.Workspace;
import io.wardtally.tracking.asset.AssetId;
import io.wardtally.tracking.asset.AssetStatus;
import io.wardtally.tracking.asset.Condition;
import io.wardtally.tracking.asset.Hold;
import io.wardtally.tracking.audit.Fact;
import io.wardtally.tracking.audit.Subject;
import io.wardtally.tracking.core.Wardtally;
import io.wardtally.tracking.policy.Policies;
import io.wardtally.tracking.scan.OfflineAction;
import io.wardtally.tracking.scan.OfflineBatch;
import io.wardtally.tracking.session.Concern;
import io.wardtally.tracking.session.ConcernCode;
import io.wardtally.tracking.session.Correction;
import io.wardtally.tracking.session.EndRequest;
import io.wardtally.tracking.session.Handover;
import io.wardtally.tracking.session.Session;
import io.wardtally.tracking.session.SessionFilter;
import io.wardtally.tracking.session.SessionId;
import io.wardtally.tracking.session.SessionStatus;
import io.wardtally.tracking.session.StartResult;
import io.wardtally.tracking.session.UseRequest;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.Test;

/** Use of an asset: one at a time, from check-out to return. */
interface SessionPromises extends Promises {

    @Test
    default void of_64_threads_that_start_one_asset_one_succeeds_and_63_are_told_by_which_session() {
        for (int round = 0; round < rounds(3, 300); round++) {
            try (Hospital hospital = hospital()) {
                AssetId pump = hospital.pump("INF001").id();
                List<StartResult> answers =
                        together(64, () -> hospital.sarah().sessions().start(UseRequest.of(pump)));
                List<Session> started = answers.stream()
                        .filter(StartResult::isStarted)
                        .map(StartResult::orElseThrow)
                        .toList();
                assertThat(started).hasSize(1);
                SessionId winner = started.get(0).id();
                assertThat(answers.stream().filter(answer -> !answer.isStarted()))
                        .hasSize(63)
                        .allSatisfy(answer -> answer.match(
                                no -> null,
                                refused -> assertThat(refused.readiness().concerns())
                                        .extracting(Concern::session)
                                        .containsExactly(winner)));
                assertThat(hospital.sarah()
                                .sessions()
                                .list(SessionFilter.all().onlyOpen(), Paging.first(10))
                                .items())
                        .containsExactly(started.get(0));
                assertThat(hospital.verify().intact()).isTrue();
            }
        }
    }

    @Test
    default void starts_and_ends_from_many_threads_never_overlap() {
        Policies fast = Policies.standard().withoutCleaning("infusion-pump");
        try (Hospital hospital = new Hospital(
                newStore(),
                new SettableClock(Hospital.HALF_PAST_TWO),
                Wardtally.throwAwayKeys(),
                fast,
                Wardtally.roleTable())) {
            AssetId pump = hospital.pump("INF001").id();
            int tries = rounds(40, 2_000);
            List<Integer> counts = together(8, () -> {
                int mine = 0;
                for (int i = 0; i < tries; i++) {
                    StartResult start = hospital.sarah().sessions().start(UseRequest.of(pump));
                    if (start.isStarted()) {
                        mine++;
                        hospital.sarah().sessions().end(start.orElseThrow().id(), null);
                    }
                }
                return mine;
            });
            int starts = counts.stream().mapToInt(Integer::intValue).sum();
            List<Fact> facts = facts(hospital, pump).stream()
                    .filter(fact -> fact instanceof Fact.SessionStarted || fact instanceof Fact.SessionEnded)
                    .toList();
            assertThat(facts).hasSize(2 * starts);
            for (int i = 0; i < facts.size(); i++) {
                assertThat(facts.get(i)).isInstanceOf(i % 2 == 0 ? Fact.SessionStarted.class : Fact.SessionEnded.class);
            }
            assertThat(hospital.verify().intact()).isTrue();
        }
    }

    @Test
    default void the_day_of_the_brief_adds_up() {
        try (Hospital hospital = hospital()) {
            AssetId pump = hospital.pump("INF001").id();
            Workspace sarah = hospital.sarah();
            Session session = sarah.sessions()
                    .start(UseRequest.of(pump)
                            .forPatient("P12345")
                            .expecting(ofHours(4))
                            .because("Post-operative monitoring"))
                    .orElseThrow();
            assertThat(session.user()).isEqualTo("sarah");
            assertThat(session.department()).isEqualTo("ICU");
            assertThat(session.start()).isEqualTo(Hospital.HALF_PAST_TWO);
            assertThat(session.reason()).isEqualTo("Post-operative monitoring");
            assertThat(session.patient()).isPresent();

            hospital.clock.advance(ofMinutes(150));
            Session running = sarah.sessions().get(session.id());
            assertThat(running).isEqualTo(session);
            assertThat(running.usedHours(sarah.now())).isEqualTo(2.5);
            assertThat(running.remaining(sarah.now())).contains(ofMinutes(90));
            assertThat(running.status(sarah.now())).isEqualTo(SessionStatus.ACTIVE);

            hospital.clock.advance(ofMinutes(78));
            Session ended = sarah.sessions().end(session.id(), "No issues");
            assertThat(ended.usedHours(sarah.now())).isEqualTo(3.8);
            assertThat(ended.actual()).contains(ofMinutes(228));
            assertThat(ended.notes()).isEqualTo("No issues");
            assertThat(ended.status(sarah.now())).isEqualTo(SessionStatus.COMPLETED);
            assertThat(hospital.asset("INF001").condition()).isEqualTo(Condition.AWAITING_CLEANING);
            assertThat(hospital.asset("INF001").lastUsed()).isEqualTo(ended.end());
            assertThat(sarah.assets().clean(pump).status()).isEqualTo(AssetStatus.AVAILABLE);
        }
    }

    @Test
    default void a_session_is_overdue_as_soon_as_the_expected_time_has_passed() {
        try (Hospital hospital = hospital()) {
            UseRequest usage = UseRequest.of(hospital.pump("INF001").id()).expecting(ofHours(1));
            Session session = hospital.sarah().sessions().start(usage).orElseThrow();
            assertThat(session.status(Hospital.HALF_PAST_TWO.plus(ofHours(1)))).isEqualTo(SessionStatus.ACTIVE);
            assertThat(session.status(Hospital.HALF_PAST_TWO.plus(ofHours(1)).plusNanos(1_000)))
                    .isEqualTo(SessionStatus.OVERDUE);
            Session extended = hospital.sarah().sessions().extend(session.id(), ofHours(1));
            assertThat(extended.expected()).isEqualTo(ofHours(2));
            assertThat(extended.status(Hospital.HALF_PAST_TWO.plus(ofMinutes(90))))
                    .isEqualTo(SessionStatus.ACTIVE);
        }
    }

    @Test
    default void a_session_without_a_patient_or_an_expected_time_is_legal_and_never_overdue() {
        try (Hospital hospital = hospital()) {
            Session session = hospital.inUse("WC001");
            assertThat(session.patient()).isEmpty();
            assertThat(session.expected()).isNull();
            assertThat(session.remaining(Hospital.HALF_PAST_TWO)).isEmpty();
            assertThat(session.status(Hospital.HALF_PAST_TWO.plus(ofHours(10_000))))
                    .isEqualTo(SessionStatus.ACTIVE);
            hospital.clock.advance(ofHours(2));
            assertThat(hospital.sarah()
                            .sessions()
                            .extend(session.id(), ofHours(1))
                            .expected())
                    .isEqualTo(ofHours(3));
        }
    }

    @Test
    default void ending_twice_gives_the_same_answer_and_records_one_end() {
        try (Hospital hospital = hospital()) {
            Session session = hospital.inUse("INF001");
            hospital.clock.advance(ofHours(1));
            Session ended = hospital.sarah().sessions().end(session.id(), "done");
            hospital.clock.advance(ofHours(1));
            assertThat(hospital.sarah().sessions().end(session.id(), "again")).isEqualTo(ended);
            assertThat(facts(hospital, session.asset()))
                    .filteredOn(Fact.SessionEnded.class::isInstance)
                    .hasSize(1);
        }
    }

    @Test
    default void sixteen_threads_that_end_one_session_get_one_answer() {
        try (Hospital hospital = hospital()) {
            Session session = hospital.inUse("INF001");
            List<Session> answers =
                    together(16, () -> hospital.sarah().sessions().end(session.id(), "done"));
            assertThat(new HashSet<>(answers)).hasSize(1);
            assertThat(facts(hospital, session.asset()))
                    .filteredOn(Fact.SessionEnded.class::isInstance)
                    .hasSize(1);
        }
    }

    @Test
    default void an_end_before_the_start_is_clamped_and_flagged_and_never_refused() {
        try (Hospital hospital = hospital()) {
            Session session = hospital.inUse("INF001");
            hospital.clock.advance(ofHours(-3));
            Session ended = hospital.sarah().sessions().end(session.id(), null);
            assertThat(ended.end()).isEqualTo(session.start());
            assertThat(ended.endClamped()).isTrue();
            assertThat(ended.actual()).contains(Duration.ZERO);
            assertThat(hospital.verify().intact()).isTrue();
        }
    }

    @Test
    default void an_end_before_the_last_handover_is_clamped_to_it() {
        try (Hospital hospital = hospital()) {
            Session session = hospital.inUse("INF001");
            hospital.clock.advance(ofHours(2));
            hospital.sarah().sessions().handOver(session.id(), Handover.to("ben"));
            hospital.clock.advance(ofHours(-1));
            Session ended = hospital.nurse("ben", "ICU").sessions().end(session.id(), null);
            assertThat(ended.end()).isEqualTo(session.start().plus(ofHours(2)));
            assertThat(ended.endClamped()).isTrue();
        }
    }

    @Test
    default void a_handover_to_an_earlier_time_begins_when_the_segment_before_began() {
        try (Hospital hospital = hospital()) {
            Session session = hospital.inUse("INF001");
            hospital.clock.advance(ofHours(-1));
            Session handed = hospital.sarah().sessions().handOver(session.id(), Handover.to("ben"));
            assertThat(handed.latest().from()).isEqualTo(session.start());
        }
    }

    @Test
    default void durations_across_a_change_of_the_clocks_are_real_hours() {
        // In Berlin 29 March 2026 has 23 hours and 25 October 2026 has 25.
        assertUse("2026-03-28T23:00:00Z", "2026-03-29T22:00:00Z", 23);
        assertUse("2026-10-24T22:00:00Z", "2026-10-25T23:00:00Z", 25);
    }

    private void assertUse(String from, String to, int hours) {
        Hospital hospital = hospital();
        hospital.clock.set(Instant.parse(from));
        Session session = hospital.inUse("INF001");
        hospital.clock.set(Instant.parse(to));
        assertThat(hospital.sarah().sessions().end(session.id(), null).usedHours(hospital.tracking.now()))
                .isEqualTo(hours);
        hospital.close();
    }

    @Test
    default void times_are_cut_to_microseconds_once() {
        try (Hospital hospital = hospital()) {
            hospital.clock.set(Instant.parse("2026-03-02T13:30:00.123456789Z"));
            Session session = hospital.inUse("INF001");
            assertThat(session.start()).isEqualTo(Instant.parse("2026-03-02T13:30:00.123456Z"));
            assertThat(hospital.sarah().sessions().get(session.id())).isEqualTo(session);
            assertThat(hospital.verify().intact()).isTrue();
        }
    }

    @Test
    default void a_hold_survives_a_return_and_cleaning_does_not_lift_it() {
        try (Hospital hospital = hospital()) {
            Session session = hospital.inUse("INF001");
            for (Hold.Kind kind : Hold.Kind.values()) {
                hospital.technician().assets().hold(session.asset(), kind, "seen during use");
            }
            hospital.sarah().sessions().end(session.id(), null);
            hospital.sarah().assets().clean(session.asset());
            assertThat(hospital.asset("INF001").holds()).extracting(Hold::kind).containsExactly(Hold.Kind.values());
            assertThat(hospital.asset("INF001").status()).isEqualTo(AssetStatus.MAINTENANCE);
            assertThat(hospital.sarah()
                            .sessions()
                            .start(UseRequest.of(session.asset()))
                            .isStarted())
                    .isFalse();
        }
    }

    @Test
    default void a_category_without_cleaning_is_ready_again_at_once() {
        try (Hospital hospital = hospital().with(Policies.standard().withoutCleaning("infusion-pump"))) {
            Session session = hospital.inUse("INF001");
            hospital.sarah().sessions().end(session.id(), null);
            assertThat(hospital.asset("INF001").status()).isEqualTo(AssetStatus.AVAILABLE);
        }
    }

    @Test
    default void accountability_follows_the_asset_through_a_handover() {
        try (Hospital hospital = hospital()) {
            AssetId pump = hospital.pump("INF001").id();
            Session session = hospital.sarah()
                    .sessions()
                    .start(UseRequest.of(pump).forPatient("P1"))
                    .orElseThrow();
            hospital.clock.advance(ofHours(1));
            Session handed = hospital.sarah()
                    .sessions()
                    .handOver(
                            session.id(), Handover.to("ben").inDepartment("ER").forPatient("P2"));
            assertThat(handed.segments()).hasSize(2);
            assertThat(handed.user()).isEqualTo("ben");
            assertThat(handed.department()).isEqualTo("ER");
            assertThat(handed.patient()).isNotEqualTo(session.patient());
            assertThat(handed.segments().get(0)).isEqualTo(session.latest());
            assertThat(handed.used(hospital.tracking.now())).isEqualTo(ofHours(1));

            assertThat(hospital.sarah()
                            .sessions()
                            .list(SessionFilter.all().byUser("sarah"), Paging.first(5))
                            .items())
                    .containsExactly(handed);
            assertThat(hospital.nurse("ben", "ER")
                            .sessions()
                            .list(SessionFilter.all().inDepartment("ER").forPatient("P2"), Paging.first(5))
                            .items())
                    .containsExactly(handed);
            Session alone = hospital.nurse("ben", "ER").sessions().handOver(session.id(), Handover.toNoPatient());
            assertThat(alone.patient()).isEmpty();
            assertThat(hospital.nurse("ben", "ER").sessions().handOver(session.id(), Handover.to("ben")))
                    .isEqualTo(alone);
        }
    }

    @Test
    default void the_next_ward_may_take_a_session_over_but_a_third_may_not() {
        try (Hospital hospital = hospital()) {
            Session session = hospital.inUse("INF001");
            refusal(
                    Code.PERMISSION_DENIED,
                    () -> hospital.nurse("ben", "ER").sessions().handOver(session.id(), Handover.to("ben")));
            refusal(
                    Code.PERMISSION_DENIED,
                    () -> hospital.nurse("ben", "ER").sessions().handOver(session.id(), Handover.toDepartment("OR")));
            Handover pull = Handover.to("ben").inDepartment("ER");
            Workspace er = hospital.nurse("ben", "ER");
            assertThat(refusal(Code.BAD_INPUT, () -> er.sessions().handOver(session.id(), pull)))
                    .hasMessageContaining("reason is missing");
            assertThat(er.sessions()
                            .handOver(session.id(), pull.because("patient was transferred"))
                            .department())
                    .isEqualTo("ER");
            refusal(Code.PERMISSION_DENIED, () -> er.sessions().voidEntry(session.id(), "not only mine"));
        }
    }

    @Test
    default void ending_another_departments_session_needs_a_reason() {
        try (Hospital hospital = hospital()) {
            Session session = hospital.inUse("INF001");
            Workspace er = hospital.nurse("ben", "ER");
            refusal(Code.BAD_INPUT, () -> er.sessions().end(session.id(), "found it"));
            refusal(
                    Code.BAD_INPUT,
                    () -> hospital.technician()
                            .sessions()
                            .end(EndRequest.of(session.id()).because(" ")));
            Session ended = er.sessions()
                    .end(EndRequest.of(session.id()).noting("found it").because("left in the ER"));
            assertThat(ended.isOpen()).isFalse();
            refusal(Code.BAD_INPUT, () -> er.sessions().end(session.id(), null));
            assertThat(er.sessions().end(EndRequest.of(session.id()).because("once more")))
                    .isEqualTo(ended);
            assertThat(facts(hospital, session.asset()))
                    .filteredOn(Fact.SessionEnded.class::isInstance)
                    .singleElement()
                    .satisfies(fact -> assertThat(
                                    ((Fact.SessionEnded) fact).because().value())
                            .contains("left in the ER"));
        }
    }

    @Test
    default void a_use_is_expected_to_last_ten_years_at_most_however_often_it_is_extended() {
        try (Hospital hospital = hospital()) {
            Session session = hospital.inUse("INF001");
            Duration step = Policies.standard().sessions().longestUse();
            Workspace sarah = hospital.sarah();
            for (int i = 1; i <= Policies.LONGEST.dividedBy(step); i++) {
                assertThat(sarah.sessions().extend(session.id(), step).expected())
                        .isEqualTo(step.multipliedBy(i));
            }
            assertThat(refusal(Code.BAD_INPUT, () -> sarah.sessions().extend(session.id(), step)))
                    .hasMessage("expected duration is longer than the 3660 days that are allowed");
            Session old = hospital.inUse("INF002");
            hospital.clock.advance(Duration.ofDays(365 * 400));
            refusal(Code.BAD_INPUT, () -> hospital.sarah().sessions().extend(old.id(), ofHours(1)));
        }
    }

    @Test
    default void lengths_at_the_ends_of_what_can_be_are_refused_by_name() {
        try (Hospital hospital = hospital()) {
            Session session = hospital.inUse("INF001");
            AssetId pump = hospital.pump("INF002").id();
            Workspace sarah = hospital.sarah();
            Instant now = hospital.clock.instant();
            for (Duration wrong : List.of(
                    Duration.ofSeconds(Long.MAX_VALUE, 999_999_999),
                    Duration.ofSeconds(Long.MIN_VALUE),
                    Duration.ofSeconds(Long.MIN_VALUE, 1),
                    Duration.ofDays(106_752))) {
                assertThat(refusal(Code.BAD_INPUT, () -> sarah.sessions().extend(session.id(), wrong)))
                        .hasMessageContaining("extension");
                assertThat(refusal(
                                Code.BAD_INPUT,
                                () -> sarah.sessions().start(UseRequest.of(pump).expecting(wrong))))
                        .hasMessageContaining("expected duration");
                assertThat(sarah.scans()
                                .importOffline(OfflineBatch.of("scanner-7", now)
                                        .line(
                                                1,
                                                now,
                                                "INF002",
                                                OfflineAction.take().expecting(wrong)))
                                .get(0)
                                .code())
                        .isEqualTo(Code.BAD_INPUT);
                refusal(Code.BAD_INPUT, () -> Policies.standard().withOldestScan(wrong));
                refusal(Code.BAD_INPUT, () -> Policies.standard().withRequestRetention(wrong));
            }
            for (Instant wrong : List.of(Instant.MIN, Instant.MAX)) {
                refusal(
                        Code.BAD_INPUT,
                        () -> Correction.because("typo").start(wrong).end(wrong));
                refusal(Code.BAD_INPUT, () -> SessionFilter.all().between(wrong, wrong));
                refusal(Code.BAD_INPUT, () -> OfflineBatch.of("scanner-7", wrong));
                refusal(
                        Code.BAD_INPUT,
                        () -> OfflineBatch.of("scanner-7", now).line(1, wrong, "INF002", OfflineAction.take()));
            }
        }
    }

    @Test
    default void whoever_started_a_session_ends_it_without_explaining() {
        try (Hospital hospital = hospital()) {
            UseRequest usage = UseRequest.of(hospital.pump("INF001").id()).inDepartment("ICU");
            Session session = hospital.technician().sessions().start(usage).orElseThrow();
            assertThat(hospital.technician().sessions().end(session.id(), null).isOpen())
                    .isFalse();
        }
    }

    @Test
    default void impossible_input_is_refused_by_name_and_changes_nothing() {
        try (Hospital hospital = hospital()) {
            AssetId pump = hospital.pump("INF001").id();
            Workspace sarah = hospital.sarah();
            for (Duration wrong : List.of(Duration.ZERO, Duration.ofNanos(999), ofHours(-1), ofHours(24 * 91))) {
                assertThat(refusal(
                                Code.BAD_INPUT,
                                () -> sarah.sessions().start(UseRequest.of(pump).expecting(wrong))))
                        .hasMessageContaining("expected duration");
            }
            refusal(Code.BAD_INPUT, () -> sarah.sessions().start(null));
            refusal(Code.BAD_INPUT, () -> sarah.sessions().get(null));
            refusal(Code.BAD_INPUT, () -> sarah.sessions().list(null, Paging.first(1)));
            refusal(Code.BAD_INPUT, () -> sarah.sessions().list(SessionFilter.all(), null));
            refusal(Code.BAD_INPUT, () -> hospital.technician().sessions().start(UseRequest.of(pump)));
            refusal(Code.ASSET_UNKNOWN, () -> sarah.sessions().start(UseRequest.of(AssetId.of("NOPE"))));
            SessionId none = new SessionId(new UUID(1, 2));
            refusal(Code.SESSION_UNKNOWN, () -> sarah.sessions().end(none, null));
            refusal(Code.SESSION_UNKNOWN, () -> sarah.sessions().get(none));
            Session session = sarah.sessions().start(UseRequest.of(pump)).orElseThrow();
            refusal(Code.BAD_INPUT, () -> sarah.sessions().extend(session.id(), ofHours(-1)));
            refusal(Code.BAD_INPUT, () -> sarah.sessions().end(session.id(), "\u0000"));
            refusal(Code.BAD_INPUT, () -> sarah.sessions().end(session.id(), "x".repeat(2_001)));
            assertThat(sarah.sessions().get(session.id())).isEqualTo(session);
            sarah.sessions().end(session.id(), null);
            refusal(Code.SESSION_ENDED, () -> sarah.sessions().extend(session.id(), ofHours(1)));
            refusal(Code.SESSION_ENDED, () -> sarah.sessions().handOver(session.id(), Handover.to("ben")));
        }
    }

    @Test
    default void a_refused_start_is_recorded_as_demand_of_the_person_who_asked() {
        try (Hospital hospital = hospital()) {
            Session session = hospital.inUse("INF001");
            StartResult refused = hospital.nurse("ben", "ER").sessions().start(UseRequest.of(session.asset()));
            refusal(Code.ASSET_IN_USE, refused::orElseThrow);
            assertThat(hospital.auditor()
                            .audit()
                            .trail(Subject.staff("ben"), Paging.first(5))
                            .items())
                    .singleElement()
                    .satisfies(entry -> assertThat(entry.fact())
                            .isEqualTo(new Fact.StartRefused(session.asset(), "ER", List.of(ConcernCode.IN_USE))));
        }
    }

    @Test
    default void of_sixteen_refusals_of_one_person_at_once_none_goes_unrecorded() {
        try (Hospital hospital = hospital()) {
            UseRequest usage = UseRequest.of(hospital.inUse("INF001").asset());
            together(16, () -> {
                for (int i = 0; i < 25; i++) {
                    hospital.nurse("ben", "ER").sessions().start(usage);
                }
                return usage;
            });
            assertThat(hospital.auditor()
                            .audit()
                            .trail(Subject.staff("ben"), Paging.first(500))
                            .items())
                    .hasSize(400);
        }
    }

    @Test
    default void history_is_paged_by_key_and_narrowed_to_the_own_department() {
        try (Hospital hospital = hospital()) {
            List<Session> icu = new ArrayList<>();
            for (int i = 0; i < 7; i++) {
                hospital.clock.advance(ofMinutes(1));
                icu.add(0, hospital.inUse("ICU" + i));
                hospital.pump("ER" + i);
                hospital.nurse("ben", "ER").sessions().start(UseRequest.of(AssetId.of("ER" + i)));
            }
            assertThat(everything(hospital.sarah(), SessionFilter.all(), 2)).isEqualTo(icu);
            assertThat(everything(hospital.auditor(), SessionFilter.all(), 3)).hasSize(14);
            assertThat(everything(hospital.auditor(), SessionFilter.all().inDepartment("ER"), 500))
                    .hasSize(7);
            assertThat(everything(
                            hospital.auditor(),
                            SessionFilter.all()
                                    .between(icu.get(4).start(), icu.get(2).start())
                                    .inDepartment("ICU"),
                            1))
                    .containsExactly(icu.get(3), icu.get(4));
            assertThat(everything(
                            hospital.auditor(),
                            SessionFilter.all().ofAsset(icu.get(0).asset()),
                            1))
                    .containsExactly(icu.get(0));
            refusal(
                    Code.PERMISSION_DENIED,
                    () -> everything(hospital.sarah(), SessionFilter.all().inDepartment("ER"), 5));
            Session other = everything(hospital.auditor(), SessionFilter.all().inDepartment("ER"), 1)
                    .get(0);
            refusal(Code.PERMISSION_DENIED, () -> hospital.sarah().sessions().get(other.id()));
        }
    }

    private static List<Session> everything(Workspace ward, SessionFilter which, int limit) {
        List<Session> all = new ArrayList<>();
        Paging paging = Paging.first(limit);
        while (paging != null) {
            Page<Session> page = ward.sessions().list(which, paging);
            assertThat(page.items()).hasSizeLessThanOrEqualTo(limit);
            all.addAll(page.items());
            paging = page.following(paging).orElse(null);
        }
        return all;
    }

    static List<Fact> facts(Hospital hospital, AssetId asset) {
        List<Fact> facts = new ArrayList<>();
        Paging paging = Paging.first(100);
        while (paging != null) {
            var page = hospital.auditor().audit().trail(Subject.asset(asset), paging);
            page.items().forEach(entry -> facts.add(entry.fact()));
            paging = page.following(paging).orElse(null);
        }
        return facts;
    }
}
