package io.wardtally.tracking.core.kernel;

import io.wardtally.tracking.TrackingException;
import io.wardtally.tracking.TrackingException.Code;
import io.wardtally.tracking.store.Store;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executor;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Executor of what has to stand whatever becomes of the caller's transaction. Where the store has transactions of its own that is
 * at once. Where it joins the caller's, it is done on another thread: the caller may hold the only connection there is.
 *
 * <p>What cannot be done because the store is away is kept, and done with whatever comes next, after a pause, or at the end.
 */
final class BackgroundExecutor {

    private static final Logger LOG = LoggerFactory.getLogger(BackgroundExecutor.class);
    private static final int QUEUE = 10_000;
    private static final long IDLE_SECONDS = 10;
    private static final long PATIENCE_MILLIS = 2_000;
    private static final long PAUSE_SECONDS = 5;
    // The caller's transaction may hold for a while what is needed here.
    private static final int MOST_TRIES = 5;

    private final boolean later;
    private final @Nullable Executor hosts;
    private final ThreadPoolExecutor own = oneThread();
    private final Deque<Act> missed = new ArrayDeque<>();
    private boolean waiting;

    /** @param hosts the host's executor, or null for a thread of our own */
    BackgroundExecutor(Store store, @Nullable Executor hosts) {
        this.later = store.background().isPresent();
        this.hosts = hosts;
    }

    private record Act(String what, Runnable work) {}

    private static ThreadPoolExecutor oneThread() {
        ThreadPoolExecutor one =
                new ThreadPoolExecutor(1, 1, IDLE_SECONDS, TimeUnit.SECONDS, new ArrayBlockingQueue<>(QUEUE), work -> {
                    Thread thread = new Thread(work, "wardtally-background");
                    thread.setDaemon(true);
                    return thread;
                });
        one.allowCoreThreadTimeOut(true);
        return one;
    }

    private Executor executor() {
        return hosts == null ? own : hosts;
    }

    /** Does it, now or later. If it cannot be done, that is logged and nothing else. */
    void run(String what, Runnable work) {
        Act act = new Act(what, work);
        if (!later) {
            attempt(act, 1);
            return;
        }
        try {
            executor().execute(() -> attempt(act, MOST_TRIES));
        } catch (RejectedExecutionException tooMuch) {
            LOG.warn("{} was given up: too much is waiting", what);
        }
    }

    private void attempt(Act act, int tries) {
        if (isDone(act, tries)) {
            catchUp();
        }
    }

    /** Whether there is nothing more to do about it. */
    private boolean isDone(Act act, int tries) {
        for (int left = tries - 1; ; left--) {
            try {
                act.work().run();
                return true;
            } catch (TrackingException failed) {
                // Of any other failure it is not known whether it was done.
                if (!(failed instanceof TrackingException.Busy)) {
                    LOG.warn("{} failed: {}", act.what(), failed.code());
                    return true;
                }
                if (left == 0) {
                    keep(act, failed.code());
                    return false;
                }
            }
        }
    }

    private synchronized void keep(Act act, Code why) {
        if (missed.size() == QUEUE) {
            LOG.warn("{} was given up: {}, and too much is waiting", act.what(), why);
            return;
        }
        LOG.warn("{} is tried again later: {}", act.what(), why);
        missed.add(act);
        if (!waiting && !own.isShutdown()) {
            waiting = true;
            CompletableFuture.delayedExecutor(PAUSE_SECONDS, TimeUnit.SECONDS, executor())
                    .execute(this::afterPause);
        }
    }

    private void afterPause() {
        synchronized (this) {
            waiting = false;
        }
        catchUp();
    }

    /** Does what was kept, as far as the store takes it. */
    private void catchUp() {
        Act next = next();
        while (next != null && isDone(next, 1)) {
            next = next();
        }
    }

    private synchronized @Nullable Act next() {
        return missed.poll();
    }

    /** Does what is waiting, for a short time. */
    void close() {
        own.shutdown();
        try {
            if (!own.awaitTermination(PATIENCE_MILLIS, TimeUnit.MILLISECONDS)) {
                LOG.warn(
                        "{} things were not recorded in time", own.shutdownNow().size());
            }
        } catch (InterruptedException hurry) {
            own.shutdownNow();
            Thread.currentThread().interrupt();
        }
        catchUp();
        synchronized (this) {
            if (!missed.isEmpty()) {
                LOG.warn("{} things were not recorded", missed.size());
            }
        }
    }
}
