package org.partnerportal.deal.customer.matching;

import crawlercommons.domains.EffectiveTldFinder;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.Locale;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * The part of a host or a mail address that somebody has registered, by the public suffix list;
 * none where it is one that anybody can have a mailbox or a page under.
 */
final class CompanyDomain {

    private static final Set<String> SHARED = shared();

    private CompanyDomain() {}

    static Optional<String> of(@Nullable String written) {
        if (written == null || written.isBlank()) {
            return Optional.empty();
        }
        String host =
                written.strip()
                        .toLowerCase(Locale.ROOT)
                        .replaceFirst("^[a-z]+://", "")
                        .replaceFirst("[/?#:].*$", "")
                        .replaceFirst("^.*@", "")
                        .replaceFirst("\\.$", "");
        return Optional.ofNullable(EffectiveTldFinder.getAssignedDomain(host, true, true))
                .filter(domain -> !SHARED.contains(domain));
    }

    private static Set<String> shared() {
        try (var reader =
                new BufferedReader(
                        new InputStreamReader(
                                Objects.requireNonNull(
                                        CompanyDomain.class.getResourceAsStream(
                                                "shared-domains.txt")),
                                StandardCharsets.UTF_8))) {
            return reader.lines()
                    .map(String::strip)
                    .filter(line -> !line.isEmpty())
                    .collect(Collectors.toUnmodifiableSet());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
