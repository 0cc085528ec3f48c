package io.wardtally.tracking.scan;

import io.wardtally.tracking.Message;
import io.wardtally.tracking.TrackingException;
import io.wardtally.tracking.asset.AssetId;
import io.wardtally.tracking.session.SessionId;
import java.time.Instant;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/**
 * What became of one line of a {@link OfflineBatch}.
 *
 * @param sequence the line
 * @param state what became of it
 * @param before of a duplicate what became of it the first time, {@link State#APPLIED} or {@link State#CONFLICT}; otherwise null
 * @param code of a refused line why, as a code; otherwise null
 * @param message why it was not applied: what won, or what is wrong; or how roughly its time is known; null if there is nothing to say
 * @param asset the asset that was scanned, or null if that is not known
 * @param session the session that was started or ended, or that won; or null
 * @param at when it was, by the hospital's clock; null if that cannot be told
 * @param earliest the earliest time at which it can have been, if that is not {@code at}, which is then the latest; otherwise null
 */
public record OfflineReceipt(
        long sequence,
        State state,
        @Nullable State before,
        TrackingException.@Nullable Code code,
        @Nullable Message message,
        @Nullable AssetId asset,
        @Nullable SessionId session,
        @Nullable Instant at,
        @Nullable Instant earliest) {

    /** That this became of a line, which is not refused. */
    public static OfflineReceipt of(long sequence, State state, @Nullable Message message) {
        return new OfflineReceipt(sequence, state, null, null, message, null, null, null, null);
    }

    /** That a line cannot be used. */
    public static OfflineReceipt refused(long sequence, TrackingException.Code code, Message message) {
        return new OfflineReceipt(sequence, State.REFUSED, null, code, message, null, null, null, null);
    }

    /** The same, about this asset and this session. */
    public OfflineReceipt about(AssetId scanned, @Nullable SessionId concerned) {
        return new OfflineReceipt(sequence, state, before, code, message, scanned, concerned, at, earliest);
    }

    /** The same, of what was done then; if that is known only roughly, no later than then and no earlier than the other. */
    public OfflineReceipt dated(Instant when, @Nullable Instant noEarlierThan) {
        return new OfflineReceipt(sequence, state, before, code, message, asset, session, when, noEarlierThan);
    }

    /** The receipt for the same line when it is handed over again. */
    public OfflineReceipt again() {
        return new OfflineReceipt(sequence, State.DUPLICATE, state, code, message, asset, session, at, earliest);
    }

    /** Whether its time is known only roughly, because the scanner's clock was set since; the latest possible one counts. */
    public boolean isDatedRoughly() {
        return earliest != null;
    }

    /** Why it was not applied, or how roughly its time is known, in English; empty if there is nothing to say. */
    public String says() {
        return says(Locale.ENGLISH);
    }

    /** The same in this language, or in English if the library does not speak it. */
    public String says(Locale language) {
        return message == null ? "" : message.says(language);
    }

    @Override
    public String toString() {
        return sequence + ": " + state + (before == null ? "" : " of " + before)
                + (message == null ? "" : ", " + message);
    }

    /** What became of a line. The scanner forgets it if that {@link #isFinal()}, and keeps it otherwise. */
    public enum State {
        /** It was recorded, at the time at which it happened. */
        APPLIED,
        /** It was handed over before, and had its effect then. Nothing was done. */
        DUPLICATE,
        /** Something else stands: the asset was in use or not ready, or somebody has said otherwise since. Nothing was done. */
        CONFLICT,
        /** It was so long ago that nobody can be sure that it is new. Nothing was done; somebody has to decide. */
        TOO_OLD,
        /** When it was cannot be told, because the scanner's clock was set since. Nothing was done; somebody has to decide. */
        UNDATED,
        /** It cannot be used: an unknown label, a missing permission, a date that cannot be. It may be handed over again. */
        REFUSED;

        /** Whether the scanner may forget the line: handing it over again would come to the same. */
        public boolean isFinal() {
            return this == APPLIED || this == DUPLICATE || this == CONFLICT;
        }

        /**
         * Whether somebody has to say whether the line is new and when it was, before it is handed over again; see
         * {@link OfflineBatch#decided}. The scanner keeps it until then.
         */
        public boolean needsDecision() {
            return this == TOO_OLD || this == UNDATED;
        }
    }
}
