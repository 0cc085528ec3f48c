package io.wardtally.tracking.jpa;

import io.wardtally.tracking.Message;
import io.wardtally.tracking.Paging;
import io.wardtally.tracking.TrackingException;
import io.wardtally.tracking.TrackingException.Code;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** Position at which a page ended: the kind of list and the key of the last row. */
record PageToken(String kind, Object key) {

    /** The key after which this page begins, or null for the first page. */
    static <K> @Nullable K of(String kind, Paging paging, Function<String, K> parse) {
        String text = paging.after();
        if (text == null) {
            return null;
        }
        if (text.startsWith(kind + ' ')) {
            try {
                K key = parse.apply(text.substring(kind.length() + 1));
                if (new PageToken(kind, key).toString().equals(text)) {
                    return key;
                }
            } catch (RuntimeException notOurs) {
                // Said below.
            }
        }
        throw new TrackingException.BadInput(
                Code.BAD_PAGE_TOKEN, Message.of("paging.token", Message.Argument.word(kind)));
    }

    @Override
    public String toString() {
        return kind + ' ' + key;
    }
}
