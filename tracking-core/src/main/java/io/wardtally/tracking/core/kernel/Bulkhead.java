package io.wardtally.tracking.core.kernel;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.ServiceConfigurationError;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Future;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Bulkhead around one provider, or another part of the host or of a vendor: a few threads of its own. Whoever asks waits for a
 * moment at most. A provider that does not answer in time is not waited for again until it has answered somebody who did not wait;
 * one that hangs for good costs four threads and no more.
 */
public final class Bulkhead<P> {

    private static final Logger LOG = LoggerFactory.getLogger(Bulkhead.class);
    private static final int MOST_THREADS = 4;
    private static final int MOST_WAITING = 100;
    private static final long IDLE_SECONDS = 10;

    /** Failures in a row after which one is not asked for a while: of somebody whose every answer is of the same kind. */
    public static final int FAILURES_IN_A_ROW = 3;

    /** The same for somebody who may fail for one person and not for the next. */
    public static final int ANY_FAILURES = Integer.MAX_VALUE;

    private static final Duration PATIENCE_AT_THE_START = Duration.ofSeconds(30);

    /** Time after which one that was left out is tried again. */
    public static final Duration PAUSE = Duration.ofSeconds(30);

    private final P provider;
    private final String name;
    private final ThreadPoolExecutor threads;
    private final Duration patience;
    private final int mostFailures;
    private final Clock clock;

    // All below is guarded by this.
    private int failures;
    private @Nullable String trouble;
    private boolean trying;
    private Instant nextTry = Instant.MIN;

    private Bulkhead(P provider, Place place, ThreadPoolExecutor threads) {
        this.provider = provider;
        this.name = place.name();
        this.threads = threads;
        this.patience = place.patience();
        this.mostFailures = place.mostFailures();
        this.clock = place.clock();
    }

    /**
     * Where a provider stands.
     *
     * @param name what it is called where it fails
     * @param patience how long it is waited for
     * @param mostFailures how many failures in a row are put up with
     */
    public record Place(String name, Duration patience, int mostFailures, Clock clock) {}

    /** A provider that cannot be taken, and why. */
    public static final class Rejected extends Exception {
        private static final long serialVersionUID = 1;

        /** A rejection for this reason. */
        public Rejected(String why) {
            super(why, null, false, false);
        }
    }

    /** Makes a provider, on a thread of its own. That happens at the start, where nobody waits at a bedside. */
    public static <P> Bulkhead<P> open(Place place, Callable<P> making) throws Rejected {
        ThreadPoolExecutor threads = threads(place.name(), MOST_THREADS, MOST_WAITING);
        try {
            return await(threads.submit(() -> new Bulkhead<>(making.call(), place, threads)), PATIENCE_AT_THE_START);
        } catch (Failed failed) {
            threads.shutdownNow();
            throw new Rejected(String.valueOf(failed.getMessage()));
        } catch (InterruptedException ours) {
            threads.shutdownNow();
            Thread.currentThread().interrupt();
            throw new Rejected("whoever asked for it was interrupted");
        }
    }

    /** A few threads that end when there is nothing to do. */
    public static ThreadPoolExecutor threads(String name, int most, int waiting) {
        ThreadPoolExecutor threads = new ThreadPoolExecutor(
                most, most, IDLE_SECONDS, TimeUnit.SECONDS, new ArrayBlockingQueue<>(waiting), work -> {
                    Thread thread = new Thread(work, "wardtally-" + name);
                    thread.setDaemon(true);
                    return thread;
                });
        threads.allowCoreThreadTimeOut(true);
        return threads;
    }

    /** The provider itself. */
    public P provider() {
        return provider;
    }

    /** Reason why it is not asked now, or empty if it is. */
    public synchronized Optional<String> trouble() {
        return Optional.ofNullable(trouble);
    }

    /** Answer of the provider, or empty if it does not answer. Null is no answer. */
    public <T> Optional<T> ask(Function<P, @Nullable T> question) {
        boolean waited;
        synchronized (this) {
            waited = trouble == null;
            if (!waited && (trying || clock.instant().isBefore(nextTry))) {
                return Optional.empty();
            }
            trying = !waited;
        }
        AtomicBoolean givenUp = new AtomicBoolean();
        try {
            Future<T> answer = threads.submit(() -> answer(question, givenUp));
            return waited ? Optional.of(await(answer, patience)) : Optional.empty();
        } catch (RejectedExecutionException busy) {
            tried();
            failed("all its threads hang", true);
        } catch (InterruptedException ours) {
            Thread.currentThread().interrupt();
        } catch (Failed failure) {
            givenUp.set(true);
            failed(String.valueOf(failure.getMessage()), failure.hangs);
        }
        return Optional.empty();
    }

    /** On a thread of the provider. */
    private <T> T answer(Function<P, @Nullable T> question, AtomicBoolean givenUp) throws Failed {
        Instant began = clock.instant();
        try {
            T given = question.apply(provider);
            if (given == null) {
                throw new Failed("it answers nothing at all", false);
            }
            boolean inTime = !givenUp.get() && !clock.instant().isAfter(began.plus(patience));
            if (inTime) {
                recovered();
            }
            return given;
        } finally {
            tried();
        }
    }

    private synchronized void tried() {
        trying = false;
        nextTry = clock.instant().plus(PAUSE);
    }

    /** Ends its threads. */
    public void close() {
        threads.shutdownNow();
    }

    private synchronized void recovered() {
        if (trouble != null) {
            LOG.info("{} answers again", name);
        }
        failures = 0;
        trouble = null;
    }

    private synchronized void failed(String why, boolean hangs) {
        failures++;
        if (trouble == null && (hangs || failures >= mostFailures)) {
            trouble = why;
            nextTry = clock.instant().plus(PAUSE);
            LOG.warn("{} is left out for now: {}", name, why);
        }
    }

    /** Failure of a question: why there is no answer. */
    private static final class Failed extends Exception {
        private static final long serialVersionUID = 1;
        private final boolean hangs;

        Failed(String why, boolean hangs) {
            super(why, null, false, false);
            this.hangs = hangs;
        }
    }

    private static <T> T await(Future<T> answer, Duration patience) throws Failed, InterruptedException {
        try {
            return answer.get(patience.toNanos(), TimeUnit.NANOSECONDS);
        } catch (TimeoutException hangs) {
            answer.cancel(true);
            throw new Failed("it does not answer within " + patience.toMillis() + " ms", true);
        } catch (InterruptedException ours) {
            answer.cancel(true);
            throw ours;
        } catch (ExecutionException thrown) {
            throw new Failed(words(thrown.getCause()), false);
        }
    }

    /** Description of what went wrong, without a provider's own words: they may say anything. */
    public static String words(@Nullable Throwable thrown) {
        if (thrown instanceof Rejected || thrown instanceof Failed) {
            return String.valueOf(thrown.getMessage());
        }
        if (thrown instanceof UnsupportedClassVersionError) {
            return "it was compiled for a newer Java";
        }
        if (thrown instanceof LinkageError) {
            return "a class that it needs is missing or does not fit ("
                    + thrown.getClass().getSimpleName() + ")";
        }
        Throwable cause = thrown == null ? null : thrown.getCause();
        if (thrown instanceof ServiceConfigurationError && cause != null) {
            return words(cause);
        }
        return "it throws " + (thrown == null ? "something" : thrown.getClass().getSimpleName());
    }
}
