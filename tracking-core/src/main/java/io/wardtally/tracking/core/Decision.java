package io.wardtally.tracking.core;

import io.wardtally.tracking.asset.Asset;
import io.wardtally.tracking.audit.Fact;
import io.wardtally.tracking.session.EmergencyOverride;
import io.wardtally.tracking.session.Session;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * What a rule decided: the answer, and what changes. Without a fact nothing changes.
 *
 * @param answer what the caller gets
 * @param fact what happened, or null if nothing did
 * @param happened when, or null for now
 * @param asset the asset as it is from now on, or null if it stays
 * @param session the session that changes, or null
 * @param override the override that changes, or null
 * @param demand what the actor could not have, to be recorded as theirs, or null
 */
record Decision<T>(
        T answer,
        @Nullable Fact fact,
        @Nullable Instant happened,
        @Nullable Asset asset,
        @Nullable Session session,
        @Nullable EmergencyOverride override,
        Fact.@Nullable StartRefused demand) {

    /** All is as it should be already. */
    static <T> Decision<T> unchanged(T answer) {
        return new Decision<>(answer, null, null, null, null, null, null);
    }

    static Decision<Asset> asset(Asset asset, Fact fact) {
        return new Decision<>(asset, fact, null, asset, null, null, null);
    }

    static Decision<Session> session(Session session, Fact fact) {
        return new Decision<>(session, fact, null, null, session, null, null);
    }

    static Decision<EmergencyOverride> override(EmergencyOverride override, Fact fact) {
        return new Decision<>(override, fact, null, null, null, override, null);
    }

    /** With another answer. */
    <U> Decision<U> answering(U other) {
        return new Decision<>(other, fact, happened, asset, session, override, demand);
    }

    /** And this could not be had. */
    Decision<T> wanting(Fact.@Nullable StartRefused what) {
        return new Decision<>(answer, fact, happened, asset, session, override, what);
    }

    /** And the asset changes, too. */
    Decision<T> with(Asset changed) {
        return new Decision<>(answer, fact, happened, changed, session, override, demand);
    }

    /** It happened at another time than now. */
    Decision<T> at(Instant when) {
        return new Decision<>(answer, fact, when, asset, session, override, demand);
    }
}
