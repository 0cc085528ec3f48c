package io.wardtally.tracking.session;

import io.wardtally.tracking.Message;
import io.wardtally.tracking.session.Concern.Weight;
import java.util.List;
import java.util.Locale;

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

    /** Whether it may be used, warnings or not; {@link #toString()} begins with {@code READY} then, and only then. */
    public boolean isReady() {
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

    /** Whether an emergency override would open the way: something blocks, and all of it softly. */
    public boolean canBeOverridden() {
        return !isReady() && concerns.stream().noneMatch(concern -> concern.weight() == Weight.BLOCK);
    }

    /** All concerns in one message, which is empty if there are none. */
    public Message message() {
        return Message.joined(concerns.stream().map(Concern::message).toList());
    }

    /** What there is to say, in one line; empty if there is nothing. */
    public String says() {
        return message().says();
    }

    /** What there is to say, in this language, or in English if the library does not speak it. */
    public String says(Locale language) {
        return message().says(language);
    }

    /** {@code READY}, {@code READY, but} with the warnings, or {@code BLOCKED} with what blocks and warns. */
    public Message verdict() {
        if (concerns.isEmpty()) {
            return Message.of("readiness.ready");
        }
        return isReady() ? Message.of("readiness.ready-but", message()) : Message.of("readiness.blocked", message());
    }

    /** The {@link #verdict()} in English. */
    @Override
    public String toString() {
        return verdict().says();
    }
}
