package io.wardtally.tracking.scan;

import io.wardtally.tracking.internal.Check;
import io.wardtally.tracking.session.SessionId;
import org.jspecify.annotations.Nullable;

/**
 * One thing that speaks against using an asset.
 *
 * @param rule which rule says so
 * @param weight whether it warns or blocks
 * @param says the reason in words, without free text and without a patient
 * @param session the session in which the asset is in use, if that is the reason
 */
public record Concern(
        Rule rule, Weight weight, String says, @Nullable SessionId session) {

    public Concern {
        Check.given("rule", rule);
        Check.given("weight", weight);
        Check.given("words", says);
    }

    /** A hard block: no override passes it. */
    public static Concern blocks(Rule rule, String says) {
        return new Concern(rule, Weight.BLOCK, says, null);
    }

    /** A soft block: an emergency override passes it. */
    public static Concern blocksSoftly(Rule rule, String says) {
        return new Concern(rule, Weight.SOFT_BLOCK, says, null);
    }

    /** Something to know before use. */
    public static Concern warns(Rule rule, String says) {
        return new Concern(rule, Weight.WARNING, says, null);
    }

    @Override
    public String toString() {
        return says;
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

    /** The rules that may have something to say. */
    public enum Rule {
        /** Somebody is using it. */
        IN_USE,
        /** It is planned or retired. */
        NOT_IN_SERVICE,
        /** It has not been cleaned. */
        NOT_CLEAN,
        /** It is under maintenance. */
        UNDER_MAINTENANCE,
        /** It is recorded as missing. */
        MISSING,
        /** A hold is on it. */
        HELD,
        /** Whoever asks lacks a training that the device asks for, or it is no longer in force. */
        NOT_TRAINED,
        /** What is to be confirmed before use was not. */
        NOT_CONFIRMED,
        /** Somebody who may know more of the device does not answer. */
        GUIDANCE_INCOMPLETE,
        /** An emergency override is in force. */
        OVERRIDDEN,
        /** Nobody knows this label. */
        UNKNOWN,
        /** No label could be read. */
        UNREADABLE
    }
}
