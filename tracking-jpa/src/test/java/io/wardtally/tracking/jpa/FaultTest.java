package io.wardtally.tracking.jpa;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowable;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.wardtally.tracking.RequestId;
import io.wardtally.tracking.TrackingException;
import io.wardtally.tracking.Workspace;
import io.wardtally.tracking.asset.Asset;
import io.wardtally.tracking.core.contract.Hospital;
import io.wardtally.tracking.core.contract.Operation;
import io.wardtally.tracking.jpa.Taps.Call;
import io.wardtally.tracking.jpa.Taps.Moment;
import io.wardtally.tracking.session.UseRequest;
import io.wardtally.tracking.staff.Actor;
import io.wardtally.tracking.staff.Permission;
import io.wardtally.tracking.staff.Reach;
import jakarta.persistence.PersistenceException;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import javax.sql.DataSource;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * Every call to the database fails once, before and after its effect, with its connection and without. Every build tries one
 * operation of each kind and two faults, {@code -Pexhaustive} all of them.
 */
class FaultTest {

    private static final boolean EXHAUSTIVE = Boolean.getBoolean("wardtally.exhaustive");
    private static final Actor ACTOR = Actor.nurse("actor", "ICU");
    private static final List<String> EACH_KIND = List.of(
            "Assets.scan(String)", "Assets.register", "Sessions.start", "Sessions.handOver", "Sessions.history");

    static Stream<Arguments> everywhere() {
        return Stream.of(TestDatabase.values())
                .flatMap(database -> Stream.of(Way.values()).map(way -> Arguments.of(database, way)));
    }

    @ParameterizedTest
    @MethodSource("everywhere")
    void whatever_fails_nothing_is_half_done_and_a_retry_does_it_once(TestDatabase database, Way way) {
        try (Trial trial = new Trial(database, way)) {
            operations().forEach(operation -> trial.everyFault(operation, trial::call));
        }
    }

    @ParameterizedTest
    @EnumSource
    void a_host_that_swallows_a_failure_and_commits_has_all_or_nothing_of_its_transaction(TestDatabase database) {
        try (Trial trial = new Trial(database, Way.JOINED)) {
            operations().forEach(operation -> trial.everyFault(operation, trial::swallow));
        }
    }

    private static List<Operation> operations() {
        Operation refused = new Operation(
                "Sessions.start(Usage), refused",
                Permission.USE,
                (ward, on) -> ward.sessions().start(UseRequest.of(on.soiled).inDepartment("ICU")));
        return Stream.concat(Operation.all().stream(), Stream.of(refused))
                .filter(operation -> EXHAUSTIVE || EACH_KIND.stream().anyMatch(operation.method()::startsWith))
                .toList();
    }

    private record Fault(boolean drops, Moment moment) {

        static List<Fault> all() {
            return Stream.of(Moment.values())
                    .flatMap(moment -> Stream.of(new Fault(false, moment), new Fault(true, moment)))
                    .filter(fault -> EXHAUSTIVE || fault.drops == (fault.moment == Moment.AFTER))
                    .toList();
        }

        void plan(Taps taps, int k) {
            if (drops) {
                taps.dropAtCall(k, moment, Call.values());
            } else {
                taps.failCall(k, moment, Call.values());
            }
        }
    }

    /** What is remembered: of assets, and of people, who have no request to recognise a retry by. */
    private record Facts(long ofAssets, long ofPeople) {

        Facts since(Facts before) {
            return new Facts(ofAssets - before.ofAssets, ofPeople - before.ofPeople);
        }
    }

    /** Does an operation once and gives back what the caller is thrown; what is planned is for the operation only. */
    private interface CommitAttempt {
        Throwable at(Operation operation, Runnable plan);
    }

    /** A hospital over a tapped database, in which time can be turned back. */
    private static final class Trial implements AutoCloseable {

        private static final List<String> TABLES = List.of(
                "wt_facility",
                "wt_log",
                "wt_asset",
                "wt_subject",
                "wt_session",
                "wt_handover",
                "wt_item",
                "wt_fact",
                "wt_claim",
                "wt_request");

        private final DataSource past;
        private final Taps taps;
        private final PlainHost host;
        private final Hospital hospital;
        private final Operation.Scene scene;
        private final String[] turningBack;

        Trial(TestDatabase database, Way way) {
            assumeTrue(database.isPresent(), database + " is there with its Maven profile only");
            past = database.fresh().background();
            taps = new Taps(past);
            DataSource tapped = taps.dataSource();
            host = way == Way.JOINED ? new PlainHost(Factories.of(tapped), tapped) : null;
            hospital = new Hospital(host == null ? way.over(tapped) : host.requestByRequest())
                    .with((role, permission) -> Reach.ALL);
            scene = Operation.Scene.in(hospital);
            scene.prepare(ACTOR);
            turningBack = keep();
        }

