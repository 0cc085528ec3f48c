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
 * @param separators what the scanners write instead of the separator of GS1, besides what
 *     {@link ScannerQuirk#SEPARATOR_WRITTEN_OUT} knows: each of 1 to 16 characters, not all of them letters and digits
 */
public record ScanPolicies(Set<ScannerQuirk> quirks, Duration oldestScan, Set<String> separators) {

    private static final int LONGEST_SEPARATOR = 16;

    public ScanPolicies {
        quirks = Set.copyOf(Check.given("quirks", quirks));
        Check.positive("oldest scan", oldestScan, Policies.LONGEST);
        separators = Set.copyOf(Check.given("separators", separators));
        for (String separator : separators) {
            if (separator.length() > LONGEST_SEPARATOR || separator.chars().allMatch(Character::isLetterOrDigit)) {
                throw Check.bad("policy.separator", LONGEST_SEPARATOR);
            }
        }
    }

    /** Policies of scanners that write no separators of their own. */
    public ScanPolicies(Set<ScannerQuirk> quirks, Duration oldestScan) {
        this(quirks, oldestScan, Set.of());
    }

    /** Codes are read strictly, but for the line ends that scanners add; a scanner may have been offline for three days. */
    public static ScanPolicies standard() {
        return new ScanPolicies(Set.of(ScannerQuirk.WRAPPED), Duration.ofDays(3));
    }
}
