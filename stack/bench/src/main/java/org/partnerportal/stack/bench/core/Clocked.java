package org.partnerportal.stack.bench.core;

import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.time.Duration;
import java.util.concurrent.locks.LockSupport;
import org.partnerportal.stack.bench.load.Arrivals;
import org.partnerportal.stack.bench.load.Latencies;
import org.partnerportal.stack.bench.measure.Cpu;
import org.partnerportal.stack.bench.measure.Sample;

/** Times one thing done again and again by one caller. */
final class Clocked {

    static final String MEDIAN = "median us";
    static final String HIGHEST = "p99 us";

    /** A sleeper wakes late; the last bit of the wait, in nanoseconds, is not slept. */
    private static final long ALARM = 200_000;

    private Clocked() {}

    /** One of the many times. */
    interface Once {
        void run(int time) throws IOException, InterruptedException;
    }

    /** One after the other, without a pause. */
    static Sample times(int count, Once once) throws IOException, InterruptedException {
        var latencies = new Latencies();
        var cpu = new Cpu(ProcessHandle.current());
        Duration before = cpu.taken();
        for (int done = 0; done < count; done++) {
            long begin = System.nanoTime();
            once.run(done);
            latencies.add(begin, System.nanoTime());
        }
        return sample(latencies, cpu.taken().minus(before), count);
    }

    /**
     * At a fixed rate, by one caller. What waits for the answer before it keeps its place in the
     * schedule, and its time begins there.
     */
    static Sample onSchedule(double perSecond, Duration time, Once once)
            throws IOException, InterruptedException {
        var arrivals = new Arrivals(System.nanoTime(), perSecond, time);
        var latencies = new Latencies();
        var cpu = new Cpu(ProcessHandle.current());
        Duration before = cpu.taken();
        int done = 0;
        for (; !arrivals.done(); done++) {
            sleepUntil(arrivals.next() - ALARM);
            long intended;
            do {
                intended = arrivals.take(System.nanoTime());
            } while (intended == Arrivals.NOTHING);
            once.run(done);
            latencies.add(intended, System.nanoTime());
        }
        return sample(latencies, cpu.taken().minus(before), done);
    }

    private static void sleepUntil(long nanos) {
        long left = nanos - System.nanoTime();
        if (left > 0) {
            LockSupport.parkNanos(left);
        }
    }

    private static Sample sample(Latencies latencies, Duration taken, int done) {
        return Sample.of(MEDIAN, latencies.millis(50) * 1_000)
                .with(HIGHEST, latencies.millis(99) * 1_000)
                .with("cpu us", Cpu.microsEach(taken, done))
                .with("times", done);
    }

    /** Processor time of this process, the collector's included. */
    static Duration processorTime() {
        return Duration.ofNanos(
                ((com.sun.management.OperatingSystemMXBean)
                                ManagementFactory.getOperatingSystemMXBean())
                        .getProcessCpuTime());
    }
}
