package io.wardtally.tracking.session;

import io.wardtally.tracking.Message;
import io.wardtally.tracking.internal.Check;
import java.time.Instant;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/**
 * One thing that speaks against using an asset.
 *
 * @param code what it is about
 * @param weight whether it warns or blocks
 * @param message the reason, without free text and without a patient
 * @param since since when it is so, where that matters, or null
 * @param session the session in which the asset is in use, if that is the reason
 */
public record Concern(
        ConcernCode code,
        Weight weight,
        Message message,
        @Nullable Instant since,
        @Nullable SessionId session) {

    public Concern {
        Check.given("code", code);
        Check.given("weight", weight);
        Check.given("message", message);
    }

    /** A hard block: no override passes it. */
    public static Concern blocks(ConcernCode code, Message message) {
        return new Concern(code, Weight.BLOCK, message, null, null);
    }

    /** A soft block: an emergency override passes it. */
    public static Concern blocksSoftly(ConcernCode code, Message message) {
        return new Concern(code, Weight.SOFT_BLOCK, message, null, null);
    }

    /** Something to know before use. */
    public static Concern warns(ConcernCode code, Message message) {
        return new Concern(code, Weight.WARNING, message, null, null);
    }

    /** The same, weighed otherwise. */
    public Concern weighed(Weight other) {
        return new Concern(code, other, message, since, session);
    }

    /** The same, which has been so since then. */
    public Concern since(Instant begin) {
        return new Concern(code, weight, message, begin, session);
    }

    /** The sentence in English. */
    public String says() {
        return message.says();
    }

    /** The sentence in this language, or in English if the library does not speak it. */
    public String says(Locale language) {
        return message.says(language);
    }

    @Override
    public String toString() {
        return says();
    }

    /** How much a concern weighs. */
    public enum Weight {
        /** Good to know. */
        WARNING,
        /** Blocks, unless an emergency override is in force. */
        SOFT_BLOCK,
        /** Blocks, always. */
        BLOCK
    }
}
