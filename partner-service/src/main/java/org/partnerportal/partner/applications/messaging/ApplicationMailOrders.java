package org.partnerportal.partner.applications.messaging;

import java.util.List;
import org.partnerportal.messaging.Envelope;
import org.partnerportal.messaging.EventConsumer;
import org.partnerportal.partner.mails.MailOrder;
import org.partnerportal.partner.mails.Mails;
import org.springframework.stereotype.Component;

/** Orders the mails to the applicant; driven by our own published facts, which come for certain. */
@Component
class ApplicationMailOrders implements EventConsumer {

    private final Mails mails;

    ApplicationMailOrders(Mails mails) {
        this.mails = mails;
    }

    @Override
    public String name() {
        return "application-mails";
    }

    @Override
    public List<String> topics() {
        return List.of("partner.events.v1");
    }

    @Override
    public void on(Envelope event) {
        switch (event.type()) {
            case "partner.application-verification-requested" ->
                    order(ApplicationLetters.VERIFICATION, event, number(event));
            case "partner.application-information-requested" ->
                    order(ApplicationLetters.INFORMATION_REQUESTED, event, number(event));
            case "partner.application-approved" -> order(ApplicationLetters.APPROVED, event, 1);
            case "partner.application-rejected" -> order(ApplicationLetters.REJECTED, event, 1);
            default -> {
                // Nobody is written to about the other facts.
            }
        }
    }

    private void order(String kind, Envelope event, int number) {
        mails.order(new MailOrder(kind, event.subject(), number));
    }

    private static int number(Envelope event) {
        return event.read(Numbered.class).number();
    }

    /** The one field that matters here. */
    record Numbered(int number) {}
}
