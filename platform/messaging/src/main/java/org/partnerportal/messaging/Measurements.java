package org.partnerportal.messaging;

import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.MultiGauge;
import io.micrometer.core.instrument.Tags;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.context.SmartLifecycle;

/**
 * Figures that cost a question to the store or the broker: asked now and then in the background, so
 * that whoever reads the metrics neither waits nor fails while one of them is away. A figure that
 * could not be asked for lately is NaN, never an old one.
 */
public final class Measurements implements SmartLifecycle {

    private static final Logger log = LoggerFactory.getLogger(Measurements.class);

    /** So many questions in a row may fail or be late before an answer is too old. */
    private static final int MISSED = 3;

    private final MeterRegistry meters;
    private final MetricsSettings settings;
    private final List<Question> questions = new CopyOnWriteArrayList<>();
    private @Nullable ScheduledExecutorService timer;

    public Measurements(MeterRegistry meters, MetricsSettings settings) {
        this.meters = meters;
        this.settings = settings;
    }

    /** One figure. */
    public void gauge(String name, String description, Callable<? extends Number> question) {
        if (settings.enabled()) {
            var answer = new Answer(freshFor());
            questions.add(new Question(name, () -> answer.is(question.call().doubleValue())));
            Gauge.builder(name, answer, Answer::value)
                    .description(description)
                    .strongReference(true)
                    .register(meters);
        }
    }

    /** A figure for each value of a few labels. */
    public void gauges(
            String name, String description, Callable<Map<Tags, ? extends Number>> question) {
        if (settings.enabled()) {
            MultiGauge gauges = MultiGauge.builder(name).description(description).register(meters);
            questions.add(
                    new Question(
                            name,
                            () ->
                                    gauges.register(
                                            question.call().entrySet().stream()
                                                    .map(each ->
                                                            row(each.getKey(), each.getValue()))
                                                    .toList(),
                                            true)));
        }
    }

    private MultiGauge.Row<Answer> row(Tags tags, Number value) {
        var answer = new Answer(freshFor());
        answer.is(value.doubleValue());
        return MultiGauge.Row.of(tags, answer, Answer::value);
    }

    private Duration freshFor() {
        return settings.every().multipliedBy(MISSED);
    }

    /** Asks all at once and waits for nobody: one that hangs makes no other one late. */
    private void ask() {
        questions.forEach(question -> Thread.startVirtualThread(question::ask));
    }

    /** Asks all one after the other, for tests that do not want to wait. */
    void askNow() {
        questions.forEach(Question::ask);
    }

    @Override
    public synchronized void start() {
        timer =
                Executors.newSingleThreadScheduledExecutor(
                        Thread.ofPlatform().name("measurements").daemon().factory());
        long millis = settings.every().toMillis();
        var _ = timer.scheduleWithFixedDelay(this::ask, 0, millis, TimeUnit.MILLISECONDS);
    }

    @Override
    public synchronized void stop() {
        if (timer != null) {
            timer.shutdownNow();
            timer = null;
        }
    }

    @Override
    public synchronized boolean isRunning() {
        return timer != null;
    }

    @Override
    public boolean isAutoStartup() {
        return settings.enabled();
    }

    private interface Asking {

        void run() throws Exception;
    }

    /** Never asked again before it has been answered. */
    private record Question(String name, Asking asking, AtomicBoolean open) {

        Question(String name, Asking asking) {
            this(name, asking, new AtomicBoolean());
        }

        void ask() {
            if (open.compareAndSet(false, true)) {
                try {
                    asking.run();
                } catch (InterruptedException e) {
                    Thread.currentThread().interrupt();
                } catch (Exception e) {
                    log.debug("No answer for {}: {}", name, e.toString());
                } finally {
                    open.set(false);
                }
            }
        }
    }

    /** Keeps what was answered, for as long as it may pass for the truth. */
    private static final class Answer {

        private final long freshNanos;
        private volatile Said said = new Said(Double.NaN, 0);

        private record Said(double value, long at) {}

        Answer(Duration fresh) {
            this.freshNanos = fresh.toNanos();
        }

        void is(double value) {
            said = new Said(value, System.nanoTime());
        }

        double value() {
            Said last = said;
            return System.nanoTime() - last.at() > freshNanos ? Double.NaN : last.value();
        }
    }
}
