package org.partnerportal.partner.agreements.application;

import java.time.Clock;
import java.time.Instant;
import java.time.LocalDate;
import java.time.format.DateTimeFormatter;
import java.time.format.FormatStyle;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.partnerportal.kernel.Deadline;
import org.partnerportal.kernel.Decided;
import org.partnerportal.kernel.Expected;
import org.partnerportal.partner.agreements.domain.Agreement;
import org.partnerportal.partner.agreements.domain.AgreementId;
import org.partnerportal.partner.agreements.domain.AgreementRefusal;
import org.partnerportal.partner.agreements.domain.AgreementState;
import org.partnerportal.partner.agreements.domain.AgreementTemplate;
import org.partnerportal.partner.agreements.domain.Agreements;
import org.partnerportal.partner.agreements.domain.Terms;
import org.partnerportal.partner.partner.domain.Partner;
import org.partnerportal.partner.partner.domain.PartnerId;
import org.partnerportal.partner.partner.domain.PartnerProfile;
import org.partnerportal.partner.partner.domain.Partners;
import org.springframework.dao.DuplicateKeyException;
import org.springframework.stereotype.Service;

/**
 * Sends an agreement to a partner. The document is printed once, here; a crash before the agreement
 * is stored leaves a file that nothing names.
 */
@Service
public class OfferAgreement {

    private final Agreements agreements;
    private final Partners partners;
    private final AgreementTemplates templates;
    private final AgreementPrinter printer;
    private final AgreementFiles files;
    private final DocumentSeal seal;
    private final AgreementSettings settings;
    private final Clock clock;

    OfferAgreement(
            Agreements agreements,
            Partners partners,
            AgreementTemplates templates,
            AgreementPrinter printer,
            AgreementFiles files,
            DocumentSeal seal,
            AgreementSettings settings,
            Clock clock) {
        this.agreements = agreements;
        this.partners = partners;
        this.templates = templates;
        this.printer = printer;
        this.files = files;
        this.seal = seal;
        this.settings = settings;
        this.clock = clock;
    }

    /**
     * What is to be offered; what is null is as the settings say.
     *
     * @param startsOn its first day
     * @param validUntil the last day on which it can be accepted
     * @param by subject of the vendor's person
     */
    public record Command(
            AgreementId id,
            PartnerId partner,
            @Nullable String template,
            @Nullable String language,
            @Nullable LocalDate startsOn,
            @Nullable LocalDate validUntil,
            String by) {}

    public Agreement handle(Command command) {
        if (agreements.find(command.id()).isPresent()) {
            // The same command again: answered from what is stored, or refused for another body.
            return agreements.change(
                    command.id(), Expected.any(), sent -> new Decided<>(sent, List.of()));
        }
        seal.mustBeReady();
        Partner partner = partners.get(command.partner());
        OpenPartners.mustBeOpen(partner);
        Instant now = clock.instant();
        AgreementTemplate template = template(command);
        mustBeFree(command.partner(), template.kind(), now);

        LocalDate today = LocalDate.ofInstant(now, settings.zone());
        LocalDate startsOn =
                within(
                        Objects.requireNonNullElse(command.startsOn(), today),
                        today,
                        settings.maxStartDays(),
                        AgreementRefusal.STARTS_OUT_OF_RANGE);
        LocalDate validUntil =
                within(
                        Objects.requireNonNullElse(
                                command.validUntil(), today.plusDays(settings.validityDays())),
                        today,
                        settings.maxValidityDays(),
                        AgreementRefusal.VALIDITY_OUT_OF_RANGE);
        AgreementTemplate text = template.filled(values(partner.profile(), template, startsOn));
        var terms =
                new Terms(
                        text.kind(),
                        text.code(),
                        text.version(),
                        text.language(),
                        text.statement(),
                        startsOn,
                        startsOn.atStartOfDay(settings.zone()).toInstant(),
                        new Deadline(
                                validUntil.plusDays(1).atStartOfDay(settings.zone()).toInstant(),
                                settings.zone()),
                        files.put(printer.print(command.id(), text)));
        try {
            return agreements.add(
                    Agreement.send(command.id(), command.partner(), terms, command.by(), now));
        } catch (DuplicateKeyException e) {
            // Somebody was quicker: the store's unique key decides, whatever we saw before.
            throw agreements
                    .findOpen(Agreement.openKey(command.partner(), template.kind()))
                    .map(open -> AgreementRefusal.ALREADY_OPEN.because(open.id()))
                    .orElseThrow(() -> e);
        }
    }

    private AgreementTemplate template(Command command) {
        String code = Objects.requireNonNullElse(command.template(), settings.template());
        String language = Objects.requireNonNullElse(command.language(), settings.language());
        return templates
                .find(code, language)
                .orElseThrow(() -> AgreementRefusal.TEMPLATE_UNKNOWN.because(code, language));
    }

    /** Saves the printing in the ordinary case, and closes an offer that ran out unnoticed. */
    private void mustBeFree(PartnerId partner, String kind, Instant now) {
        Optional<Agreement> open = agreements.findOpen(Agreement.openKey(partner, kind));
        if (open.isEmpty()) {
            return;
        }
        if (!(open.get().stateAt(now) instanceof AgreementState.SignatureExpired)) {
            throw AgreementRefusal.ALREADY_OPEN.because(open.get().id());
        }
        agreements.change(
                open.get().id(),
                Expected.any(),
                other ->
                        other.openKey().isEmpty()
                                ? new Decided<>(other, List.of())
                                : other.expire(now));
    }

    private static LocalDate within(
            LocalDate day, LocalDate first, int days, AgreementRefusal otherwise) {
        LocalDate last = first.plusDays(days);
        if (day.isBefore(first) || day.isAfter(last)) {
            throw otherwise.because(first, last);
        }
        return day;
    }

    private Map<AgreementTemplate.Place, String> values(
            PartnerProfile partner, AgreementTemplate template, LocalDate startsOn) {
        Locale language = Locale.of(template.language());
        return Map.of(
                AgreementTemplate.Place.PARTNER_NAME,
                partner.name(),
                AgreementTemplate.Place.COUNTRY,
                Locale.of("", partner.country()).getDisplayCountry(language),
                AgreementTemplate.Place.VENDOR_NAME,
                settings.vendorName(),
                AgreementTemplate.Place.START_DATE,
                startsOn.format(
                        DateTimeFormatter.ofLocalizedDate(FormatStyle.LONG).withLocale(language)));
    }
}
