package org.partnerportal.web;

import jakarta.servlet.FilterChain;
import jakarta.servlet.ReadListener;
import jakarta.servlet.ServletException;
import jakarta.servlet.ServletInputStream;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletRequestWrapper;
import jakarta.servlet.http.HttpServletResponse;
import java.io.BufferedReader;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.Locale;
import java.util.Set;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.partnerportal.kernel.CommandContext;
import org.partnerportal.kernel.CommandContext.CommandKey;
import org.partnerportal.kernel.Ids;
import org.slf4j.MDC;
import org.springframework.http.HttpStatus;
import org.springframework.http.MediaType;
import org.springframework.security.core.Authentication;
import org.springframework.security.core.context.SecurityContextHolder;
import org.springframework.web.filter.OncePerRequestFilter;

/**
 * Runs each request as a command of its caller: binds actor, correlation and idempotency key, and
 * bounds the body. Who acts as somebody else may look and change nothing.
 *
 * <p>The key's scope is the client and the route, so two clients cannot meet on one key; the digest
 * of query and body tells a repeat from another command under the same key.
 */
final class CommandFilter extends OncePerRequestFilter {

    private static final String KEY_HEADER = "Idempotency-Key";
    private static final Set<String> READING = Set.of("GET", "HEAD", "OPTIONS");
    private static final Pattern SANE_KEY = Pattern.compile("[\\x21-\\x7E]{1,128}");

    private final Problems problems;
    private final WebSettings settings;
    private final Origins origins;

    CommandFilter(Problems problems, WebSettings settings, Origins origins) {
        this.problems = problems;
        this.settings = settings;
        this.origins = origins;
    }

    @Override
    protected void doFilterInternal(
            HttpServletRequest request, HttpServletResponse response, FilterChain chain)
            throws ServletException, IOException {
        String actor = actor();
        CommandContext.Origin origin = origins.of(request);
        request.setAttribute(
                RefusalFilter.CONTEXT,
                new CommandContext(actor, correlationId(), null, null, origin));
        if (origin.impersonator() != null && changes(request)) {
            problems.write(
                    response,
                    problems.of(HttpStatus.FORBIDDEN, WebRefusal.READ_ONLY_IMPERSONATION.code()));
            return;
        }
        String key = request.getHeader(KEY_HEADER);
        if (key != null && !SANE_KEY.matcher(key).matches()) {
            problems.write(
                    response,
                    problems.of(HttpStatus.BAD_REQUEST, WebRefusal.BAD_IDEMPOTENCY_KEY.code()));
            return;
        }
        HttpServletRequest forwarded = request;
        // A file is told from another by whoever reads it.
        String digest = "file?" + request.getQueryString();
        if (!isMultipart(request)) {
            byte[] body =
                    request.getInputStream()
                            .readNBytes(Math.toIntExact(settings.maxBody().toBytes()) + 1);
            if (body.length > settings.maxBody().toBytes()) {
                problems.write(
                        response,
                        problems.of(HttpStatus.CONTENT_TOO_LARGE, "request.body-too-large"));
                return;
            }
            forwarded = new ReadRequest(request, body);
            digest = key == null ? "" : sha256(request.getQueryString(), body);
        }
        CommandKey command =
                key == null
                        ? null
                        : new CommandKey(
                                Ids.derived(
                                        "key",
                                        actor,
                                        request.getMethod(),
                                        request.getRequestURI(),
                                        key),
                                digest);
        var context = new CommandContext(actor, correlationId(), null, command, origin);
        HttpServletRequest toForward = forwarded;
        try {
            context.call(() -> {
                chain.doFilter(toForward, response);
                return true;
            });
        } catch (IOException | ServletException | RuntimeException e) {
            throw e;
        } catch (Exception e) {
            throw new ServletException(e);
        }
    }

    /** Whether the method is one that may change something. */
    static boolean changes(HttpServletRequest request) {
        return !READING.contains(request.getMethod());
    }

    private static String correlationId() {
        String id = MDC.get(CorrelationFilter.MDC_KEY);
        return id == null ? "none" : id;
    }

    private static String actor() {
        Authentication authentication = SecurityContextHolder.getContext().getAuthentication();
        return authentication == null || !authentication.isAuthenticated()
                ? "anonymous"
                : authentication.getName();
    }

    private static boolean isMultipart(HttpServletRequest request) {
        @Nullable String type = request.getContentType();
        return type != null
                && type.toLowerCase(Locale.ROOT).startsWith(MediaType.MULTIPART_FORM_DATA_VALUE);
    }

    private static String sha256(@Nullable String query, byte[] body) {
        try {
            var sha = MessageDigest.getInstance("SHA-256");
            if (query != null) {
                sha.update(query.getBytes(StandardCharsets.UTF_8));
                sha.update((byte) 0);
            }
            return HexFormat.of().formatHex(sha.digest(body));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("Every JDK has SHA-256", e);
        }
    }

    /** The request with its body already read, to be read again. */
    private static final class ReadRequest extends HttpServletRequestWrapper {

        private final byte[] body;

        ReadRequest(HttpServletRequest request, byte[] body) {
            super(request);
            this.body = body;
        }

        @Override
        public ServletInputStream getInputStream() {
            var in = new ByteArrayInputStream(body);
            return new ServletInputStream() {
                @Override
                public int read() {
                    return in.read();
                }

                @Override
                public int read(byte[] target, int offset, int length) {
                    return in.read(target, offset, length);
                }

                @Override
                public boolean isFinished() {
                    return in.available() == 0;
                }

                @Override
                public boolean isReady() {
                    return true;
                }

                @Override
                public void setReadListener(ReadListener listener) {
                    throw new IllegalStateException("The body has been read");
                }
            };
        }

        @Override
        public BufferedReader getReader() {
            return new BufferedReader(
                    new InputStreamReader(getInputStream(), StandardCharsets.UTF_8));
        }
    }
}
