package io.wardtally.tracking;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;

/** A clock that stands still until it is told to move: for tests, demonstrations and stories. Safe between threads. */
public final class SettableClock extends Clock {

    private final ZoneId zone;
    private volatile Instant now;

    /** A clock that stands at this instant. */
    public SettableClock(Instant now) {
        this(now, ZoneOffset.UTC);
    }

    private SettableClock(Instant now, ZoneId zone) {
        this.now = now;
        this.zone = zone;
    }

    /** Moves the clock by this much; a negative duration moves it back. */
    public synchronized void advance(Duration by) {
        now = now.plus(by);
    }

    /** Sets the clock to this instant. */
    public synchronized void set(Instant instant) {
        now = instant;
    }

    @Override
    public Instant instant() {
        return now;
    }

    @Override
    public ZoneId getZone() {
        return zone;
    }

    @Override
    public Clock withZone(ZoneId other) {
        return new SettableClock(now, other);
    }
}
