package io.wardtally.tracking;

import static org.assertj.core.api.Assertions.assertThat;

import io.wardtally.tracking.TrackingException.Busy;
import io.wardtally.tracking.TrackingException.Code;
import io.wardtally.tracking.TrackingException.Conflict;
import io.wardtally.tracking.TrackingException.Failure;
import io.wardtally.tracking.TrackingException.Origin;
import io.wardtally.tracking.TrackingException.TransactionLost;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.ObjectInputStream;
import java.io.ObjectOutputStream;
import java.util.Locale;
import org.junit.jupiter.api.Test;

class TrackingExceptionTest {

    private static final String SECRET = "P12345";
    private static final Message SAYS = Message.of("store.failed", "Broken");

    private static Failure failure() {
        return new Failure(Code.STORE_FAILED, SAYS);
    }

    @Test
    void it_speaks_both_languages() {
        assertThat(failure()).hasMessage("the store failed: Broken");
        assertThat(failure().says(Locale.GERMAN)).isEqualTo("der Speicher ist gescheitert: Broken");
        assertThat(failure().message()).isEqualTo(SAYS);
    }

    @Test
    void what_may_succeed_later_says_so() {
        assertThat(new Busy(SAYS).retryable()).isTrue();
        assertThat(new TransactionLost(SAYS).retryable()).isTrue();
        assertThat(failure().retryable()).isFalse();
        assertThat(new Conflict(Code.NOT_READY, SAYS).retryable()).isFalse();
    }

    @Test
    void it_travels() throws IOException, ClassNotFoundException {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        try (ObjectOutputStream objects = new ObjectOutputStream(out)) {
            objects.writeObject(failure().causedBy(new IllegalStateException(SECRET)));
        }
        try (ObjectInputStream objects = new ObjectInputStream(new ByteArrayInputStream(out.toByteArray()))) {
            Failure read = (Failure) objects.readObject();
            assertThat(read).hasMessage("the store failed: Broken").hasCauseInstanceOf(Origin.class);
            assertThat(read.code()).isEqualTo(Code.STORE_FAILED);
        }
    }

    @Test
    void its_cause_tells_classes_states_and_places_and_no_message() {
        IllegalStateException outer = new IllegalStateException(SECRET, new IOException(SECRET));
        outer.addSuppressed(new InterruptedException(SECRET));
        TrackingException told = failure().causedBy(outer, thrown -> thrown == outer ? "23505" : "state of " + SECRET);
        Throwable origin = told.getCause();
        assertThat(origin).isInstanceOf(Origin.class).hasMessage("java.lang.IllegalStateException (SQL state 23505)");
        assertThat(origin.getStackTrace()).isEqualTo(outer.getStackTrace());
        assertThat(origin.getCause())
                .isInstanceOf(Origin.class)
                .hasMessage("java.io.IOException")
                .hasNoCause();
        assertThat(origin.getSuppressed()).hasSize(1);
        assertThat(origin.getSuppressed()[0]).hasMessage("java.lang.InterruptedException");
        assertThat(told.causedBy(new IOException()).getCause()).isSameAs(origin);
    }

    @Test
    void a_circle_of_causes_ends_and_a_long_chain_is_cut() {
        Exception one = new Exception(SECRET);
        Exception other = new Exception(SECRET, one);
        one.initCause(other);
        one.addSuppressed(other);
        assertThat(depth(failure().causedBy(one))).isEqualTo(3);
        Exception chain = new Exception(SECRET);
        for (int i = 0; i < 10_000; i++) {
            chain = new Exception(SECRET, chain);
        }
        assertThat(depth(failure().causedBy(chain))).isBetween(3, 40);
    }

    private static int depth(Throwable thrown) {
        return thrown == null ? 0 : 1 + depth(thrown.getCause());
    }

    @Test
    void an_exception_that_fails_itself_does_no_harm() {
        Throwable origin = failure()
                .causedBy(new Hostile(), thrown -> {
                    throw new IllegalArgumentException(thrown.getMessage());
                })
                .getCause();
        assertThat(origin).hasMessage(Hostile.class.getName()).hasNoCause();
        assertThat(origin.getStackTrace()).isEmpty();
    }

    /** Somebody else's exception that nobody should ask anything. */
    private static final class Hostile extends RuntimeException {

        @Override
        public String getMessage() {
            throw new IllegalStateException(SECRET);
        }

        @Override
        public synchronized Throwable getCause() {
            throw new IllegalStateException(SECRET);
        }

        @Override
        public StackTraceElement[] getStackTrace() {
            throw new IllegalStateException(SECRET);
        }

        @Override
        public String toString() {
            throw new IllegalStateException(SECRET);
        }
    }
}
