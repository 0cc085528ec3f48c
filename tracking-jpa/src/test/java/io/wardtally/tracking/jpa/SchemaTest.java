package io.wardtally.tracking.jpa;

import static io.wardtally.tracking.core.contract.Promises.refusal;
import static io.wardtally.tracking.core.contract.Promises.together;
import static io.wardtally.tracking.jpa.TestDatabase.H2;
import static io.wardtally.tracking.jpa.TestDatabase.MARIADB;
import static io.wardtally.tracking.jpa.TestDatabase.POSTGRESQL;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import com.zaxxer.hikari.HikariDataSource;
import io.wardtally.tracking.Paging;
import io.wardtally.tracking.Tracking;
import io.wardtally.tracking.TrackingException;
import io.wardtally.tracking.TrackingException.Code;
import io.wardtally.tracking.Workspace;
import io.wardtally.tracking.asset.Asset;
import io.wardtally.tracking.asset.AssetId;
import io.wardtally.tracking.audit.Fact;
import io.wardtally.tracking.audit.Subject;
import io.wardtally.tracking.core.Wardtally;
import io.wardtally.tracking.core.contract.Hospital;
import io.wardtally.tracking.jpa.view.WardtallyAsset;
import io.wardtally.tracking.keys.KeyProvider;
import io.wardtally.tracking.place.Place;
import io.wardtally.tracking.session.Session;
import io.wardtally.tracking.session.UseRequest;
import io.wardtally.tracking.staff.Actor;
import io.wardtally.tracking.store.Batch;
import io.wardtally.tracking.store.CommitResult;
import io.wardtally.tracking.store.LoggedFact;
import io.wardtally.tracking.store.SignedFact;
import io.wardtally.tracking.store.Store;
import io.wardtally.tracking.store.SubjectChange;
import jakarta.persistence.EntityManager;
import jakarta.persistence.EntityManagerFactory;
import jakarta.persistence.PersistenceConfiguration;
import jakarta.persistence.PersistenceException;
import java.lang.reflect.Constructor;
import java.lang.reflect.Field;
import java.net.URISyntaxException;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Stream;
import javax.sql.DataSource;
import org.flywaydb.core.Flyway;
import org.h2.jdbcx.JdbcDataSource;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;

/** The tables as they are shipped, and what becomes of hosts that come with others. */
class SchemaTest {

    private static final int NODES = 8;

    @ParameterizedTest
    @EnumSource
    void the_entities_fit_the_tables_and_a_missing_column_is_noticed(TestDatabase database) {
        DataSource source = withTables(database);
        validate(database, source);
        Sql.run(source, "alter table wt_item drop column content");
        assertThatThrownBy(() -> validate(database, source))
                .isInstanceOf(PersistenceException.class)
                .hasStackTraceContaining("content");
    }

    @ParameterizedTest
    @EnumSource
    void a_host_that_lets_its_provider_update_the_schema_leaves_the_tables_as_they_are(TestDatabase database) {
        DataSource source = withTables(database);
        List<String> before = described(database, source);
        PersistenceConfiguration configuration =
                Factories.configuration(source, JpaStore.entities()).property("hibernate.hbm2ddl.auto", "update");
        if (database == TestDatabase.MARIADB) {
            configuration.property("hibernate.type.preferred_uuid_jdbc_type", "CHAR");
        }
        configuration.createEntityManagerFactory().close();
        assertThat(described(database, source)).isEqualTo(before);
        new Hospital(JpaStore.of(source)).close();
    }

    private static List<String> described(TestDatabase database, DataSource source) {
        return Sql.texts(
                source,
                "select concat(table_name, '.', column_name, ' ', data_type, ' ',"
                        + " coalesce(cast(character_maximum_length as char(12)), ''), ' ', is_nullable, ' ',"
                        + " coalesce(collation_name, ''), ' ', coalesce(cast(datetime_precision as char(12)), ''))"
                        + " from information_schema.columns where lower(table_name) like 'wt%' and table_schema = "
                        + (database == TestDatabase.MARIADB ? "database()" : "current_schema")
                        + " order by 1");
    }

