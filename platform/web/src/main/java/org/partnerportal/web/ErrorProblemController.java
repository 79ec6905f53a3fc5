package org.partnerportal.web;

import io.swagger.v3.oas.annotations.Hidden;
import jakarta.servlet.RequestDispatcher;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import org.partnerportal.kernel.CommonRefusal;
import org.springframework.boot.webmvc.error.ErrorController;
import org.springframework.http.HttpStatus;
import org.springframework.http.MediaType;
import org.springframework.http.ProblemDetail;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RestController;

/** What fails before any controller is reached, in the same shape as everything else. */
@Hidden
@RestController
class ErrorProblemController implements ErrorController {

    private final Problems problems;

    ErrorProblemController(Problems problems) {
        this.problems = problems;
    }

    @RequestMapping("${server.error.path:${error.path:/error}}")
    ResponseEntity<ProblemDetail> error(HttpServletRequest request, HttpServletResponse response) {
        HttpStatus known =
                request.getAttribute(RequestDispatcher.ERROR_STATUS_CODE) instanceof Integer code
                        ? HttpStatus.resolve(code)
                        : null;
        // Whoever asks for the error page itself finds nothing.
        HttpStatus status = known == null ? HttpStatus.NOT_FOUND : known;
        String code =
                switch (status) {
                    case NOT_FOUND -> CommonRefusal.NOT_FOUND.code();
                    case FORBIDDEN -> CommonRefusal.FORBIDDEN.code();
                    case METHOD_NOT_ALLOWED -> "request.method-not-allowed";
                    case CONTENT_TOO_LARGE -> "request.body-too-large";
                    default ->
                            status.is4xxClientError()
                                    ? "request.rejected"
                                    : "common.internal-error";
                };
        ProblemDetail problem = problems.of(status, code);
        String correlation = response.getHeader(CorrelationFilter.HEADER);
        if (correlation != null) {
            problem.setProperty("correlationId", correlation);
        }
        return ResponseEntity.status(status)
                .contentType(MediaType.APPLICATION_PROBLEM_JSON)
                .body(problem);
    }
}
