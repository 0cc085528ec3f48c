package io.wardtally.examples.benchmarks;

import static java.time.Duration.ofHours;

import io.wardtally.atlas.Course;
import io.wardtally.atlas.Field;
import io.wardtally.tracking.RequestId;
import io.wardtally.tracking.Tracking;
import io.wardtally.tracking.Workspace;
import io.wardtally.tracking.asset.AssetId;
import io.wardtally.tracking.atlas.Guidance;
import io.wardtally.tracking.atlas.SourcedStatement;
import io.wardtally.tracking.core.Wardtally;
import io.wardtally.tracking.jpa.JpaStore;
import io.wardtally.tracking.keys.KeyProvider;
import io.wardtally.tracking.scan.ScanResult;
import io.wardtally.tracking.session.Session;
import io.wardtally.tracking.session.UseRequest;
import io.wardtally.tracking.staff.Competence;
import jakarta.persistence.EntityManagerFactory;
import jakarta.persistence.PersistenceConfiguration;
import java.io.IOException;
import java.sql.SQLException;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.atomic.AtomicLong;
import javax.sql.DataSource;
import org.hibernate.jpa.HibernatePersistenceProvider;

/**
 * Pairs of start and end in a second, beside hand-written JDBC that gives the same guarantees. The variants take turns within
 * one run, on the same database and the same pool.
 */
public final class Pairs {

    private static final int MOST_KNOWN = 100_000;

    private final String database;
    private final int assets;
    private final long sessions;
    private final int seconds;
    private final int rounds;
    private final boolean confirming;

    private Pairs(Map<String, String> options) {
        this.database = options.getOrDefault("database", "h2");
        this.assets = Integer.parseInt(options.getOrDefault("assets", "10000"));
        this.sessions = Long.parseLong(options.getOrDefault("sessions", "0"));
        this.seconds = Integer.parseInt(options.getOrDefault("seconds", "4"));
        this.rounds = Integer.parseInt(options.getOrDefault("rounds", "5"));
        this.confirming = Boolean.parseBoolean(options.getOrDefault("confirming", "false"));
    }

    /** A way to start a session of this asset and to end it, each with a request id. */
    interface Variant {
        void pair(String asset, String patient, String request) throws SQLException;
    }

    /**
     * Measures.
     *
     * @param args {@code database=h2|postgresql assets=10000 sessions=0 threads=1,8,32 seconds=4 rounds=5 confirming=false}, each
     *     optional; with {@code confirming=true} the nurse confirms the whole checklist at each start
     */
    public static void main(String[] args) throws IOException, SQLException {
        Map<String, String> options = new LinkedHashMap<>();
        for (String arg : args) {
            String[] parts = arg.split("=", 2);
            options.put(parts[0], parts.length == 2 ? parts[1] : "");
        }
        new Pairs(options).run(options.getOrDefault("threads", "1,8,32").split(","));
    }

    private void run(String[] threads) throws IOException, SQLException {
        try (Filled filled = Filled.with(database, assets, sessions);
                EntityManagerFactory factory = factory(filled.source())) {
            Map<String, Variant> variants = new LinkedHashMap<>();
            KeyProvider keys = Wardtally.throwAwayKeys();
            variants.put("hand-written JDBC", new HandWritten(filled.source(), !database.equals("h2")));
            variants.put("dataSource", library(JpaStore.of(filled.source()), keys, false));
            variants.put("dataSource, atlas-default", library(JpaStore.of(filled.source()), keys, true));
            variants.put("factory", library(JpaStore.of(factory), keys, false));
            variants.put("factory, atlas-default", library(JpaStore.of(factory), keys, true));
            for (String count : threads) {
                compare(variants, Integer.parseInt(count), filled);
            }
            filled.plans().forEach(plan -> say("plan: %s", plan));
        }
    }

    private static EntityManagerFactory factory(DataSource source) {
        return new PersistenceConfiguration("pairs")
                .provider(HibernatePersistenceProvider.class.getName())
                .property("jakarta.persistence.nonJtaDataSource", source)
                .createEntityManagerFactory();
    }

