package io.wardtally.tracking.core.kernel;

import io.wardtally.tracking.internal.Check;
import java.time.Instant;
import java.util.List;

/** A rule that says what somebody must act on. It is a pure function of the case. */
public interface AlertRule {

    /** Its name, in one word, which never changes. */
    String name();

    /** Judgement of the case as it stands now. */
    Judgement judge(Case on);

    /**
     * What a rule says of a case.
     *
     * @param episodes what stands now, each with another key
     * @param nextCheck the earliest time at which the answer may change although nothing happens, or
     *     {@link io.wardtally.tracking.store.Store#NEVER}
     */
    record Judgement(List<Episode> episodes, Instant nextCheck) {

        public Judgement {
            episodes = List.copyOf(episodes);
            Check.given("next check", nextCheck);
        }
    }

    /**
     * Something that somebody must act on, for as long as it stands.
     *
     * @param key tells it from other episodes of the same rule on the same subject; at most 64 characters
     * @param since since when the condition holds
     * @param rank how urgent it is, from 1
     */
    record Episode(String key, Instant since, int rank) {

        public Episode {
            Check.id("key of an episode", key);
            Check.given("begin of an episode", since);
            if (rank < 1) {
                throw Check.bad("alert.rank-malformed");
            }
        }
    }
}
