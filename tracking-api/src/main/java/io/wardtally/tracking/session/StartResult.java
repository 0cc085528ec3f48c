package io.wardtally.tracking.session;

import io.wardtally.tracking.TrackingException;
import io.wardtally.tracking.TrackingException.Code;
import java.util.Locale;
import java.util.function.Function;

/** What came of asking to use an asset: a session, or the reasons why not. */
public sealed interface StartResult {

    /** One of two answers, by what came of it. */
    <T> T match(Function<Started, ? extends T> started, Function<Refused, ? extends T> refused);

    /**
     * The session.
     *
     * @throws TrackingException.Conflict if the start was refused; the message says why
     */
    default Session orElseThrow() {
        return match(Started::session, no -> {
            throw new TrackingException.Conflict(no.code(), no.readiness().message());
        });
    }

    /** Whether a session was started. */
    default boolean isStarted() {
        return this instanceof Started;
    }

    /**
     * The asset is theirs.
     *
     * @param session the session that began
     * @param readiness what to know before use; never a block that was not overridden
     */
    record Started(Session session, Readiness readiness) implements StartResult {
        @Override
        public <T> T match(Function<Started, ? extends T> started, Function<Refused, ? extends T> refused) {
            return started.apply(this);
        }
    }

    /**
     * Not now. Nothing was changed, but the wish is recorded: refused wishes are demand.
     *
     * @param readiness the reasons, and whether an emergency override would help
     */
    record Refused(Readiness readiness) implements StartResult {
        @Override
        public <T> T match(Function<Started, ? extends T> started, Function<Refused, ? extends T> refused) {
            return refused.apply(this);
        }

        /** The reasons in English. */
        public String says() {
            return readiness.says();
        }

        /** The reasons in this language, or in English if the library does not speak it. */
        public String says(Locale language) {
            return readiness.says(language);
        }

        private Code code() {
            boolean inUse = readiness.concerns().stream().anyMatch(concern -> concern.session() != null);
            return inUse ? Code.ASSET_IN_USE : Code.NOT_READY;
        }
    }
}