    private static void validate(TestDatabase database, DataSource source) {
        PersistenceConfiguration configuration =
                Factories.configuration(source, JpaStore.entities()).property("hibernate.hbm2ddl.auto", "validate");
        if (database == TestDatabase.MARIADB) {
            configuration.property("hibernate.type.preferred_uuid_jdbc_type", "CHAR");
        }
        configuration.createEntityManagerFactory().close();
    }

    @ParameterizedTest
    @EnumSource
    void a_host_queries_and_joins_the_entities(TestDatabase database) {
        TestSchema schema = fresh(database);
        try (Hospital hospital = new Hospital(JpaStore.of(schema.dataSource()));
                EntityManagerFactory factory = Factories.of(schema.dataSource(), JpaStore.entities());
                EntityManager manager = factory.createEntityManager()) {
            Session session = hospital.inUse("INF001");
            hospital.pump("INF002");
            List<WardtallyAsset> used = manager.createQuery(
                            "select a from WardtallyAsset a join WardtallySession s on s.activeAssetId = a.id"
                                    + " where s.userId = :user",
                            WardtallyAsset.class)
                    .setParameter("user", "sarah")
                    .getResultList();
            assertThat(used).extracting(WardtallyAsset::getId).containsExactly("INF001");
            assertThat(manager.createQuery("select s.id, s.started from WardtallySession s", Object[].class)
                            .getSingleResult())
                    .containsExactly(session.id().value(), session.start());
            for (Class<?> entity : JpaStore.entities()) {
                assertThat(manager.createQuery("select e from " + entity.getSimpleName() + " e", entity)
                                .getResultList())
                        .as(entity.getSimpleName())
                        .doesNotContainNull();
            }
        }
    }

    @ParameterizedTest
    @EnumSource
    void nothing_is_written_through_an_entity(TestDatabase database) throws ReflectiveOperationException {
        TestSchema schema = fresh(database);
        Taps taps = new Taps(schema.dataSource());
        try (Hospital hospital = new Hospital(JpaStore.of(schema.dataSource()));
                EntityManagerFactory factory = Factories.of(taps.dataSource(), JpaStore.entities())) {
            hospital.inUse("INF001");
            taps.reset();
            try (EntityManager manager = factory.createEntityManager()) {
                manager.getTransaction().begin();
                WardtallyAsset asset = manager.find(WardtallyAsset.class, "INF001");
                set(asset, "name", "Forged Pump");
                set(asset, "version", 99L);
                manager.getTransaction().commit();
            }
            assertThat(taps.sql()).singleElement().asString().startsWith("select");

            assertThatThrownBy(() -> persistNew(factory)).hasStackTraceContaining("only the store writes");
            assertThatThrownBy(() -> factory.runInTransaction(
                            manager -> manager.remove(manager.find(WardtallyAsset.class, "INF001"))))
                    .hasStackTraceContaining("only the store writes");
            assertThat(Sql.number(schema.dataSource(), "select count(*) from wt_asset"))
                    .isEqualTo(1);
            assertThat(hospital.verify().findings()).isEmpty();
        }
    }

    private static void persistNew(EntityManagerFactory factory) throws ReflectiveOperationException {
        Constructor<WardtallyAsset> constructor = WardtallyAsset.class.getDeclaredConstructor();
        constructor.setAccessible(true);
        WardtallyAsset asset = constructor.newInstance();
        for (String column : List.of("id", "name", "category", "life", "presentCondition", "status", "department")) {
            set(asset, column, "FORGED");
        }
        try (EntityManager manager = factory.createEntityManager()) {
            manager.getTransaction().begin();
            manager.persist(asset);
            manager.getTransaction().commit();
        }
    }

