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
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The listeners, each behind a queue of its own; they are told in turns. One that has nothing to hear costs nothing. */
public final class Listeners {

    private static final Logger LOG = LoggerFactory.getLogger(Listeners.class);
    private static final int QUEUE = 10_000;
    private static final long PATIENCE_MILLIS = 2_000;

    private final Set<Subscriber> all = ConcurrentHashMap.newKeySet();
    private final Turns turns = new Turns("wardtally-listeners");
    private int added;
    private boolean closed;

    /** Tells this listener of every fact from now on. */
    public synchronized Tracking.Subscription add(Consumer<AuditEntry> listener) {
        if (closed) {
            throw new TrackingException.Failure(Code.CLOSED, Message.of("tracking.closed"));
        }
        Subscriber subscriber = new Subscriber(listener, ++added);
        all.add(subscriber);
        return subscriber;
    }

    /** Tells everybody what this change has recorded, once it is committed. */
    void tell(Store store, SubjectChange change, List<Fact> facts) {
        for (int i = 0; i < facts.size(); i++) {
            SignedFact signed = change.facts().get(i);
            LOG.trace("{}", signed);
            AuditEntry entry = FactReader.entry(signed, 0, facts.get(i));
            store.afterCommit(() -> all.forEach(subscriber -> subscriber.offer(entry)));
        }
    }

    void close() {
        synchronized (this) {
            closed = true;
        }
        finish(List.copyOf(all));
        for (Thread thread : turns.end()) {
            awaitEnd(thread);
        }
    }

    private static void awaitEnd(Thread thread) {
        try {
            thread.join();
        } catch (InterruptedException hurry) {
            Thread.currentThread().interrupt();
        }
    }

    /** Lets them hear what is queued, for one short time together; what is left then is missed. */
    private static void finish(List<Subscriber> some) {
        some.forEach(Subscriber::leave);
        CompletableFuture<?>[] others = some.stream()
                .filter(subscriber -> !subscriber.isTelling())
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
    }

    private final class Subscriber implements Tracking.Subscription, Turns.Turn {

        private final Consumer<AuditEntry> listener;
        private final String name;
        private final @Nullable ClassLoader loader = Thread.currentThread().getContextClassLoader();
        private final Deque<AuditEntry> queue = new ArrayDeque<>();
        private long missed;
        private boolean hasTurns;
        private boolean leaving;
        private @Nullable Thread teller;
        private final CompletableFuture<@Nullable Void> done = new CompletableFuture<>();

        Subscriber(Consumer<AuditEntry> listener, int number) {
            this.listener = listener;
            this.name = "wardtally-listener-" + number;
        }

        void offer(AuditEntry entry) {
            synchronized (this) {
                if (leaving) {
                    return;
                }
                if (queue.size() == QUEUE) {
                    queue.remove();
                    if (missed++ == 0) {
                        LOG.warn("{} is too slow and has begun to miss facts", name);
                    }
                }
                queue.add(entry);
                if (hasTurns) {
                    return;
                }
                hasTurns = true;
            }
            turns.ask(this);
        }

        @Override
        public void take() {
            AuditEntry entry;
            synchronized (this) {
                entry = queue.poll();
                teller = Thread.currentThread();
            }
            if (entry != null) {
                Thread.currentThread().setContextClassLoader(loader);
                tell(entry);
            }
        }

        private void tell(AuditEntry entry) {
            try {
                listener.accept(entry);
            } catch (Throwable broken) {
                // Its message is somebody else's text and may name a patient; its class is enough to find it.
                LOG.warn(
                        "{} failed on fact {} of {}: {}",
                        name,
                        entry.sequence(),
                        entry.subject(),
                        broken.getClass().getName());
            }
        }

        @Override
        public synchronized boolean wantsAnother() {
            teller = null;
            // Whoever stops a listener interrupts it, and not the one that comes after it.
            Thread.interrupted();
            hasTurns = !queue.isEmpty();
            if (leaving && !hasTurns) {
                done.complete(null);
            }
            return hasTurns;
        }

        @Override
        public synchronized long missed() {
            return missed;
        }

        @Override
        public void close() {
            finish(List.of(this));
        }

        private synchronized void leave() {
            all.remove(this);
            leaving = true;
            if (!hasTurns) {
                done.complete(null);
            }
        }

        /** Whether this is the thread on which it is being told something. */
        private synchronized boolean isTelling() {
            return teller == Thread.currentThread();
        }

        private synchronized void stop() {
            if (teller == Thread.currentThread()) {
                return;
            }
            missed += queue.size();
            queue.clear();
            if (teller != null) {
                teller.interrupt();
            }
        }
    }
}
