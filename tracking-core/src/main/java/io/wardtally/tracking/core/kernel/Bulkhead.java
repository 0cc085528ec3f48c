package io.wardtally.tracking.core.kernel;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.ServiceConfigurationError;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.Callable;
import java.util.concurrent.CancellationException;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Future;
import java.util.concurrent.FutureTask;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Bulkhead around one provider, or another part of the host or of a vendor: a few threads of its own. Whoever asks waits for a
 * moment at most. A provider that does not answer in time is not waited for again until it has answered somebody who did not wait;
 * one that hangs for good costs four threads and no more.
 *
 * <p>What a provider throws never leaves its threads: it becomes a sentence there, for which nothing of it but its class is looked at.
 */
public final class Bulkhead<P> {

    private static final Logger LOG = LoggerFactory.getLogger(Bulkhead.class);
    private static final int MOST_THREADS = 4;
    private static final int MOST_WAITING = 100;
    private static final long IDLE_SECONDS = 10;
    private static final int LONGEST_NAME = 100;

    /** Failures in a row after which one is not asked for a while: of somebody whose every answer is of the same kind. */
    public static final int FAILURES_IN_A_ROW = 3;

    /** The same for somebody who may fail for one person and not for the next. */
    public static final int ANY_FAILURES = Integer.MAX_VALUE;

    /** Time for which a start waits for all providers together. What takes longer to load is loaded meanwhile. */
    public static final Duration PATIENCE_AT_THE_START = Duration.ofSeconds(30);

    /** Time for which all providers together are asked where nobody waits. */
    public static final Duration PATIENCE_OF_NOBODY = Duration.ofSeconds(10);

    /** Time after which one that was left out is tried again. */
    public static final Duration PAUSE = Duration.ofSeconds(30);

    private final P provider;
    private final Place place;
    private final ThreadPoolExecutor threads;

    // All below is guarded by this.
    private int failures;
    private @Nullable String trouble;
    private boolean trying;
    private Instant nextTry = Instant.MIN;

