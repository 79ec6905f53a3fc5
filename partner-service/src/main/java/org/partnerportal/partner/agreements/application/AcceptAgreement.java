package org.partnerportal.partner.agreements.application;

import java.time.Clock;
import java.time.Instant;
import org.jspecify.annotations.Nullable;
import org.partnerportal.kernel.CommandContext;
import org.partnerportal.kernel.Expected;
import org.partnerportal.partner.agreements.domain.Agreement;
import org.partnerportal.partner.agreements.domain.AgreementId;
import org.partnerportal.partner.agreements.domain.AgreementRefusal;
import org.partnerportal.partner.agreements.domain.Agreements;
import org.partnerportal.partner.agreements.domain.Evidence;
import org.partnerportal.partner.partner.domain.Partner;
import org.partnerportal.partner.partner.domain.Partners;
import org.springframework.stereotype.Service;

/**
 * The partner's yes. The sealed file is stored before the one write that holds evidence, state and
 * events; a crash between them leaves a file that nothing names, never an agreement without its
 * file.
 */
@Service
public class AcceptAgreement {

    private final Agreements agreements;
    private final Partners partners;
    private final AgreementFiles files;
    private final DocumentSeal seal;
    private final Clock clock;

    AcceptAgreement(
            Agreements agreements,
            Partners partners,
            AgreementFiles files,
            DocumentSeal seal,
            Clock clock) {
        this.agreements = agreements;
        this.partners = partners;
        this.files = files;
        this.seal = seal;
        this.clock = clock;
    }

    /**
     * @param documentHash of what was read
     * @param statement whether the words shown were confirmed
     */
    public record Command(
            AgreementId id,
            Expected expected,
            String documentHash,
            String fullName,
            boolean statement,
            Person person) {}

    /** Who asks, and from where; see {@link Evidence}. */
    public record Person(
            String subject,
            String username,
            String address,
            @Nullable String forwardedFor,
            @Nullable String userAgent,
            String locale) {}

    public Agreement handle(Command command) {
        if (!command.statement()) {
            throw AgreementRefusal.STATEMENT_REQUIRED.because();
        }
        return agreements.change(
                command.id(),
                command.expected(),
                agreement -> {
                    Instant now = clock.instant();
                    Partner partner = partners.get(agreement.partner());
                    return agreement.accept(
                            evidence(command, agreement, now),
                            evidence -> {
                                OpenPartners.mustBeOpen(partner);
                                seal.mustBeReady();
                                return files.put(
                                        seal.seal(
                                                document(agreement),
                                                agreement,
                                                partner.profile().name(),
                                                evidence));
                            },
                            now);
                });
    }

    private byte[] document(Agreement agreement) {
        byte[] document =
                files.find(agreement.terms().document())
                        .orElseThrow(() ->
                                new IllegalStateException(
                                        "The document of " + agreement.id() + " is not there"));
        if (!agreement.terms().document().isIn(document)) {
            throw new IllegalStateException(
                    "The stored document of " + agreement.id() + " is not what was sent");
        }
        return document;
    }

    private static Evidence evidence(Command command, Agreement agreement, Instant now) {
        Person person = command.person();
        return new Evidence(
                person.subject(),
                person.username(),
                command.fullName(),
                now,
                person.address(),
                person.forwardedFor(),
                person.userAgent(),
                person.locale(),
                command.documentHash(),
                agreement.terms().statement(),
                CommandContext.current().correlationId());
    }
}
