package org.partnerportal.partner.partner.application;

import java.time.Clock;
import java.time.Instant;
import org.partnerportal.kernel.Expected;
import org.partnerportal.partner.partner.domain.Partner;
import org.partnerportal.partner.partner.domain.PartnerId;
import org.partnerportal.partner.partner.domain.Partners;
import org.springframework.stereotype.Service;

/** What the vendor decides about a partner: read, decide, save. */
@Service
public class ChangePartner {

    private final Partners partners;
    private final Clock clock;

    ChangePartner(Partners partners, Clock clock) {
        this.partners = partners;
        this.clock = clock;
    }

    public Partner handle(PartnerId id, Expected expected, Action action) {
        return partners.change(
                id,
                expected,
                partner -> {
                    Instant now = clock.instant();
                    return switch (action) {
                        case Suspend(var reason) -> partner.suspend(reason, now);
                        case Reinstate() -> partner.reinstate(now);
                        case Terminate(var reason) -> partner.terminate(reason, now);
                        case Remove() -> partner.remove(now);
                    };
                });
    }

    /** What is to be done. */
    public sealed interface Action {}

    public record Suspend(String reason) implements Action {}

    public record Reinstate() implements Action {}

    public record Terminate(String reason) implements Action {}

    public record Remove() implements Action {}
}
