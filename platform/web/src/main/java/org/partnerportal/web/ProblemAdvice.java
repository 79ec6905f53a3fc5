package org.partnerportal.web;

import com.mongodb.MongoException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.partnerportal.kernel.CommonRefusal;
import org.partnerportal.kernel.Refused;
import org.partnerportal.messaging.StoreOutage;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.core.Ordered;
import org.springframework.core.annotation.Order;
import org.springframework.dao.DataAccessException;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpStatus;
import org.springframework.http.HttpStatusCode;
import org.springframework.http.MediaType;
import org.springframework.http.ProblemDetail;
import org.springframework.http.ResponseEntity;
import org.springframework.http.converter.HttpMessageNotReadableException;
import org.springframework.security.access.AccessDeniedException;
import org.springframework.security.core.AuthenticationException;
import org.springframework.validation.FieldError;
import org.springframework.validation.ObjectError;
import org.springframework.web.bind.MethodArgumentNotValidException;
import org.springframework.web.bind.MissingServletRequestParameterException;
import org.springframework.web.bind.annotation.ExceptionHandler;
import org.springframework.web.bind.annotation.RestControllerAdvice;
import org.springframework.web.context.request.WebRequest;
import org.springframework.web.method.annotation.HandlerMethodValidationException;
import org.springframework.web.method.annotation.MethodArgumentTypeMismatchException;
import org.springframework.web.multipart.MaxUploadSizeExceededException;
import org.springframework.web.multipart.support.MissingServletRequestPartException;
import org.springframework.web.servlet.mvc.method.annotation.ResponseEntityExceptionHandler;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.DatabindException;
import tools.jackson.databind.exc.UnrecognizedPropertyException;

/**
 * Every failure of a controller as a problem: a refusal is logged at info, a failure of our own
 * once, here, at error.
 */
@RestControllerAdvice
@Order(Ordered.HIGHEST_PRECEDENCE)
class ProblemAdvice extends ResponseEntityExceptionHandler {

    private static final Logger log = LoggerFactory.getLogger(ProblemAdvice.class);

    private final Problems problems;

    ProblemAdvice(Problems problems) {
        this.problems = problems;
    }

    @ExceptionHandler
    ResponseEntity<ProblemDetail> onRefused(Refused refused) {
        log.info("Refused: {}", refused.refusal().code());
        Duration wait = refused.retryAfter();
        if (wait == null) {
            return answer(problems.of(refused));
        }
        ProblemDetail problem = problems.of(refused);
        return ResponseEntity.status(problem.getStatus())
                .contentType(MediaType.APPLICATION_PROBLEM_JSON)
                // Whole seconds, and never one too few.
                .header(HttpHeaders.RETRY_AFTER, Long.toString(wait.plusMillis(999).toSeconds()))
                .body(problem);
    }

    @ExceptionHandler
    ResponseEntity<ProblemDetail> onPreconditionRequired(
            RequestArguments.PreconditionRequired missing) {
        return answer(problems.of(HttpStatus.PRECONDITION_REQUIRED, "request.if-match-required"));
    }

    /** Belongs to the security chain, which says 401 to nobody in particular and 403 to others. */
    @ExceptionHandler
    void onDenied(AccessDeniedException denied) {
        throw denied;
    }

    /** Belongs to the security chain as well. */
    @ExceptionHandler
    void onAuthentication(AuthenticationException e) {
        throw e;
    }

    @ExceptionHandler({DataAccessException.class, MongoException.class})
    ResponseEntity<ProblemDetail> onStore(Exception e) {
        if (!StoreOutage.caused(e)) {
            return onFailure(e);
        }
        log.error("The store does not answer", e);
        return answer(problems.of(HttpStatus.SERVICE_UNAVAILABLE, "common.store-unavailable"));
    }

    @ExceptionHandler
    ResponseEntity<ProblemDetail> onWrongType(MethodArgumentTypeMismatchException e) {
        for (Throwable cause = e.getCause(); cause != null; cause = cause.getCause()) {
            if (cause instanceof Refused refused) {
                return onRefused(refused);
            }
        }
        return answer(
                problems.of(
                        HttpStatus.BAD_REQUEST,
                        WebRefusal.BAD_PARAMETER.code(),
                        List.of(parameter(e.getName(), "field.invalid")),
                        e.getName(),
                        ""));
    }

