package io.wardtally.tracking.jpa;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import com.zaxxer.hikari.HikariDataSource;
import io.wardtally.tracking.Paging;
import io.wardtally.tracking.Tracking;
import io.wardtally.tracking.TrackingException;
import io.wardtally.tracking.asset.Asset;
import io.wardtally.tracking.core.contract.Promises;
import io.wardtally.tracking.session.EndRequest;
import io.wardtally.tracking.session.Session;
import io.wardtally.tracking.session.SessionId;
import io.wardtally.tracking.staff.Actor;
import io.wardtally.tracking.store.Query;
import io.wardtally.tracking.store.Store;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Queue;
import java.util.Random;
import java.util.Set;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.Consumer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Whatever is killed in the middle of its work: what somebody was told stands, and what nobody was told is done once or not. */
class KillTest {

    private static final int APPLICATIONS = Promises.rounds(8, 100);
    private static final int SERVERS = Promises.rounds(4, 100);
    private static final int MOST_LINES = 150;

    private final Random dice = new Random();
    private final Set<String> told = new LinkedHashSet<>();

    @Test
    void an_application_that_is_killed_on_postgresql_has_done_what_it_told() throws Exception {
        TestSchema schema = TestDatabase.POSTGRESQL.fresh();
        Store store = JpaStore.of(schema.dataSource());
        try (Tracking tracking = Shift.tracking(store)) {
            register(tracking);
            for (int kill = 1; kill <= APPLICATIONS; kill++) {
                check(store, tracking, killed(schema.url(), schema.user(), Shift.PEOPLE.size(), "round " + kill));
            }
        }
    }

    /**
     * Through one connection: H2 does not write several maps at one moment, so what is committed at the same time through
     * another one may be lost when it is killed.
     */
    @Test
    void an_application_that_is_killed_together_with_its_h2_has_done_what_it_told(@TempDir Path directory)
            throws Exception {
        String url = TestDatabase.h2(directory) + ";WRITE_DELAY=0";
        for (int kill = 0; kill <= APPLICATIONS; kill++) {
            List<String> said = kill == 0 ? List.of() : killed(url, "sa", 1, "round " + kill);
            try (HikariDataSource pool = TestSchema.pool(url, "sa", "", 2, true)) {
                if (kill == 0) {
                    TestDatabase.H2.createTables(pool);
                }
                Store store = JpaStore.of(pool);
                try (Tracking tracking = Shift.tracking(store)) {
                    if (kill == 0) {
                        register(tracking);
                    }
                    check(store, tracking, said);
                }
            }
        }
    }

    @Test
    void an_application_goes_on_when_its_postgresql_was_killed_and_started_again() throws Exception {
        try (DurablePostgreSql server = new DurablePostgreSql();
                HikariDataSource pool = server.schema().pool(Shift.PEOPLE.size())) {
            goOnInSpiteOf(server::kill, server::restart, TestDatabase.POSTGRESQL, pool);
        }
    }

    @Test
    void an_application_goes_on_when_its_mariadb_was_killed_and_started_again() throws Exception {
        assumeTrue(TestDatabase.MARIADB.isPresent(), "MARIADB is there with its Maven profile only");
        try (DurableMariaDb server = new DurableMariaDb();
                HikariDataSource pool = server.pool(Shift.PEOPLE.size())) {
            goOnInSpiteOf(server::kill, server::restart, TestDatabase.MARIADB, pool);
        }
    }

    private void goOnInSpiteOf(Runnable kill, Runnable restart, TestDatabase database, HikariDataSource pool)
            throws Exception {
        pool.setValidationTimeout(250);
        pool.setConnectionTimeout(250);
        database.createTables(pool);
        Store store = JpaStore.of(pool);
        try (Tracking tracking = Shift.tracking(store)) {
            register(tracking);
            for (int number = 1; number <= SERVERS; number++) {
                check(store, tracking, interrupted(store, tracking, "round " + number, kill, restart));
            }
        }
    }

    private void register(Tracking tracking) {
        for (int person : Shift.PEOPLE) {
            Asset asset = Asset.of(Shift.asset(person).value(), "Wheelchair", Shift.CATEGORY);
            tracking.actingAs(Actor.technician("tom")).assets().register(asset);
            told.add("Registered " + asset.id());
        }
    }

