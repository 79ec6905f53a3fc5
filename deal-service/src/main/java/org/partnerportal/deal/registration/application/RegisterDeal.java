package org.partnerportal.deal.registration.application;

import java.time.Clock;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import org.partnerportal.deal.partners.PartnerDirectory;
import org.partnerportal.deal.registration.domain.Actor;
import org.partnerportal.deal.registration.domain.Deal;
import org.partnerportal.deal.registration.domain.DealDetails;
import org.partnerportal.deal.registration.domain.DealId;
import org.partnerportal.deal.registration.domain.DealRefusal;
import org.partnerportal.deal.registration.domain.Deals;
import org.partnerportal.deal.registration.domain.ExternalReference;
import org.partnerportal.deal.registration.domain.PartnerId;
import org.springframework.dao.DuplicateKeyException;
import org.springframework.stereotype.Service;

/** Writes down a new registration as a draft of its partner. */
@Service
public class RegisterDeal {

    private final Deals deals;
    private final PartnerDirectory partners;
    private final Clock clock;

    RegisterDeal(Deals deals, PartnerDirectory partners, Clock clock) {
        this.deals = deals;
        this.partners = partners;
        this.clock = clock;
    }

    public Deal handle(Command command) {
        partners.mustKnow(command.partner());
        try {
            return deals.add(
                    Deal.draft(
                            command.id(),
                            command.partner(),
                            command.details(),
                            command.references(),
                            command.contributors(),
                            clock.instant()));
        } catch (DuplicateKeyException e) {
            // Ids are new or the command's own: what is there already is one of the references.
            throw DealRefusal.REFERENCE_TAKEN.because(
                    command.references().stream()
                            .map(ExternalReference::id)
                            .collect(Collectors.joining(", ")));
        }
    }

    /**
     * @param contributors those of the vendor's people who register for the partner
     */
    public record Command(
            DealId id,
            PartnerId partner,
            DealDetails details,
            List<ExternalReference> references,
            Set<Actor> contributors) {

        /** By the partner itself. */
        public Command(
                DealId id,
                PartnerId partner,
                DealDetails details,
                List<ExternalReference> references) {
            this(id, partner, details, references, Set.of());
        }
    }
}
