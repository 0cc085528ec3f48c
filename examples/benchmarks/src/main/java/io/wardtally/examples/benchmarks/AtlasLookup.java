package io.wardtally.examples.benchmarks;

import io.wardtally.atlas.Confidence;
import io.wardtally.atlas.DeviceKey;
import io.wardtally.atlas.Field;
import io.wardtally.atlas.KnowledgeProvider;
import io.wardtally.atlas.ProviderInfo;
import io.wardtally.atlas.Source;
import io.wardtally.atlas.Statement;
import io.wardtally.atlas.standard.StandardAtlas;
import io.wardtally.tracking.atlas.Guidance;
import io.wardtally.tracking.core.atlas.KnowledgeProviders;
import java.time.Clock;
import java.time.Duration;
import java.time.Period;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.TearDown;

/** What is known of a device, from three providers: the standard sheets, a vendor and the house. */
@State(Scope.Benchmark)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.MICROSECONDS)
public class AtlasLookup {

    private static final DeviceKey PUMP = DeviceKey.of("infusion-pump").of("MedEquip Inc", "IP-1");

    private final KnowledgeProviders knowledge = new KnowledgeProviders(
            new KnowledgeProviders.Sources(
                    List.of(
                            new Voice("house", io.wardtally.atlas.Scope.CATEGORY),
                            new Voice("vendor", io.wardtally.atlas.Scope.MODEL),
                            new StandardAtlas()),
                    null,
                    null,
                    List.of()),
            Duration.ofSeconds(1),
            Clock.systemUTC());
    private int unit;

    /** Something that says two things of every device. */
    record Voice(String id, io.wardtally.atlas.Scope scope) implements KnowledgeProvider {
        @Override
        public ProviderInfo info() {
            return ProviderInfo.of(id, "1", id);
        }

        @Override
        public List<Statement<?>> guidance(DeviceKey device) {
            Source source = Source.of(id + " manual", "1", Confidence.MANUFACTURER);
            return List.of(
                    Field.MAINTENANCE_INTERVAL.says(Period.ofMonths(6), scope, source),
                    Field.WARNING.says("mind the " + id, scope, source));
        }
    }

    /** Stops them. */
    @TearDown
    public void stop() {
        knowledge.close();
    }

    /** A device about which they were asked before. */
    @Benchmark
    public Guidance cached() {
        return knowledge.of(PUMP, true);
    }

    /** A device about which they were never asked. */
    @Benchmark
    public Guidance cold() {
        return knowledge.of(new DeviceKey("infusion-pump", "MedEquip Inc", "IP-1", null, null, "INF" + unit++), true);
    }
}
