package io.wardtally.tracking.jpa;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowable;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.classic.spi.ThrowableProxyUtil;
import ch.qos.logback.core.Appender;
import ch.qos.logback.core.read.ListAppender;
import com.zaxxer.hikari.HikariDataSource;
import io.wardtally.tracking.RequestId;
import io.wardtally.tracking.Tracking;
import io.wardtally.tracking.core.contract.Hospital;
import io.wardtally.tracking.core.contract.Operation;
import io.wardtally.tracking.staff.Actor;
import io.wardtally.tracking.staff.Reach;
import io.wardtally.tracking.store.Store;
import jakarta.persistence.EntityManager;
import jakarta.persistence.EntityManagerFactory;
import java.io.IOException;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import javax.sql.DataSource;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.slf4j.LoggerFactory;

/** A patient's id is looked for wherever it could have been left. The word that was planted shows that it would be found. */
class CanaryTest {

    private static final String PLANTED = "PLANTED-5521";
    private static final String CANARY = Operation.PATIENT.substring(0, 11);
    private static final Actor ACTOR = Actor.nurse("actor", "ICU");

    @ParameterizedTest
    @EnumSource
    void no_table_log_or_exception_ever_holds_a_patients_id(TestDatabase database) throws SQLException {
        assumeTrue(database.isPresent(), database + " is there with its Maven profile only");
        for (Way way : Way.values()) {
            DataSource source = database.fresh().dataSource();
            Traces traces = new Traces();
            traces.leave(way, source);
            traces.addColumns(source);
            traces.assertNoneOfTheCanary();
        }
    }

    @ParameterizedTest
    @EnumSource
    void no_file_of_h2_ever_holds_a_patients_id(Way way, @TempDir Path directory) throws IOException {
        Traces traces = new Traces();
        String url = "jdbc:h2:file:" + directory.resolve("ward").toAbsolutePath();
        try (HikariDataSource pool = TestSchema.pool(url, "sa", "", 4, true)) {
            TestDatabase.H2.createTables(pool);
            traces.leave(way, pool);
        }
        traces.addFiles(directory);
        traces.assertNoneOfTheCanary();
    }

    /** All that a run leaves behind, by where it was found. */
    private static final class Traces {

        private final Map<String, List<String>> found = new HashMap<>();

        /** Every operation succeeds if it can, is denied, and fails at each of its first calls to the database. */
        void leave(Way way, DataSource source) {
            Taps taps = new Taps(source);
            Store store = way.over(taps.dataSource());
            try (Logs logs = new Logs();
                    Hospital hospital = new Hospital(store);
                    Hospital open = hospital.with((role, permission) -> Reach.ALL);
                    Hospital closed = hospital.with((role, permission) -> Reach.NONE)) {
                Operation.Scene scene = Operation.Scene.in(open);
                scene.prepare(ACTOR);
                hospital.pump(PLANTED);
                keep("exceptions", catchThrowable(() -> hospital.pump(PLANTED)));
                queryAsAHost(source);
                int number = 0;
                for (Operation operation : Operation.all()) {
                    keep("exceptions", attempt(operation, closed.tracking, scene, number++));
                    for (int k = 1; k <= 6; k++) {
                        taps.failCall(k, Taps.Moment.AFTER, Taps.Call.values());
                        keep("exceptions", attempt(operation, open.tracking, scene, number++));
                    }
                    taps.reset();
                    keep("exceptions", attempt(operation, open.tracking, scene, number++));
                }
                found.put("logs", logs.lines());
            }
        }

        private static Throwable attempt(Operation operation, Tracking tracking, Operation.Scene scene, int number) {
            return catchThrowable(() ->
                    operation.act().accept(tracking.actingAs(ACTOR).request(RequestId.of("r" + number)), scene));
        }

        /** The provider tells in the log what it binds. */
        private static void queryAsAHost(DataSource source) {
            try (EntityManagerFactory factory = Factories.of(source, JpaStore.entities());
                    EntityManager manager = factory.createEntityManager()) {
                assertThat(manager.createQuery("select a.id from WardtallyAsset a where a.id = :id", String.class)
                                .setParameter("id", PLANTED)
                                .getSingleResult())
                        .isEqualTo(PLANTED);
            }
        }

