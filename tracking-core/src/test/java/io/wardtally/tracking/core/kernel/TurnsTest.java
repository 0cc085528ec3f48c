package io.wardtally.tracking.core.kernel;

import static org.assertj.core.api.Assertions.assertThat;

import io.wardtally.tracking.core.contract.Promises;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class TurnsTest {

    private final Turns turns = new Turns("turns-of-a-test");
    private final Set<Thread> threads = ConcurrentHashMap.newKeySet();

    /** Somebody with things to do, one in each turn. */
    private final class Doer implements Turns.Turn {

        private final AtomicInteger left = new AtomicInteger();
        private final AtomicInteger done = new AtomicInteger();
        private final AtomicBoolean inTurn = new AtomicBoolean();
        private final AtomicBoolean twiceAtOnce = new AtomicBoolean();
        private boolean asked;

        void give() {
            left.incrementAndGet();
            synchronized (this) {
                if (asked) {
                    return;
                }
                asked = true;
            }
            turns.ask(this);
        }

        @Override
        public void take() {
            threads.add(Thread.currentThread());
            twiceAtOnce.compareAndSet(false, !inTurn.compareAndSet(false, true));
            if (left.get() > 0) {
                left.decrementAndGet();
                done.incrementAndGet();
            }
            inTurn.set(false);
        }

        @Override
        public synchronized boolean wantsAnother() {
            asked = left.get() > 0;
            return asked;
        }
    }

    @Test
    void whatever_many_threads_give_is_done_once_and_one_at_a_time() {
        Doer[] doers = IntStream.range(0, 20).mapToObj(i -> new Doer()).toArray(Doer[]::new);
        Promises.together(8, () -> {
            for (int i = 0; i < 2_000; i++) {
                doers[i % doers.length].give();
            }
            return true;
        });
        for (Doer doer : doers) {
            Promises.await(() -> doer.done.get() == 800);
            assertThat(doer.left).hasValue(0);
            assertThat(doer.twiceAtOnce).isFalse();
        }
    }

    @Test
    void turns_that_hang_cost_one_thread_each_and_the_rest_go_on() throws InterruptedException {
        CountDownLatch hanging = new CountDownLatch(5);
        CountDownLatch released = new CountDownLatch(1);
        for (int i = 0; i < 5; i++) {
            turns.ask(new Turns.Turn() {
                @Override
                public void take() {
                    threads.add(Thread.currentThread());
                    hanging.countDown();
                    try {
                        released.await();
                    } catch (InterruptedException stopped) {
                        Thread.currentThread().interrupt();
                    }
                }

                @Override
                public boolean wantsAnother() {
                    return false;
                }
            });
        }
        assertThat(hanging.await(30, TimeUnit.SECONDS)).isTrue();
        assertThat(threads).hasSize(5);
        Doer doer = new Doer();
        doer.give();
        Promises.await(() -> doer.done.get() == 1);
        Promises.await(() -> turns.end().isEmpty());
        Promises.await(() -> threads.stream().filter(Thread::isAlive).count() == 5);
        released.countDown();
        Promises.await(() -> threads.stream().noneMatch(Thread::isAlive));
    }

    @Test
    void threads_end_when_there_is_nothing_to_do_and_begin_again() {
        Doer doer = new Doer();
        doer.give();
        Promises.await(() -> doer.done.get() == 1);
        Promises.await(() -> threads.stream().noneMatch(Thread::isAlive));
        doer.give();
        Promises.await(() -> doer.done.get() == 2);
        assertThat(threads).hasSize(2);
    }
}
