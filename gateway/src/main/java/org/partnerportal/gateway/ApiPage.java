package org.partnerportal.gateway;

import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import org.springframework.boot.autoconfigure.condition.ConditionalOnBooleanProperty;
import org.springframework.cloud.client.discovery.ReactiveDiscoveryClient;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.core.io.ClassPathResource;
import org.springframework.http.CacheControl;
import org.springframework.http.MediaType;
import org.springframework.web.reactive.function.server.RouterFunction;
import org.springframework.web.reactive.function.server.RouterFunctions;
import org.springframework.web.reactive.function.server.ServerResponse;
import org.springframework.web.util.UriUtils;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

/**
 * The developer pages: the start page with its catalogues, and the API documents of all services.
 */
@Configuration(proxyBeanMethods = false)
@ConditionalOnBooleanProperty(name = "portal.gateway.docs.enabled", matchIfMissing = true)
class ApiPage {

    static final String START = "/";
    static final String PAGE = "/swagger-ui.html";
    static final String FILES = "/webjars/swagger-ui/";
    private static final MediaType SCRIPT = MediaType.parseMediaType("text/javascript");
    private static final MediaType STYLE = MediaType.parseMediaType("text/css");

    @Bean
    RouterFunction<ServerResponse> apiDocuments(
            GatewaySettings settings, ReactiveDiscoveryClient registry) {
        List<Map<String, String>> documents =
                settings.services().keySet().stream()
                        .filter(settings::has)
                        .sorted()
                        .map(name -> Map.of("name", name, "url", Routes.documentOf(name)))
                        .toList();
        var setup = Map.of("urls", documents, "clientId", settings.docs().clientId());
        return RouterFunctions.route()
                .GET(START, request -> file("docs/index.html", MediaType.TEXT_HTML))
                .GET(
                        "/problems/{code}",
                        request ->
                                ServerResponse.temporaryRedirect(
                                                URI.create(
                                                        "/#problem-"
                                                                + UriUtils.encodeFragment(
                                                                        request.pathVariable(
                                                                                "code"),
                                                                        StandardCharsets.UTF_8)))
                                        .build())
                .GET(PAGE, request -> file("docs/swagger-ui.html", MediaType.TEXT_HTML))
                .GET("/docs/portal.js", request -> file("docs/portal.js", SCRIPT))
                .GET("/docs/portal.css", request -> file("docs/portal.css", STYLE))
                .GET(
                        "/docs/swagger-ui-start.js",
                        request -> file("docs/swagger-ui-start.js", SCRIPT))
                .GET("/docs/setup", request -> ServerResponse.ok().bodyValue(setup))
                .GET("/docs/services", request -> states(settings, registry))
                .resources("/docs/contracts/**", new ClassPathResource("contracts/"))
                .build();
    }

    private static Mono<ServerResponse> file(String path, MediaType type) {
        return ServerResponse.ok()
                .contentType(type)
                .cacheControl(CacheControl.noCache())
                .bodyValue(new ClassPathResource(path));
    }

    private static String state(boolean switchedOn, long instances) {
        if (!switchedOn) {
            return "OFF";
        }
        return instances > 0 ? "UP" : "DOWN";
    }

    /** How many instances of each service the registry lists now. */
    private static Mono<ServerResponse> states(
            GatewaySettings settings, ReactiveDiscoveryClient registry) {
        return Flux.fromIterable(settings.services().keySet())
                .sort()
                .concatMap(name ->
                        registry.getInstances(name)
                                .count()
                                .onErrorReturn(0L)
                                .map(count ->
                                        Map.of(
                                                "name",
                                                name,
                                                "instances",
                                                count,
                                                "state",
                                                state(settings.has(name), count))))
                .collectList()
                .flatMap(states ->
                        ServerResponse.ok().cacheControl(CacheControl.noStore()).bodyValue(states));
    }
}
