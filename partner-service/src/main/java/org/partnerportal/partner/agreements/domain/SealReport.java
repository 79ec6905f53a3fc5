package org.partnerportal.partner.agreements.domain;

import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What a sealed file shows when it is looked at.
 *
 * @param sealedBy whom the certificate names
 * @param sealedAt when, as the file says
 * @param certificate SHA-256 of the certificate, hexadecimal
 */
public record SealReport(
        List<SealCheck> checks,
        @Nullable String sealedBy,
        @Nullable Instant sealedAt,
        @Nullable String certificate) {

    public SealReport {
        checks = List.copyOf(checks);
    }

    public boolean passed() {
        return checks.stream().allMatch(SealCheck::passed);
    }
}