    private static void set(Object entity, String field, Object value) throws ReflectiveOperationException {
        Field column = entity.getClass().getDeclaredField(field);
        column.setAccessible(true);
        column.set(entity, value);
    }

    @ParameterizedTest
    @EnumSource
    void tracking_is_not_built_on_an_empty_database(TestDatabase database) {
        DataSource empty = empty(database).dataSource();
        for (Way way : List.of(Way.SOURCE, Way.FACTORY)) {
            refusal(Code.WRONG_SCHEMA, () -> new Hospital(way.over(empty)));
        }
        PlainHost host = new PlainHost(Factories.of(empty), empty);
        refusal(Code.WRONG_SCHEMA, () -> new Hospital(host.requestByRequest()));
    }

    @ParameterizedTest
    @EnumSource
    void tracking_is_not_built_where_any_column_is_missing(TestDatabase database) {
        DataSource source = withTables(database);
        String rename = database == TestDatabase.H2
                ? "alter table %s alter column %s rename to %s"
                : "alter table %s rename column %s to %s";
        if (database == TestDatabase.MARIADB) {
            // It does not rename a column on which another one or a check depends.
            Sql.run(
                    source,
                    "alter table wt_facility drop constraint wt_facility_one",
                    "alter table wt_session modify active_asset_id varchar(64)");
        }
        columns(source).forEach((table, names) -> {
            for (String name : names) {
                Sql.run(source, rename.formatted(table, name, "other"));
                refusal(Code.WRONG_SCHEMA, () -> new Hospital(JpaStore.of(source)));
                Sql.run(source, rename.formatted(table, "other", name));
            }
        });
        new Hospital(JpaStore.of(source)).close();
    }

    @ParameterizedTest
    @EnumSource
    void the_statements_of_the_schema_make_all_of_it_on_an_empty_database(TestDatabase database) {
        DataSource expected = withTables(database);
        DataSource source = empty(database).dataSource();
        Sql.run(source, JpaStore.of(source).schema().toArray(String[]::new));
        assertThat(columns(source)).isEqualTo(columns(expected)).hasSize(14);
        try (Hospital hospital = new Hospital(JpaStore.of(source))) {
            hospital.inUse("INF001");
            assertThat(hospital.verify().findings()).isEmpty();
        }
    }

    /** What somebody may have changed, by database; a null is not possible there. */
    static Stream<Arguments> changes() {
        return Stream.of(
                changed(H2, "alter table wt_asset alter column name set data type varchar(100)"),
                changed(POSTGRESQL, "alter table wt_asset alter column name type varchar(100)"),
                changed(MARIADB, "alter table wt_asset modify name varchar(100) not null"),
                changed(H2, "alter table wt_session alter column handovers set data type varchar(20)"),
                changed(POSTGRESQL, "alter table wt_fact alter column sequence_no type numeric(20)"),
                changed(MARIADB, "alter table wt_fact modify sequence_no decimal(20) not null"),
                changed(H2, "alter table wt_asset alter column department set null"),
                changed(POSTGRESQL, "alter table wt_session alter column handovers drop not null"),
                changed(MARIADB, "alter table wt_session modify handovers integer"),
                changed(H2, "alter table wt_asset alter column vendor set not null"),
                changed(POSTGRESQL, "alter table wt_asset alter column vendor set not null"),
                changed(H2, "alter table wt_fact alter column recorded set data type timestamp(3) with time zone"),
                changed(POSTGRESQL, "alter table wt_fact alter column recorded type timestamp(3) with time zone"),
                changed(MARIADB, "alter table wt_fact modify recorded datetime(3) not null"),
                changed(H2, "alter table wt_claim drop constraint wt_claim_pk"),
                changed(POSTGRESQL, "alter table wt_claim drop constraint wt_claim_pk"),
                changed(MARIADB, "alter table wt_claim drop primary key"),
                changed(H2, "alter table wt_session drop constraint wt_session_active"),
                changed(POSTGRESQL, "alter table wt_session drop constraint wt_session_active"),
                changed(H2, "alter table wt_asset alter column serial set data type varchar_ignorecase(200)"),
                changed(
                        POSTGRESQL,
                        "create collation if not exists careless (provider = icu, locale = 'und-u-ks-level2',"
                                + " deterministic = false)",
                        "alter table wt_asset alter column serial type varchar(200) collate careless"),
                changed(
                        POSTGRESQL,
                        "create collation if not exists german (provider = icu, locale = 'de')",
                        "alter table wt_asset alter column id type varchar(64) collate german"),
                changed(MARIADB, "alter table wt_asset modify serial varchar(200) collate utf8mb4_general_ci"),
                changed(MARIADB, "alter table wt_asset modify serial varchar(200) collate utf8mb4_bin"));
    }

