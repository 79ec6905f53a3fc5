package org.partnerportal.web;

import jakarta.servlet.http.HttpServletRequest;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.partnerportal.kernel.Expected;
import org.springframework.core.MethodParameter;
import org.springframework.http.HttpHeaders;
import org.springframework.web.bind.support.WebDataBinderFactory;
import org.springframework.web.context.request.NativeWebRequest;
import org.springframework.web.method.support.HandlerMethodArgumentResolver;
import org.springframework.web.method.support.ModelAndViewContainer;

/**
 * What controllers may simply ask for: {@link Caller}, {@link Expected} (If-Match) and {@link
 * PageRequest}.
 */
final class RequestArguments implements HandlerMethodArgumentResolver {

    private static final Pattern ETAG = Pattern.compile("(?:W/)?\"(\\d{1,18})\"");

    private final Callers callers;
    private final WebSettings settings;
    private final Cursors cursors;

    RequestArguments(Callers callers, WebSettings settings, Cursors cursors) {
        this.callers = callers;
        this.settings = settings;
        this.cursors = cursors;
    }

    @Override
    public boolean supportsParameter(MethodParameter parameter) {
        Class<?> type = parameter.getParameterType();
        return type == Caller.class || type == Expected.class || type == PageRequest.class;
    }

    @Override
    public @Nullable Object resolveArgument(
            MethodParameter parameter,
            @Nullable ModelAndViewContainer container,
            NativeWebRequest webRequest,
            @Nullable WebDataBinderFactory binderFactory) {
        HttpServletRequest request =
                Objects.requireNonNull(webRequest.getNativeRequest(HttpServletRequest.class));
        Class<?> type = parameter.getParameterType();
        if (type == Caller.class) {
            return callers.current(request);
        }
        return type == Expected.class ? expected(request) : page(request);
    }

    private static Expected expected(HttpServletRequest request) {
        String header = request.getHeader(HttpHeaders.IF_MATCH);
        if (header == null) {
            throw new PreconditionRequired();
        }
        var match = ETAG.matcher(header.strip());
        if (!match.matches()) {
            throw WebRefusal.BAD_IF_MATCH.because();
        }
        return Expected.version(Long.parseLong(match.group(1)));
    }

    private PageRequest page(HttpServletRequest request) {
        String scope = scope(request);
        String cursor = request.getParameter("cursor");
        return new PageRequest(
                limit(request.getParameter("limit")),
                request.getParameter("sort"),
                cursor == null ? null : cursors.read(scope, cursor),
                cursors,
                scope);
    }

    private int limit(@Nullable String text) {
        if (text == null) {
            return settings.defaultLimit();
        }
        try {
            int limit = Integer.parseInt(text);
            if (limit >= 1 && limit <= settings.maxLimit()) {
                return limit;
            }
        } catch (NumberFormatException e) {
            // Answered below, like a number out of bounds.
        }
        throw WebRefusal.BAD_PARAMETER.because("limit", "1.." + settings.maxLimit());
    }

    /** The list and its filter, without the page itself; a cursor is good for this alone. */
    private static String scope(HttpServletRequest request) {
        Map<String, String[]> parameters = new TreeMap<>(request.getParameterMap());
        parameters.remove("cursor");
        parameters.remove("limit");
        var scope = new StringBuilder(request.getRequestURI());
        parameters.forEach((name, values) ->
                scope.append('&').append(name).append('=').append(String.join(",", values)));
        return scope.toString();
    }

    /** A change without If-Match: 428. */
    static final class PreconditionRequired extends RuntimeException {

        PreconditionRequired() {
            super("If-Match is required", null, false, false);
        }
    }
}