    /** What a process said until it was killed in the middle of it. */
    private List<String> killed(String url, String user, int connections, String name)
            throws IOException, InterruptedException {
        Process process = new ProcessBuilder(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        "-Xmx128m",
                        "-XX:TieredStopAtLevel=1",
                        "-Xshare:auto",
                        "-cp",
                        System.getProperty("java.class.path"),
                        KilledApplication.class.getName(),
                        url,
                        user,
                        Integer.toString(connections),
                        name)
                .redirectError(ProcessBuilder.Redirect.INHERIT)
                .start();
        // One that hangs ends, too, and has not said enough.
        process.onExit().orTimeout(60, TimeUnit.SECONDS).exceptionally(hangs -> process.destroyForcibly());
        List<String> said = new ArrayList<>();
        int enough = 1 + dice.nextInt(MOST_LINES);
        try (BufferedReader reader = new BufferedReader(new InputStreamReader(process.getInputStream(), UTF_8))) {
            for (String line = reader.readLine(); line != null; line = reader.readLine()) {
                said.add(line);
                if (said.size() == enough) {
                    // By its handle, because the other way closes what it has still to tell.
                    process.toHandle().destroyForcibly();
                }
            }
        } finally {
            process.destroyForcibly().waitFor();
        }
        assertThat(said).hasSizeGreaterThanOrEqualTo(enough);
        return said;
    }

    /** What people in this process said while their server was killed and started again. */
    private List<String> interrupted(Store store, Tracking tracking, String name, Runnable kill, Runnable restart)
            throws Exception {
        Queue<String> said = new ConcurrentLinkedQueue<>();
        Semaphore lines = new Semaphore(0);
        AtomicBoolean goOn = new AtomicBoolean(true);
        Consumer<String> say = line -> {
            said.add(line);
            lines.release();
        };
        ExecutorService threads = Executors.newFixedThreadPool(Shift.PEOPLE.size());
        try {
            List<? extends Future<?>> working = Shift.PEOPLE.stream()
                    .map(person -> threads.submit(() -> {
                        try {
                            Shift.work(tracking, name, person, say, goOn::get);
                        } finally {
                            // Whoever fails keeps nobody waiting.
                            lines.release(2 * MOST_LINES);
                        }
                    }))
                    .toList();
            await(lines, 1 + dice.nextInt(MOST_LINES));
            kill.run();
            assertThatThrownBy(() -> store.journal().log(0, 1))
                    .isInstanceOfAny(TrackingException.Busy.class, TrackingException.Failure.class);
            lines.drainPermits();
            restart.run();
            await(lines, MOST_LINES);
            goOn.set(false);
            for (Future<?> one : working) {
                one.get(60, TimeUnit.SECONDS);
            }
        } finally {
            goOn.set(false);
            threads.shutdownNow();
        }
        return List.copyOf(said);
    }

    private static void await(Semaphore lines, int more) throws InterruptedException {
        assertThat(lines.tryAcquire(more, 60, TimeUnit.SECONDS)).isTrue();
    }

    private void check(Store store, Tracking tracking, Collection<String> said) {
        Map<String, Shift.Ask> unanswered = new LinkedHashMap<>();
        for (String line : said) {
            String[] parts = line.split(";", -1);
            if (!line.endsWith(";") || parts.length < 4) {
                // It was killed in the middle of the word.
                continue;
            }
            if (parts[0].equals("asked")) {
                unanswered.put(parts[1], Shift.Ask.parse(line));
            } else {
                unanswered.remove(parts[1]);
                told.add(parts[2]);
            }
        }
        assertThat(LogChecker.replay(tracking, store).effects()).containsAll(told);

        unanswered.values().forEach(ask -> {
            String effect = ask.of(tracking);
            assertThat(ask.of(tracking)).isEqualTo(effect);
            told.add(effect);
        });
        assertThat(LogChecker.replay(tracking, store).against(told).wrong()).isEmpty();
        endAll(store, tracking);
    }

    /** So that everybody can begin anew. */
    private void endAll(Store store, Tracking tracking) {
        Query<Session> open = new Query.Sessions(null, null, null, null, null, null, true);
        store.page(open, Paging.first(10)).items().forEach(session -> {
            SessionId id = session.id();
            tracking.actingAs(Actor.technician("tom"))
                    .sessions()
                    .end(EndRequest.of(id).because("its user was killed"));
            told.add("SessionEnded " + id);
        });
    }
}
