package io.wardtally.tracking.jpa;

import static io.wardtally.tracking.core.contract.Promises.refusal;
import static io.wardtally.tracking.core.contract.Promises.rounds;
import static io.wardtally.tracking.core.contract.Promises.together;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import com.zaxxer.hikari.HikariConfig;
import com.zaxxer.hikari.HikariDataSource;
import io.agroal.api.AgroalDataSource;
import io.agroal.api.configuration.supplier.AgroalDataSourceConfigurationSupplier;
import io.agroal.api.security.NamePrincipal;
import io.agroal.api.security.SimplePassword;
import io.wardtally.tracking.Paging;
import io.wardtally.tracking.RequestId;
import io.wardtally.tracking.Tracking;
import io.wardtally.tracking.TrackingException;
import io.wardtally.tracking.TrackingException.Code;
import io.wardtally.tracking.Workspace;
import io.wardtally.tracking.asset.Asset;
import io.wardtally.tracking.asset.AssetId;
import io.wardtally.tracking.core.Wardtally;
import io.wardtally.tracking.core.contract.Hospital;
import io.wardtally.tracking.core.contract.Hosting;
import io.wardtally.tracking.keys.KeyProvider;
import io.wardtally.tracking.policy.Policies;
import io.wardtally.tracking.session.SessionFilter;
import io.wardtally.tracking.session.StartResult;
import io.wardtally.tracking.session.UseRequest;
import io.wardtally.tracking.staff.Actor;
import io.wardtally.tracking.store.Store;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Supplier;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;

/** More people than connections, and people who hold what others need. */
class PoolTest {

    private static final List<String> PUMPS = List.of("INF001", "INF002", "INF003");
    private static final int THREADS = 32;

    static Stream<Arguments> everywhere() {
        return Stream.of(TestDatabase.values())
                .flatMap(database -> Stream.of(Way.values()).map(way -> Arguments.of(database, way)));
    }

    static Stream<Arguments> everywhereWithFewConnections() {
        return everywhere()
                .flatMap(where -> Stream.of(1, 2).map(size -> Arguments.of(where.get()[0], where.get()[1], size)));
    }

    static Stream<Arguments> owning() {
        return everywhere().filter(where -> where.get()[1] != Way.JOINED);
    }

    @ParameterizedTest
    @MethodSource("everywhereWithFewConnections")
    void thirty_two_people_share_a_few_connections_and_everything_is_recorded(
            TestDatabase database, Way way, int connections) {
        TestSchema schema = fresh(database);
        KeyProvider keys = Wardtally.throwAwayKeys();
        try (HikariDataSource pool = schema.pool(connections)) {
            Store store = way.over(pool);
            Shift shift = new Shift();
            try (Tracking tracking = tracking(store, keys)) {
                Tracking used = hosted(store, tracking);
                for (String pump : PUMPS) {
                    used.actingAs(Actor.technician("tom"))
                            .assets()
                            .register(Asset.of(pump, "Infusion Pump", "infusion-pump"));
                }
                AtomicInteger people = new AtomicInteger();
                together(THREADS, () -> shift.of(used, people.incrementAndGet()));
            }
            assertThat(shift.started).hasPositiveValue();
            assertThat(shift.refused).hasPositiveValue();
            assertThat(facts(schema, "SessionStarted")).isEqualTo(shift.started.get());
            assertThat(facts(schema, "SessionEnded")).isEqualTo(shift.started.get());
            assertThat(facts(schema, "StartRefused")).isEqualTo(shift.refused.get());
            assertThat(facts(schema, "PermissionDenied")).isEqualTo(shift.denied.get());
        }
        try (Tracking later = tracking(JpaStore.of(schema.dataSource()), keys)) {
            assertThat(later.actingAs(Actor.auditor("ada")).audit().verify().findings())
                    .isEmpty();
        }
    }

    @ParameterizedTest
    @EnumSource
    void whoever_waits_too_long_for_somebody_else_is_told_so_and_succeeds_later(TestDatabase database) {
        assumeTrue(database.isPresent(), database + " is there with its Maven profile only");
        Queue<Way> ways = new ConcurrentLinkedQueue<>(List.of(Way.values()));
        together(ways.size(), () -> waitTooLong(database.fresh(), ways.remove()));
    }

    private static StartResult waitTooLong(TestSchema schema, Way way) throws SQLException {
        Store store = way == Way.JOINED
                ? new PlainHost(Factories.of(schema.dataSource()), schema.dataSource()).requestByRequest(1)
                : way.over(schema.dataSource());
        try (Hospital hospital = new Hospital(store)) {
            UseRequest usage = UseRequest.of(hospital.pump("INF001"));
            UseRequest other = UseRequest.of(hospital.pump("INF002"));
            assertThat(hospital.sarah()
                            .request(RequestId.of("r0"))
                            .sessions()
                            .start(other)
                            .isStarted())
                    .isTrue();
            long before = facts(schema, "SessionStarted");
            Workspace sarah = hospital.sarah().request(RequestId.of("r1"));
            try (Connection holder = schema.background().getConnection()) {
                holder.setAutoCommit(false);
                try (Statement statement = holder.createStatement()) {
                    Code late = way == Way.JOINED ? Code.TRANSACTION_LOST : Code.BUSY;
                    statement.executeQuery("select version from wt_asset where id = 'INF001' for update");
                    refusal(late, () -> sarah.sessions().start(usage));
                    holder.rollback();
                    statement.execute(
                            "insert into wt_request (id, content, key_version, answer, answered)"
                                    + " select '5/sarah/r1', content, key_version, answer, answered from wt_request where id = '5/sarah/r0'");
                    refusal(late, () -> sarah.sessions().start(usage));
                } finally {
                    holder.rollback();
                    holder.setAutoCommit(true);
                }
            }
            assertThat(facts(schema, "SessionStarted")).isEqualTo(before);
            StartResult start = sarah.sessions().start(usage);
            assertThat(start.isStarted()).isTrue();
            assertThat(sarah.sessions().start(usage)).isEqualTo(start);
            assertThat(facts(schema, "SessionStarted")).isEqualTo(before + 1);
            assertThat(hospital.verify().findings()).isEmpty();
            return start;
        }
    }

