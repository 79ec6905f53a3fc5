package org.partnerportal.gateway;

import java.util.List;
import java.util.Map;
import org.springframework.boot.autoconfigure.condition.ConditionalOnBooleanProperty;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.core.io.ClassPathResource;
import org.springframework.http.CacheControl;
import org.springframework.http.MediaType;
import org.springframework.web.reactive.function.server.RouterFunction;
import org.springframework.web.reactive.function.server.RouterFunctions;
import org.springframework.web.reactive.function.server.ServerResponse;

/** One page with the API documents of all services. */
@Configuration(proxyBeanMethods = false)
@ConditionalOnBooleanProperty(name = "portal.gateway.docs.enabled", matchIfMissing = true)
class ApiPage {

    static final String PAGE = "/swagger-ui.html";
    static final String FILES = "/webjars/swagger-ui/";

    @Bean
    RouterFunction<ServerResponse> apiDocuments(GatewaySettings settings) {
        List<Map<String, String>> documents =
                settings.services().keySet().stream()
                        .sorted()
                        .map(name -> Map.of("name", name, "url", Routes.documentOf(name)))
                        .toList();
        var setup = Map.of("urls", documents, "clientId", settings.docs().clientId());
        var page = new ClassPathResource("docs/swagger-ui.html");
        var script = new ClassPathResource("docs/swagger-ui-start.js");
        return RouterFunctions.route()
                .GET(
                        PAGE,
                        request ->
                                ServerResponse.ok()
                                        .contentType(MediaType.TEXT_HTML)
                                        .cacheControl(CacheControl.noCache())
                                        .bodyValue(page))
                .GET(
                        "/docs/swagger-ui-start.js",
                        request ->
                                ServerResponse.ok()
                                        .contentType(MediaType.parseMediaType("text/javascript"))
                                        .cacheControl(CacheControl.noCache())
                                        .bodyValue(script))
                .GET("/docs/setup", request -> ServerResponse.ok().bodyValue(setup))
                .build();
    }
}
