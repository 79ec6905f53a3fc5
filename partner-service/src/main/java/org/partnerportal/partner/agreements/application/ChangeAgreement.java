package org.partnerportal.partner.agreements.application;

import java.time.Clock;
import java.time.Instant;
import org.partnerportal.kernel.Expected;
import org.partnerportal.partner.agreements.domain.Agreement;
import org.partnerportal.partner.agreements.domain.AgreementId;
import org.partnerportal.partner.agreements.domain.Agreements;
import org.springframework.stereotype.Service;

/** What is decided about an agreement, but for its acceptance: read, decide, save. */
@Service
public class ChangeAgreement {

    private final Agreements agreements;
    private final Clock clock;

    ChangeAgreement(Agreements agreements, Clock clock) {
        this.agreements = agreements;
        this.clock = clock;
    }

    public Agreement handle(AgreementId id, Expected expected, Action action) {
        return agreements.change(
                id,
                expected,
                agreement -> {
                    Instant now = clock.instant();
                    return switch (action) {
                        case Decline(var by, var reason) -> agreement.decline(by, reason, now);
                        case Withdraw(var by) -> agreement.withdraw(by, now);
                        case Expire() -> agreement.expire(now);
                        case Start() -> agreement.start(now);
                    };
                });
    }

    /** What is to be done. */
    public sealed interface Action {}

    public record Decline(String by, String reason) implements Action {}

    public record Withdraw(String by) implements Action {}

    public record Expire() implements Action {}

    public record Start() implements Action {}
}
