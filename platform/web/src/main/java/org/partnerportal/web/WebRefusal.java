package org.partnerportal.web;

import org.partnerportal.kernel.Refusal;
import org.partnerportal.kernel.RefusalKind;

/** What is refused before any domain is asked. */
public enum WebRefusal implements Refusal {
    MALFORMED_JSON("request.malformed-json", RefusalKind.INVALID),
    INVALID_FIELDS("request.invalid-fields", RefusalKind.INVALID),
    BAD_CURSOR("request.bad-cursor", RefusalKind.INVALID),
    BAD_IDEMPOTENCY_KEY("request.bad-idempotency-key", RefusalKind.INVALID),
    BAD_IF_MATCH("request.bad-if-match", RefusalKind.INVALID),
    /** Argument: the parameter. */
    BAD_PARAMETER("request.bad-parameter", RefusalKind.INVALID),
    READ_ONLY_IMPERSONATION("security.read-only-impersonation", RefusalKind.FORBIDDEN),
    NOT_A_MEMBER("security.not-a-member", RefusalKind.FORBIDDEN),
    /** Argument: what the file is larger than. */
    FILE_TOO_LARGE("import.file-too-large", RefusalKind.INVALID),
    FILE_EMPTY("import.file-empty", RefusalKind.INVALID),
    /** Argument: the columns. */
    COLUMNS_MISSING("import.columns-missing", RefusalKind.INVALID),
    COLUMNS_UNKNOWN("import.columns-unknown", RefusalKind.INVALID),
    NOT_UNDOABLE("import.not-undoable", RefusalKind.CONFLICT);

    private final String code;
    private final RefusalKind kind;

    WebRefusal(String code, RefusalKind kind) {
        this.code = code;
        this.kind = kind;
    }

    @Override
    public String code() {
        return code;
    }

    @Override
    public RefusalKind kind() {
        return kind;
    }
}
