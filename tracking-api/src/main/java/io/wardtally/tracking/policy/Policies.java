package io.wardtally.tracking.policy;

import io.wardtally.tracking.internal.Check;
import io.wardtally.tracking.scan.ScannerQuirk;
import io.wardtally.tracking.session.Concern.Weight;
import io.wardtally.tracking.session.ConcernCode;
import java.time.Duration;
import java.util.Arrays;
import java.util.Collection;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.UnaryOperator;

/**
 * The house rules of one hospital, as values, by feature. {@link #standard()} is a cautious start; the {@code with…} methods
 * change one rule at a time.
 *
 * @param requestRetention how long the answer to a request id is remembered
 * @param assets about equipment
 * @param sessions about its use
 * @param scans about scanners
 * @param atlas about what is known of devices
 */
public record Policies(
        Duration requestRetention,
        AssetPolicies assets,
        SessionPolicies sessions,
        ScanPolicies scans,
        AtlasPolicies atlas) {

    /** The longest time that a rule may name, and that a use may be expected to last in all: ten years. */
    public static final Duration LONGEST = Duration.ofDays(3_660);

    public Policies {
        Check.positive("request retention", requestRetention, LONGEST);
        Check.given("policies about equipment", assets);
        Check.given("policies about its use", sessions);
        Check.given("policies about scanners", scans);
        Check.given("policies about the Atlas", atlas);
    }

    /** The standard of each feature; request ids are remembered for seven days. */
    public static Policies standard() {
        return new Policies(
                Duration.ofDays(7),
                AssetPolicies.standard(),
                SessionPolicies.standard(),
                ScanPolicies.standard(),
                AtlasPolicies.standard());
    }

    /** Another time for which answers to request ids are remembered. */
    public Policies withRequestRetention(Duration retention) {
        return new Policies(retention, assets, sessions, scans, atlas);
    }

    /** These categories, too, need no cleaning between uses. */
    public Policies withoutCleaning(String... categories) {
        Collection<String> all = new TreeSet<>(assets.withoutCleaning());
        for (String category : Check.given("categories", categories)) {
            all.add(Check.id("category", category));
        }
        return new Policies(requestRetention, new AssetPolicies(Set.copyOf(all)), sessions, scans, atlas);
    }

    /** Other policies about use. */
    public Policies withSessions(UnaryOperator<SessionPolicies> change) {
        return new Policies(requestRetention, assets, change.apply(sessions), scans, atlas);
    }

    /** Another weight of one concern. */
    public Policies withWeight(ConcernCode code, Weight weight) {
        return withSessions(use -> use.withWeight(code, weight));
    }

    /** Another limit for scans that come late. */
    public Policies withOldestScan(Duration oldest) {
        return new Policies(
                requestRetention,
                assets,
                sessions,
                new ScanPolicies(scans.quirks(), oldest, scans.separators()),
                atlas);
    }

    /** Codes as these scanners hand them over; {@link ScannerQuirk#all()} takes whatever can be understood. */
    public Policies withQuirks(Set<ScannerQuirk> these) {
        return new Policies(
                requestRetention,
                assets,
                sessions,
                new ScanPolicies(these, scans.oldestScan(), scans.separators()),
                atlas);
    }

    /** Codes in which the scanners write these instead of the separator of GS1. */
    public Policies withSeparators(String... these) {
        return new Policies(
                requestRetention,
                assets,
                sessions,
                new ScanPolicies(
                        scans.quirks(),
                        scans.oldestScan(),
                        Set.copyOf(Check.list("separators", Arrays.asList(Check.given("separators", these))))),
                atlas);
    }

    /** Whom to call about equipment, shown where a question is not answered: an office and its number. */
    public Policies withContact(String office) {
        return new Policies(requestRetention, assets, sessions, scans, new AtlasPolicies(office));
    }
}
