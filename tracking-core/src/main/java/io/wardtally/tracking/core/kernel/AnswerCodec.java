package io.wardtally.tracking.core.kernel;

import io.wardtally.tracking.core.codec.RecordCodec;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * Codec of one kind of answer, which is remembered for a retry.
 *
 * @param <T> the answer
 * @param write the text, or null for an answer that is not remembered
 * @param read the answer from its text
 */
public record AnswerCodec<T>(Function<T, @Nullable String> write, Function<String, T> read) {

    /** For a record; it stands in the stored format. */
    public static <R extends Record> AnswerCodec<R> of(Class<R> type) {
        return new AnswerCodec<>(RecordCodec::write, text -> RecordCodec.read(type, text));
    }

    /** For what is not remembered, because doing it again does nothing. */
    public static <T> AnswerCodec<T> forgotten() {
        return new AnswerCodec<>(answer -> null, text -> {
            throw new IllegalStateException("this was never written");
        });
    }
}
