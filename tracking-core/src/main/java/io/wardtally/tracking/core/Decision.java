package io.wardtally.tracking.core;

import io.wardtally.tracking.asset.Asset;
import io.wardtally.tracking.audit.Fact;
import io.wardtally.tracking.session.EmergencyOverride;
import io.wardtally.tracking.session.Session;
import java.time.Instant;
import java.util.List;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * What a rule decided: the answer, and what changes. Without a fact nothing changes.
 *
 * @param answer what the caller gets
 * @param facts what happened, in order; empty if nothing did
 * @param happened when, or null for now
 * @param asset the asset as it is from now on, or null if it stays
 * @param session the session that changes, or null
 * @param override the override that changes, or null
 * @param content what is kept of a subject that is no asset from now on, or null if it stays
 * @param demand what the actor could not have, to be recorded as theirs, or null
 */
record Decision<T>(
        T answer,
        List<Fact> facts,
        @Nullable Instant happened,
        @Nullable Asset asset,
        @Nullable Session session,
        @Nullable EmergencyOverride override,
        @Nullable Record content,
        Fact.@Nullable StartRefused demand) {

    /** All is as it should be already. */
    static <T> Decision<T> unchanged(T answer) {
        return new Decision<>(answer, List.of(), null, null, null, null, null, null);
    }

    static Decision<Asset> asset(Asset asset, Fact fact) {
        return new Decision<>(asset, List.of(fact), null, asset, null, null, null, null);
    }

    static Decision<Session> session(Session session, Fact fact) {
        return new Decision<>(session, List.of(fact), null, null, session, null, null, null);
    }

    static Decision<EmergencyOverride> override(EmergencyOverride override, Fact fact) {
        return new Decision<>(override, List.of(fact), null, null, null, override, null, null);
    }

    static <T extends Record> Decision<T> content(T content, Fact fact) {
        return new Decision<>(content, List.of(fact), null, null, null, null, content, null);
    }

    /** Nothing but that this is recorded. */
    static <T> Decision<T> noted(T answer, Fact fact) {
        return new Decision<>(answer, List.of(fact), null, null, null, null, null, null);
    }

    /** Whether nothing happened. */
    boolean changesNothing() {
        return facts.isEmpty();
    }

    /** With another answer. */
    <U> Decision<U> answering(U other) {
        return new Decision<>(other, facts, happened, asset, session, override, content, demand);
    }

    /** And this could not be had. */
    Decision<T> wanting(Fact.@Nullable StartRefused what) {
        return new Decision<>(answer, facts, happened, asset, session, override, content, what);
    }

    /** And the asset changes, too. */
    Decision<T> with(Asset changed) {
        return new Decision<>(answer, facts, happened, changed, session, override, content, demand);
    }

    /** It happened at another time than now. */
    Decision<T> at(Instant when) {
        return new Decision<>(answer, facts, when, asset, session, override, content, demand);
    }

    /** And then this happened to the asset, which was as this decision left it. */
    Decision<T> then(Decision<T> next) {
        return new Decision<>(
                next.answer,
                Stream.concat(facts.stream(), next.facts.stream()).toList(),
                happened,
                next.asset == null ? asset : next.asset,
                session,
                override,
                content,
                demand);
    }
}