    private Bulkhead(P provider, Place place, ThreadPoolExecutor threads) {
        this.provider = provider;
        this.place = place;
        this.threads = threads;
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

    /** Result of something that was done on a thread of the provider: a value, or why there is none. */
    private record Result<T>(@Nullable T value, String failure) {

        static <T> Result<T> of(Callable<@Nullable T> work) {
            try {
                T value = work.call();
                return new Result<>(value, value == null ? "it answers nothing at all" : "");
            } catch (Throwable thrown) {
                return new Result<>(null, words(thrown));
            }
        }
    }

    /** A provider that is being made, on a thread of its own. */
    public static final class Opening<P> {

        private final ThreadPoolExecutor threads;
        private final CompletableFuture<Result<Bulkhead<P>>> made = new CompletableFuture<>();

        private Opening(ThreadPoolExecutor threads) {
            this.threads = threads;
        }

        /** Does this once it is made or has failed, on the thread that made it. */
        public void then(Runnable next) {
            made.whenComplete((result, never) -> next.run()).exceptionally(never -> null);
        }

        /** Waits until it is made, until then at most, and says whether it is made or has failed. */
        public boolean by(long deadlineNanos) {
            try {
                made.get(Math.max(0, deadlineNanos - System.nanoTime()), TimeUnit.NANOSECONDS);
            } catch (InterruptedException ours) {
                Thread.currentThread().interrupt();
            } catch (TimeoutException | ExecutionException stillMade) {
                // Said by the answer.
            }
            return made.isDone();
        }

        /** The provider, or empty as long as it is made, or if that failed. */
        public Optional<Bulkhead<P>> made() {
            return result().map(Result::value);
        }

        /** Reason why it could not be made, or empty if it is made or as long as it is. */
        public Optional<String> failure() {
            return result().map(Result::failure).filter(why -> !why.isEmpty());
        }

        private Optional<Result<Bulkhead<P>>> result() {
            return Optional.ofNullable(made.getNow(null));
        }

        /** Ends its threads. */
        public void close() {
            threads.shutdownNow();
        }
    }

    /** Begins to make a provider. */
    public static <P> Opening<P> opening(Place place, Callable<P> making) {
        ThreadPoolExecutor threads = threads(place.name(), MOST_THREADS, MOST_WAITING);
        Opening<P> opening = new Opening<>(threads);
        threads.execute(() -> {
            Result<Bulkhead<P>> result = Result.of(() -> new Bulkhead<>(making.call(), place, threads));
            if (result.value() == null) {
                threads.shutdown();
            }
            opening.made.complete(result);
        });
        return opening;
    }

    /** Makes a provider, and waits for it. That happens at the start, where nobody waits at a bedside. */
    public static <P> Bulkhead<P> open(Place place, Callable<P> making) throws Rejected {
        Opening<P> opening = opening(place, making);
        opening.by(deadline(PATIENCE_AT_THE_START));
        Optional<Bulkhead<P>> made = opening.made();
        if (made.isEmpty()) {
            opening.close();
            throw new Rejected(opening.failure().orElse("it is not made in time"));
        }
        return made.get();
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

    /** Time for which somebody waits for it. */
    public Duration patience() {
        return place.patience();
    }

    /** Reason why it is not asked now, or empty if it is. */
    public synchronized Optional<String> trouble() {
        return Optional.ofNullable(trouble);
    }

    /** A question that was put to a provider. */
    public static final class Question<T> {

        private final Bulkhead<?> to;
        private final Duration patience;
        private final @Nullable Future<Result<T>> answer;

        private Question(Bulkhead<?> to, Duration patience, @Nullable Future<Result<T>> answer) {
            this.to = to;
            this.patience = patience;
            this.answer = answer;
        }

        /** Whether an answer may still come. */
        public boolean isOpen() {
            return answer != null && !answer.isDone();
        }

        /** The answer, or empty if there is none until then. It may still come. */
        public Optional<T> by(long deadlineNanos) {
            return answer == null ? Optional.empty() : to.await(answer, patience, deadlineNanos);
        }

        /** Nobody wants the answer any more. */
        public void giveUp() {
            if (answer != null) {
                answer.cancel(true);
            }
        }
    }

    /** Answer of the provider, or empty if it does not answer. Null is no answer. */
    public <T> Optional<T> ask(Function<P, @Nullable T> question) {
        Question<T> put = begin(question, place.patience());
        Optional<T> answer = put.by(deadline(place.patience()));
        if (answer.isEmpty()) {
            put.giveUp();
        }
        return answer;
    }

    /** End of such a time that begins now, in nanoseconds of the machine. */
    public static long deadline(Duration patience) {
        return System.nanoTime() + patience.toNanos();
    }

    /**
     * Puts a question to the provider. One that did not answer lately is asked again from time to time, and then not waited for by
     * somebody whose patience is no longer than that with it.
     */
    public <T> Question<T> begin(Function<P, @Nullable T> question, Duration patience) {
        boolean tried;
        synchronized (this) {
            tried = trouble != null;
            if (tried && (trying || place.clock().instant().isBefore(nextTry))) {
                return new Question<>(this, patience, null);
            }
            trying = tried;
        }
        FutureTask<Result<T>> asked = new FutureTask<>(() -> answer(question));
        try {
            threads.execute(asked);
        } catch (RejectedExecutionException busy) {
            tried(false);
            failed("all its threads hang", true);
            return new Question<>(this, patience, null);
        }
        boolean waits = !tried || patience.compareTo(place.patience()) > 0;
        return new Question<>(this, patience, waits ? asked : null);
    }

    private <T> Result<T> answer(Function<P, @Nullable T> question) {
        long began = System.nanoTime();
        Result<T> result = Result.of(() -> question.apply(provider));
        boolean inTime = System.nanoTime() - began <= place.patience().toNanos();
        tried(result.value() != null && !inTime);
        if (result.value() == null) {
            failed(result.failure(), false);
        } else if (inTime) {
            recovered();
        }
        return result;
    }

    private <T> Optional<T> await(Future<Result<T>> answer, Duration patience, long deadlineNanos) {
        try {
            return Optional.ofNullable(answer.get(Math.max(0, deadlineNanos - System.nanoTime()), TimeUnit.NANOSECONDS)
                    .value());
        } catch (TimeoutException hangs) {
            failed("it does not answer within " + patience.toMillis() + " ms", true);
        } catch (InterruptedException ours) {
            Thread.currentThread().interrupt();
        } catch (CancellationException givenUp) {
            // There is no answer.
        } catch (ExecutionException outOfMemory) {
            failed("it fails", false);
        }
        return Optional.empty();
    }

    /** @param late whether it answered too late for whoever waited, so that it is worth another try at once */
    private synchronized void tried(boolean late) {
        trying = false;
        nextTry = late ? Instant.MIN : place.clock().instant().plus(PAUSE);
    }

    /** Ends its threads. */
    public void close() {
        threads.shutdownNow();
    }

    private synchronized void recovered() {
        if (trouble != null) {
            LOG.info("{} answers again", place.name());
        }
        failures = 0;
        trouble = null;
    }

    private synchronized void failed(String why, boolean hangs) {
        failures++;
        if (trouble == null && (hangs || failures >= place.mostFailures())) {
            trouble = why;
            nextTry = place.clock().instant().plus(PAUSE);
            LOG.warn("{} is left out for now: {}", place.name(), why);
        }
    }

    /**
     * Description of what went wrong, by its class and nothing else: whatever else a vendor's exception has may say anything, fail
     * itself or take for ever.
     */
    public static String words(Throwable thrown) {
        Class<?> type = thrown.getClass();
        if (type == Rejected.class) {
            return String.valueOf(thrown.getMessage());
        }
        if (thrown instanceof UnsupportedClassVersionError) {
            return "it was compiled for a newer Java";
        }
        if (thrown instanceof ExceptionInInitializerError || isOfInitializer(thrown)) {
            return "its static initialiser fails";
        }
        if (thrown instanceof LinkageError) {
            return "a class that it needs is missing or does not fit (" + name(type) + ")";
        }
        // The machine's own classes do nothing but what they say.
        Throwable cause = type == ServiceConfigurationError.class ? thrown.getCause() : null;
        return cause == null ? "it throws " + name(type) : words(cause);
    }

    /** Whether the initialiser had failed before: the machine says so of every later try. */
    private static boolean isOfInitializer(Throwable thrown) {
        return thrown.getClass() == NoClassDefFoundError.class
                && String.valueOf(thrown.getMessage()).startsWith("Could not initialize class");
    }

    /** The last part of a class's name, whatever a vendor's tools made of it. */
    private static String name(Class<?> type) {
        String whole = type.getName();
        int end = Math.max(whole.lastIndexOf('.'), whole.lastIndexOf('$'));
        String last = end + 1 < whole.length() ? whole.substring(end + 1) : whole;
        String plain = last.replaceAll("[^\\p{L}\\p{N}_]", "?");
        return plain.length() > LONGEST_NAME ? plain.substring(0, LONGEST_NAME) : plain;
    }
}
