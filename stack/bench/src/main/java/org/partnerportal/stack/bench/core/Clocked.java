package org.partnerportal.stack.bench.core;

import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.time.Duration;
import java.util.function.IntPredicate;
import org.partnerportal.stack.bench.load.Latencies;
import org.partnerportal.stack.bench.measure.Cpu;
import org.partnerportal.stack.bench.measure.Sample;

/** Times one thing done again and again by one caller. */
final class Clocked {

    static final String MEDIAN = "median us";

    private Clocked() {}

    /** One of the many times. */
    interface Once {
        void run(int time) throws IOException, InterruptedException;
    }

    /** As often as fits into the time. */
    static Sample during(Duration time, Once once) throws IOException, InterruptedException {
        long end = System.nanoTime() + time.toNanos();
        return repeated(_ -> System.nanoTime() < end, once);
    }

    static Sample times(int count, Once once) throws IOException, InterruptedException {
        return repeated(done -> done < count, once);
    }

    private static Sample repeated(IntPredicate more, Once once)
            throws IOException, InterruptedException {
        var latencies = new Latencies();
        var cpu = new Cpu(ProcessHandle.current());
        Duration before = cpu.taken();
        int done = 0;
        for (; more.test(done); done++) {
            long begin = System.nanoTime();
            once.run(done);
            latencies.add(begin, System.nanoTime());
        }
        return Sample.of(MEDIAN, latencies.millis(50) * 1_000)
                .with("p99 us", latencies.millis(99) * 1_000)
                .with("cpu us", Cpu.microsEach(cpu.taken().minus(before), done))
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
