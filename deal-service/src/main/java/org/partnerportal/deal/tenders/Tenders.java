package org.partnerportal.deal.tenders;

import java.time.LocalDate;
import java.util.Optional;
import org.partnerportal.deal.registration.domain.DealDetails;
import org.springframework.stereotype.Component;

/** Which customers and products are, or will be, put out to tender. */
@Component
public class Tenders {

    private final TenderStore tenders;

    Tenders(TenderStore tenders) {
        this.tenders = tenders;
    }

    /** When the first tender for this customer and one of these products is published. */
    public Optional<LocalDate> firstFor(DealDetails details) {
        return tenders.firstAbout(details.subjects());
    }
}
