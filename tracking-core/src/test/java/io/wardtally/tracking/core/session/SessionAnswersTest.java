package io.wardtally.tracking.core.session;

import static io.wardtally.tracking.core.contract.Promises.refusal;
import static org.assertj.core.api.Assertions.assertThat;

import io.wardtally.tracking.TrackingException;
import io.wardtally.tracking.TrackingException.Code;
import io.wardtally.tracking.Workspace;
import io.wardtally.tracking.core.Wardtally;
import io.wardtally.tracking.core.contract.Hospital;
import io.wardtally.tracking.session.Correction;
import io.wardtally.tracking.session.EndRequest;
import io.wardtally.tracking.session.Handover;
import io.wardtally.tracking.session.Session;
import io.wardtally.tracking.session.SessionId;
import io.wardtally.tracking.session.UseRequest;
import io.wardtally.tracking.staff.AccessPolicy;
import io.wardtally.tracking.staff.Actor;
import io.wardtally.tracking.staff.Permission;
import io.wardtally.tracking.staff.Reach;
import io.wardtally.tracking.staff.Role;
import java.time.Duration;
import java.util.Map;
import java.util.function.BiFunction;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;

/** An answer shows no more of a session than looking it up does. */
class SessionAnswersTest {

    private static final String SECRET = "secret words";

    /** Every operation that answers with a session. */
    private static final Map<String, BiFunction<Workspace, SessionId, Session>> OPERATIONS = Map.of(
            "end", (ward, id) -> ward.sessions().end(EndRequest.of(id).because("x")),
            "end with notes",
                    (ward, id) ->
                            ward.sessions().end(EndRequest.of(id).noting("n").because("x")),
            "extend", (ward, id) -> ward.sessions().extend(id, Duration.ofHours(1)),
            "hand over",
                    (ward, id) ->
                            ward.sessions().handOver(id, Handover.to("next").because("x")),
            "void", (ward, id) -> ward.sessions().voidEntry(id, "x"),
            "correct",
                    (ward, id) ->
                            ward.sessions().correct(id, Correction.because("x").patient("P2")));

    private static final Map<String, AccessPolicy> POLICIES = Map.of(
            "the standard table",
            Wardtally.roleTable(),
            "people who may change all and look into nothing",
            (actor, permission) -> permission == Permission.SEE_HISTORY ? Reach.NONE : Reach.ALL);

    @TestFactory
    Stream<DynamicTest> an_answer_shows_no_more_of_a_session_than_looking_it_up() {
        return POLICIES.keySet().stream()
                .flatMap(policy -> Role.STANDARD.stream()
                        .flatMap(role -> OPERATIONS.keySet().stream()
                                .flatMap(operation -> Stream.of("ICU", "ER")
                                        .flatMap(department -> Stream.of(true, false)
                                                .map(open -> DynamicTest.dynamicTest(
                                                        operation + " in " + department + (open ? "" : ", ended")
                                                                + " as " + role + " by " + policy,
                                                        () -> tried(policy, role, operation, department, open)))))));
    }

    private static void tried(String policy, Role role, String operation, String department, boolean open) {
        try (Hospital all = new Hospital(Wardtally.memoryStore());
                Hospital hospital = all.with(POLICIES.get(policy))) {
            SessionId id = session(all, department, open);
            Workspace ward = hospital.tracking.actingAs(new Actor("actor", role, "ICU"));
            Session answer;
            try {
                answer = OPERATIONS.get(operation).apply(ward, id);
            } catch (TrackingException refused) {
                assertThat(refused.getMessage()).doesNotContain(SECRET);
                return;
            }
            try {
                assertThat(answer).isEqualTo(ward.sessions().get(id));
            } catch (TrackingException denied) {
                assertThat(denied.code()).isEqualTo(Code.PERMISSION_DENIED);
                assertThat(answer.segments()).allMatch(part -> part.patient() == null);
                assertThat(answer.reason()).isNull();
                assertThat(answer.notes()).isNull();
                assertThat(answer.preparation()).isNull();
                assertThat(answer.override()).isNull();
                assertThat(answer.segments()).noneMatch(part -> part.user().equals("owner"));
            }
        }
    }

    private static SessionId session(Hospital hospital, String department, boolean open) {
        Workspace owner = hospital.nurse("owner", department);
        SessionId id = owner.sessions()
                .start(UseRequest.of(hospital.pump("INF001").id())
                        .forPatient("P1")
                        .because(SECRET))
                .orElseThrow()
                .id();
        if (!open) {
            owner.sessions().end(id, SECRET);
        }
        return id;
    }

    @Test
    void who_gives_back_what_another_department_had_is_told_the_department_only() {
        try (Hospital hospital = new Hospital(Wardtally.memoryStore())) {
            SessionId id = session(hospital, "ER", true);
            for (int times = 0; times < 2; times++) {
                Session answer =
                        hospital.sarah().sessions().end(EndRequest.of(id).because("found it"));
                assertThat(answer.isOpen()).isFalse();
                assertThat(answer.user()).isEqualTo("ER");
            }
        }
    }

    @Test
    void a_nurse_corrects_her_entry_to_nothing_that_she_could_not_have_written() {
        try (Hospital hospital = new Hospital(Wardtally.memoryStore())) {
            SessionId id = hospital.inUse("INF001").id();
            Workspace sarah = hospital.sarah();
            refusal(
                    Code.PERMISSION_DENIED,
                    () -> sarah.sessions().correct(id, Correction.because("x").department("ER")));
            refusal(
                    Code.PERMISSION_DENIED,
                    () -> sarah.sessions()
                            .correct(
                                    id,
                                    Correction.because("x")
                                            .start(hospital.clock.instant().minus(Duration.ofHours(2)))));
            assertThat(sarah.sessions()
                            .correct(
                                    id,
                                    Correction.because("x")
                                            .start(hospital.clock.instant().minus(Duration.ofMinutes(30))))
                            .start())
                    .isEqualTo(hospital.clock.instant().minus(Duration.ofMinutes(30)));
            assertThat(hospital.technician()
                            .sessions()
                            .correct(id, Correction.because("x").department("ER"))
                            .department())
                    .isEqualTo("ER");
        }
    }
}
