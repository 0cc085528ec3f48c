package io.wardtally.tracking.core.contract;

import static io.wardtally.tracking.core.contract.Promises.refusal;
import static io.wardtally.tracking.core.contract.Promises.together;
import static org.assertj.core.api.Assertions.assertThat;

import io.wardtally.tracking.Paging;
import io.wardtally.tracking.RequestId;
import io.wardtally.tracking.TrackingException.Code;
import io.wardtally.tracking.Workspace;
import io.wardtally.tracking.asset.Asset;
import io.wardtally.tracking.asset.AssetId;
import io.wardtally.tracking.asset.Condition;
import io.wardtally.tracking.asset.Hold;
import io.wardtally.tracking.audit.Subject;
import io.wardtally.tracking.keys.KeyProvider;
import io.wardtally.tracking.keys.KeyState;
import io.wardtally.tracking.place.Place;
import io.wardtally.tracking.session.EmergencyOverride;
import io.wardtally.tracking.session.EndRequest;
import io.wardtally.tracking.session.Session;
import io.wardtally.tracking.session.StartResult;
import io.wardtally.tracking.session.UseRequest;
import io.wardtally.tracking.store.Store;
import java.lang.reflect.Proxy;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import org.junit.jupiter.api.Test;

/** A request id: the same answer again, and one effect. */
interface RequestPromises extends Promises {

    @Test
    default void a_repeated_request_gets_the_same_answer_and_acts_once() {
        try (Hospital hospital = hospital()) {
            AssetId pump = hospital.pump("INF001").id();
            UseRequest usage = UseRequest.of(pump)
                    .forPatient("P1")
                    .expecting(Duration.ofHours(4))
                    .because("line one\nline two = \\ done");
            StartResult first = again(hospital, "r1").sessions().start(usage);
            hospital.clock.advance(Duration.ofHours(1));
            assertThat(again(hospital, "r1").sessions().start(usage)).isEqualTo(first);
            Session ended =
                    again(hospital, "r2").sessions().end(first.orElseThrow().id(), "No issues");
            assertThat(again(hospital, "r2").sessions().end(first.orElseThrow().id(), "No issues"))
                    .isEqualTo(ended);
            assertThat(again(hospital, "r1").sessions().start(usage))
                    .as("even after the session ended")
                    .isEqualTo(first);
            EmergencyOverride override = again(hospital, "r3").overrides().declare(pump, "arrest");
            assertThat(again(hospital, "r3").overrides().declare(pump, "arrest"))
                    .isEqualTo(override);
            Hold hold = again(hospital, "r4").assets().hold(pump, Hold.Kind.FAULT, "beeps");
            assertThat(again(hospital, "r4").assets().hold(pump, Hold.Kind.FAULT, "beeps"))
                    .isEqualTo(hold);
            Asset marked = again(hospital, "r5").assets().setCondition(pump, Condition.CLEANING, "wiping");
            assertThat(again(hospital, "r5").assets().setCondition(pump, Condition.CLEANING, "wiping"))
                    .isEqualTo(marked);
            assertThat(hospital.auditor()
                            .audit()
                            .trail(Subject.asset(pump), Paging.first(50))
                            .items())
                    .hasSize(6);
        }
    }

    @Test
    default void a_request_id_that_was_used_for_something_else_is_refused() {
        try (Hospital hospital = hospital()) {
            AssetId pump = hospital.pump("INF001").id();
            Session session = again(hospital, "r1")
                    .sessions()
                    .start(UseRequest.of(pump).forPatient("P1"))
                    .orElseThrow();
            List<Runnable> others = List.of(
                    () -> again(hospital, "r1").sessions().start(UseRequest.of(pump)),
                    () -> again(hospital, "r1")
                            .sessions()
                            .start(UseRequest.of(pump).forPatient("P2")),
                    () -> again(hospital, "r1").sessions().end(session.id(), null),
                    () -> again(hospital, "r1").assets().clean(pump));
            for (Runnable other : others) {
                refusal(Code.REQUEST_REUSED, other::run);
            }
            assertThat(hospital.sarah().sessions().get(session.id())).isEqualTo(session);
            StartResult bens = hospital.nurse("ben", "ICU")
                    .request(RequestId.of("r1"))
                    .sessions()
                    .start(UseRequest.of(pump).forPatient("P1"));
            assertThat(bens.isStarted()).as("a request id is its user's own").isFalse();
        }
    }

