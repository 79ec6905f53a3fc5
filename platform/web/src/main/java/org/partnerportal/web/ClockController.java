package org.partnerportal.web;

import io.swagger.v3.oas.annotations.Hidden;
import java.time.Duration;
import java.time.Instant;
import org.jspecify.annotations.Nullable;
import org.springframework.security.access.prepost.PreAuthorize;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PutMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RestController;

/** Moves the time of a service in a local run or a test; never routed by the gateway. */
@Hidden
@RestController
@RequestMapping("/internal/clock")
@PreAuthorize("hasAnyRole('channel-admin', 'integration')")
class ClockController {

    private static final Duration FURTHEST = Duration.ofDays(3660);

    private final AdjustableClock clock;

    ClockController(AdjustableClock clock) {
        this.clock = clock;
    }

    /**
     * @param now what the service takes for the time
     * @param offset how far that is from the real time
     */
    record Time(@Nullable Instant now, @Nullable Duration offset) {}

    @GetMapping
    Time get() {
        return new Time(clock.instant(), clock.offset());
    }

    /** Either of the two is enough; an offset of {@code PT0S} is the real time again. */
    @PutMapping
    Time put(@RequestBody Time wanted) {
        Duration offset = wanted.offset();
        if (offset == null && wanted.now() != null) {
            offset = Duration.between(clock.instant().minus(clock.offset()), wanted.now());
        }
        if (offset == null || offset.abs().compareTo(FURTHEST) > 0) {
            throw WebRefusal.BAD_PARAMETER.because("now, offset", "-P3660D..P3660D");
        }
        clock.moveTo(offset);
        return get();
    }
}
