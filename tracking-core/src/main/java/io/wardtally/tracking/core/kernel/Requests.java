package io.wardtally.tracking.core.kernel;

import io.wardtally.tracking.Message;
import io.wardtally.tracking.TrackingException;
import io.wardtally.tracking.TrackingException.Code;
import io.wardtally.tracking.audit.Digest;
import io.wardtally.tracking.core.codec.CanonicalBytes;
import io.wardtally.tracking.core.codec.RecordCodec;
import io.wardtally.tracking.core.keys.Pseudonymiser;
import io.wardtally.tracking.store.RememberedAnswer;
import io.wardtally.tracking.store.Store;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicInteger;
import org.jspecify.annotations.Nullable;

/** Idempotency of requests: a retry gets the answer of the first try. */
final class Requests {

    private static final int REQUESTS_BETWEEN_TIDYING = 256;

    private final Pseudonymiser pseudonyms;
    private final Store background;
    private final BackgroundExecutor executor;
    private final AtomicInteger count = new AtomicInteger();

    Requests(Pseudonymiser pseudonyms, Store background, BackgroundExecutor executor) {
        this.pseudonyms = pseudonyms;
        this.background = background;
        this.executor = executor;
    }

    /** Remembered form of this answer. */
    RememberedAnswer remember(Caller caller, String text, List<@Nullable Object> content, Instant now) {
        int key = pseudonyms.activeKey();
        return new RememberedAnswer(fingerprint(key, caller, content, text).orElseThrow(), key, text, now);
    }

    /** The answer that was given before, if this is the same request. */
    <T> T repeat(RememberedAnswer earlier, Caller caller, AnswerCodec<T> codec, List<@Nullable Object> content) {
        boolean same = fingerprint(earlier.key(), caller, content, earlier.text())
                .filter(earlier.content()::equals)
                .isPresent();
        if (!same) {
            throw new TrackingException.BadInput(
                    Code.REQUEST_REUSED, Message.of("request.reused", String.valueOf(caller.request())));
        }
        try {
            T answer = codec.read().apply(earlier.text());
            caller.repeated().set(true);
            return answer;
        } catch (RuntimeException unreadable) {
            throw new TrackingException.Failure(
                            Code.STORED_DATA_UNREADABLE,
                            Message.of("request.unreadable", String.valueOf(caller.request())))
                    .causedBy(unreadable);
        }
    }

    /** Covers the answer, too: one that was edited behind our back is not given. */
    private Optional<Digest> fingerprint(int key, Caller caller, List<@Nullable Object> content, String answer) {
        CanonicalBytes bytes = new CanonicalBytes().put(caller.actor().id()).put(answer);
        for (Object part : content) {
            bytes.put(part == null ? null : part instanceof Record one ? RecordCodec.write(one) : part.toString());
        }
        return pseudonyms.fingerprint(key, bytes);
    }

    /** Now and then forgets what nobody will ask again. */
    void tidy(RememberedAnswer answer, Duration retention) {
        if (count.getAndIncrement() % REQUESTS_BETWEEN_TIDYING == 0) {
            Instant before = answer.at().minus(retention);
            executor.run(
                    "forgetting answers before " + before,
                    () -> background.forget(before, 2 * REQUESTS_BETWEEN_TIDYING));
        }
    }
}
