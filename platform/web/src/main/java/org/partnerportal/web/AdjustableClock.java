package org.partnerportal.web;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.time.temporal.ChronoUnit;
import java.util.Objects;
import java.util.concurrent.atomic.AtomicReference;

/**
 * The real time, moved by as much as somebody asked for, so that a deadline can be waited for in a
 * moment. It goes on ticking, because leases and timers need it to.
 */
public final class AdjustableClock extends Clock {

    private final AtomicReference<Duration> offset;
    private final ZoneId zone;

    public AdjustableClock() {
        this(new AtomicReference<>(Duration.ZERO), ZoneOffset.UTC);
    }

    private AdjustableClock(AtomicReference<Duration> offset, ZoneId zone) {
        this.offset = offset;
        this.zone = zone;
    }

    /** How far this clock is from the real time. */
    public Duration offset() {
        return Objects.requireNonNull(offset.get());
    }

    /** Zero is the real time again. */
    public void moveTo(Duration newOffset) {
        offset.set(newOffset);
    }

    /** Goes on from this instant. */
    public void moveTo(Instant instant) {
        offset.set(Duration.between(now(), instant));
    }

    @Override
    public Instant instant() {
        return now().plus(offset()).truncatedTo(ChronoUnit.MILLIS);
    }

    private static Instant now() {
        return Clock.systemUTC().instant();
    }

    @Override
    public ZoneId getZone() {
        return zone;
    }

    /** Moves together with this one. */
    @Override
    public Clock withZone(ZoneId other) {
        return new AdjustableClock(offset, other);
    }
}
