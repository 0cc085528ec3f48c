package io.wardtally.tracking.core.session;

import io.wardtally.tracking.core.atlas.PreUseBriefing;
import io.wardtally.tracking.session.Concern;
import io.wardtally.tracking.session.Readiness;
import io.wardtally.tracking.session.Session;
import io.wardtally.tracking.session.StartResult;
import java.util.List;
import java.util.function.BiFunction;
import org.jspecify.annotations.Nullable;

/**
 * The answer to a start as it is remembered for a retry: what was not confirmed is named by its numbers.
 *
 * @param checklist the checklist in which they stand, or null if nothing was left to be confirmed
 */
public record RememberedStart(
        Session session, List<Concern> concerns, @Nullable String checklist, List<Integer> unconfirmed) {

    public RememberedStart {
        concerns = List.copyOf(concerns);
        unconfirmed = List.copyOf(unconfirmed);
    }

    static RememberedStart of(StartResult.Started start, @Nullable PreUseBriefing briefing) {
        List<Integer> unconfirmed = briefing == null ? List.of() : briefing.unconfirmed();
        return new RememberedStart(
                start.session(),
                start.readiness().concerns(),
                briefing == null || unconfirmed.isEmpty()
                        ? null
                        : briefing.checklist().id(),
                unconfirmed);
    }

    /** @param words the items of a checklist that have these numbers */
    StartResult.Started start(BiFunction<String, List<Integer>, List<String>> words) {
        List<String> toConfirm = checklist == null ? List.of() : words.apply(checklist, unconfirmed);
        return new StartResult.Started(session, new Readiness(concerns, toConfirm));
    }
}
