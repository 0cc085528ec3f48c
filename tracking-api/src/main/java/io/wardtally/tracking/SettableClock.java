package io.wardtally.tracking;

import io.wardtally.tracking.internal.Check;
import java.time.Clock;
import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;

/** A clock that stands still until it is told to move: for tests, demonstrations and stories. Safe between threads. */
public final class SettableClock extends Clock {

    private static final class Hands {
        private volatile Instant at;

        Hands(Instant at) {
            this.at = at;
        }
    }

    private final Hands hands;
    private final ZoneId zone;

    /** A clock that stands at this instant. */
    public SettableClock(Instant now) {
        this(new Hands(now), ZoneOffset.UTC);
    }

    private SettableClock(Hands hands, ZoneId zone) {
        this.hands = hands;
        this.zone = zone;
    }

    /**
     * Moves the clock by this much; a negative duration moves it back.
     *
     * @throws TrackingException.BadInput if no time can be so far away
     */
    public void advance(Duration by) {
        synchronized (hands) {
            try {
                hands.at = hands.at.plus(Check.given("time", by));
            } catch (ArithmeticException | DateTimeException beyond) {
                throw Check.bad("input.no-time", Message.Argument.word("time"));
            }
        }
    }

    /** Sets the clock to this instant. */
    public void set(Instant instant) {
        synchronized (hands) {
            hands.at = instant;
        }
    }

    @Override
    public Instant instant() {
        return hands.at;
    }

    @Override
    public ZoneId getZone() {
        return zone;
    }

    /** The same clock, shown in another zone: moving one moves both. */
    @Override
    public Clock withZone(ZoneId other) {
        return new SettableClock(hands, other);
    }
}
