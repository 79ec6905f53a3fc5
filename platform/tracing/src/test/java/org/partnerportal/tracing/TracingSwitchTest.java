package org.partnerportal.tracing;

import static org.assertj.core.api.Assertions.assertThat;

import io.micrometer.tracing.Tracer;
import io.opentelemetry.sdk.trace.export.SpanExporter;
import java.util.Locale;
import org.junit.jupiter.api.Test;
import org.springframework.boot.SpringApplication;
import org.springframework.boot.WebApplicationType;
import org.springframework.boot.autoconfigure.EnableAutoConfiguration;
import org.springframework.context.ConfigurableApplicationContext;

class TracingSwitchTest {

    @EnableAutoConfiguration
    static class Sample {}

    private static ConfigurableApplicationContext started(String... properties) {
        var application = new SpringApplication(Sample.class);
        application.setWebApplicationType(WebApplicationType.NONE);
        return application.run(properties);
    }

    @Test
    void leavesAProcessWithoutAnEndpointAsIfThereWereNoTracing() {
        try (var context = started()) {
            assertThat(context.getBeanNamesForType(Tracer.class)).isEmpty();
            assertThat(context.getBeanDefinitionNames())
                    .filteredOn(name -> !name.startsWith("tracingSwitchTest"))
                    .noneMatch(name -> name.toLowerCase(Locale.ROOT).contains("telemetry"))
                    .noneMatch(name -> name.toLowerCase(Locale.ROOT).contains("tracing"));
        }
    }

    @Test
    void tracesWhereAnEndpointTakesTheTraces() {
        try (var context =
                started(
                        "--management.opentelemetry.tracing.export.otlp.endpoint=http://127.0.0.1:1/v1/traces")) {
            assertThat(context.getBeansOfType(Tracer.class)).hasSize(1);
            assertThat(context.getBeansOfType(SpanExporter.class)).hasSize(1);
        }
    }

    @Test
    void takesTheStandardVariableForTheEndpoint() {
        try (var context = started("--OTEL_EXPORTER_OTLP_ENDPOINT=http://127.0.0.1:1")) {
            assertThat(context.getBeansOfType(Tracer.class)).hasSize(1);
        }
    }

    @Test
    void keepsWhatTheApplicationLeavesOutItself() {
        try (var context =
                started(
                        "--spring.autoconfigure.exclude="
                                + "org.springframework.boot.autoconfigure.task.TaskExecutionAutoConfiguration")) {
            assertThat(context.containsBean("applicationTaskExecutor")).isFalse();
        }
        try (var context = started()) {
            assertThat(context.containsBean("applicationTaskExecutor")).isTrue();
        }
    }
}
