package io.wardtally.tracking.policy;

import io.wardtally.tracking.internal.Check;
import io.wardtally.tracking.session.Concern.Weight;
import io.wardtally.tracking.session.ConcernCode;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;

/**
 * What a hospital decides about the use of its equipment.
 *
 * @param longestUse the longest use anyone may announce in one step; longer is taken for a slip
 * @param correctionWindow how long after its end, or its start while it goes on, a person whose role reaches only
 *     {@link io.wardtally.tracking.staff.Reach#OWN} may void or correct a session
 * @param completionWindow how long after its end was recorded such a person may still say for which patient a session of theirs was,
 *     if no patient was named; while it goes on they may in any case
 * @param overrideLifetime how long an emergency override stays in force
 * @param weights how much it weighs that a device is not clean, that somebody is not trained in it, and the like; what is not named
 *     weighs what its rule says. A hospital that lets {@link Weight#WARNING} stand lets the device be used all the same
 * @param showsUsers whether people of other departments are told who uses an asset; otherwise they are told the department only
 */
public record SessionPolicies(
        Duration longestUse,
        Duration correctionWindow,
        Duration completionWindow,
        Duration overrideLifetime,
        Map<ConcernCode, Weight> weights,
        boolean showsUsers) {

    public SessionPolicies {
        Check.positive("longest use", longestUse, Policies.LONGEST);
        Check.positive("correction window", correctionWindow, Policies.LONGEST);
        Check.positive("completion window", completionWindow, Policies.LONGEST);
        Check.positive("override lifetime", overrideLifetime, Policies.LONGEST);
        weights = Map.copyOf(Check.given("weights", weights));
    }

    /**
     * A use of more than 90 days is taken for a slip; one hour to correct one's own entry, 24 hours to name a patient where none
     * was named; overrides last 30 minutes; that a device is not clean blocks softly, lacking training, what was not confirmed and
     * missing guidance are warnings; everybody is told who uses an asset.
     */
    public static SessionPolicies standard() {
        return new SessionPolicies(
                Duration.ofDays(90),
                Duration.ofHours(1),
                Duration.ofHours(24),
                Duration.ofMinutes(30),
                Map.of(
                        ConcernCode.NOT_CLEAN,
                        Weight.SOFT_BLOCK,
                        ConcernCode.NOT_TRAINED,
                        Weight.WARNING,
                        ConcernCode.NOT_CONFIRMED,
                        Weight.WARNING,
                        ConcernCode.GUIDANCE_INCOMPLETE,
                        Weight.WARNING),
                true);
    }

    /** How much this weighs here. */
    public Weight weight(ConcernCode code, Weight otherwise) {
        return weights.getOrDefault(code, otherwise);
    }

    /** Another limit for the use that can be announced in one step. */
    public SessionPolicies withLongestUse(Duration longest) {
        return new SessionPolicies(longest, correctionWindow, completionWindow, overrideLifetime, weights, showsUsers);
    }

    /** Another time to correct one's own entries. */
    public SessionPolicies withCorrectionWindow(Duration window) {
        return new SessionPolicies(longestUse, window, completionWindow, overrideLifetime, weights, showsUsers);
    }

    /** Another time to name the patient of one's own session. */
    public SessionPolicies withCompletionWindow(Duration window) {
        return new SessionPolicies(longestUse, correctionWindow, window, overrideLifetime, weights, showsUsers);
    }

    /** Another lifetime for emergency overrides. */
    public SessionPolicies withOverrideLifetime(Duration lifetime) {
        return new SessionPolicies(longestUse, correctionWindow, completionWindow, lifetime, weights, showsUsers);
    }

    /** Another weight of one concern. */
    public SessionPolicies withWeight(ConcernCode code, Weight weight) {
        Map<ConcernCode, Weight> others = new HashMap<>(weights);
        others.put(Check.given("code of a concern", code), Check.given("weight", weight));
        return new SessionPolicies(
                longestUse, correctionWindow, completionWindow, overrideLifetime, others, showsUsers);
    }

    /** The same, but people of other departments are told by which department an asset is used, and not by whom. */
    public SessionPolicies withoutUsersElsewhere() {
        return new SessionPolicies(longestUse, correctionWindow, completionWindow, overrideLifetime, weights, false);
    }
}
