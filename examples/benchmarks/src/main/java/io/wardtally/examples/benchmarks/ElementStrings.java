package io.wardtally.examples.benchmarks;

import io.wardtally.tracking.core.scan.CodeReader;
import io.wardtally.tracking.scan.CodeReading;
import io.wardtally.tracking.scan.ScannerQuirk;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.Warmup;

/** What a manufacturer's label says is read: device type, serial number, lot and two dates. */
@BenchmarkMode(Mode.Throughput)
@OutputTimeUnit(TimeUnit.SECONDS)
@State(Scope.Benchmark)
@Fork(1)
@Warmup(iterations = 3, time = 2)
@Measurement(iterations = 5, time = 2)
public class ElementStrings {

    private static final int THIS_YEAR = 2026;

    private final CodeReader strict = new CodeReader(Set.of());
    private final CodeReader lenient = new CodeReader(ScannerQuirk.all());
    private final String udi = "]d20109506000134352" + "11260115" + "17360100" + "10LOT77\u001D21VB-8034";

    @Benchmark
    public CodeReading strictly() {
        return strict.read(udi, THIS_YEAR);
    }

    @Benchmark
    public CodeReading leniently() {
        return lenient.read(udi, THIS_YEAR);
    }

    @Benchmark
    public CodeReading hibc() {
        return strict.read("+A123BJC5D6E71G", THIS_YEAR);
    }
}
