package io.wardtally.tracking.core;

import io.wardtally.tracking.asset.Asset;
import io.wardtally.tracking.asset.Hold;
import io.wardtally.tracking.core.audit.Lines;
import io.wardtally.tracking.session.EmergencyOverride;
import io.wardtally.tracking.session.Session;
import io.wardtally.tracking.session.Start;
import java.util.function.Function;

/** How an answer is written down for a retry, and read again. */
record Form<T>(Function<T, String> write, Function<String, T> read) {

    static final Form<Asset> ASSET = of(Asset.class);
    static final Form<Hold> HOLD = of(Hold.class);
    static final Form<Session> SESSION = of(Session.class);
    static final Form<EmergencyOverride> OVERRIDE = of(EmergencyOverride.class);
    // A refusal is not remembered, so what is written is always a start.
    static final Form<Start> START =
            new Form<>(start -> Lines.write((Start.Started) start), text -> Lines.read(Start.Started.class, text));

    private static <R extends Record> Form<R> of(Class<R> type) {
        return new Form<>(Lines::write, text -> Lines.read(type, text));
    }
}
