package org.partnerportal.gateway;

import java.util.EnumSet;
import java.util.Set;
import org.springframework.http.HttpStatus;

/** Everything that the gateway itself says no with; the texts are in the message bundles. */
enum Problem {
    TOKEN_MISSING("security.token-missing", HttpStatus.UNAUTHORIZED),
    TOKEN_INVALID("security.token-invalid", HttpStatus.UNAUTHORIZED),
    TOKEN_CONTRADICTORY("security.contradictory-token", HttpStatus.UNAUTHORIZED),
    IDENTITY_UNAVAILABLE("security.identity-unavailable", HttpStatus.SERVICE_UNAVAILABLE),
    FORBIDDEN("common.forbidden", HttpStatus.FORBIDDEN),
    ORIGIN_REFUSED("gateway.origin-refused", HttpStatus.FORBIDDEN),
    BAD_REQUEST("gateway.bad-request", HttpStatus.BAD_REQUEST),
    UNKNOWN_PATH("gateway.unknown-path", HttpStatus.NOT_FOUND),
    MODULE_OFF("gateway.module-off", HttpStatus.NOT_FOUND),
    METHOD_NOT_ALLOWED("request.method-not-allowed", HttpStatus.METHOD_NOT_ALLOWED),
    UPLOAD_STALLED("gateway.upload-stalled", HttpStatus.REQUEST_TIMEOUT),
    BODY_TOO_LARGE("request.body-too-large", HttpStatus.CONTENT_TOO_LARGE),
    TOO_MANY_REQUESTS("gateway.too-many-requests", HttpStatus.TOO_MANY_REQUESTS),
    OVERLOADED("gateway.overloaded", HttpStatus.SERVICE_UNAVAILABLE),
    SERVICE_UNAVAILABLE("gateway.service-unavailable", HttpStatus.SERVICE_UNAVAILABLE),
    TIMEOUT("gateway.timeout", HttpStatus.GATEWAY_TIMEOUT),
    INTERNAL_ERROR("common.internal-error", HttpStatus.INTERNAL_SERVER_ERROR);

    /** Those that go away by themselves; the answer says when to try again. */
    static final Set<Problem> PASSING =
            EnumSet.of(IDENTITY_UNAVAILABLE, OVERLOADED, SERVICE_UNAVAILABLE);

    /** Those that come by the thousand; a line in the log for each would make things worse. */
    static final Set<Problem> CROWDS = EnumSet.of(TOO_MANY_REQUESTS, OVERLOADED);

    private final String code;
    private final HttpStatus status;

    Problem(String code, HttpStatus status) {
        this.code = code;
        this.status = status;
    }

    String code() {
        return code;
    }

    HttpStatus status() {
        return status;
    }
}
