package org.partnerportal.tracing;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.EnvironmentPostProcessor;
import org.springframework.boot.SpringApplication;
import org.springframework.boot.context.properties.bind.Bindable;
import org.springframework.boot.context.properties.bind.Binder;
import org.springframework.core.Ordered;
import org.springframework.core.env.ConfigurableEnvironment;
import org.springframework.core.env.MapPropertySource;

/**
 * Leaves all of tracing out of a process whose traces nobody would take, so that it costs nothing
 * there: no spans, no threads, no beans. {@code OTEL_EXPORTER_OTLP_ENDPOINT} or Boot's own property
 * turns it on.
 */
final class TracingSwitch implements EnvironmentPostProcessor, Ordered {

    private static final String EXCLUDE = "spring.autoconfigure.exclude";
    private static final List<String> ENDPOINTS =
            List.of(
                    "management.opentelemetry.tracing.export.otlp.endpoint",
                    "OTEL_EXPORTER_OTLP_ENDPOINT",
                    "OTEL_EXPORTER_OTLP_TRACES_ENDPOINT");
    private static final String TRACING = "org.springframework.boot.micrometer.tracing.";
    private static final String TELEMETRY = "org.springframework.boot.opentelemetry.autoconfigure.";

    /** Logs go to the console and figures to Prometheus, whether there are traces or not. */
    private static final List<String> NEVER =
            List.of(
                    TELEMETRY + "logging.OpenTelemetryLoggingAutoConfiguration",
                    TELEMETRY + "logging.otlp.OtlpLoggingAutoConfiguration",
                    TRACING + "autoconfigure.otlp.OtlpExemplarsAutoConfiguration");

    private static final List<String> WITH_AN_ENDPOINT =
            List.of(
                    TELEMETRY + "OpenTelemetrySdkAutoConfiguration",
                    TRACING + "autoconfigure.MicrometerTracingAutoConfiguration",
                    TRACING + "autoconfigure.NoopTracerAutoConfiguration",
                    TRACING + "autoconfigure.prometheus.PrometheusExemplarsAutoConfiguration",
                    TRACING + "opentelemetry.autoconfigure.OpenTelemetryTracingAutoConfiguration",
                    TRACING + "opentelemetry.autoconfigure.otlp.OtlpTracingAutoConfiguration");

    @Override
    public void postProcessEnvironment(
            ConfigurableEnvironment environment, SpringApplication application) {
        boolean on = ENDPOINTS.stream().map(environment::getProperty).anyMatch(TracingSwitch::said);
        var excluded =
                new ArrayList<>(
                        Binder.get(environment)
                                .bind(EXCLUDE, Bindable.listOf(String.class))
                                .orElse(List.of()));
        excluded.addAll(NEVER);
        if (!on) {
            excluded.addAll(WITH_AN_ENDPOINT);
        }
        environment
                .getPropertySources()
                .addFirst(
                        new MapPropertySource(
                                "tracingSwitch",
                                Map.of(
                                        EXCLUDE,
                                        String.join(",", excluded),
                                        // Also takes the room for ids out of the log's lines.
                                        "management.tracing.export.enabled",
                                        on)));
    }

    private static boolean said(@Nullable String endpoint) {
        return endpoint != null && !endpoint.isBlank();
    }

    /** After the files of the application are read. */
    @Override
    public int getOrder() {
        return Ordered.LOWEST_PRECEDENCE;
    }
}
