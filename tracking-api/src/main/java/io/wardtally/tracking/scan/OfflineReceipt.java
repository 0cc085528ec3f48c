package io.wardtally.tracking.scan;

import io.wardtally.tracking.Message;
import io.wardtally.tracking.TrackingException;
import io.wardtally.tracking.asset.AssetId;
import io.wardtally.tracking.session.SessionId;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/**
 * What became of one line of a {@link OfflineBatch}.
 *
 * @param sequence the line
 * @param state what became of it
 * @param before of a duplicate what became of it the first time, {@link State#APPLIED} or {@link State#CONFLICT}; otherwise null
 * @param code of a refused line why, as a code; otherwise null
 * @param message why it was not applied: what won, or what is wrong; null if it was
 * @param asset the asset that was scanned, or null if that is not known
 * @param session the session that was started or ended, or that won; or null
 */
public record OfflineReceipt(
        long sequence,
        State state,
        @Nullable State before,
        TrackingException.@Nullable Code code,
        @Nullable Message message,
        @Nullable AssetId asset,
        @Nullable SessionId session) {

    /** That this became of a line, which is not refused. */
    public static OfflineReceipt of(long sequence, State state, @Nullable Message message) {
        return new OfflineReceipt(sequence, state, null, null, message, null, null);
    }

    /** That a line cannot be used. */
    public static OfflineReceipt refused(long sequence, TrackingException.Code code, Message message) {
        return new OfflineReceipt(sequence, State.REFUSED, null, code, message, null, null);
    }

    /** The same, about this asset and this session. */
    public OfflineReceipt about(AssetId scanned, @Nullable SessionId concerned) {
        return new OfflineReceipt(sequence, state, before, code, message, scanned, concerned);
    }

    /** The receipt for the same line when it is handed over again. */
    public OfflineReceipt again() {
        return new OfflineReceipt(sequence, State.DUPLICATE, state, code, message, asset, session);
    }

    /** Why it was not applied, in English; empty if it was. */
    public String says() {
        return says(Locale.ENGLISH);
    }

    /** Why it was not applied, in this language, or in English if the library does not speak it; empty if it was. */
    public String says(Locale language) {
        return message == null ? "" : message.says(language);
    }

    @Override
    public String toString() {
        return sequence + ": " + state + (before == null ? "" : " of " + before)
                + (message == null ? "" : ", " + message);
    }

    /** What became of a line. The scanner may forget it, unless it was refused and can be put right. */
    public enum State {
        /** It was recorded, at the time at which it happened. */
        APPLIED,
        /** It was handed over before, and had its effect then. Nothing was done. */
        DUPLICATE,
        /** Something else stands: the asset was in use or not ready, or somebody has said otherwise since. Nothing was done. */
        CONFLICT,
        /** It was so long ago that nobody can be sure that it is new. Nothing was done. */
        TOO_OLD,
        /** It cannot be used: an unknown label, a missing permission, a date that cannot be. It may be handed over again. */
        REFUSED;

        /** Whether handing the line over again would come to the same. */
        public boolean isFinal() {
            return this != REFUSED;
        }
    }
}