    @ExceptionHandler
    ResponseEntity<ProblemDetail> onFailure(Exception e) {
        log.error("A request failed", e);
        return answer(problems.of(HttpStatus.INTERNAL_SERVER_ERROR, "common.internal-error"));
    }

    @ExceptionHandler
    ResponseEntity<Object> onInvalidPatch(MergePatch.InvalidPatch invalid) {
        if (invalid.getCause() != null) {
            return unreadable(invalid.getCause());
        }
        return untyped(
                problems.of(
                        HttpStatus.BAD_REQUEST,
                        WebRefusal.INVALID_FIELDS.code(),
                        invalid.violations().stream()
                                .map(violation ->
                                        new FieldProblem(
                                                pointerOf(violation.getPropertyPath().toString()),
                                                codeOf(
                                                        violation
                                                                .getConstraintDescriptor()
                                                                .getAnnotation()
                                                                .annotationType()
                                                                .getSimpleName()),
                                                violation.getMessage()))
                                .toList()));
    }

    @Override
    protected @Nullable ResponseEntity<Object> handleHttpMessageNotReadable(
            HttpMessageNotReadableException e,
            HttpHeaders headers,
            HttpStatusCode status,
            WebRequest request) {
        return unreadable(e.getCause());
    }

    private ResponseEntity<Object> unreadable(@Nullable Throwable failure) {
        for (Throwable cause = failure; cause != null; cause = cause.getCause()) {
            if (cause instanceof Refused refused) {
                ProblemDetail problem = problems.of(refused);
                problem.setProperty(
                        "errors",
                        List.of(
                                new FieldProblem(
                                        pointerOf(failure),
                                        refused.refusal().code(),
                                        String.valueOf(problem.getDetail()))));
                return untyped(problem);
            }
        }
        if (failure instanceof DatabindException broken && !pointerOf(broken).isEmpty()) {
            String code =
                    broken instanceof UnrecognizedPropertyException
                            ? "field.unknown"
                            : "field.invalid";
            return invalid(new FieldProblem(pointerOf(broken), code, problems.text(code)));
        }
        return untyped(problems.of(HttpStatus.BAD_REQUEST, WebRefusal.MALFORMED_JSON.code()));
    }

    @Override
    protected @Nullable ResponseEntity<Object> handleMethodArgumentNotValid(
            MethodArgumentNotValidException e,
            HttpHeaders headers,
            HttpStatusCode status,
            WebRequest request) {
        var fields = new ArrayList<FieldProblem>();
        for (ObjectError error : e.getBindingResult().getAllErrors()) {
            String pointer =
                    error instanceof FieldError field
                            ? "/"
                                    + field.getField()
                                            .replace("[", "/")
                                            .replace("]", "")
                                            .replace('.', '/')
                            : "";
            fields.add(
                    new FieldProblem(
                            pointer,
                            codeOf(error.getCode()),
                            String.valueOf(error.getDefaultMessage())));
        }
        return untyped(
                problems.of(HttpStatus.BAD_REQUEST, WebRefusal.INVALID_FIELDS.code(), fields));
    }

    @Override
    protected @Nullable ResponseEntity<Object> handleHandlerMethodValidationException(
            HandlerMethodValidationException e,
            HttpHeaders headers,
            HttpStatusCode status,
            WebRequest request) {
        var fields = new ArrayList<FieldProblem>();
        e.getParameterValidationResults()
                .forEach(result ->
                        result.getResolvableErrors()
                                .forEach(error ->
                                        fields.add(
                                                new FieldProblem(
                                                        "?"
                                                                + result.getMethodParameter()
                                                                        .getParameterName(),
                                                        codeOf(
                                                                error.getCodes() == null
                                                                        ? null
                                                                        : error.getCodes()[
                                                                                error.getCodes()
                                                                                                .length
                                                                                        - 1]),
                                                        String.valueOf(
                                                                error.getDefaultMessage())))));
        return untyped(
                problems.of(
                        HttpStatus.BAD_REQUEST,
                        WebRefusal.BAD_PARAMETER.code(),
                        fields,
                        fields.stream()
                                .map(field -> field.pointer().substring(1))
                                .distinct()
                                .collect(Collectors.joining(", ")),
                        ""));
    }

    @Override
    protected @Nullable ResponseEntity<Object> handleMissingServletRequestParameter(
            MissingServletRequestParameterException e,
            HttpHeaders headers,
            HttpStatusCode status,
            WebRequest request) {
        return missing(e.getParameterName());
    }

