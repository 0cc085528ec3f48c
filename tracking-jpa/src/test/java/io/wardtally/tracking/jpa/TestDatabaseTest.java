package io.wardtally.tracking.jpa;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import com.zaxxer.hikari.HikariDataSource;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import javax.sql.DataSource;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class TestDatabaseTest {

    private static final List<String> TABLES = List.of(
            "wt_facility",
            "wt_log",
            "wt_key",
            "wt_cursor",
            "wt_derived",
            "wt_asset",
            "wt_subject",
            "wt_session",
            "wt_handover",
            "wt_item",
            "wt_fact",
            "wt_claim",
            "wt_request");

    @ParameterizedTest
    @EnumSource
    void a_fresh_place_has_the_tables_and_nobodys_rows(TestDatabase database) throws SQLException {
        DataSource fresh = fresh(database).dataSource();
        for (String table : TABLES) {
            int rows = table.equals("wt_facility") || table.equals("wt_log") ? 1 : 0;
            assertThat(number(fresh, "select count(*) from " + table)).isEqualTo(rows);
        }
    }

    @ParameterizedTest
    @EnumSource
    void an_empty_place_has_no_tables_until_they_are_made(TestDatabase database) throws SQLException {
        fresh(database);
        DataSource empty = database.empty().dataSource();
        for (String table : TABLES) {
            assertThatThrownBy(() -> number(empty, "select count(*) from " + table))
                    .isInstanceOf(SQLException.class);
        }

        database.createTables(empty);

        assertThat(number(empty, "select count(*) from wt_fact")).isZero();
    }

    @ParameterizedTest
    @EnumSource
    void what_is_in_one_place_is_not_in_another(TestDatabase database) throws SQLException {
        DataSource one = fresh(database).dataSource();
        DataSource other = database.fresh().dataSource();
        for (int i = 0; i < 30; i++) {
            update(one, claim(i));
        }
        assertThat(number(other, "select count(*) from wt_claim")).isZero();
        assertThat(number(one, "select count(*) from wt_claim")).isEqualTo(30);
    }

    @ParameterizedTest
    @EnumSource
    void many_threads_share_a_place_and_make_new_ones(TestDatabase database) throws Exception {
        DataSource shared = fresh(database).dataSource();
        ExecutorService threads = Executors.newFixedThreadPool(64);
        try {
            List<Future<?>> done = new ArrayList<>();
            for (int i = 0; i < 64; i++) {
                int number = i;
                done.add(threads.submit(() -> {
                    DataSource own = number % 8 == 0 ? database.fresh().dataSource() : shared;
                    return update(own, claim(number));
                }));
            }
            for (Future<?> each : done) {
                each.get();
            }
        } finally {
            threads.shutdown();
        }
        assertThat(number(shared, "select count(*) from wt_claim")).isEqualTo(56);
    }

    @ParameterizedTest
    @EnumSource
    void a_pool_of_ones_own_works_in_the_same_place(TestDatabase database) throws SQLException {
        TestSchema place = fresh(database);
        try (HikariDataSource pool = place.pool(2, false);
                Connection connection = pool.getConnection();
                Statement statement = connection.createStatement()) {
            statement.execute(claim(1));
            assertThat(number(place.dataSource(), "select count(*) from wt_claim"))
                    .isZero();
            connection.commit();
        }
        assertThat(number(place.dataSource(), "select count(*) from wt_claim")).isEqualTo(1);
    }

    @ParameterizedTest
    @EnumSource
    void an_asset_has_one_open_session_and_is_free_when_that_ends(TestDatabase database) throws SQLException {
        DataSource fresh = fresh(database).dataSource();
        update(fresh, session(1));
        assertThatThrownBy(() -> update(fresh, session(2)))
                .isInstanceOfSatisfying(
                        SQLException.class,
                        e -> assertThat(e.getSQLState())
                                .isEqualTo(database == TestDatabase.MARIADB ? "23000" : "23505"));

        update(fresh, "update wt_session set ended = '2026-03-01 13:00:00'");
        update(fresh, session(2));
        update(fresh, "update wt_session set voided = true where ended is null");
        update(fresh, session(3));

        assertThat(number(fresh, "select count(active_asset_id) from wt_session"))
                .isEqualTo(1);
    }

    @Test
    void an_interrupted_thread_leaves_h2_open_for_the_others() throws SQLException {
        DataSource fresh = TestDatabase.H2.fresh().dataSource();
        try (Connection connection = fresh.getConnection();
                Statement statement = connection.createStatement()) {
            Thread.currentThread().interrupt();
            statement.execute(claim(1));
        } finally {
            assertThat(Thread.interrupted()).isTrue();
        }
        assertThat(number(fresh, "select count(*) from wt_claim")).isEqualTo(1);
    }

    @Test
    void a_killed_postgresql_still_has_what_was_committed() throws SQLException {
        try (DurablePostgreSql server = new DurablePostgreSql()) {
            DataSource dataSource = server.schema().dataSource();
            assertThat(text(dataSource, "show fsync")).isEqualTo("on");
            assertThat(text(dataSource, "show synchronous_commit")).isEqualTo("on");
            TestDatabase.POSTGRESQL.createTables(dataSource);
            update(dataSource, claim(1));

            server.kill();
            assertThatThrownBy(dataSource::getConnection).isInstanceOf(SQLException.class);
            server.restart();

            assertThat(number(dataSource, "select count(*) from wt_claim")).isEqualTo(1);
        }
    }

    private static TestSchema fresh(TestDatabase database) {
        assumeTrue(database.isPresent(), database + " is there with its Maven profile only");
        return database.fresh();
    }

    private static String claim(int key) {
        return "insert into wt_claim (kind, claim_key, holder) values ('asset', '%d', 'INF001')".formatted(key);
    }

    private static String session(int number) {
        return """
                insert into wt_session
                    (id, asset_id, started, user_id, department, handovers, voided, end_clamped)
                values ('00000000-0000-7000-8000-%012d', 'INF001', '2026-03-01 12:00:00', 'sarah', 'ICU', 0, false, false)
                """.formatted(number);
    }

    private static int update(DataSource dataSource, String sql) throws SQLException {
        try (Connection connection = dataSource.getConnection();
                Statement statement = connection.createStatement()) {
            return statement.executeUpdate(sql);
        }
    }

    private static int number(DataSource dataSource, String sql) throws SQLException {
        return Integer.parseInt(text(dataSource, sql));
    }

    private static String text(DataSource dataSource, String sql) throws SQLException {
        try (Connection connection = dataSource.getConnection();
                Statement statement = connection.createStatement();
                ResultSet result = statement.executeQuery(sql)) {
            result.next();
            return result.getString(1);
        }
    }
}
