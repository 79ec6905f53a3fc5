package org.partnerportal.web;

import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.MeterRegistry;
import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.util.Set;
import org.springframework.web.filter.OncePerRequestFilter;

/** Counts commands by how they ended: a refusal is an answer, a failure is our fault. */
final class CommandFigures extends OncePerRequestFilter {

    private static final Set<String> QUESTIONS = Set.of("GET", "HEAD", "OPTIONS", "TRACE");

    private final Counter done;
    private final Counter refused;
    private final Counter failed;

    CommandFigures(MeterRegistry meters) {
        this.done = counter(meters, "done");
        this.refused = counter(meters, "refused");
        this.failed = counter(meters, "failed");
    }

    private static Counter counter(MeterRegistry meters, String outcome) {
        return Counter.builder("portal.commands")
                .description("Requests that may change something, by how they ended")
                .tag("outcome", outcome)
                .register(meters);
    }

    @Override
    protected boolean shouldNotFilter(HttpServletRequest request) {
        return QUESTIONS.contains(request.getMethod());
    }

    @Override
    protected void doFilterInternal(
            HttpServletRequest request, HttpServletResponse response, FilterChain chain)
            throws ServletException, IOException {
        Counter outcome = failed;
        try {
            chain.doFilter(request, response);
            int status = response.getStatus();
            outcome = status < 400 ? done : status < 500 ? refused : failed;
        } finally {
            outcome.increment();
        }
    }
}
