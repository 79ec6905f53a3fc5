package org.partnerportal.gateway;

import io.github.resilience4j.circuitbreaker.CircuitBreaker;
import io.github.resilience4j.circuitbreaker.CircuitBreakerConfig;
import io.github.resilience4j.circuitbreaker.CircuitBreakerRegistry;
import io.github.resilience4j.micrometer.tagged.TaggedCircuitBreakerMetrics;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.binder.MeterBinder;
import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeoutException;
import org.jspecify.annotations.Nullable;
import org.springframework.cloud.gateway.filter.factory.RetryGatewayFilterFactory.RetryConfig;
import org.springframework.cloud.gateway.route.RouteLocator;
import org.springframework.cloud.gateway.route.builder.GatewayFilterSpec;
import org.springframework.cloud.gateway.route.builder.RouteLocatorBuilder;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.http.HttpMethod;
import org.springframework.util.unit.DataSize;
import reactor.core.publisher.Mono;

/** Turns the route table of the settings into routes. */
@Configuration(proxyBeanMethods = false)
class Routes {

    static final String IMPORTS = ".imports";
    static final String DOCS = ".docs";
    private static final String OFF = ".off";
    private static final List<String> SHARED =
            List.of("operations", "dead-letters", "audit-entries", "audit-verifications");
    private static final String DOCUMENT = "/v3/api-docs";

    private final GatewaySettings settings;
    private final LoadSettings load;

    Routes(GatewaySettings settings, LoadSettings load) {
        this.settings = settings;
        this.load = load;
    }

    @Bean
    CircuitBreakerRegistry circuitBreakers() {
        var breaker = settings.circuitBreaker();
        return CircuitBreakerRegistry.of(
                CircuitBreakerConfig.custom()
                        .slidingWindowSize(breaker.calls())
                        .minimumNumberOfCalls(breaker.minimumCalls())
                        .failureRateThreshold(breaker.failurePercent())
                        .waitDurationInOpenState(breaker.openFor())
                        .permittedNumberOfCallsInHalfOpenState(breaker.trialCalls())
                        .maxWaitDurationInHalfOpenState(Duration.ofMinutes(1))
                        .recordExceptions(IOException.class, TimeoutException.class)
                        .ignoreExceptions(BodyRefused.class)
                        .writableStackTraceEnabled(false)
                        .build());
    }

    @Bean
    MeterBinder circuitBreakerMetrics(CircuitBreakerRegistry breakers) {
        return TaggedCircuitBreakerMetrics.ofCircuitBreakerRegistry(breakers);
    }

    @Bean
    RouteLocator routeTable(
            RouteLocatorBuilder builder, CircuitBreakerRegistry breakers, MeterRegistry metrics) {
        var limits = settings.limits();
        var routes = builder.routes();
        settings.services()
                .forEach((name, service) -> {
                    if (!settings.has(name)) {
                        off(routes, name, service);
                        return;
                    }
                    add(
                            routes,
                            name,
                            name,
                            paths(service),
                            breakers.circuitBreaker(name),
                            load.enabled() ? new UnderWay(name, load, metrics) : null,
                            limits.time(),
                            limits.body());
                    if (!service.imports().isEmpty()) {
                        add(
                                routes,
                                name + IMPORTS,
                                name,
                                service.imports(),
                                breakers.circuitBreaker(name + IMPORTS),
                                // How long an upload takes says more of the caller than of the
                                // service; imports have a rate of their own.
                                null,
                                limits.importTime(),
                                limits.importBody());
                    }
                    if (settings.docs().enabled()) {
                        document(routes, name, breakers.circuitBreaker(name));
                    }
                });
        return routes.build();
    }

    /** What it serves itself, and its part of the paths that every service has. */
    private static List<String> paths(GatewaySettings.Service service) {
        var paths = new ArrayList<>(service.paths());
        for (String shared : SHARED) {
            paths.add("/api/v1/" + shared + "/" + service.shortName() + "/**");
        }
        return paths;
    }

    private void add(
            RouteLocatorBuilder.Builder routes,
            String id,
            String service,
            List<String> paths,
            CircuitBreaker breaker,
            @Nullable UnderWay underWay,
            Duration time,
            DataSize size) {
        routes.route(
                id,
                route ->
                        route.path(paths.toArray(String[]::new))
                                .filters(filters -> call(filters, breaker, underWay, time, size))
                                .uri("lb://" + service));
    }

    /** Says so instead of looking for a service that is not meant to be there. */
    private static void off(
            RouteLocatorBuilder.Builder routes, String name, GatewaySettings.Service service) {
        var paths = paths(service);
        paths.addAll(service.imports());
        paths.add(documentOf(name));
        routes.route(
                name + OFF,
                route ->
                        route.path(paths.toArray(String[]::new))
                                .filters(filters ->
                                        filters.filter((_, _) -> Mono.error(new ModuleOff(name))))
                                .uri("no://service"));
    }

    /** The document of the service itself, under the service's name. */
    private void document(
            RouteLocatorBuilder.Builder routes, String service, CircuitBreaker breaker) {
        routes.route(
                service + DOCS,
                route ->
                        route.path(documentOf(service))
                                .and()
                                .method(HttpMethod.GET)
                                .filters(filters ->
                                        call(
                                                filters.setPath(DOCUMENT),
                                                breaker,
                                                null,
                                                // The first one is made when it is asked for.
                                                settings.limits().importTime(),
                                                settings.limits().body()))
                                .uri("lb://" + service));
    }

    static String documentOf(String service) {
        return DOCUMENT + "/" + service;
    }

    private GatewayFilterSpec call(
            GatewayFilterSpec filters,
            CircuitBreaker breaker,
            @Nullable UnderWay underWay,
            Duration time,
            DataSize size) {
        return filters.filter(
                        new ServiceCall(breaker, underWay, time, settings.limits().upload(), size))
                .retry(Routes::onceMore);
    }

    /**
     * Another instance may be alive while this one is still listed. A POST may have done its work
     * before the connection broke, so it is never repeated.
     */
    @SuppressWarnings("unchecked") // An array of classes, made by the varargs of the library.
    private static void onceMore(RetryConfig retry) {
        retry.setRetries(1)
                .setMethods(HttpMethod.GET, HttpMethod.HEAD)
                .setSeries()
                .setStatuses()
                .setExceptions(IOException.class);
    }
}
