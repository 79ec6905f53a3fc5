package org.partnerportal.partner.agreements.messaging;

import java.time.Clock;
import java.util.List;
import org.partnerportal.kernel.Decided;
import org.partnerportal.kernel.Expected;
import org.partnerportal.messaging.Envelope;
import org.partnerportal.messaging.EventConsumer;
import org.partnerportal.partner.partner.domain.PartnerId;
import org.partnerportal.partner.partner.domain.PartnerState;
import org.partnerportal.partner.partner.domain.Partners;
import org.springframework.stereotype.Component;

/**
 * A partner whose agreement has come into force may do business. Driven by our own published fact,
 * because it comes for certain, whatever crashed after the acceptance.
 */
@Component
class PartnerActivation implements EventConsumer {

    private final Partners partners;
    private final Clock clock;

    PartnerActivation(Partners partners, Clock clock) {
        this.partners = partners;
        this.clock = clock;
    }

    @Override
    public String name() {
        return "agreements";
    }

    @Override
    public List<String> topics() {
        return List.of("partner.events.v1");
    }

    @Override
    public void on(Envelope event) {
        switch (event.type()) {
            case "partner.agreement-in-force" ->
                    partners.change(
                            new PartnerId(event.read(InForce.class).partnerId()),
                            Expected.any(),
                            partner ->
                                    switch (partner.state()) {
                                        case PartnerState.Onboarding _ ->
                                                partner.activate(clock.instant());
                                        // An agreement neither lifts a suspension nor revives.
                                        case PartnerState.Active _,
                                                PartnerState.Suspended _,
                                                PartnerState.Terminated _,
                                                PartnerState.Removed _ ->
                                                new Decided<>(partner, List.of());
                                    });
            default -> {
                // The other facts do not make a partner active.
            }
        }
    }

    /** The one field that matters here. */
    record InForce(String partnerId) {}
}
