package org.partnerportal.gateway;

import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.MeterRegistry;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.context.MessageSource;
import org.springframework.context.support.ResourceBundleMessageSource;
import org.springframework.http.HttpHeaders;
import org.springframework.http.MediaType;
import org.springframework.stereotype.Component;
import org.springframework.web.server.ServerWebExchange;
import reactor.core.publisher.Mono;
import tools.jackson.databind.json.JsonMapper;

/** Writes RFC 9457 problems with a stable code, in the caller's language. */
@Component
final class Problems {

    static final List<Locale> LANGUAGES = List.of(Locale.ENGLISH, Locale.of("hu"), Locale.GERMAN);
    private static final String TYPE = "https://partnerportal.dev/problems/";
    private static final Logger LOG = LoggerFactory.getLogger(Problems.class);

    private final MessageSource texts = texts();
    private final JsonMapper json;
    private final Duration retryAfter;
    private final Duration overloaded;
    private final Crowds crowds;
    private final MeterRegistry meters;

    Problems(
            JsonMapper json,
            GatewaySettings settings,
            LoadSettings load,
            Clock clock,
            MeterRegistry meters) {
        this.meters = meters;
        this.json = json;
        this.retryAfter = settings.circuitBreaker().openFor();
        this.overloaded = load.retryAfter();
        this.crowds = new Crowds(clock);
    }

    static MessageSource texts() {
        var texts = new ResourceBundleMessageSource();
        texts.setBasename("messages/gateway");
        texts.setDefaultEncoding(StandardCharsets.UTF_8.name());
        texts.setFallbackToSystemLocale(false);
        texts.setAlwaysUseMessageFormat(true);
        return texts;
    }

    Mono<Void> write(ServerWebExchange exchange, Problem problem) {
        return write(exchange, problem, Map.of());
    }

    /**
     * @param more members of the body that this problem has beside the usual ones
     */
    Mono<Void> write(ServerWebExchange exchange, Problem problem, Map<String, String> more) {
        var response = exchange.getResponse();
        Locale locale = language(exchange.getRequest().getHeaders().getFirst("Accept-Language"));
        String correlation = Correlation.of(exchange);
        long unsaid = crowds.unsaid(problem);
        if (unsaid >= 0) {
            try (var _ = Correlation.inLog(exchange)) {
                LOG.info(
                        "{} {} for {} {} [{}]{}",
                        problem.status().value(),
                        problem.code(),
                        exchange.getRequest().getMethod(),
                        exchange.getRequest().getPath(),
                        correlation,
                        unsaid == 0 ? "" : " and " + unsaid + " others");
            }
        }
        count(problem);
        Map<String, Object> body = new LinkedHashMap<>();
        body.put("type", TYPE + problem.code());
        body.put("title", text("problem.title." + problem.status().value(), locale));
        body.put("status", problem.status().value());
        body.put("detail", text(problem.code(), locale));
        body.put("code", problem.code());
        body.put("correlationId", correlation);
        body.putAll(more);
        response.setStatusCode(problem.status());
        HttpHeaders headers = response.getHeaders();
        headers.setContentType(MediaType.APPLICATION_PROBLEM_JSON);
        headers.setContentLanguage(locale);
        headers.setCacheControl("no-store");
        if (Problem.PASSING.contains(problem)) {
            headers.set(
                    HttpHeaders.RETRY_AFTER,
                    seconds(problem == Problem.OVERLOADED ? overloaded : retryAfter));
        }
        byte[] bytes = json.writeValueAsBytes(body);
        headers.setContentLength(bytes.length);
        return response.writeWith(Mono.just(response.bufferFactory().wrap(bytes)));
    }

    private void count(Problem problem) {
        Counter.builder("portal.problems")
                .description("Answers that say no, by code")
                .tag("status", Integer.toString(problem.status().value()))
                .tag("code", problem.code())
                .register(meters)
                .increment();
    }

    private String text(String key, Locale locale) {
        return texts.getMessage(key, null, locale);
    }

    static Locale language(@Nullable String accepted) {
        if (accepted == null || accepted.isBlank()) {
            return Locale.ENGLISH;
        }
        try {
            Locale found = Locale.lookup(Locale.LanguageRange.parse(accepted), LANGUAGES);
            return found != null ? found : Locale.ENGLISH;
        } catch (IllegalArgumentException e) {
            return Locale.ENGLISH;
        }
    }

    /** Whole seconds, never less than one. */
    static String seconds(Duration time) {
        return Long.toString(Math.max(1, time.plusMillis(999).toSeconds()));
    }
}
