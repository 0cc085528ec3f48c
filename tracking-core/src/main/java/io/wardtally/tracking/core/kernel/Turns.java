package io.wardtally.tracking.core.kernel;

import java.util.ArrayDeque;
import java.util.Deque;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.BooleanSupplier;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Executor of short turns on as few threads as will do. While nobody asks for a turn there is no thread.
 *
 * <p>One worker does them all as long as they are short. If somebody waits while a turn takes long, a thread that stands by becomes
 * another worker: each turn that hangs costs one thread more and holds up nobody else.
 */
final class Turns {

    private static final Logger LOG = LoggerFactory.getLogger(Turns.class);
    private static final long LONG_TURN = TimeUnit.MILLISECONDS.toNanos(5);
    private static final long LINGER = TimeUnit.MILLISECONDS.toNanos(200);

    private final String name;
    private final ReentrantLock lock = new ReentrantLock();
    private final Condition asked = lock.newCondition();
    private final Condition keptWaiting = lock.newCondition();
    private final Deque<Turn> waiting = new ArrayDeque<>();
    private final Set<Thread> threads = new HashSet<>();
    private final Set<Thread> inTurn = new HashSet<>();
    private int workers;
    private int idle;
    private boolean standsBy;
    private boolean ending;
    private long taken;
    private int begun;

    Turns(String name) {
        this.name = name;
    }

    /** Somebody who takes turns, one at a time. */
    interface Turn {

        /** Does what is next. It may take its time and throws nothing. */
        void take();

        /** Whether another turn is wanted, now that one is over. It takes no time and waits for nothing. */
        boolean wantsAnother();
    }

    /** Asks for a turn for somebody who waits for none and is in none. */
    void ask(Turn turn) {
        lock.lock();
        try {
            waiting.add(turn);
            asked.signal();
            provide();
        } finally {
            lock.unlock();
        }
    }

    /** From now on threads end as soon as nobody waits. These end at once: they are in no turn. */
    List<Thread> end() {
        lock.lock();
        try {
            ending = true;
            asked.signalAll();
            keptWaiting.signalAll();
            return threads.stream().filter(thread -> !inTurn.contains(thread)).toList();
        } finally {
            lock.unlock();
        }
    }

    /** Sees to it that somebody goes on if those who are in a turn do not come back soon. */
    private void provide() {
        if (!isKeptWaiting()) {
            return;
        }
        if (workers == 0) {
            workers += begin(this::work);
        } else if (standsBy) {
            keptWaiting.signal();
        } else {
            standsBy = begin(this::standBy) > 0;
        }
    }

    private int begin(Runnable work) {
        // Nothing of the thread that happens to ask is handed on.
        Thread thread = new Thread(null, work, name + '-' + (begun + 1), 0, false);
        thread.setDaemon(true);
        try {
            thread.start();
        } catch (OutOfMemoryError noMoreThreads) {
            LOG.warn("{} has no thread and goes on when it is asked again", name);
            return 0;
        }
        threads.add(thread);
        begun++;
        return 1;
    }

    private void work() {
        Turn turn = null;
        while ((turn = next(turn)) != null) {
            turn.take();
        }
    }

    private @Nullable Turn next(@Nullable Turn last) {
        lock.lock();
        try {
            inTurn.remove(Thread.currentThread());
            if (last != null && last.wantsAnother()) {
                waiting.add(last);
            }
            idle++;
            await(asked, LINGER, () -> ending || !waiting.isEmpty());
            idle--;
            Turn next = waiting.poll();
            if (next == null) {
                workers--;
                threads.remove(Thread.currentThread());
            } else {
                taken++;
                inTurn.add(Thread.currentThread());
                provide();
            }
            return next;
        } finally {
            lock.unlock();
        }
    }

    private void standBy() {
        if (isNeeded()) {
            work();
        }
    }

    /** Whether somebody waits and nobody else comes to give them a turn; false once nobody has waited for a while. */
    private boolean isNeeded() {
        lock.lock();
        try {
            boolean stuck = false;
            while (!stuck && await(keptWaiting, LINGER, () -> ending || isKeptWaiting()) && isKeptWaiting()) {
                stuck = isStuck();
            }
            standsBy = false;
            if (stuck) {
                workers++;
            } else {
                threads.remove(Thread.currentThread());
            }
            return stuck;
        } finally {
            lock.unlock();
        }
    }

    private boolean isStuck() {
        long before = taken;
        return !await(keptWaiting, LONG_TURN, () -> taken != before) && isKeptWaiting();
    }

    /** Whether more wait than there are idle workers to come for them. */
    private boolean isKeptWaiting() {
        return waiting.size() > idle;
    }

    /** Waits until this is so, for so long at most, and says whether it is. */
    private static boolean await(Condition condition, long nanos, BooleanSupplier isSo) {
        long left = nanos;
        while (left > 0 && !isSo.getAsBoolean()) {
            try {
                left = condition.awaitNanos(left);
            } catch (InterruptedException meantForATurn) {
                // It came too late for that.
            }
        }
        return isSo.getAsBoolean();
    }
}
