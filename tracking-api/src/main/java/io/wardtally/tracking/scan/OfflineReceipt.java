package io.wardtally.tracking.scan;

import io.wardtally.tracking.TrackingException;
import io.wardtally.tracking.asset.AssetId;
import io.wardtally.tracking.session.SessionId;
import org.jspecify.annotations.Nullable;

/**
 * What became of one line of a {@link OfflineBatch}.
 *
 * @param sequence the line
 * @param state what became of it
 * @param before of a duplicate what became of it the first time, {@link State#APPLIED} or {@link State#CONFLICT}; otherwise null
 * @param code of a refused line why, as a code; otherwise null
 * @param says why it was not applied, in words: what won, or what is wrong; empty if it was
 * @param asset the asset that was scanned, or null if that is not known
 * @param session the session that was started or ended, or that won; or null
 */
public record OfflineReceipt(
        long sequence,
        State state,
        @Nullable State before,
        TrackingException.@Nullable Code code,
        String says,
        @Nullable AssetId asset,
        @Nullable SessionId session) {

    /** That this became of a line, which is not refused. */
    public static OfflineReceipt of(long sequence, State state, String says) {
        return new OfflineReceipt(sequence, state, null, null, says, null, null);
    }

    /** That a line cannot be used. */
    public static OfflineReceipt refused(long sequence, TrackingException.Code code, String says) {
        return new OfflineReceipt(sequence, State.REFUSED, null, code, says, null, null);
    }

    /** The same, about this asset and this session. */
    public OfflineReceipt about(AssetId scanned, @Nullable SessionId concerned) {
        return new OfflineReceipt(sequence, state, before, code, says, scanned, concerned);
    }

    /** The receipt for the same line when it is handed over again. */
    public OfflineReceipt again() {
        return new OfflineReceipt(sequence, State.DUPLICATE, state, code, says, asset, session);
    }

    @Override
    public String toString() {
        return sequence + ": " + state + (before == null ? "" : " of " + before) + (says.isEmpty() ? "" : ", " + says);
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