        /** Keeps what the tables say; gives back how to make them say it again. */
        private String[] keep() {
            List<String> back = new ArrayList<>();
            for (String table : TABLES) {
                Sql.run(
                        past,
                        "drop table if exists kept_" + table,
                        "create table kept_" + table + " as select * from " + table);
                // The other column of a session is computed.
                boolean computed = table.equals(SessionRow.TABLE.name());
                String columns = computed ? String.join(", ", SessionRow.TABLE.names()) : "";
                back.add(0, "delete from " + table);
                back.add(
                        columns.isEmpty()
                                ? "insert into " + table + " select * from kept_" + table
                                : "insert into " + table + " (" + columns + ") select " + columns + " from kept_"
                                        + table);
            }
            return back.toArray(String[]::new);
        }

        void everyFault(Operation operation, CommitAttempt attempt) {
            Sql.run(past, turningBack);
            Facts before = facts();
            assertThat(attempt.at(operation, taps::reset))
                    .as(operation.method())
                    .isNull();
            Facts whole = facts().since(before);
            for (Fault fault : Fault.all()) {
                boolean came = true;
                for (int k = 1; came; k++) {
                    Sql.run(past, turningBack);
                    int call = k;
                    Throwable thrown = attempt.at(operation, () -> fault.plan(taps, call));
                    came = taps.failed();
                    taps.reset();
                    String what = fault + " at call " + k + " of " + operation.method();
                    assertThat(taps.open()).as("connections kept, " + what).isZero();
                    assertWhole(what, facts().since(before), whole, thrown);

                    assertThat(attempt.at(operation, () -> {}))
                            .as("retry after " + what)
                            .isNull();
                    Facts twice = facts().since(before);
                    assertThat(twice.ofAssets).as("retry after " + what).isEqualTo(whole.ofAssets);
                    assertThat(twice.ofPeople).as("retry after " + what).isBetween(whole.ofPeople, 2 * whole.ofPeople);
                }
            }
        }

        private void assertWhole(String what, Facts done, Facts whole, Throwable thrown) {
            if (thrown == null) {
                assertThat(done.ofAssets).as(what).isEqualTo(whole.ofAssets);
            } else {
                assertThat(done.ofAssets).as(what).isIn(0L, whole.ofAssets);
            }
            assertThat(hospital.verify().findings()).as(what).isEmpty();
            assertThat(Sql.number(
                            past,
                            "select count(*) from wt_asset a where a.version <> (select count(*) from wt_fact f"
                                    + " where f.subject_kind = 'asset' and f.subject_id = a.id)"))
                    .as("versions, " + what)
                    .isZero();
            assertThat(Sql.number(
                            past,
                            "select count(*) - count(distinct asset_id) from wt_session"
                                    + " where ended is null and not voided"))
                    .as("second uses, " + what)
                    .isZero();
        }

        private Facts facts() {
            String count = "select count(*) from wt_fact where subject_kind ";
            return new Facts(Sql.number(past, count + "= 'asset'"), Sql.number(past, count + "<> 'asset'"));
        }

        /** Calls it; a host passes on what it is thrown. */
        Throwable call(Operation operation, Runnable plan) {
            return host == null
                    ? inWords(operation, plan)
                    : inTransaction(() -> {
                        Throwable thrown = inWords(operation, plan);
                        if (thrown != null) {
                            throw thrown;
                        }
                        return null;
                    });
        }

        /** Does something else before it, and commits whatever comes of it. */
        Throwable swallow(Operation operation, Runnable plan) {
            return inTransaction(() -> {
                Workspace tom = hospital.technician().request(RequestId.of("earlier"));
                tom.assets().register(Asset.of("EARLIER", "Earlier Pump", "infusion-pump"));
                inWords(operation, plan);
                return null;
            });
        }

        private Throwable inTransaction(PlainHost.Act<?> act) {
            Throwable thrown = catchThrowable(() -> host.transact(act));
            if (thrown != null && !(thrown instanceof TrackingException)) {
                assertThat(thrown).as("the host's own").isInstanceOf(PersistenceException.class);
            }
            return thrown;
        }

        private Throwable inWords(Operation operation, Runnable plan) {
            Workspace ward = hospital.tracking.actingAs(ACTOR).request(RequestId.of("r1"));
            plan.run();
            Throwable thrown = catchThrowable(() -> operation.act().accept(ward, scene));
            if (thrown != null) {
                assertThat(thrown)
                        .isInstanceOf(TrackingException.class)
                        .hasNoSuppressedExceptions()
                        .hasMessageNotContainingAny(Taps.CANARY, "Exception", "org.", "java.");
                for (Throwable cause = thrown.getCause(); cause != null; cause = cause.getCause()) {
                    assertThat(cause)
                            .isInstanceOf(TrackingException.Origin.class)
                            .hasMessageNotContaining(Taps.CANARY);
                    assertThat(cause.getStackTrace()).isNotEmpty();
                }
                if (((TrackingException) thrown).code() == TrackingException.Code.STORE_FAILED) {
                    assertThat(thrown.getCause()).hasMessageContaining("Exception");
                }
            }
            return thrown;
        }

        @Override
        public void close() {
            hospital.close();
        }
    }
}
