package org.partnerportal.web;

import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.MeterRegistry;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.net.URI;
import java.util.Collection;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import org.partnerportal.kernel.CommandContext;
import org.partnerportal.kernel.Flaw;
import org.partnerportal.kernel.RefusalKind;
import org.partnerportal.kernel.Refused;
import org.slf4j.MDC;
import org.springframework.context.MessageSource;
import org.springframework.context.i18n.LocaleContextHolder;
import org.springframework.http.HttpStatus;
import org.springframework.http.MediaType;
import org.springframework.http.ProblemDetail;
import tools.jackson.databind.json.JsonMapper;

/**
 * RFC 9457 problems with a stable code, in the caller's language; the only place that makes them.
 */
public final class Problems {

    static final String TYPE = "https://partnerportal.dev/problems/";

    private final MessageSource texts;
    private final JsonMapper json;
    private final MeterRegistry meters;

    Problems(MessageSource texts, JsonMapper json, MeterRegistry meters) {
        this.texts = texts;
        this.json = json;
        this.meters = meters;
    }

    ProblemDetail of(HttpStatus status, String code, Object... arguments) {
        ProblemDetail problem = ProblemDetail.forStatus(status);
        Locale locale = LocaleContextHolder.getLocale();
        problem.setType(URI.create(TYPE + code));
        problem.setTitle(
                texts.getMessage(
                        "problem.title." + status.value(), null, status.getReasonPhrase(), locale));
        problem.setDetail(text(code, locale, arguments));
        problem.setProperty("code", code);
        count(status, code);
        String correlation = MDC.get(CorrelationFilter.MDC_KEY);
        problem.setProperty(
                "correlationId",
                correlation != null ? correlation : CommandContext.current().correlationId());
        return problem;
    }

    private void count(HttpStatus status, String code) {
        Counter.builder("portal.problems")
                .description("Answers that say no, by code")
                .tag("status", Integer.toString(status.value()))
                .tag("code", code)
                .register(meters)
                .increment();
    }

    ProblemDetail of(Refused refused) {
        ProblemDetail problem =
                of(
                        status(refused.refusal().kind()),
                        refused.refusal().code(),
                        refused.arguments().toArray());
        if (refused.refusal().kind() == RefusalKind.ILLEGAL_TRANSITION
                || !refused.allowedActions().isEmpty()) {
            problem.setProperty("allowedActions", refused.allowedActions());
        }
        if (!refused.flaws().isEmpty()) {
            problem.setProperty("errors", refused.flaws().stream().map(this::field).toList());
        }
        return problem;
    }

    private FieldProblem field(Flaw flaw) {
        String code = flaw.rule().code();
        return new FieldProblem(flaw.pointer(), code, text(code, flaw.arguments().toArray()));
    }

    ProblemDetail of(
            HttpStatus status, String code, Collection<FieldProblem> fields, Object... arguments) {
        ProblemDetail problem = of(status, code, arguments);
        problem.setProperty("errors", List.copyOf(fields));
        return problem;
    }

    /**
     * The text of a code in the caller's language; the code itself where a bundle lacks it, which a
     * test forbids.
     */
    public String text(String code, Object... arguments) {
        return text(code, LocaleContextHolder.getLocale(), arguments);
    }

    private String text(String code, Locale locale, Object... arguments) {
        return Objects.requireNonNullElse(texts.getMessage(code, arguments, code, locale), code)
                .strip();
    }

    /** Writes a problem where no controller is near: filters and the security chain. */
    void write(HttpServletResponse response, ProblemDetail problem) throws IOException {
        RefusalFilter.remember(problem);
        response.setStatus(problem.getStatus());
        response.setContentType(MediaType.APPLICATION_PROBLEM_JSON_VALUE);
        response.getOutputStream().write(json.writeValueAsBytes(problem));
    }

    static HttpStatus status(RefusalKind kind) {
        return switch (kind) {
            case INVALID -> HttpStatus.BAD_REQUEST;
            case NOT_FOUND -> HttpStatus.NOT_FOUND;
            case FORBIDDEN -> HttpStatus.FORBIDDEN;
            case ILLEGAL_TRANSITION, CONFLICT -> HttpStatus.CONFLICT;
            case STALE -> HttpStatus.PRECONDITION_FAILED;
            case KEY_REUSED -> HttpStatus.UNPROCESSABLE_CONTENT;
            case TOO_MANY -> HttpStatus.TOO_MANY_REQUESTS;
            case UNAVAILABLE -> HttpStatus.SERVICE_UNAVAILABLE;
        };
    }
}
