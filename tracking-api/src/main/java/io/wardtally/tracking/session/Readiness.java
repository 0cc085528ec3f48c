package io.wardtally.tracking.session;

import io.wardtally.tracking.session.Concern.Weight;
import java.util.List;
import java.util.stream.Collectors;

/**
 * Whether an asset may be used now, and if not, why not, in words.
 *
 * @param concerns what speaks against it or should be known, gravest first
 * @param toConfirm what is still to be confirmed before use: the items of the checklist, and the warnings; hand it to
 *     {@link io.wardtally.tracking.session.UseRequest#confirming} once somebody has
 */
public record Readiness(List<Concern> concerns, List<String> toConfirm) {

    public Readiness {
        concerns = concerns.stream()
                .sorted((a, b) -> b.weight().compareTo(a.weight()))
                .toList();
        toConfirm = List.copyOf(toConfirm);
    }

    /** What these concerns amount to. */
    public static Readiness of(List<Concern> concerns) {
        return new Readiness(concerns, List.of());
    }

    /** Whether a start would succeed, warnings or not. */
    public boolean allowsUse() {
        return blocking().isEmpty();
    }

    /** The rules that keep it from being used, each once, gravest first. */
    public List<ConcernCode> blocking() {
        return concerns.stream()
                .filter(concern -> concern.weight() != Weight.WARNING)
                .map(Concern::code)
                .distinct()
                .toList();
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