    private static Arguments changed(TestDatabase database, String... how) {
        return Arguments.of(database, how);
    }

    @ParameterizedTest
    @MethodSource("changes")
    void tracking_is_not_built_where_a_column_or_a_key_is_not_what_is_relied_on(TestDatabase database, String[] how) {
        assumeTrue(database.isPresent(), database + " is there with its Maven profile only");
        DataSource source = withTables(database);
        Sql.run(source, how);
        refusal(Code.WRONG_SCHEMA, () -> new Hospital(JpaStore.of(source)));
    }

    @Test
    void tracking_is_not_built_where_an_empty_text_is_none() throws SQLException {
        TestSchema schema = H2.fresh();
        JdbcDataSource oracle = new JdbcDataSource();
        oracle.setURL("jdbc:h2:mem:oracle;MODE=Oracle;DB_CLOSE_DELAY=-1");
        Sql.run(oracle, JpaStore.of(schema.dataSource()).schema().toArray(String[]::new));
        TrackingException told = refusal(Code.WRONG_SCHEMA, () -> new Hospital(JpaStore.of(oracle)));
        assertThat(told.message().code()).isEqualTo("store.empty-is-null");
    }

    @ParameterizedTest
    @EnumSource
    void a_wrong_key_of_the_right_version_is_refused_at_the_start(TestDatabase database) {
        DataSource source = fresh(database).dataSource();
        KeyProvider keys = Wardtally.throwAwayKeys();
        build(source, Wardtally.throwAwayKeys()).close();
        try (Tracking tracking = build(source, keys)) {
            tracking.actingAs(Actor.technician("tom"))
                    .assets()
                    .register(Asset.of("INF001", "Infusion pump", "infusion-pump"));
        }
        refusal(Code.KEY_REFUSED, () -> build(source, Wardtally.throwAwayKeys()));
        build(source, keys).close();
    }

    @Test
    void what_a_database_in_latin_1_cannot_store_is_refused_by_its_field() throws SQLException {
        TestSchema schema = POSTGRESQL.fresh();
        try (Connection connection = schema.dataSource().getConnection();
                Statement statement = connection.createStatement()) {
            statement.execute("drop database if exists latin");
            statement.execute("create database latin encoding 'LATIN1' template template0 lc_collate 'C' lc_ctype 'C'");
        }
        String url = schema.url().replaceFirst("/[^/?]+\\?", "/latin?").replaceFirst("currentSchema=\\w+", "");
        try (HikariDataSource latin = TestSchema.pool(url, schema.user(), schema.password(), 2, true)) {
            POSTGRESQL.createTables(latin);
            try (Tracking tracking = build(latin, Wardtally.throwAwayKeys())) {
                Workspace tom = tracking.actingAs(Actor.technician("tom"));
                tom.assets().register(Asset.of("INF001", "Pumpe S\u00FCd", "infusion-pump"));
                TrackingException told = refusal(
                        Code.BAD_INPUT,
                        () -> tom.assets().register(Asset.of("INF002", "Pumpe \u20AC", "infusion-pump")));
                assertThat(told)
                        .hasMessage("name has characters that the database cannot store; its encoding is ISO-8859-1");
                assertThat(tom.assets().get(AssetId.of("INF001")).description().name())
                        .isEqualTo("Pumpe S\u00FCd");
            }
        }
    }

