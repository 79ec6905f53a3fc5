package org.partnerportal.gateway;

import io.github.bucket4j.Bandwidth;
import io.github.bucket4j.Bucket;
import java.time.Duration;

/**
 * A limit that is told to callers.
 *
 * @param name what the answers call it
 * @param refill tokens that come back in a period
 * @param period the period
 * @param burst tokens in a full bucket
 * @param header its part of {@code RateLimit-Policy}
 */
record Bucketful(String name, int refill, Duration period, int burst, String header) {

    static Bucketful perSecond(String name, int refill, int burst) {
        return of(name, refill, Duration.ofSeconds(1), burst);
    }

    static Bucketful perMinute(String name, int refill, int burst) {
        return of(name, refill, Duration.ofMinutes(1), burst);
    }

    private static Bucketful of(String name, int refill, Duration period, int burst) {
        return new Bucketful(
                name,
                refill,
                period,
                burst,
                "\"" + name + "\";q=" + burst + ";w=" + window(refill, period, burst));
    }

    Bucket full() {
        return Bucket.builder()
                .addLimit(Bandwidth.builder().capacity(burst).refillGreedy(refill, period).build())
                .build();
    }

    /** Seconds until an empty bucket is full again. */
    long window() {
        return window(refill, period, burst);
    }

    private static long window(int refill, Duration period, int burst) {
        return Math.max(1, Math.ceilDiv(burst * period.toSeconds(), (long) refill));
    }

    /** Its part of {@code RateLimit}: what is left, and when all of it will be back. */
    String left(long tokens, long nanosToFull) {
        return "\"" + name + "\";r=" + tokens + ";t=" + Math.ceilDiv(nanosToFull, 1_000_000_000L);
    }
}
