package io.wardtally.tracking.jpa;

import static io.wardtally.tracking.core.contract.Promises.refusal;
import static org.assertj.core.api.Assertions.assertThat;

import com.zaxxer.hikari.HikariDataSource;
import io.agroal.api.AgroalDataSource;
import io.agroal.api.configuration.supplier.AgroalDataSourceConfigurationSupplier;
import io.agroal.api.security.NamePrincipal;
import io.agroal.api.security.SimplePassword;
import io.wardtally.tracking.RequestId;
import io.wardtally.tracking.TrackingException;
import io.wardtally.tracking.TrackingException.Code;
import io.wardtally.tracking.core.contract.Hospital;
import io.wardtally.tracking.jpa.Taps.Call;
import io.wardtally.tracking.jpa.Taps.Moment;
import io.wardtally.tracking.session.UseRequest;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.EnumSource.Mode;

/** What callers are told of a database that fails: that a value is bad, that nothing was done, or that nobody knows. */
class StoreErrorsTest {

    @ParameterizedTest
    @CsvSource({
        "08006, BUSY, true",
        "08003, BUSY, true",
        "57P01, BUSY, true",
        "53300, BUSY, true",
        "25006, READ_ONLY, true",
        "42P05, BUSY, true",
        "26000, BUSY, true",
        "22001, BAD_INPUT, false",
        "22P05, BAD_INPUT, false",
        "22021, BAD_INPUT, false",
        "58000, STORE_FAILED, false",
        "53100, STORE_FAILED, false"
    })
    void before_the_commit_nothing_was_done_and_what_may_be_tried_again_is_told(
            String state, Code code, boolean retryable) {
        for (Way way : new Way[] {Way.SOURCE, Way.FACTORY}) {
            Taps taps = new Taps(TestDatabase.H2.fresh().dataSource());
            try (Hospital hospital = new Hospital(way.over(taps.dataSource()))) {
                UseRequest use = UseRequest.of(hospital.pump("INF001"));
                for (int statement = 1; statement <= 3; statement++) {
                    taps.failCallWith(state, statement, Moment.BEFORE, Call.EXECUTION);
                    TrackingException told =
                            refusal(code, () -> hospital.sarah().sessions().start(use));
                    assertThat(taps.failed()).isTrue();
                    assertThat(told.retryable()).isEqualTo(retryable);
                    taps.reset();
                }
                assertThat(hospital.sarah().sessions().start(use).isStarted()).isTrue();
            }
        }
    }

    @ParameterizedTest
    @EnumSource(names = "JOINED", mode = Mode.EXCLUDE)
    void of_a_commit_that_fails_nobody_knows(Way way) {
        Taps taps = new Taps(TestDatabase.H2.fresh().dataSource());
        try (Hospital hospital = new Hospital(way.over(taps.dataSource()))) {
            for (Moment moment : Moment.values()) {
                UseRequest use = UseRequest.of(hospital.pump("INF-" + moment));
                RequestId id = RequestId.of("r" + moment);
                taps.failCallWith("08006", 1, moment, Call.COMMIT);
                refusal(
                        Code.STORE_FAILED,
                        () -> hospital.sarah().request(id).sessions().start(use));
                taps.reset();
                assertThat(hospital.sarah().request(id).sessions().start(use).isStarted())
                        .isTrue();
            }
        }
    }

    @Test
    void of_the_only_call_to_the_database_that_fails_nobody_knows() {
        Taps taps = new Taps(TestDatabase.POSTGRESQL.fresh().dataSource());
        try (Hospital hospital = new Hospital(JpaStore.of(taps.dataSource()))) {
            UseRequest use = UseRequest.of(hospital.pump("INF001"));
            taps.failCallWith("08006", 2, Moment.AFTER, Call.EXECUTION);
            RequestId id = RequestId.of("r1");
            refusal(
                    Code.STORE_FAILED,
                    () -> hospital.sarah().request(id).sessions().start(use));
            taps.reset();
            assertThat(hospital.sarah().request(id).sessions().start(use).isStarted())
                    .isTrue();
        }
    }

    @Test
    void no_connection_in_any_pool_behind_a_factory_is_busy() throws SQLException {
        TestSchema schema = TestDatabase.H2.fresh();
        try (AgroalDataSource pool = AgroalDataSource.from(new AgroalDataSourceConfigurationSupplier()
                        .connectionPoolConfiguration(one -> one.maxSize(1)
                                .acquisitionTimeout(Duration.ofMillis(250))
                                .connectionFactoryConfiguration(connections -> connections
                                        .jdbcUrl(schema.url())
                                        .principal(new NamePrincipal(schema.user()))
                                        .credential(new SimplePassword(schema.password())))));
                Hospital hospital = new Hospital(JpaStore.of(Factories.of(pool)))) {
            UseRequest use = UseRequest.of(hospital.pump("INF001"));
            try (Connection taken = pool.getConnection()) {
                assertThat(taken.isClosed()).isFalse();
                refusal(Code.BUSY, () -> hospital.sarah().scans().scan("INF001"));
                refusal(Code.BUSY, () -> hospital.sarah().sessions().start(use));
            }
            assertThat(hospital.sarah().sessions().start(use).isStarted()).isTrue();
        }
    }

    @Test
    void a_database_that_became_read_only_says_so_and_nothing_was_done() {
        TestSchema schema = TestDatabase.POSTGRESQL.fresh();
        try (HikariDataSource pool = schema.pool(1);
                Hospital hospital = new Hospital(JpaStore.of(pool))) {
            UseRequest use = UseRequest.of(hospital.pump("INF001"));
            Sql.run(pool, "set default_transaction_read_only = on");
            assertThat(hospital.sarah().scans().scan("INF001").asset().id().value())
                    .isEqualTo("INF001");
            assertThat(refusal(Code.READ_ONLY, () -> hospital.sarah().sessions().start(use))
                            .retryable())
                    .isTrue();
            Sql.run(pool, "set default_transaction_read_only = off");
            assertThat(hospital.sarah().sessions().start(use).isStarted()).isTrue();
        }
    }
}
