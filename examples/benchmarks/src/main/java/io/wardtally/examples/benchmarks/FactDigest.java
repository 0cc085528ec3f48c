package io.wardtally.examples.benchmarks;

import io.wardtally.tracking.asset.AssetId;
import io.wardtally.tracking.audit.Fact;
import io.wardtally.tracking.audit.Personal;
import io.wardtally.tracking.audit.Subject;
import io.wardtally.tracking.core.audit.AuditKeys;
import io.wardtally.tracking.core.audit.FactSigner;
import io.wardtally.tracking.core.audit.RowName;
import io.wardtally.tracking.core.keys.Pseudonymiser;
import io.wardtally.tracking.core.keys.ThrowAwayKeys;
import io.wardtally.tracking.session.PatientId;
import io.wardtally.tracking.session.Segment;
import io.wardtally.tracking.session.Session;
import io.wardtally.tracking.session.SessionId;
import io.wardtally.tracking.store.SignedFact;
import java.security.SecureRandom;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
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

/** Writing down the fact that a session started, for a patient, and the fingerprint of the session's row. */
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.NANOSECONDS)
@State(Scope.Thread)
@Fork(1)
@Warmup(iterations = 3, time = 2)
@Measurement(iterations = 5, time = 2)
public class FactDigest {

    private static final Instant NOW = Instant.parse("2026-03-01T08:00:00.123456Z");

    private final SecureRandom random = new SecureRandom();
    private final ThrowAwayKeys keys = new ThrowAwayKeys(random);
    private final FactSigner signer = new AuditKeys("st-mary", keys.auditKeys(), random).signer();
    private final AssetId asset = AssetId.of("INF00001");
    private final Subject subject = Subject.asset(asset);
    private final Session session = Session.started(
            SessionId.of(new UUID(0x0195_4F3A_0000_7000L, 0x8000_0000_0000_0001L).toString()),
            asset,
            new Segment(
                    NOW,
                    "sarah",
                    "icu",
                    new Pseudonymiser("st-mary", "usage", keys.pseudonymKeys()).of(PatientId.of("MRN-004711"))),
            draft -> draft.expected = Duration.ofHours(4));
    private final String row = RowName.of(session);
    private final Fact.SessionStarted fact = new Fact.SessionStarted(
            session.id(),
            session.department(),
            Personal.of(session.patient().orElseThrow()),
            session.expected(),
            null,
            null,
            null,
            null,
            List.of());
    private final String state = fingerprint(signer, row, session);

    @Benchmark
    public SignedFact signFact() {
        return signer.sign(new FactSigner.Circumstances(subject, 2, NOW, NOW, Bench.NURSE), fact, state);
    }

    @Benchmark
    public String rowFingerprint() {
        return fingerprint(signer, row, session);
    }

    private static String fingerprint(FactSigner signer, String row, Session session) {
        StringBuilder lines = new StringBuilder();
        signer.state(lines, row, session);
        return lines.toString();
    }
}
