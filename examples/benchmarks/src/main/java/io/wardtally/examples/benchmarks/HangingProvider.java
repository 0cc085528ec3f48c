package io.wardtally.examples.benchmarks;

import io.wardtally.atlas.DeviceKey;
import io.wardtally.atlas.KnowledgeProvider;
import io.wardtally.atlas.ProviderInfo;
import io.wardtally.atlas.Statement;
import io.wardtally.tracking.Tracking;
import io.wardtally.tracking.Workspace;
import io.wardtally.tracking.asset.Asset;
import io.wardtally.tracking.core.Wardtally;
import io.wardtally.tracking.scan.ScanResult;
import io.wardtally.tracking.staff.Actor;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.TearDown;

/** How long a scan takes, without and with a provider of knowledge that never answers. */
@State(Scope.Benchmark)
@BenchmarkMode(Mode.SampleTime)
@OutputTimeUnit(TimeUnit.MILLISECONDS)
public class HangingProvider {

    private static final int ASSETS = 2_000;

    /** Whether there is one. */
    @Param({"false", "true"})
    private boolean hanging;

    private final CountDownLatch end = new CountDownLatch(1);
    private Tracking tracking = Wardtally.inMemory().build();
    private Workspace sarah = tracking.actingAs(Actor.nurse("sarah", "ICU"));
    private int next;

    /** A provider that does not answer, and does not let itself be interrupted. */
    private record Hangs(CountDownLatch end) implements KnowledgeProvider {
        @Override
        public ProviderInfo info() {
            return ProviderInfo.of("hanging", "1", "nobody");
        }

        @Override
        public List<Statement<?>> guidance(DeviceKey device) {
            while (true) {
                try {
                    end.await();
                    return List.of();
                } catch (InterruptedException swallowed) {
                    // That is what is wrong with it.
                }
            }
        }
    }

    /** Registers the assets. */
    @Setup
    public void register() {
        tracking.close();
        Wardtally way = Wardtally.inMemory().requireProviders("wardtally");
        tracking = (hanging ? way.knowledge(new Hangs(end)) : way).build();
        Workspace tom = tracking.actingAs(Actor.technician("tom"));
        for (int i = 0; i < ASSETS; i++) {
            tom.assets().register(Asset.of("INF" + i, "Infusion Pump " + i, "infusion-pump"));
        }
        sarah = tracking.actingAs(Actor.nurse("sarah", "ICU"));
    }

    /** Lets it go. */
    @TearDown
    public void close() {
        end.countDown();
        tracking.close();
    }

    /** From the text of a label to what is known of the device; each asset in turn, so that all are asked about at first. */
    @Benchmark
    public ScanResult scan() {
        return sarah.scans().scan("asset:INF" + next++ % ASSETS);
    }
}
