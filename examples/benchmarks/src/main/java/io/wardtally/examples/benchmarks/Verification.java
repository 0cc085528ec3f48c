package io.wardtally.examples.benchmarks;

import io.wardtally.tracking.Tracking;
import io.wardtally.tracking.Workspace;
import io.wardtally.tracking.asset.AssetId;
import io.wardtally.tracking.audit.VerificationResult;
import io.wardtally.tracking.core.Wardtally;
import io.wardtally.tracking.session.Session;
import io.wardtally.tracking.session.UseRequest;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Level;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OperationsPerInvocation;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.TearDown;
import org.openjdk.jmh.annotations.Warmup;

/**
 * The whole audit trail is proved, on one thread: 5,000 pumps with one fact of their registration and 20 sessions each,
 * every other one for a patient. The score is in facts.
 */
@BenchmarkMode(Mode.Throughput)
@OutputTimeUnit(TimeUnit.SECONDS)
@State(Scope.Benchmark)
@Fork(value = 1, jvmArgs = "-Xmx2g")
@Warmup(iterations = 3, time = 2)
@Measurement(iterations = 5, time = 2)
public class Verification {

    private static final int PUMPS = 5_000;
    private static final int SESSIONS = 20;
    private static final int FACTS = PUMPS * (1 + 2 * SESSIONS);

    private final Tracking tracking =
            Wardtally.inMemory().policies(Bench.withoutCleaning()).build();

    @Setup(Level.Trial)
    public void fill() {
        Workspace administrator = tracking.actingAs(Bench.ADMINISTRATOR);
        List<AssetId> pumps = new ArrayList<>();
        for (int i = 0; i < PUMPS; i++) {
            pumps.add(administrator.assets().register(Bench.pump(i)).id());
        }
        Workspace nurse = tracking.actingAs(Bench.NURSE);
        for (int round = 0; round < SESSIONS; round++) {
            for (int i = 0; i < PUMPS; i++) {
                UseRequest usage = UseRequest.of(pumps.get(i)).expecting(Duration.ofHours(4));
                Session session = Bench.started(
                                nurse.sessions().start(i % 2 == 0 ? usage : usage.forPatient("MRN-" + i)))
                        .session();
                nurse.sessions().end(session.id());
            }
            System.out.println("# filled " + (round + 1) * PUMPS + " of " + SESSIONS * PUMPS + " sessions");
        }
    }

    @TearDown(Level.Trial)
    public void close() {
        tracking.close();
    }

    @Benchmark
    @OperationsPerInvocation(FACTS)
    public VerificationResult verify() {
        VerificationResult verdict =
                tracking.actingAs(Bench.ADMINISTRATOR).audit().verify();
        if (!verdict.intact() || verdict.facts() != FACTS) {
            throw new IllegalStateException(verdict.toString());
        }
        return verdict;
    }
}
