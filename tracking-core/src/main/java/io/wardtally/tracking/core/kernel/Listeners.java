package io.wardtally.tracking.core.kernel;

import io.wardtally.tracking.Message;
import io.wardtally.tracking.Tracking;
import io.wardtally.tracking.TrackingException;
import io.wardtally.tracking.TrackingException.Code;
import io.wardtally.tracking.audit.AuditEntry;
import io.wardtally.tracking.audit.Fact;
import io.wardtally.tracking.core.audit.FactReader;
import io.wardtally.tracking.store.SignedFact;
import io.wardtally.tracking.store.Store;
import io.wardtally.tracking.store.SubjectChange;
import java.util.ArrayList;
import java.util.List;
import java.util.NoSuchElementException;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The listeners, each behind a queue and on a thread of its own. */
public final class Listeners {

    private static final Logger LOG = LoggerFactory.getLogger(Listeners.class);
    private static final int QUEUE = 10_000;
    private static final long PATIENCE_MILLIS = 2_000;

    private final List<Subscriber> all = new CopyOnWriteArrayList<>();
    private final AtomicInteger numbers = new AtomicInteger();
    private boolean closed;

    /** Tells this listener of every fact from now on. */
    public synchronized Tracking.Subscription add(Consumer<AuditEntry> listener) {
        if (closed) {
            throw new TrackingException.Failure(Code.CLOSED, Message.of("tracking.closed"));
        }
        Subscriber subscriber = new Subscriber(listener, numbers.incrementAndGet());
        all.add(subscriber);
        subscriber.thread.start();
        return subscriber;
    }

    /** Tells everybody what this change has recorded, once it is committed. */
    void tell(Store store, SubjectChange change, List<Fact> facts) {
        for (int i = 0; i < facts.size(); i++) {
            SignedFact signed = change.facts().get(i);
            LOG.trace("{}", signed);
            AuditEntry entry = FactReader.entry(signed, 0, facts.get(i));
            store.afterCommit(() -> tell(entry));
        }
    }

    private void tell(AuditEntry entry) {
        for (Subscriber subscriber : all) {
            subscriber.offer(entry);
        }
    }

    synchronized void close() {
        closed = true;
        finish(List.copyOf(all));
    }

    /** Lets them tell what is queued, for one short time together; what is left then is missed. */
    private void finish(List<Subscriber> some) {
        some.forEach(subscriber -> subscriber.closing = true);
        CompletableFuture<?>[] others = some.stream()
                .filter(subscriber -> subscriber.thread != Thread.currentThread())
                .map(subscriber -> subscriber.done)
                .toArray(CompletableFuture<?>[]::new);
        try {
            CompletableFuture.allOf(others).get(PATIENCE_MILLIS, TimeUnit.MILLISECONDS);
        } catch (InterruptedException hurry) {
            Thread.currentThread().interrupt();
        } catch (ExecutionException | TimeoutException tooSlow) {
            LOG.warn("listeners were stopped before they had heard everything");
        }
        some.forEach(Subscriber::stop);
        for (Subscriber subscriber : some) {
            if (subscriber.done.isDone()) {
                subscriber.awaitEnd();
            }
        }
    }

    private final class Subscriber implements Tracking.Subscription {

        private final Consumer<AuditEntry> listener;
        private final BlockingQueue<AuditEntry> queue = new ArrayBlockingQueue<>(QUEUE);
        private final AtomicLong missed = new AtomicLong();
        private final Thread thread;
        private volatile boolean closing;
        private volatile boolean stopped;
        private final CompletableFuture<@Nullable Void> done = new CompletableFuture<>();

        Subscriber(Consumer<AuditEntry> listener, int number) {
            this.listener = listener;
            this.thread = new Thread(this::deliver, "wardtally-listener-" + number);
            thread.setDaemon(true);
        }

        void offer(AuditEntry entry) {
            while (!queue.offer(entry)) {
                if (queue.poll() != null && missed.getAndIncrement() == 0) {
                    LOG.warn("{} is too slow and has begun to miss facts", thread.getName());
                }
            }
        }

        private void deliver() {
            try {
                while (!closing) {
                    AuditEntry entry = queue.poll(50, TimeUnit.MILLISECONDS);
                    if (entry != null) {
                        tell(entry);
                    }
                }
                while (!stopped && !queue.isEmpty()) {
                    tell(queue.remove());
                }
            } catch (InterruptedException | NoSuchElementException askedToStop) {
                // What is left is counted by whoever asked.
            } finally {
                done.complete(null);
            }
        }

        private void tell(AuditEntry entry) {
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
            finish(List.of(this));
        }

        /** Whoever has told everything is about to end; closing means that it has. */
        private void awaitEnd() {
            try {
                if (Thread.currentThread() != thread) {
                    thread.join();
                }
            } catch (InterruptedException hurry) {
                Thread.currentThread().interrupt();
            }
        }

        private void stop() {
            all.remove(this);
            if (Thread.currentThread() != thread) {
                stopped = true;
                thread.interrupt();
                missed.addAndGet(queue.drainTo(new ArrayList<>()));
            }
        }
    }
}