    @Override
    protected @Nullable ResponseEntity<Object> handleMissingServletRequestPart(
            MissingServletRequestPartException e,
            HttpHeaders headers,
            HttpStatusCode status,
            WebRequest request) {
        return missing(e.getRequestPartName());
    }

    private ResponseEntity<Object> missing(String name) {
        return untyped(
                problems.of(
                        HttpStatus.BAD_REQUEST,
                        WebRefusal.BAD_PARAMETER.code(),
                        List.of(parameter(name, "field.required")),
                        name,
                        ""));
    }

    @Override
    protected @Nullable ResponseEntity<Object> handleMaxUploadSizeExceededException(
            MaxUploadSizeExceededException e,
            HttpHeaders headers,
            HttpStatusCode status,
            WebRequest request) {
        return untyped(problems.of(HttpStatus.CONTENT_TOO_LARGE, "request.body-too-large"));
    }

    /**
     * What Spring MVC refuses by itself (405, 406, 415, 404, a missing parameter), in our shape.
     */
    @Override
    protected @Nullable ResponseEntity<Object> handleExceptionInternal(
            Exception e,
            @Nullable Object body,
            HttpHeaders headers,
            HttpStatusCode statusCode,
            WebRequest request) {
        HttpStatus status = HttpStatus.valueOf(statusCode.value());
        String code =
                switch (status) {
                    case NOT_FOUND -> CommonRefusal.NOT_FOUND.code();
                    case METHOD_NOT_ALLOWED -> "request.method-not-allowed";
                    case NOT_ACCEPTABLE -> "request.not-acceptable";
                    case UNSUPPORTED_MEDIA_TYPE -> "request.unsupported-media-type";
                    case CONTENT_TOO_LARGE -> "request.body-too-large";
                    default ->
                            status.is4xxClientError()
                                    ? "request.rejected"
                                    : "common.internal-error";
                };
        if (status.is5xxServerError()) {
            log.error("A request failed", e);
        }
        return ResponseEntity.status(status)
                .headers(headers)
                .contentType(MediaType.APPLICATION_PROBLEM_JSON)
                .body(problems.of(status, code));
    }

    private ResponseEntity<Object> invalid(FieldProblem field) {
        return untyped(
                problems.of(
                        HttpStatus.BAD_REQUEST, WebRefusal.INVALID_FIELDS.code(), List.of(field)));
    }

    private FieldProblem parameter(String name, String code) {
        return new FieldProblem("?" + name, code, problems.text(code));
    }

    private static String codeOf(@Nullable String constraint) {
        return switch (constraint) {
            case null -> "field.invalid";
            case "NotNull", "NotBlank", "NotEmpty" -> "field.required";
            case "Size" -> "field.size";
            case "Positive",
                    "PositiveOrZero",
                    "NotNegative",
                    "Min",
                    "Max",
                    "DecimalMin",
                    "DecimalMax",
                    "Digits" ->
                    "field.range";
            default -> "field.invalid";
        };
    }

    /** {@code products[0].productCode} as {@code /products/0/productCode}. */
    private static String pointerOf(String path) {
        return "/" + path.replace("[", "/").replace("]", "").replace('.', '/');
    }

    private static String pointerOf(@Nullable Throwable failure) {
        if (!(failure instanceof JacksonException jackson)) {
            return "";
        }
        var pointer = new StringBuilder();
        for (JacksonException.Reference reference : jackson.getPath()) {
            pointer.append('/')
                    .append(
                            reference.getPropertyName() != null
                                    ? reference.getPropertyName()
                                    : String.valueOf(reference.getIndex()));
        }
        return pointer.toString();
    }

    private static ResponseEntity<ProblemDetail> answer(ProblemDetail problem) {
        var answer =
                ResponseEntity.status(problem.getStatus())
                        .contentType(MediaType.APPLICATION_PROBLEM_JSON);
        if (problem.getStatus() == HttpStatus.SERVICE_UNAVAILABLE.value()) {
            answer.header(HttpHeaders.RETRY_AFTER, "5");
        }
        return answer.body(problem);
    }

    private static ResponseEntity<Object> untyped(ProblemDetail problem) {
        return ResponseEntity.status(problem.getStatus())
                .contentType(MediaType.APPLICATION_PROBLEM_JSON)
                .body(problem);
    }
}
