package io.wardtally.tracking.jpa;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.wardtally.tracking.TrackingException;
import io.wardtally.tracking.TrackingException.Code;
import io.wardtally.tracking.core.contract.Hospital;
import io.wardtally.tracking.core.contract.Promises;
import io.wardtally.tracking.jpa.view.WardtallySession;
import jakarta.persistence.EntityManager;
import jakarta.persistence.EntityManagerFactory;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.concurrent.atomic.AtomicInteger;
import javax.sql.DataSource;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class SchemaTest {

    private static void execute(DataSource source, String sql) throws SQLException {
        try (Connection connection = source.getConnection();
                Statement statement = connection.createStatement()) {
            statement.execute(sql);
        }
    }

    private static EntityManagerFactory validated(DataSource source) {
        return Factories.configuration(source, JpaStore.entities())
                .property("hibernate.hbm2ddl.auto", "validate")
                .property(
                        "hibernate.type.preferred_uuid_jdbc_type",
                        source.toString().contains("mariadb") ? "CHAR" : "UUID")
                .createEntityManagerFactory();
    }

    @ParameterizedTest
    @EnumSource(names = {"H2", "POSTGRESQL"})
    void the_mapping_fits_the_tables(TestDatabase database) throws SQLException {
        DataSource source = database.fresh().dataSource();
        validated(source).close();
        execute(source, "alter table wt_session rename column notes to remarks");
        try {
            assertThatThrownBy(() -> validated(source)).hasStackTraceContaining("notes");
        } finally {
            execute(source, "alter table wt_session rename column remarks to notes");
        }
    }

    @ParameterizedTest
    @EnumSource(names = {"H2", "POSTGRESQL"})
    void a_host_reads_through_the_entities_and_writes_nothing(TestDatabase database) {
        DataSource source = database.fresh().dataSource();
        try (Hospital hospital = new Hospital(JpaStore.of(source));
                EntityManagerFactory factory = Factories.of(source, JpaStore.entities());
                EntityManager manager = factory.createEntityManager()) {
            hospital.inUse("INF001");
            WardtallySession session = manager.createQuery(
                            "select s from WardtallySession s, WardtallyAsset a where a.id = s.assetId and a.name like 'Inf%'",
                            WardtallySession.class)
                    .getSingleResult();
            assertThat(session.getUserId()).isEqualTo("sarah");
            assertThat(session.getActiveAssetId()).isEqualTo("INF001");
            assertThat(session.getEnded()).isNull();
        }
    }

    @ParameterizedTest
    @EnumSource(names = {"H2", "POSTGRESQL"})
    void without_its_tables_nothing_is_built(TestDatabase database) throws SQLException {
        TestSchema schema = database.empty();
        JpaStore store = JpaStore.of(schema.dataSource());
        assertThatThrownBy(() -> new Hospital(store))
                .isInstanceOfSatisfying(
                        TrackingException.Failure.class,
                        failure -> assertThat(failure.code()).isEqualTo(Code.WRONG_SCHEMA));
        for (String sql : store.schema()) {
            execute(schema.dataSource(), sql);
        }
        new Hospital(store).close();
        execute(schema.dataSource(), "alter table wt_fact drop column state");
        assertThatThrownBy(() -> new Hospital(store))
                .isInstanceOfSatisfying(
                        TrackingException.Failure.class,
                        failure -> assertThat(failure.code()).isEqualTo(Code.WRONG_SCHEMA));
    }

    @ParameterizedTest
    @EnumSource(names = {"H2", "POSTGRESQL"})
    void eight_nodes_that_start_at_once_agree_whose_the_store_is(TestDatabase database) {
        TestSchema schema = database.fresh();
        AtomicInteger nodes = new AtomicInteger();
        assertThat(Promises.together(
                        8, () -> JpaStore.of(schema.dataSource()).enrol("house " + nodes.incrementAndGet())))
                .hasSize(8)
                .containsOnly(JpaStore.of(schema.dataSource()).enrol("house 9"));
    }

    @ParameterizedTest
    @EnumSource(names = {"H2", "POSTGRESQL"})
    void a_column_that_a_newer_version_added_disturbs_nobody(TestDatabase database) throws SQLException {
        TestSchema schema = database.empty();
        database.createTables(schema.dataSource());
        execute(schema.dataSource(), "alter table wt_asset add column judged_under integer");
        execute(schema.dataSource(), "alter table wt_fact add column origin varchar(20)");
        try (Hospital hospital = new Hospital(JpaStore.of(schema.dataSource()))) {
            hospital.inUse("INF001");
            assertThat(hospital.verify().intact()).isTrue();
        }
    }
}