    private Variant library(JpaStore store, KeyProvider keys, boolean informed) {
        Wardtally setup = Wardtally.on(store)
                .facility("st-mary", ZoneOffset.UTC)
                .keys(keys)
                .policies(Bench.withoutCleaning());
        Tracking tracking = informed ? setup.build() : setup.knowledgeFrom().build();
        Workspace nurse = tracking.actingAs(Bench.NURSE);
        ScanResult seen = nurse.scans().scan("asset:INF1");
        if (informed) {
            train(tracking, seen.guidance());
            // Providers are asked about each unit by itself, now and then: not what is measured here.
            for (int number = 1; number <= Math.min(assets, MOST_KNOWN); number++) {
                nurse.atlas().guidance(AssetId.of("INF" + number));
            }
        }
        List<String> confirmed = confirming ? seen.readiness().toConfirm() : List.of();
        return (asset, patient, request) -> {
            UseRequest usage = UseRequest.of(AssetId.of(asset))
                    .forPatient(patient)
                    .expecting(ofHours(4))
                    .because("because")
                    .confirming(confirmed);
            Session session = Bench.started(nurse.request(RequestId.of(request + "s"))
                            .sessions()
                            .start(usage))
                    .session();
            nurse.request(RequestId.of(request + "e")).sessions().end(session.id(), "No issues");
        };
    }

    /** Records that the nurse was trained in each course that is asked for, so that her training has to be read. */
    private static void train(Tracking tracking, Guidance guidance) {
        List<SourcedStatement<Course>> courses = guidance.all(Field.TRAINING);
        if (courses.isEmpty()) {
            throw new IllegalStateException("atlas-default asks for no training");
        }
        courses.forEach(course -> tracking.actingAs(Bench.ADMINISTRATOR)
                .training()
                .record(Bench.NURSE.id(), Competence.of(course.value().id())));
    }

    private void compare(Map<String, Variant> variants, int threads, Filled filled) throws SQLException {
        Map<String, List<Double>> figures = new LinkedHashMap<>();
        for (Variant variant : variants.values()) {
            measure(variant, threads, 1);
        }
        filled.analyze();
        for (Variant variant : variants.values()) {
            measure(variant, threads, Math.max(10, seconds));
        }
        for (int round = 0; round < rounds; round++) {
            variants.forEach((name, variant) ->
                    figures.computeIfAbsent(name, key -> new ArrayList<>()).add(measure(variant, threads, seconds)));
        }
        double base = median(figures.values().iterator().next());
        figures.forEach((name, all) -> say(
                "%2d threads  %-26s %,8.0f pairs/s  %.2f  (%,.0f to %,.0f)",
                threads,
                name,
                median(all),
                median(all) / base,
                all.stream().mapToDouble(one -> one).min().orElse(0),
                all.stream().mapToDouble(one -> one).max().orElse(0)));
    }

    /** Pairs in a second; each thread has assets of its own. */
    private double measure(Variant variant, int threads, int length) {
        long until = System.nanoTime() + length * 1_000_000_000L;
        AtomicLong pairs = new AtomicLong();
        String run = UUID.randomUUID().toString().substring(0, 18);
        List<Thread> all = new ArrayList<>();
        for (int number = 0; number < threads; number++) {
            int own = number;
            Thread thread = new Thread(() -> {
                long done = 0;
                ThreadLocalRandom random = ThreadLocalRandom.current();
                while (System.nanoTime() < until) {
                    int asset = random.nextInt(assets / threads) * threads + own + 1;
                    try {
                        variant.pair(
                                "INF" + Math.min(asset, assets),
                                "P" + random.nextInt(1_000_000),
                                run + own + "-" + done);
                    } catch (SQLException failed) {
                        throw new IllegalStateException(failed);
                    }
                    done++;
                }
                pairs.addAndGet(done);
            });
            all.add(thread);
            thread.start();
        }
        for (Thread thread : all) {
            try {
                thread.join();
            } catch (InterruptedException stopped) {
                throw new IllegalStateException(stopped);
            }
        }
        return pairs.get() / (double) length;
    }

    private static double median(List<Double> all) {
        return all.stream().sorted().toList().get(all.size() / 2);
    }

    static void say(String words, Object... with) {
        System.out.println(String.format(Locale.ROOT, words, with));
    }
}
