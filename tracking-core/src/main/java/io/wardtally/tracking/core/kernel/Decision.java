package io.wardtally.tracking.core.kernel;

import io.wardtally.tracking.asset.Asset;
import io.wardtally.tracking.audit.Fact;
import io.wardtally.tracking.audit.Subject;
import io.wardtally.tracking.core.codec.StoredKind;
import io.wardtally.tracking.session.Session;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;

/**
 * The decision of a rule: the answer, and what becomes of each subject that it concerns, in one commit.
 *
 * @param <T> what the caller gets
 * @param answer what the caller gets
 * @param effects what changes, of different subjects; the first is what the call was about. None if all is as it should be already
 * @param demand what the actor could not have, to be recorded as theirs, or null
 */
public record Decision<T>(T answer, List<Effects> effects, Fact.@Nullable StartRefused demand)
        implements RuleResult<T> {

    public Decision {
        effects = List.copyOf(effects);
    }

    /** All is as it should be already. */
    public static <T> Decision<T> unchanged(T answer) {
        return new Decision<>(answer, List.of(), null);
    }

    /** This answer, and these effects. */
    public static <T> Decision<T> of(T answer, Effects... effects) {
        return new Decision<>(answer, List.of(effects), null);
    }

    /** The asset is like this from now on. */
    public static Decision<Asset> asset(Asset asset, Fact fact) {
        return of(asset, Effects.of(asset, fact));
    }

    /** The session is like this from now on. */
    public static Decision<Session> session(Session session, Fact fact) {
        return of(session, Effects.of(session, fact));
    }

    /** The item is like this from now on. */
    public static <T extends Record> Decision<T> item(StoredKind<T> kind, Subject subject, T value, Fact fact) {
        return of(value, Effects.noted(subject, fact).with(kind, value));
    }

    /** Whether nothing happened. */
    public boolean changesNothing() {
        return effects.isEmpty();
    }

    /** The same with another answer. */
    public <U> Decision<U> answering(U other) {
        return new Decision<>(other, effects, demand);
    }

    @Override
    public <U> Decision<U> map(Function<? super T, ? extends U> other) {
        return answering(other.apply(answer));
    }

    /** And this could not be had. */
    public Decision<T> wanting(Fact.@Nullable StartRefused what) {
        return new Decision<>(answer, effects, what);
    }

    /** And the asset is like this from now on. */
    public Decision<T> with(Asset changed) {
        return first(effects -> effects.with(changed));
    }

    /** It happened at another time than now. */
    public Decision<T> at(Instant when) {
        return first(effects -> effects.at(when));
    }

    /** The same with what the call was about changed otherwise. */
    private Decision<T> first(UnaryOperator<Effects> change) {
        if (effects.isEmpty()) {
            return this;
        }
        List<Effects> all = new ArrayList<>(effects);
        all.set(0, change.apply(all.get(0)));
        return new Decision<>(answer, all, demand);
    }

    /** And this becomes of another subject. */
    public Decision<T> and(Effects other) {
        List<Effects> all = new ArrayList<>(effects);
        all.add(other);
        return new Decision<>(answer, all, demand);
    }

    /** And then this happened to the same subject, which was as this decision left it. */
    public Decision<T> then(Decision<T> next) {
        if (effects.isEmpty() || next.effects.isEmpty()) {
            return new Decision<>(next.answer, effects.isEmpty() ? next.effects : effects, demand);
        }
        return first(effects -> effects.then(next.effects.get(0))).answering(next.answer);
    }
}
