package io.wardtally.tracking.core;

import io.wardtally.tracking.asset.Asset;
import io.wardtally.tracking.asset.Hold;
import io.wardtally.tracking.asset.Model;
import io.wardtally.tracking.core.audit.Lines;
import io.wardtally.tracking.scan.Receipt;
import io.wardtally.tracking.scan.Receipt.State;
import io.wardtally.tracking.session.EmergencyOverride;
import io.wardtally.tracking.session.Session;
import io.wardtally.tracking.session.Start;
import io.wardtally.tracking.staff.Qualification;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * How an answer is written down for a retry, and read again.
 *
 * @param write the text, or null for an answer that is not remembered
 */
record Form<T>(Function<T, @Nullable String> write, Function<String, T> read) {

    static final Form<Asset> ASSET = of(Asset.class);
    static final Form<Model> MODEL = of(Model.class);
    static final Form<Qualification> QUALIFICATION = of(Qualification.class);
    static final Form<Hold> HOLD = of(Hold.class);
    static final Form<Session> SESSION = of(Session.class);
    static final Form<EmergencyOverride> OVERRIDE = of(EmergencyOverride.class);
    // Whoever was refused may try again.
    static final Form<Start> START = new Form<>(
            start -> start instanceof Start.Started started ? Lines.write(started) : null,
            text -> Lines.read(Start.Started.class, text));
    static final Form<Receipt> RECEIPT = new Form<>(
            receipt ->
                    receipt.state() == State.APPLIED || receipt.state() == State.CONFLICT ? Lines.write(receipt) : null,
            text -> Lines.read(Receipt.class, text).again());

    /** For what is not remembered, because doing it again does nothing. */
    static <T> Form<T> forgotten() {
        return new Form<>(answer -> null, text -> {
            throw new IllegalStateException("this was never written");
        });
    }

    private static <R extends Record> Form<R> of(Class<R> type) {
        return new Form<>(Lines::write, text -> Lines.read(type, text));
    }
}
