package io.wardtally.tracking.core.kernel;

import static org.assertj.core.api.Assertions.assertThat;

import io.wardtally.tracking.Message;
import io.wardtally.tracking.TrackingException;
import io.wardtally.tracking.TrackingException.Code;
import io.wardtally.tracking.core.Wardtally;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class BackgroundExecutorTest {

    private static final TrackingException AWAY = new TrackingException.Busy(Message.of("store.connection-broke"));

    private final List<String> done = new ArrayList<>();
    private TrackingException trouble;
    private final BackgroundExecutor executor = new BackgroundExecutor(Wardtally.memoryStore(), null);

    private void run(String what) {
        executor.run(what, () -> {
            if (trouble != null) {
                throw trouble;
            }
            done.add(what);
        });
    }

    @Test
    void what_was_missed_while_the_store_was_away_is_done_with_what_comes_next() {
        trouble = AWAY;
        run("first");
        run("second");
        trouble = null;
        run("third");
        assertThat(done).containsExactlyInAnyOrder("first", "second", "third");
        run("fourth");
        assertThat(done).hasSize(4);
        executor.close();
    }

    @Test
    void what_is_still_missed_at_the_end_is_tried_once_more() {
        trouble = AWAY;
        run("first");
        trouble = null;
        executor.close();
        assertThat(done).containsExactly("first");
    }

    @Test
    void what_will_never_succeed_and_what_may_have_been_done_is_given_up() {
        for (Code code : List.of(Code.STORED_DATA_UNREADABLE, Code.STORE_FAILED)) {
            trouble = new TrackingException.Failure(code, Message.of("store.row-missing"));
            run("first");
        }
        trouble = null;
        run("second");
        executor.close();
        assertThat(done).containsExactly("second");
    }
}
