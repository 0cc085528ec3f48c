package io.wardtally.examples.benchmarks;

import io.wardtally.tracking.RequestId;
import io.wardtally.tracking.Tracking;
import io.wardtally.tracking.Workspace;
import io.wardtally.tracking.asset.AssetId;
import io.wardtally.tracking.core.Wardtally;
import io.wardtally.tracking.session.Session;
import io.wardtally.tracking.session.UseRequest;
import java.time.Duration;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Level;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.TearDown;
import org.openjdk.jmh.annotations.Warmup;

/**
 * A pump is checked out for a patient and brought back: two decisions, two signed facts, two commits, in memory. Every
 * thread has a pump of its own; all share one tracking. The store keeps everything, so each iteration begins with an empty
 * one.
 */
@BenchmarkMode(Mode.Throughput)
@OutputTimeUnit(TimeUnit.SECONDS)
@Fork(value = 1, jvmArgs = "-Xmx2g")
@Warmup(iterations = 3, time = 2)
@Measurement(iterations = 5, time = 2)
public class DecideAndCommit {

    /** One hospital. */
    @State(Scope.Benchmark)
    public static class House {

        final AtomicInteger pumps = new AtomicInteger();
        final AtomicInteger requests = new AtomicInteger();
        Tracking tracking = open();

        @Setup(Level.Iteration)
        public void begin() {
            tracking.close();
            tracking = open();
            pumps.set(0);
        }

        @TearDown(Level.Trial)
        public void end() {
            tracking.close();
        }

        private static Tracking open() {
            return Wardtally.inMemory().policies(Bench.withoutCleaning()).build();
        }
    }

    /** One pump in one pair of hands. */
    @State(Scope.Thread)
    public static class Hands {

        UseRequest usage = UseRequest.of(AssetId.of("none"));

        @Setup(Level.Iteration)
        public void register(House house) {
            AssetId pump = house.tracking
                    .actingAs(Bench.ADMINISTRATOR)
                    .assets()
                    .register(Bench.pump(house.pumps.incrementAndGet()))
                    .id();
            usage = UseRequest.of(pump).forPatient("MRN-004711").expecting(Duration.ofHours(4));
        }
    }

    @Benchmark
    public Session startAndEnd(House house, Hands hands) {
        Workspace nurse = house.tracking.actingAs(Bench.NURSE);
        Session session = Bench.started(nurse.sessions().start(hands.usage)).session();
        return nurse.sessions().end(session.id());
    }

    @Benchmark
    public Session startAndEndWithRequestIds(House house, Hands hands) {
        Workspace nurse = house.tracking.actingAs(Bench.NURSE);
        String request = Integer.toString(house.requests.incrementAndGet());
        Session session = Bench.started(nurse.request(RequestId.of("start-" + request))
                        .sessions()
                        .start(hands.usage))
                .session();
        return nurse.request(RequestId.of("end-" + request)).sessions().end(session.id());
    }
}