        private void keep(String where, Throwable thrown) {
            if (thrown != null) {
                found.computeIfAbsent(where, place -> new ArrayList<>()).add(thrown.toString());
                keep(where, thrown.getCause());
                for (Throwable suppressed : thrown.getSuppressed()) {
                    keep(where, suppressed);
                }
            }
        }

        void addColumns(DataSource source) throws SQLException {
            List<String> values = new ArrayList<>();
            try (Connection connection = source.getConnection();
                    Statement statement = connection.createStatement()) {
                for (String table : tables(connection)) {
                    try (ResultSet rows = statement.executeQuery("select * from " + table)) {
                        while (rows.next()) {
                            for (int i = 1; i <= rows.getMetaData().getColumnCount(); i++) {
                                Object value = rows.getObject(i);
                                values.add(
                                        value instanceof byte[] bytes
                                                ? new String(bytes, StandardCharsets.ISO_8859_1)
                                                : String.valueOf(value));
                            }
                        }
                    }
                }
            }
            found.put("columns", values);
        }

        private static List<String> tables(Connection connection) throws SQLException {
            List<String> tables = new ArrayList<>();
            try (ResultSet rows = connection
                    .getMetaData()
                    .getTables(
                            connection.getCatalog(), connection.getSchema(), null, new String[] {"TABLE", "BASE TABLE"
                            })) {
                while (rows.next()) {
                    tables.add(rows.getString("TABLE_NAME"));
                }
            }
            assertThat(tables).hasSizeGreaterThanOrEqualTo(9);
            return tables;
        }

        void addFiles(Path directory) throws IOException {
            List<String> files = new ArrayList<>();
            try (Stream<Path> all = Files.walk(directory)) {
                for (Path file : all.filter(Files::isRegularFile).toList()) {
                    byte[] bytes = Files.readAllBytes(file);
                    for (Charset charset : List.of(
                            StandardCharsets.ISO_8859_1, StandardCharsets.UTF_16BE, StandardCharsets.UTF_16LE)) {
                        files.add(new String(bytes, charset));
                    }
                }
            }
            found.put("files", files);
        }

        void assertNoneOfTheCanary() {
            assertThat(found).hasSize(3);
            found.forEach((where, texts) -> {
                assertThat(texts.stream().anyMatch(text -> text.contains(PLANTED)))
                        .as(where + " are searched")
                        .isTrue();
                assertThat(texts.stream().filter(text -> text.contains(CANARY)).map(Traces::excerpt))
                        .as(where)
                        .isEmpty();
            });
        }

        private static String excerpt(String text) {
            int at = text.indexOf(CANARY);
            return text.substring(Math.max(0, at - 80), Math.min(text.length(), at + 80));
        }
    }

    /** Everything that is logged meanwhile, whatever the configuration leaves out. */
    private static final class Logs implements AutoCloseable {

        private final Logger root = (Logger) LoggerFactory.getLogger(org.slf4j.Logger.ROOT_LOGGER_NAME);
        private final Map<Logger, Level> levels = new HashMap<>();
        private final List<Appender<ILoggingEvent>> appenders = new ArrayList<>();
        private final ListAppender<ILoggingEvent> all = new ListAppender<>();

        Logs() {
            root.iteratorForAppenders().forEachRemaining(appenders::add);
            appenders.forEach(root::detachAppender);
            for (Logger logger : root.getLoggerContext().getLoggerList()) {
                if (logger.getLevel() != null) {
                    levels.put(logger, logger.getLevel());
                    logger.setLevel(Level.TRACE);
                }
            }
            // Threads of pools log while the list is read.
            all.list = Collections.synchronizedList(all.list);
            all.start();
            root.addAppender(all);
        }

        List<String> lines() {
            return new ArrayList<>(all.list)
                    .stream()
                            .map(event -> event.getFormattedMessage()
                                    + ThrowableProxyUtil.asString(event.getThrowableProxy()))
                            .toList();
        }

        @Override
        public void close() {
            root.detachAppender(all);
            levels.forEach(Logger::setLevel);
            appenders.forEach(root::addAppender);
        }
    }
}