    @Test
    default void another_reason_or_remark_is_another_request() {
        try (Hospital hospital = hospital()) {
            Session session = hospital.inUse("INF001");
            Workspace once = again(hospital, "r1");
            once.sessions().end(EndRequest.of(session.id()).noting("fine").because("needed"));
            refusal(
                    Code.REQUEST_REUSED,
                    () -> once.sessions()
                            .end(EndRequest.of(session.id()).noting("fine").because("other")));
            refusal(
                    Code.REQUEST_REUSED,
                    () -> once.sessions()
                            .end(EndRequest.of(session.id()).noting("other").because("needed")));
            Workspace twice = again(hospital, "r2");
            twice.sessions().voidEntry(session.id(), "in error");
            refusal(Code.REQUEST_REUSED, () -> twice.sessions().voidEntry(session.id(), "other"));
        }
    }

    @Test
    default void sixteen_threads_with_one_request_act_once() {
        try (Hospital hospital = hospital()) {
            AssetId pump = hospital.pump("INF001").id();
            List<StartResult> answers =
                    together(16, () -> again(hospital, "r1").sessions().start(UseRequest.of(pump)));
            assertThat(new HashSet<>(answers)).hasSize(1);
            assertThat(answers.get(0).isStarted()).isTrue();
        }
    }

    @Test
    default void a_retry_that_overtakes_the_first_try_gets_one_answer_with_it() {
        try (Hospital hospital = hospital()) {
            UseRequest usage = UseRequest.of(hospital.pump("INF001"));
            List<StartResult> overtaking = new ArrayList<>();
            Store slow = (Store) Proxy.newProxyInstance(
                    Store.class.getClassLoader(), Wiretap.kinds(hospital.store), (proxy, method, args) -> {
                        if (method.getName().equals("commit") && overtaking.isEmpty()) {
                            overtaking.add(again(hospital, "r1").sessions().start(usage));
                        }
                        return method.invoke(hospital.store, args);
                    });
            try (Hospital later = hospital.over(slow)) {
                StartResult answer = again(later, "r1").sessions().start(usage);
                assertThat(overtaking).containsExactly(answer);
                assertThat(answer.isStarted()).isTrue();
            }
        }
    }

    @Test
    default void a_refusal_is_not_remembered() {
        try (Hospital hospital = hospital()) {
            Session session = hospital.inUse("INF001");
            UseRequest usage = UseRequest.of(session.asset());
            Workspace ben = hospital.nurse("ben", "ICU").request(RequestId.of("r1"));
            assertThat(ben.sessions().start(usage).isStarted()).isFalse();
            hospital.sarah().sessions().end(session.id(), null);
            hospital.sarah().assets().clean(session.asset());
            assertThat(ben.sessions().start(usage).isStarted()).isTrue();
        }
    }

    @Test
    default void a_call_that_found_everything_so_already_is_not_done_later_by_its_retry() {
        try (Hospital hospital = hospital()) {
            Asset pump = hospital.pump("INF001");
            Workspace once = hospital.technician().request(RequestId.of("r1"));
            assertThat(once.assets().move(pump.id(), Place.of("Storage"))).isEqualTo(pump);
            Asset moved = hospital.technician().assets().move(pump.id(), Place.of("ICU"));
            assertThat(once.assets().move(pump.id(), Place.of("Storage"))).isEqualTo(pump);
            assertThat(hospital.asset("INF001")).isEqualTo(moved);
        }
    }

