package io.wardtally.tracking.jpa;

import static io.wardtally.tracking.jpa.TestDatabase.H2;
import static io.wardtally.tracking.jpa.TestDatabase.MARIADB;
import static io.wardtally.tracking.jpa.TestDatabase.POSTGRESQL;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import com.zaxxer.hikari.HikariDataSource;
import io.wardtally.tracking.TrackingException;
import io.wardtally.tracking.TrackingException.Code;
import io.wardtally.tracking.core.contract.Hospital;
import io.wardtally.tracking.jpa.view.WardtallySession;
import io.wardtally.tracking.session.Session;
import jakarta.persistence.EntityManager;
import jakarta.persistence.EntityManagerFactory;
import jakarta.persistence.PersistenceConfiguration;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Stream;
import javax.sql.DataSource;
import org.hibernate.boot.model.naming.Identifier;
import org.hibernate.boot.model.naming.PhysicalNamingStrategySnakeCaseImpl;
import org.hibernate.boot.model.naming.PhysicalNamingStrategyStandardImpl;
import org.hibernate.engine.jdbc.env.spi.JdbcEnvironment;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** What a host sets for its own entities holds for ours too: it does no harm, or is noticed before anything is read by them. */
class HostSettingsTest {

    /** A host's tables begin with its name. */
    public static final class Prefixed extends PhysicalNamingStrategyStandardImpl {

        @Override
        public Identifier toPhysicalTableName(Identifier name, JdbcEnvironment environment) {
            return Identifier.toIdentifier("ehr_" + name.getText());
        }
    }

    private static final String QUOTED = "hibernate.globally_quoted_identifiers";
    private static final String UUIDS = "hibernate.type.preferred_uuid_jdbc_type";
    private static final String INSTANTS = "hibernate.type.preferred_instant_jdbc_type";
    private static final String BOOLEANS = "hibernate.type.preferred_boolean_jdbc_type";
    private static final String NAMING = "hibernate.physical_naming_strategy";

    /** Settings, and which databases they go with. */
    private static Stream<Arguments> settings() {
        return Stream.of(
                arguments(UUIDS, "UUID", H2, POSTGRESQL, MARIADB),
                arguments(UUIDS, "CHAR", H2, MARIADB),
                arguments(UUIDS, "VARCHAR", H2, MARIADB),
                arguments(UUIDS, "BINARY", H2),
                arguments(INSTANTS, "TIMESTAMP", H2, POSTGRESQL),
                arguments(INSTANTS, "INSTANT", H2),
                arguments(BOOLEANS, "BIT", H2, POSTGRESQL, MARIADB),
                arguments(BOOLEANS, "CHAR"),
                arguments("hibernate.jdbc.time_zone", "UTC", H2, POSTGRESQL, MARIADB),
                arguments("hibernate.jdbc.time_zone", "Pacific/Chatham", H2, POSTGRESQL, MARIADB),
                arguments("hibernate.timezone.default_storage", "NORMALIZE", H2, POSTGRESQL, MARIADB),
                arguments("hibernate.use_nationalized_character_data", "true", H2, POSTGRESQL, MARIADB),
                arguments(QUOTED, "true", POSTGRESQL, MARIADB),
                arguments("hibernate.auto_quote_keyword", "true", H2, POSTGRESQL, MARIADB),
                arguments(NAMING, PhysicalNamingStrategySnakeCaseImpl.class.getName(), H2, POSTGRESQL, MARIADB),
                arguments(NAMING, Prefixed.class.getName()));
    }

    private static Arguments arguments(String name, String value, TestDatabase... good) {
        return Arguments.of(Map.of(name, value), Set.of(good));
    }

    @ParameterizedTest
    @MethodSource("settings")
    void the_entities_say_what_the_store_says_or_nothing_is_built(Map<String, String> setting, Set<TestDatabase> good) {
        for (TestDatabase database : TestDatabase.values()) {
            if (database.isPresent()) {
                DataSource source = database.fresh().dataSource();
                try (Hospital hospital = new Hospital(JpaStore.of(source));
                        EntityManagerFactory factory = factory(source, setting)) {
                    Session session = hospital.inUse("INF001");
                    TrackingException refused = refusal(hospital, JpaStore.of(factory));
                    assertThat(refused == null)
                            .as("%s with %s", setting, database)
                            .isEqualTo(good.contains(database));
                    if (refused == null) {
                        theEntityIs(session, factory);
                    } else {
                        assertThat(refused.code()).isEqualTo(Code.WRONG_SCHEMA);
                        assertThat(refused.message().code()).isEqualTo("store.entity-differs");
                    }
                }
            }
        }
    }

    private static void theEntityIs(Session session, EntityManagerFactory factory) {
        try (EntityManager manager = factory.createEntityManager()) {
            WardtallySession found =
                    manager.find(WardtallySession.class, session.id().value());
            assertThat(found.getStarted()).isEqualTo(session.start());
            assertThat(found.isVoided()).isFalse();
            assertThat(manager.createQuery(
                                    "select s.id from WardtallySession s where s.started = :started and s.voided = false",
                                    UUID.class)
                            .setParameter("started", session.start())
                            .getResultList())
                    .containsExactly(session.id().value());
        }
    }

    @Test
    void entities_of_another_schema_are_noticed_as_soon_as_one_of_both_holds_anything() {
        TestSchema here = H2.fresh();
        TestSchema elsewhere = H2.fresh();
        String schema = elsewhere.url().replaceAll(".*SCHEMA=", "");
        try (Hospital hospital = new Hospital(JpaStore.of(here.dataSource()));
                Hospital other = new Hospital(JpaStore.of(elsewhere.dataSource()));
                EntityManagerFactory factory = factory(here.dataSource(), Map.of("hibernate.default_schema", schema))) {
            JpaStore mixed = JpaStore.of(factory);
            other.inUse("INF001");
            assertThat(refusal(hospital, mixed)).hasMessageContaining("WardtallyFact");
            hospital.inUse("INF001");
            assertThat(refusal(hospital, mixed)).isNotNull();
            assertThat(refusal(hospital, mixed.readOnly())).isNotNull();
            assertThat(refusal(other, mixed.inSchema(schema))).isNull();
        }
    }

    @Test
    void entities_are_compared_on_the_only_connection() {
        TestSchema schema = H2.fresh();
        try (HikariDataSource one = schema.pool(1);
                EntityManagerFactory factory = Factories.of(one, JpaStore.entities());
                Hospital hospital = new Hospital(JpaStore.of(factory))) {
            assertThat(hospital.inUse("INF001").isOpen()).isTrue();
            assertThat(refusal(hospital, JpaStore.of(factory))).isNull();
        }
    }

    private static EntityManagerFactory factory(DataSource source, Map<String, String> setting) {
        PersistenceConfiguration configuration = Factories.configuration(source, JpaStore.entities());
        setting.forEach(configuration::property);
        return configuration.createEntityManagerFactory();
    }

    private static TrackingException refusal(Hospital hospital, JpaStore store) {
        return catchThrowableOfType(
                TrackingException.class, () -> hospital.over(store).close());
    }
}
