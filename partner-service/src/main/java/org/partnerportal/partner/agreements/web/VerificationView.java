package org.partnerportal.partner.agreements.web;

import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.partnerportal.partner.agreements.domain.SealCheck;
import org.partnerportal.partner.agreements.domain.SealReport;

/**
 * Whether a sealed file is what it was.
 *
 * @param agreementId whose file it is, where that is known and the caller may see it
 * @param passed whether all checks did
 * @param sealedBy whom the certificate of the seal names
 * @param certificate SHA-256 of that certificate, hexadecimal
 */
record VerificationView(
        @Nullable String agreementId,
        boolean passed,
        List<SealCheck> checks,
        @Nullable String sealedBy,
        @Nullable Instant sealedAt,
        @Nullable String certificate) {

    static VerificationView of(@Nullable String agreementId, SealReport report) {
        return new VerificationView(
                agreementId,
                report.passed(),
                report.checks(),
                report.sealedBy(),
                report.sealedAt(),
                report.certificate());
    }
}