    @Test
    default void a_repeated_start_under_an_override_tells_again_what_was_overridden() {
        try (Hospital hospital = hospital()) {
            AssetId pump = hospital.pump("INF001").id();
            hospital.technician().assets().hold(pump, Hold.Kind.RESERVED, "for theatre");
            hospital.sarah().overrides().declare(pump, "arrest");
            StartResult first = again(hospital, "r1").sessions().start(UseRequest.of(pump));
            assertThat(first.<Boolean>match(
                            started -> started.readiness().concerns().isEmpty(), refused -> true))
                    .isFalse();
            assertThat(again(hospital, "r1").sessions().start(UseRequest.of(pump)))
                    .isEqualTo(first);
        }
    }

    @Test
    default void an_answer_that_was_edited_in_the_store_is_not_given() {
        Wiretap tap = new Wiretap(newStore());
        try (Hospital hospital = new Hospital(tap.store())) {
            AssetId pump = hospital.pump("INF001").id();
            again(hospital, "r1").sessions().start(UseRequest.of(pump));
            tap.answerWith(is -> Edit.of(is, "text", is.text().replace("ICU", "MORGUE")));
            refusal(Code.REQUEST_REUSED, () -> again(hospital, "r1").sessions().start(UseRequest.of(pump)));
        }
    }

    @Test
    default void what_cannot_be_recorded_or_tidied_does_not_change_the_answer() {
        Wiretap tap = new Wiretap(newStore());
        try (Hospital hospital = new Hospital(tap.store())) {
            Session session = hospital.inUse("INF001");
            tap.failCall(2, false);
            assertThat(hospital.nurse("ben", "ICU")
                            .sessions()
                            .start(UseRequest.of(session.asset()))
                            .isStarted())
                    .isFalse();
            assertThat(tap.failed()).isTrue();
            tap.failCall(3, false);
            again(hospital, "r1").assets().hold(session.asset(), Hold.Kind.FAULT, "beeps");
            assertThat(tap.failed()).as("tidying failed").isTrue();
        }
    }

    @Test
    default void a_retry_is_recognised_after_the_keys_were_rotated_and_refused_once_the_old_key_is_gone() {
        Rotation keys = new Rotation();
        try (Hospital hospital = hospital().with(keys.version(1))) {
            AssetId pump = hospital.pump("INF001").id();
            StartResult first =
                    again(hospital, "r1").sessions().start(UseRequest.of(pump).forPatient("P1"));
            try (Hospital later = hospital.with(keys.version(2))) {
                assertThat(again(later, "r1")
                                .sessions()
                                .start(UseRequest.of(pump).forPatient("P1")))
                        .isEqualTo(first);
                refusal(
                        Code.REQUEST_REUSED,
                        () -> again(later, "r1")
                                .sessions()
                                .start(UseRequest.of(pump).forPatient("P2")));
            }
            KeyProvider without = keys.version(2, KeyState.DESTROYED);
            try (Hospital latest = hospital.with(without)) {
                refusal(
                        Code.REQUEST_REUSED,
                        () -> again(latest, "r1")
                                .sessions()
                                .start(UseRequest.of(pump).forPatient("P1")));
            }
        }
    }

    @Test
    default void answers_are_forgotten_after_the_retention_and_not_before() {
        try (Hospital hospital = hospital()) {
            AssetId pump = hospital.pump("INF001").id();
            again(hospital, "old").assets().hold(pump, Hold.Kind.FAULT, "beeps");
            hospital.clock.advance(Duration.ofDays(5));
            again(hospital, "young").assets().hold(pump, Hold.Kind.FAULT, "beeps");
            hospital.clock.advance(Duration.ofDays(3));
            Workspace tom = hospital.technician();
            for (int i = 0; i < 300; i++) {
                tom.request(RequestId.of("move " + i)).assets().move(pump, Place.of("Ward " + i));
            }
            int before = hospital.asset("INF001").holds().size();
            again(hospital, "young").assets().hold(pump, Hold.Kind.FAULT, "beeps");
            assertThat(hospital.asset("INF001").holds()).hasSize(before);
            again(hospital, "old").assets().hold(pump, Hold.Kind.FAULT, "beeps");
            assertThat(hospital.asset("INF001").holds()).hasSize(before + 1);
        }
    }

    private static Workspace again(Hospital hospital, String request) {
        return hospital.sarah().request(RequestId.of(request));
    }
}
