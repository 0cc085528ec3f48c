package io.wardtally.tracking.jpa;

import static io.wardtally.tracking.jpa.Taps.Call.COMMIT;
import static io.wardtally.tracking.jpa.Taps.Call.CONNECTION;
import static io.wardtally.tracking.jpa.Taps.Call.EXECUTION;
import static io.wardtally.tracking.jpa.Taps.Call.ROLLBACK;
import static io.wardtally.tracking.jpa.Taps.Moment.AFTER;
import static io.wardtally.tracking.jpa.Taps.Moment.BEFORE;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.wardtally.tracking.jpa.Taps.Moment;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class TapsTest {

    private static final String INSERT = "insert into wt_claim (kind, claim_key, holder) values ('asset', ?, 'INF001')";
    private static final String COUNT = "select count(*) from wt_claim";

    @ParameterizedTest
    @EnumSource
    void executions_commits_and_rollbacks_are_counted(TestDatabase database) throws SQLException {
        Taps taps = taps(database);
        try (Connection connection = begin(taps);
                Statement statement = connection.createStatement();
                PreparedStatement insert = connection.prepareStatement(INSERT)) {
            for (String key : List.of("1", "2")) {
                insert.setString(1, key);
                insert.addBatch();
            }
            insert.executeBatch();
            connection.commit();
            statement.addBatch("delete from wt_claim");
            statement.addBatch("delete from wt_fact");
            statement.executeBatch();
            connection.rollback();
            statement.executeQuery(COUNT);
            connection.commit();
        }
        assertThat(taps.count(CONNECTION)).isEqualTo(1);
        assertThat(taps.count(EXECUTION)).isEqualTo(3);
        assertThat(taps.count(COMMIT)).isEqualTo(2);
        assertThat(taps.count(ROLLBACK)).isEqualTo(1);
        assertThat(taps.sql()).containsExactly(INSERT, "delete from wt_claim; delete from wt_fact", COUNT);

        taps.reset();

        assertThat(taps.count(EXECUTION)).isZero();
        assertThat(taps.sql()).isEmpty();
    }

    @Test
    void nothing_is_lost_when_many_threads_are_counted() throws Exception {
        Taps taps = taps(TestDatabase.H2);
        ExecutorService threads = Executors.newFixedThreadPool(16);
        try {
            List<Future<?>> done = new ArrayList<>();
            for (int i = 0; i < 64; i++) {
                String key = Integer.toString(i);
                done.add(threads.submit(() -> {
                    insert(taps, key);
                    return null;
                }));
            }
            for (Future<?> each : done) {
                each.get();
            }
        } finally {
            threads.shutdown();
        }
        assertThat(taps.count(EXECUTION)).isEqualTo(64);
        assertThat(taps.count(COMMIT)).isEqualTo(64);
        assertThat(taps.open()).isZero();
    }

    @ParameterizedTest
    @EnumSource
    void a_commit_that_fails_before_it_leaves_nothing_behind(TestDatabase database) throws SQLException {
        Taps taps = taps(database);
        taps.failCall(2, BEFORE);
        assertFails(() -> insert(taps, "1"), "58000");
        assertThat(taps.failed()).isTrue();
        assertThat(rows(taps)).isZero();
    }

    @ParameterizedTest
    @EnumSource
    void a_commit_that_fails_after_it_is_done(TestDatabase database) throws SQLException {
        Taps taps = taps(database);
        taps.failCallWith("40001", 1, AFTER, COMMIT);
        assertFails(() -> insert(taps, "1"), "40001");
        assertThat(rows(taps)).isEqualTo(1);
    }

    @ParameterizedTest
    @EnumSource
    void a_connection_lost_at_the_commit_has_committed_or_not(TestDatabase database) throws SQLException {
        for (Moment moment : Moment.values()) {
            Taps taps = taps(database);
            taps.dropAtCommit(moment);
            assertFails(() -> insert(taps, "1"), "08006");
            assertThat(rows(taps)).isEqualTo(moment == AFTER ? 1 : 0);
        }
    }

    @ParameterizedTest
    @EnumSource
    void nothing_works_on_a_lost_connection(TestDatabase database) throws SQLException {
        Taps taps = taps(database);
        try (Connection connection = begin(taps);
                Statement statement = connection.createStatement()) {
            statement.execute(INSERT.replace("?", "'1'"));
            taps.dropAtCall(1, BEFORE);
            assertFails(() -> statement.executeQuery(COUNT), "08006");
            for (ThrowingCallable call : List.<ThrowingCallable>of(
                    () -> statement.executeQuery(COUNT),
                    () -> connection.createStatement().executeQuery(COUNT),
                    connection::commit)) {
                assertThatThrownBy(call).isInstanceOf(SQLException.class).hasMessageNotContaining(Taps.CANARY);
            }
        }
        assertThat(taps.open()).isZero();
        for (int i = 0; i < 30; i++) {
            assertThat(rows(taps)).isZero();
        }
    }

    @ParameterizedTest
    @EnumSource
    void only_the_calls_that_were_asked_for_fail(TestDatabase database) throws SQLException {
        Taps taps = taps(database);
        taps.failCall(1, BEFORE, CONNECTION);
        assertFails(() -> insert(taps, "1"), "58000");
        assertThat(taps.open()).isZero();

        taps.failCall(1, AFTER, ROLLBACK);
        insert(taps, "1");
        assertThat(taps.failed()).isFalse();
        try (Connection connection = begin(taps)) {
            assertFails(connection::rollback, "58000");
        }
        assertThat(taps.failed()).isTrue();
    }

    @ParameterizedTest
    @EnumSource
    void exceptions_of_the_database_are_seen_and_every_connection_is_given_back(TestDatabase database)
            throws SQLException {
        Taps taps = taps(database);
        insert(taps, "1");
        assertThatThrownBy(() -> insert(taps, "1")).isInstanceOf(SQLException.class);
        assertThat(taps.exceptions())
                .singleElement()
                .satisfies(e -> assertThat(e.getSQLState()).startsWith("23"));
        assertThat(taps.open()).isZero();

        Connection connection = taps.dataSource().getConnection();
        assertThat(taps.open()).isEqualTo(1);
        connection.close();
        connection.close();
        assertThat(taps.open()).isZero();
    }

    private static Taps taps(TestDatabase database) {
        assumeTrue(database.isPresent(), database + " is there with its Maven profile only");
        return new Taps(database.fresh().dataSource());
    }

    private static Connection begin(Taps taps) throws SQLException {
        Connection connection = taps.dataSource().getConnection();
        connection.setAutoCommit(false);
        return connection;
    }

    private static void insert(Taps taps, String key) throws SQLException {
        try (Connection connection = begin(taps);
                PreparedStatement insert = connection.prepareStatement(INSERT)) {
            insert.setString(1, key);
            insert.execute();
            connection.commit();
        }
    }

    private static int rows(Taps taps) throws SQLException {
        try (Connection connection = taps.dataSource().getConnection();
                Statement statement = connection.createStatement();
                ResultSet result = statement.executeQuery(COUNT)) {
            result.next();
            return result.getInt(1);
        }
    }

    private static void assertFails(ThrowingCallable call, String sqlState) {
        assertThatThrownBy(call)
                .isInstanceOfSatisfying(
                        SQLException.class, e -> assertThat(e.getSQLState()).isEqualTo(sqlState))
                .hasMessageContaining(Taps.CANARY);
    }
}
