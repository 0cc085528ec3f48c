package io.wardtally.tracking;

import io.wardtally.tracking.internal.Check;
import io.wardtally.tracking.scan.Concern.Rule;
import io.wardtally.tracking.scan.Concern.Weight;
import io.wardtally.tracking.scan.ScannerQuirk;
import java.time.Duration;
import java.util.Collection;
import java.util.EnumMap;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;

/**
 * The house rules of one hospital, as values. {@link #standard()} is a cautious start; the {@code with…} methods change
 * one rule at a time.
 *
 * @param withoutCleaning categories that are ready again as soon as they come back; everything else awaits cleaning
 * @param correctionWindow how long after its end, or its start while it goes on, a person whose role reaches only
 *     {@link io.wardtally.tracking.staff.Reach#OWN} may void or correct a session
 * @param overrideLifetime how long an emergency override stays in force
 * @param requestRetention how long the answer to a request id is remembered
 * @param oldestScan how long ago a scan may have been that comes from a scanner which was offline; in any case no longer than
 *     answers are remembered, and rather shorter, since a scanner's clock may have been set meanwhile
 * @param longestUse the longest use anyone may announce in one step; longer is taken for a slip
 * @param weights how much it weighs that a device is not clean, that somebody is not trained in it, that what is to be confirmed
 *     was not, that somebody who may know more of it does not answer, so that none of the latter can be told for sure; a hospital that
 *     lets {@link Weight#WARNING} stand lets the device be used all the same
 * @param quirks what the house's scanners do to codes, which is put right before they are read; none reads strictly
 */
public record Policies(
        Set<String> withoutCleaning,
        Duration correctionWindow,
        Duration overrideLifetime,
        Duration requestRetention,
        Duration oldestScan,
        Duration longestUse,
        Map<Rule, Weight> weights,
        Set<ScannerQuirk> quirks) {

    private static final Map<Rule, Weight> STANDARD_WEIGHTS = Map.of(
            Rule.NOT_CLEAN,
            Weight.SOFT_BLOCK,
            Rule.NOT_TRAINED,
            Weight.WARNING,
            Rule.NOT_CONFIRMED,
            Weight.WARNING,
            Rule.GUIDANCE_INCOMPLETE,
            Weight.WARNING);

    public Policies {
        withoutCleaning = Set.copyOf(Check.given("categories", withoutCleaning));
        Duration longest = Duration.ofDays(3_660);
        Check.positive("correction window", correctionWindow, longest);
        Check.positive("override lifetime", overrideLifetime, longest);
        Check.positive("request retention", requestRetention, longest);
        Check.positive("oldest scan", oldestScan, longest);
        Check.positive("longest use", longestUse, longest);
        weights = Map.copyOf(Check.given("weights", weights));
        if (!weights.keySet().equals(STANDARD_WEIGHTS.keySet())) {
            throw Check.bad("weights are given to " + new TreeSet<>(STANDARD_WEIGHTS.keySet()));
        }
        quirks = Set.copyOf(Check.given("quirks", quirks));
    }

    /**
     * Cleaning after every use; one hour to correct one's own entry; overrides last 30 minutes; request ids are remembered for seven
     * days; a scanner may have been offline for three; a use of more than 90 days is taken for a slip; that a device is not clean
     * blocks softly, lacking training, what was not confirmed and missing guidance are warnings; codes are read strictly, but for the
     * line ends that scanners add.
     */
    public static Policies standard() {
        return new Policies(
                Set.of(),
                Duration.ofHours(1),
                Duration.ofMinutes(30),
                Duration.ofDays(7),
                Duration.ofDays(3),
                Duration.ofDays(90),
                STANDARD_WEIGHTS,
                Set.of(ScannerQuirk.WRAPPED));
    }

    /** These categories, too, need no cleaning between uses. */
    public Policies withoutCleaning(String... categories) {
        Collection<String> all = new TreeSet<>(withoutCleaning);
        for (String category : Check.given("categories", categories)) {
            all.add(Check.id("category", category));
        }
        return new Policies(
                Set.copyOf(all),
                correctionWindow,
                overrideLifetime,
                requestRetention,
                oldestScan,
                longestUse,
                weights,
                quirks);
    }

    /** Another time to correct one's own entries. */
    public Policies withCorrectionWindow(Duration window) {
        return new Policies(
                withoutCleaning, window, overrideLifetime, requestRetention, oldestScan, longestUse, weights, quirks);
    }

    /** Another lifetime for emergency overrides. */
    public Policies withOverrideLifetime(Duration lifetime) {
        return new Policies(
                withoutCleaning, correctionWindow, lifetime, requestRetention, oldestScan, longestUse, weights, quirks);
    }

    /** Another time for which answers to request ids are remembered. */
    public Policies withRequestRetention(Duration retention) {
        return new Policies(
                withoutCleaning,
                correctionWindow,
                overrideLifetime,
                retention,
                oldestScan,
                longestUse,
                weights,
                quirks);
    }

    /** Another limit for scans that come late. */
    public Policies withOldestScan(Duration oldest) {
        return new Policies(
                withoutCleaning,
                correctionWindow,
                overrideLifetime,
                requestRetention,
                oldest,
                longestUse,
                weights,
                quirks);
    }

    /** Another limit for the use that can be announced in one step. */
    public Policies withLongestUse(Duration longest) {
        return new Policies(
                withoutCleaning,
                correctionWindow,
                overrideLifetime,
                requestRetention,
                oldestScan,
                longest,
                weights,
                quirks);
    }

    /**
     * Another weight of a rule.
     *
     * @param rule one of those that have {@link #weights}
     */
    public Policies withWeight(Rule rule, Weight weight) {
        Map<Rule, Weight> others = new EnumMap<>(weights);
        others.put(Check.given("rule", rule), Check.given("weight", weight));
        return new Policies(
                withoutCleaning,
                correctionWindow,
                overrideLifetime,
                requestRetention,
                oldestScan,
                longestUse,
                others,
                quirks);
    }

    /** Codes as these scanners hand them over; {@link ScannerQuirk#all()} takes whatever can be understood. */
    public Policies withQuirks(Set<ScannerQuirk> these) {
        return new Policies(
                withoutCleaning,
                correctionWindow,
                overrideLifetime,
                requestRetention,
                oldestScan,
                longestUse,
                weights,
                these);
    }
}
