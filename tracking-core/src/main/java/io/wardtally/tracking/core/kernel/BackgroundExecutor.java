package io.wardtally.tracking.core.kernel;

import io.wardtally.tracking.TrackingException;
import io.wardtally.tracking.store.Store;
import java.util.concurrent.ArrayBlockingQueue;
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
 */
final class BackgroundExecutor {

    private static final Logger LOG = LoggerFactory.getLogger(BackgroundExecutor.class);
    private static final int QUEUE = 10_000;
    private static final long IDLE_SECONDS = 10;
    private static final long PATIENCE_MILLIS = 2_000;
    // The caller's transaction may hold for a while what is needed here.
    private static final int MOST_TRIES = 5;

    private final boolean later;
    private final @Nullable Executor hosts;
    private final @Nullable ThreadPoolExecutor own;

    /** @param hosts the host's executor, or null for a thread of our own */
    BackgroundExecutor(Store store, @Nullable Executor hosts) {
        this.later = store.background().isPresent();
        this.hosts = hosts;
        this.own = later && hosts == null ? oneThread() : null;
    }

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

    /** Does it, now or later. If it cannot be done, that is logged and nothing else. */
    void run(String what, Runnable act) {
        Executor executor = own != null ? own : hosts;
        if (!later || executor == null) {
            attempt(what, act, 1);
            return;
        }
        try {
            executor.execute(() -> attempt(what, act, MOST_TRIES));
        } catch (RejectedExecutionException tooMuch) {
            LOG.warn("{} was given up: too much is waiting", what);
        }
    }

    private static void attempt(String what, Runnable act, int tries) {
        for (int left = tries - 1; left >= 0; left--) {
            try {
                act.run();
                return;
            } catch (TrackingException failed) {
                if (left == 0 || !(failed instanceof TrackingException.Busy)) {
                    LOG.warn("{} failed: {}", what, failed.code());
                    return;
                }
            }
        }
    }

    /** Does what is waiting, for a short time. */
    void close() {
        if (own == null) {
            return;
        }
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
    }
}