    @Test
    void on_a_replica_one_reads_and_verifies_and_changes_nothing() {
        TestSchema schema = POSTGRESQL.fresh();
        KeyProvider keys = Wardtally.throwAwayKeys();
        try (HikariDataSource replica = schema.pool(1);
                Tracking primary = build(schema.dataSource(), keys)) {
            primary.actingAs(Actor.technician("tom"))
                    .assets()
                    .register(Asset.of("INF001", "Infusion pump", "infusion-pump"));
            Sql.run(replica, "set default_transaction_read_only = on");
            refusal(Code.READ_ONLY, () -> build(replica, keys));
            try (Tracking reading = Site.tracking(JpaStore.of(replica).readOnly(), keys)) {
                Workspace sarah = reading.actingAs(Actor.nurse("sarah", "ICU"));
                AssetId pump = AssetId.of("INF001");
                assertThat(sarah.scans().scan("INF001").asset().id()).isEqualTo(pump);
                assertThat(refusal(Code.READ_ONLY, () -> sarah.sessions().start(UseRequest.of(pump)))
                                .retryable())
                        .isFalse();
                assertThat(reading.actingAs(Actor.auditor("ada"))
                                .audit()
                                .verify()
                                .intact())
                        .isTrue();
            }
        }
    }

    @ParameterizedTest
    @EnumSource
    void eight_nodes_start_at_once_on_fresh_tables(TestDatabase database) {
        DataSource source = fresh(database).dataSource();
        KeyProvider keys = Wardtally.throwAwayKeys();
        together(NODES, () -> build(source, keys)).forEach(Tracking::close);
        assertThat(JpaStore.of(source).enrol("another")).isEqualTo(Hospital.FACILITY);
    }

    @ParameterizedTest
    @EnumSource
    void of_eight_facilities_that_start_at_once_all_agree_on_one(TestDatabase database) {
        DataSource source = fresh(database).dataSource();
        AtomicInteger number = new AtomicInteger();
        List<String> owners = together(NODES, () -> JpaStore.of(source).enrol("facility-" + number.getAndIncrement()));
        assertThat(Set.copyOf(owners)).hasSize(1);
    }

    @ParameterizedTest
    @EnumSource
    void eight_nodes_that_first_run_flyway_start_at_once_on_an_empty_database(TestDatabase database) {
        DataSource source = empty(database).dataSource();
        Sql.run(source, "create table ward_plan (id integer primary key)");
        KeyProvider keys = Wardtally.throwAwayKeys();
        together(NODES, () -> {
                    Flyway.configure()
                            .dataSource(source)
                            .locations("classpath:io/wardtally/tracking/jpa/"
                                    + database.name().toLowerCase(Locale.ROOT))
                            .table("wt_schema_history")
                            .baselineOnMigrate(true)
                            .baselineVersion("0")
                            .load()
                            .migrate();
                    return build(source, keys);
                })
                .forEach(Tracking::close);
        assertThat(Sql.number(source, "select count(*) from wt_facility")).isEqualTo(1);
        assertThat(JpaStore.of(source).enrol("another")).isEqualTo(Hospital.FACILITY);
    }

    @Test
    void nothing_in_the_jar_declares_a_persistence_unit_of_the_hosts() throws URISyntaxException {
        Path classes = Path.of(JpaStore.class
                .getProtectionDomain()
                .getCodeSource()
                .getLocation()
                .toURI());
        assertThat(classes).isDirectory();
        for (String file : List.of("persistence.xml", "orm.xml", "beans.xml")) {
            assertThat(classes.resolve("META-INF").resolve(file)).doesNotExist();
        }
    }

