package io.wardtally.tracking.policy;

import io.wardtally.tracking.internal.Check;
import io.wardtally.tracking.scan.ScannerQuirk;
import java.time.Duration;
import java.util.Set;

/**
 * What a hospital decides about its scanners.
 *
 * @param quirks what the scanners do to codes, which is put right before they are read; none reads strictly
 * @param oldestScan how long ago a scan may have been that comes from a scanner which was offline; in any case no longer than
 *     answers are remembered, and rather shorter, since a scanner's clock may have been set meanwhile
 */
public record ScanPolicies(Set<ScannerQuirk> quirks, Duration oldestScan) {

    public ScanPolicies {
        quirks = Set.copyOf(Check.given("quirks", quirks));
        Check.positive("oldest scan", oldestScan, Policies.LONGEST);
    }

    /** Codes are read strictly, but for the line ends that scanners add; a scanner may have been offline for three days. */
    public static ScanPolicies standard() {
        return new ScanPolicies(Set.of(ScannerQuirk.WRAPPED), Duration.ofDays(3));
    }
}
