package io.wardtally.tracking.scan;

import io.wardtally.tracking.scan.Concern.Weight;
import java.util.List;
import java.util.stream.Collectors;

/**
 * Whether an asset may be used now, and if not, why not, in words.
 *
 * @param concerns what speaks against it or should be known, gravest first
 */
public record Readiness(List<Concern> concerns) {

    public Readiness {
        concerns = concerns.stream()
                .sorted((a, b) -> b.weight().compareTo(a.weight()))
                .toList();
    }

    /** What these concerns amount to. */
    public static Readiness of(List<Concern> concerns) {
        return new Readiness(concerns);
    }

    /** Whether a start would succeed, warnings or not. */
    public boolean allowsUse() {
        return concerns.stream().allMatch(concern -> concern.weight() == Weight.WARNING);
    }

    /** Whether there is nothing at all to say. */
    public boolean isReady() {
        return concerns.isEmpty();
    }

    /** Whether an emergency override would open the way: something blocks, and all of it softly. */
    public boolean canBeOverridden() {
        return !allowsUse() && concerns.stream().noneMatch(concern -> concern.weight() == Weight.BLOCK);
    }

    /** What there is to say, in one line; empty if there is nothing. */
    public String says() {
        return concerns.stream().map(Concern::says).collect(Collectors.joining("; "));
    }

    /** {@code READY}, or what blocks or warns. */
    @Override
    public String toString() {
        String verdict = concerns.isEmpty() ? "READY" : allowsUse() ? "READY, but " : "BLOCKED: ";
        return verdict + says();
    }
}
