package io.wardtally.tracking.jpa;

import static io.wardtally.tracking.core.contract.Promises.together;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import com.zaxxer.hikari.HikariConfig;
import com.zaxxer.hikari.HikariDataSource;
import io.wardtally.tracking.TrackingException;
import io.wardtally.tracking.asset.AssetId;
import io.wardtally.tracking.contract.StoreContract;
import io.wardtally.tracking.core.contract.Hospital;
import io.wardtally.tracking.session.Session;
import io.wardtally.tracking.session.UseRequest;
import io.wardtally.tracking.store.Store;
import java.io.BufferedReader;
import java.io.File;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.Reader;
import java.io.Writer;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentSkipListSet;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A real PgBouncer that gives its connections away by the transaction, where one is installed. */
class PgBouncerTest {

    private static final int CLIENTS = 8;
    private static final int CONNECTIONS = 4;

    @TempDir
    static Path folder;

    private static Process bouncer;
    private static int port;

    @BeforeAll
    static void start() throws IOException {
        Optional<Path> program = program();
        assumeTrue(program.isPresent(), "PgBouncer is not on the PATH");
        String server = TestDatabase.POSTGRESQL.empty().url().replaceAll("jdbc:postgresql://[^:]*:(\\d+)/.*", "$1");
        port = freePort();
        Path settings = Files.writeString(
                folder.resolve("pgbouncer.ini"),
                String.join(
                        "\n",
                        "[databases]",
                        "postgres = host=127.0.0.1 port=" + server + " user=postgres",
                        "[pgbouncer]",
                        "listen_addr = 127.0.0.1",
                        "listen_port = " + port,
                        "unix_socket_dir =",
                        "auth_type = any",
                        "pool_mode = transaction",
                        "default_pool_size = " + CONNECTIONS,
                        "ignore_startup_parameters = extra_float_digits"));
        List<String> command = new ArrayList<>(List.of(program.get().toString(), settings.toString()));
        if (System.getProperty("user.name").equals("root")) {
            // It refuses to be root.
            Files.setPosixFilePermissions(folder, PosixFilePermissions.fromString("rwxr-xr-x"));
            command.addAll(1, List.of("-u", "nobody"));
        }
        bouncer = new ProcessBuilder(command).redirectErrorStream(true).start();
        awaitStart(bouncer);
    }

    @AfterAll
    static void stop() {
        if (bouncer != null) {
            bouncer.destroy();
        }
    }

    private static Optional<Path> program() {
        return Stream.concat(Arrays.stream(System.getenv("PATH").split(File.pathSeparator)), Stream.of("/usr/sbin"))
                .map(directory -> Path.of(directory, "pgbouncer"))
                .filter(Files::isExecutable)
                .findFirst();
    }

    private static int freePort() throws IOException {
        try (ServerSocket free = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            return free.getLocalPort();
        }
    }

    private static void awaitStart(Process bouncer) throws IOException {
        BufferedReader output = new BufferedReader(new InputStreamReader(bouncer.getInputStream(), UTF_8));
        List<String> said = new ArrayList<>();
        String line = output.readLine();
        while (line != null && !line.contains("process up")) {
            said.add(line);
            line = output.readLine();
        }
        assertThat(line).as("%s", said).isNotNull();
        Thread reader = new Thread(() -> discard(output), "pgbouncer");
        reader.setDaemon(true);
        reader.start();
    }

    private static void discard(Reader output) {
        try {
            output.transferTo(Writer.nullWriter());
        } catch (IOException closed) {
            // It has ended.
        }
    }

    private static HikariDataSource pool(String parameters) {
        HikariConfig config = new HikariConfig();
        config.setJdbcUrl("jdbc:postgresql://127.0.0.1:" + port + "/postgres" + parameters);
        config.setUsername("postgres");
        config.setMaximumPoolSize(CLIENTS);
        return new HikariDataSource(config);
    }

    /** A schema with empty tables, which the connections do not know. */
    private static String schema() {
        return TestDatabase.POSTGRESQL.fresh().url().replaceAll(".*currentSchema=", "");
    }

    @Nested
    class WithoutPreparedStatements extends StoreContract {

        private static HikariDataSource pool;

        @BeforeAll
        static void open() {
            pool = pool("?prepareThreshold=0");
        }

        @AfterAll
        static void close() {
            pool.close();
        }

        @Override
        public Store newStore() {
            return JpaStore.of(pool).inSchema(schema());
        }
    }

    @Test
    void the_drivers_own_setting_is_told() {
        String schema = schema();
        Set<String> refusals = new ConcurrentSkipListSet<>();
        try (HikariDataSource careful = pool("?prepareThreshold=0");
                HikariDataSource pool = pool("");
                Hospital first = new Hospital(JpaStore.of(careful).inSchema(schema));
                Hospital hospital = built(first, JpaStore.of(pool).inSchema(schema), refusals)) {
            AtomicInteger number = new AtomicInteger();
            together(CLIENTS, () -> pairs(hospital, "PUMP-" + number.incrementAndGet() + "-", refusals));
            // Now and then a statement of another connection is run, with whatever comes of it.
            assertThat(refusals).contains("store.statements-mixed-up");
        }
    }

    /** The same hospital over this store, which may be refused a few times. */
    private static Hospital built(Hospital first, JpaStore store, Set<String> refusals) {
        for (int i = 0; i < 100; i++) {
            try {
                return first.over(store);
            } catch (TrackingException.Busy refused) {
                refusals.add(refused.message().code());
            }
        }
        throw new AssertionError("it cannot be built: " + refusals);
    }

    private static int pairs(Hospital hospital, String prefix, Set<String> refusals) {
        int done = 0;
        for (int i = 0; i < 60; i++) {
            try {
                hospital.pump(prefix + i);
                Session session = hospital.sarah()
                        .sessions()
                        .start(UseRequest.of(AssetId.of(prefix + i)))
                        .orElseThrow();
                hospital.sarah().sessions().end(session.id());
                done++;
            } catch (TrackingException refused) {
                refusals.add(refused.message().code());
            }
        }
        return done;
    }
}
