package io.wardtally.tracking.core.contract;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowable;

import io.wardtally.tracking.TrackingException;
import io.wardtally.tracking.TrackingException.Code;
import io.wardtally.tracking.store.Store;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.function.BooleanSupplier;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;

/** What every part of {@link TrackingContract} builds on. */
public interface Promises {

    /** A fresh, empty store. */
    Store newStore();

    /** A hospital over a fresh store. */
    default Hospital hospital() {
        return new Hospital(newStore());
    }

    /** Small counts in every build, large ones with {@code -Pexhaustive}. */
    static int rounds(int small, int large) {
        return Boolean.getBoolean("wardtally.exhaustive") ? large : small;
    }

    static TrackingException refusal(Code code, ThrowingCallable act) {
        Throwable thrown = catchThrowable(act);
        assertThat(thrown).isInstanceOf(TrackingException.class);
        assertThat(((TrackingException) thrown).code()).as(thrown.getMessage()).isEqualTo(code);
        return (TrackingException) thrown;
    }

    /** Waits for what is done on another thread. */
    static void await(BooleanSupplier done) {
        long giveUp = System.nanoTime() + Duration.ofSeconds(20).toNanos();
        while (!done.getAsBoolean()) {
            assertThat(System.nanoTime()).isLessThan(giveUp);
            Thread.onSpinWait();
        }
    }

    /** Does the same thing on many threads that begin together, and gives all the answers. */
    static <T> List<T> together(int threads, Callable<T> act) {
        ExecutorService pool = Executors.newFixedThreadPool(threads);
        CyclicBarrier start = new CyclicBarrier(threads);
        try {
            List<Future<T>> running = new ArrayList<>();
            for (int i = 0; i < threads; i++) {
                running.add(pool.submit(() -> {
                    start.await();
                    return act.call();
                }));
            }
            List<T> answers = new ArrayList<>();
            for (Future<T> one : running) {
                answers.add(one.get(60, TimeUnit.SECONDS));
            }
            return answers;
        } catch (Exception failed) {
            throw new AssertionError(failed);
        } finally {
            pool.shutdownNow();
        }
    }
}
