package io.wardtally.examples.benchmarks;

import static java.time.Duration.ofHours;

import io.wardtally.tracking.RequestId;
import io.wardtally.tracking.Tracking;
import io.wardtally.tracking.Workspace;
import io.wardtally.tracking.asset.AssetId;
import io.wardtally.tracking.core.Wardtally;
import io.wardtally.tracking.jpa.JpaStore;
import io.wardtally.tracking.keys.KeyProvider;
import io.wardtally.tracking.session.Session;
import io.wardtally.tracking.session.UseRequest;
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

    private final String database;
    private final int assets;
    private final long sessions;
    private final int seconds;
    private final int rounds;

    private Pairs(Map<String, String> options) {
        this.database = options.getOrDefault("database", "h2");
        this.assets = Integer.parseInt(options.getOrDefault("assets", "10000"));
        this.sessions = Long.parseLong(options.getOrDefault("sessions", "0"));
        this.seconds = Integer.parseInt(options.getOrDefault("seconds", "4"));
        this.rounds = Integer.parseInt(options.getOrDefault("rounds", "5"));
    }

    /** A way to start a session of this asset and to end it, each with a request id. */
    interface Variant {
        void pair(String asset, String patient, String request) throws SQLException;
    }

    /**
     * Measures.
     *
     * @param args {@code database=h2|postgresql assets=10000 sessions=0 threads=1,8,32 seconds=4 rounds=5}, each optional
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
            variants.put("JpaStore.of(dataSource)", library(JpaStore.of(filled.source()), keys));
            variants.put("JpaStore.of(factory)", library(JpaStore.of(factory), keys));
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

    private static Variant library(JpaStore store, KeyProvider keys) {
        Tracking tracking = Wardtally.on(store)
                .facility("st-mary", ZoneOffset.UTC)
                .keys(keys)
                .policies(Bench.withoutCleaning())
                .build();
        Workspace nurse = tracking.actingAs(Bench.NURSE);
        return (asset, patient, request) -> {
            UseRequest usage = UseRequest.of(AssetId.of(asset))
                    .forPatient(patient)
                    .expecting(ofHours(4))
                    .because("because");
            Session session = Bench.started(nurse.request(RequestId.of(request + "s"))
                            .sessions()
                            .start(usage))
                    .session();
            nurse.request(RequestId.of(request + "e")).sessions().end(session.id(), "No issues");
        };
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
                "%2d threads  %-24s %,8.0f pairs/s  %.2f  (%,.0f to %,.0f)",
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
