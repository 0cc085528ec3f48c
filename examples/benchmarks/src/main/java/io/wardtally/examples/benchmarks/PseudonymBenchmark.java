package io.wardtally.examples.benchmarks;

import io.wardtally.tracking.core.keys.Pseudonymiser;
import io.wardtally.tracking.core.keys.ThrowAwayKeys;
import io.wardtally.tracking.session.PatientId;
import io.wardtally.tracking.session.Pseudonym;
import java.security.SecureRandom;
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

/** A patient's id becomes a pseudonym. */
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.NANOSECONDS)
@State(Scope.Benchmark)
@Fork(1)
@Warmup(iterations = 3, time = 2)
@Measurement(iterations = 5, time = 2)
public class PseudonymBenchmark {

    private final Pseudonymiser pseudonyms =
            new Pseudonymiser("st-mary", "usage", new ThrowAwayKeys(new SecureRandom()).pseudonymKeys());
    private final PatientId patient = PatientId.of("MRN-004711");

    @Benchmark
    public Pseudonym of() {
        return pseudonyms.of(patient);
    }
}
