package io.wardtally.tracking.core;

import io.wardtally.tracking.Tracking;
import io.wardtally.tracking.audit.Entry;
import java.util.List;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Consumer;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The listeners, each behind a queue and on a thread of its own. */
final class Watchers {

    private static final Logger LOG = LoggerFactory.getLogger(Watchers.class);
    private static final int QUEUE = 10_000;
    private static final long PATIENCE_MILLIS = 2_000;

    private final List<Watcher> all = new CopyOnWriteArrayList<>();
    private final AtomicInteger numbers = new AtomicInteger();

    Tracking.Watch add(Consumer<Entry> listener) {
        Watcher watcher = new Watcher(listener, numbers.incrementAndGet());
        all.add(watcher);
        watcher.thread.start();
        return watcher;
    }

    void tell(Entry entry) {
        for (Watcher watcher : all) {
            watcher.offer(entry);
        }
    }

    void close() {
        all.forEach(Watcher::close);
    }

    private final class Watcher implements Tracking.Watch {

        private final Consumer<Entry> listener;
        private final BlockingQueue<Entry> queue = new ArrayBlockingQueue<>(QUEUE);
        private final AtomicLong missed = new AtomicLong();
        private final Thread thread;
        private volatile boolean closing;

        Watcher(Consumer<Entry> listener, int number) {
            this.listener = listener;
            this.thread = new Thread(this::deliver, "wardtally-watch-" + number);
            thread.setDaemon(true);
        }

        void offer(Entry entry) {
            while (!queue.offer(entry)) {
                if (queue.poll() != null && missed.getAndIncrement() == 0) {
                    LOG.warn("{} is too slow and has begun to miss facts", thread.getName());
                }
            }
        }

        private void deliver() {
            while (!closing || !queue.isEmpty()) {
                try {
                    Entry entry = queue.poll(50, TimeUnit.MILLISECONDS);
                    if (entry != null) {
                        tell(entry);
                    }
                } catch (InterruptedException askedToStop) {
                    return;
                }
            }
        }

        private void tell(Entry entry) {
            try {
                listener.accept(entry);
            } catch (Throwable broken) {
                // Its message is somebody else's text and may name a patient; its class is enough to find it.
                LOG.warn(
                        "{} failed on fact {} of {}: {}",
                        thread.getName(),
                        entry.sequence(),
                        entry.subject(),
                        broken.getClass().getName());
            }
        }

        @Override
        public long missed() {
            return missed.get();
        }

        @Override
        public void close() {
            all.remove(this);
            closing = true;
            if (Thread.currentThread() == thread) {
                return;
            }
            try {
                thread.join(PATIENCE_MILLIS);
            } catch (InterruptedException hurry) {
                Thread.currentThread().interrupt();
            }
            thread.interrupt();
        }
    }
}
