package io.wardtally.tracking.core;

import io.wardtally.tracking.asset.Asset;
import io.wardtally.tracking.asset.Hold;
import io.wardtally.tracking.asset.Model;
import io.wardtally.tracking.core.audit.RecordCodec;
import io.wardtally.tracking.scan.OfflineReceipt;
import io.wardtally.tracking.scan.OfflineReceipt.State;
import io.wardtally.tracking.session.EmergencyOverride;
import io.wardtally.tracking.session.Session;
import io.wardtally.tracking.session.StartResult;
import io.wardtally.tracking.staff.Qualification;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * How an answer is written down for a retry, and read again.
 *
 * @param write the text, or null for an answer that is not remembered
 */
record AnswerCodec<T>(Function<T, @Nullable String> write, Function<String, T> read) {

    static final AnswerCodec<Asset> ASSET = of(Asset.class);
    static final AnswerCodec<Model> MODEL = of(Model.class);
    static final AnswerCodec<Qualification> QUALIFICATION = of(Qualification.class);
    static final AnswerCodec<Hold> HOLD = of(Hold.class);
    static final AnswerCodec<Session> SESSION = of(Session.class);
    static final AnswerCodec<EmergencyOverride> OVERRIDE = of(EmergencyOverride.class);
    // Whoever was refused may try again.
    static final AnswerCodec<StartResult> START = new AnswerCodec<>(
            start -> start instanceof StartResult.Started started ? RecordCodec.write(started) : null,
            text -> RecordCodec.read(StartResult.Started.class, text));
    static final AnswerCodec<OfflineReceipt> RECEIPT = new AnswerCodec<>(
            receipt ->
                    receipt.state() == State.APPLIED || receipt.state() == State.CONFLICT ? RecordCodec.write(receipt) : null,
            text -> RecordCodec.read(OfflineReceipt.class, text).again());

    /** For what is not remembered, because doing it again does nothing. */
    static <T> AnswerCodec<T> forgotten() {
        return new AnswerCodec<>(answer -> null, text -> {
            throw new IllegalStateException("this was never written");
        });
    }

    private static <R extends Record> AnswerCodec<R> of(Class<R> type) {
        return new AnswerCodec<>(RecordCodec::write, text -> RecordCodec.read(type, text));
    }
}