    @ParameterizedTest
    @EnumSource
    void what_a_newer_version_wrote_survives_this_one(TestDatabase database) {
        DataSource source = withTables(database);
        Store store = JpaStore.of(source);
        try (Hospital hospital = new Hospital(store)) {
            Session session = hospital.inUse("INF001");
            Subject pump = Subject.asset(session.asset());
            for (String table : List.of("wt_asset", "wt_session", "wt_fact", "wt_facility")) {
                Sql.run(
                        source,
                        "alter table " + table + " add column novelty varchar(20)",
                        "update " + table + " set novelty = 'kept'");
            }
            SignedFact novelty =
                    novelty(store.journal().facts(pump, 0, 5).get(1).fact());
            assertThat(store.commit(Batch.of(SubjectChange.of(pump, 2, draft -> {
                        draft.judged = 1;
                        draft.facts = List.of(novelty);
                    }))))
                    .isInstanceOf(CommitResult.Done.class);

            hospital.sarah().sessions().end(session.id(), null);
            hospital.sarah().assets().clean(session.asset());
            hospital.technician().assets().move(AssetId.of("INF001"), Place.of("ER"));
            while (store.journal().seal(2) > 0) {
                // Until all is sealed.
            }

            assertThat(store.journal().facts(pump, 2, 1))
                    .extracting(LoggedFact::fact)
                    .containsExactly(novelty);
            assertThat(store.journal().log(0, 50)).extracting(LoggedFact::fact).contains(novelty);
            assertThat(hospital.auditor()
                            .audit()
                            .trail(pump, Paging.first(10))
                            .items()
                            .get(2)
                            .fact())
                    .isInstanceOfSatisfying(Fact.Other.class, other -> {
                        assertThat(other.type()).isEqualTo("Sterilised");
                        assertThat(other.details()).containsEntry("method", "steam");
                    });
            assertThat(Sql.number(
                            source,
                            "select (select count(*) from wt_asset where novelty = 'kept')"
                                    + " + (select count(*) from wt_session where novelty = 'kept')"
                                    + " + (select count(*) from wt_fact where novelty = 'kept')"
                                    + " + (select count(*) from wt_facility where novelty = 'kept')"))
                    .as("an asset, a session, two facts, the facility")
                    .isEqualTo(1 + 1 + 2 + 1);
        }
    }

    private static SignedFact novelty(SignedFact like) {
        return new SignedFact(
                like.subject(),
                3,
                like.happened(),
                like.recorded(),
                like.by(),
                "Sterilised",
                "method=steam\n",
                "",
                "",
                like.key(),
                like.digest());
    }

    private static Tracking build(DataSource source, KeyProvider keys) {
        return Wardtally.on(JpaStore.of(source))
                .facility(Hospital.FACILITY, ZoneOffset.UTC)
                .keys(keys)
                .build();
    }

    private static Map<String, Set<String>> columns(DataSource source) {
        Map<String, Set<String>> columns = new TreeMap<>();
        try (Connection connection = source.getConnection();
                ResultSet rows = connection
                        .getMetaData()
                        .getColumns(connection.getCatalog(), connection.getSchema(), null, null)) {
            while (rows.next()) {
                columns.computeIfAbsent(rows.getString("TABLE_NAME").toLowerCase(Locale.ROOT), name -> new TreeSet<>())
                        .add(rows.getString("COLUMN_NAME").toLowerCase(Locale.ROOT));
            }
            columns.keySet().removeIf(table -> !table.startsWith("wt_"));
            return columns;
        } catch (SQLException e) {
            throw new IllegalStateException(e);
        }
    }

    private static TestSchema fresh(TestDatabase database) {
        assumeTrue(database.isPresent(), database + " is there with its Maven profile only");
        return database.fresh();
    }

    private static TestSchema empty(TestDatabase database) {
        assumeTrue(database.isPresent(), database + " is there with its Maven profile only");
        return database.empty();
    }

    /** Tables that nobody else is given later, so that they may be changed. */
    private static DataSource withTables(TestDatabase database) {
        DataSource source = empty(database).dataSource();
        database.createTables(source);
        return source;
    }
}