    @ParameterizedTest
    @MethodSource("owning")
    void a_pool_that_has_no_connection_left_is_busy(TestDatabase database, Way way) throws SQLException {
        TestSchema schema = fresh(database);
        HikariConfig config = new HikariConfig();
        config.setJdbcUrl(schema.url());
        config.setUsername(schema.user());
        config.setPassword(schema.password());
        config.setMaximumPoolSize(1);
        config.setConnectionTimeout(250);
        try (HikariDataSource pool = new HikariDataSource(config)) {
            Store store = way.over(pool);
            try (Hospital hospital = new Hospital(store)) {
                UseRequest usage = UseRequest.of(hospital.pump("INF001"));
                try (Connection taken = pool.getConnection()) {
                    assertThat(taken.isClosed()).isFalse();
                    refusal(Code.BUSY, () -> hospital.sarah().scans().scan("INF001"));
                    refusal(Code.BUSY, () -> hospital.sarah().sessions().start(usage));
                    refusal(Code.BUSY, () -> store.journal().seal(5));
                }
                assertThat(hospital.sarah().sessions().start(usage).isStarted()).isTrue();
            }
        }
    }

    @Test
    void a_pool_that_says_so_by_a_plain_exception_is_busy_too() throws SQLException {
        TestSchema schema = TestDatabase.H2.fresh();
        try (AgroalDataSource pool = AgroalDataSource.from(new AgroalDataSourceConfigurationSupplier()
                        .connectionPoolConfiguration(one -> one.maxSize(1)
                                .acquisitionTimeout(Duration.ofMillis(250))
                                .connectionFactoryConfiguration(connections -> connections
                                        .jdbcUrl(schema.url())
                                        .principal(new NamePrincipal(schema.user()))
                                        .credential(new SimplePassword(schema.password())))));
                Hospital hospital = new Hospital(JpaStore.of(pool))) {
            hospital.pump("INF001");
            try (Connection taken = pool.getConnection()) {
                assertThat(taken.isClosed()).isFalse();
                refusal(Code.BUSY, () -> hospital.sarah().scans().scan("INF001"));
            }
            assertThat(hospital.sarah().scans().scan("INF001").asset().id()).isEqualTo(AssetId.of("INF001"));
        }
    }

    /** What people do, and what came of it. */
    private static final class Shift {

        private final AtomicInteger started = new AtomicInteger();
        private final AtomicInteger refused = new AtomicInteger();
        private final AtomicInteger denied = new AtomicInteger();

        Shift of(Tracking tracking, int person) {
            Workspace nurse = tracking.actingAs(Actor.nurse("n" + person, "ICU"));
            for (int i = 0; i < rounds(2, 30); i++) {
                AssetId pump = AssetId.of(PUMPS.get((person + i) % PUMPS.size()));
                nurse.scans().scan(pump.value());
                StartResult start = patiently(() -> nurse.sessions().start(UseRequest.of(pump)));
                (start.isStarted() ? started : refused).incrementAndGet();
                nurse.sessions().list(SessionFilter.all().ofAsset(pump).inDepartment("ICU"), Paging.first(3));
                if (start.isStarted()) {
                    patiently(() -> nurse.sessions().end(start.orElseThrow().id(), null));
                }
            }
            assertThatThrownBy(() -> nurse.assets().retire(AssetId.of(PUMPS.get(0)), "why"))
                    .isInstanceOf(TrackingException.NotAllowed.class);
            denied.incrementAndGet();
            return this;
        }

        private static <T> T patiently(Supplier<T> act) {
            while (true) {
                try {
                    return act.get();
                } catch (TrackingException.Busy | TrackingException.TransactionLost again) {
                    // Nothing of it stands, so it is begun again.
                }
            }
        }
    }

    private static TestSchema fresh(TestDatabase database) {
        assumeTrue(database.isPresent(), database + " is there with its Maven profile only");
        return database.fresh();
    }

    /** With a background thread of its own where the store joins. */
    private static Tracking tracking(Store store, KeyProvider keys) {
        return Wardtally.on(store)
                .facility(Hospital.FACILITY, ZoneOffset.UTC)
                .keys(keys)
                .policies(Policies.standard().withoutCleaning("infusion-pump"))
                .build();
    }

    private static Tracking hosted(Store store, Tracking tracking) {
        return store instanceof Hosting host ? host.hosted(tracking) : tracking;
    }

    private static long facts(TestSchema schema, String type) {
        return Sql.number(schema.dataSource(), "select count(*) from wt_fact where fact_type = '" + type + "'");
    }
}
