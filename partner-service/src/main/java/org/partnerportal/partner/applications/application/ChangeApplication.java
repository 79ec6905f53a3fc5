package org.partnerportal.partner.applications.application;

import java.time.Clock;
import java.time.Instant;
import org.partnerportal.kernel.Expected;
import org.partnerportal.partner.applications.domain.ApplicationId;
import org.partnerportal.partner.applications.domain.PartnerApplication;
import org.partnerportal.partner.applications.domain.PartnerApplications;
import org.partnerportal.partner.applications.domain.RejectionReason;
import org.springframework.stereotype.Service;

/** The actions that concern the application alone: read, decide, save. */
@Service
public class ChangeApplication {

    private final PartnerApplications applications;
    private final ApplicationSettings settings;
    private final Clock clock;

    ChangeApplication(PartnerApplications applications, ApplicationSettings settings, Clock clock) {
        this.applications = applications;
        this.settings = settings;
        this.clock = clock;
    }

    public PartnerApplication handle(ApplicationId id, Expected expected, Action action) {
        return applications.change(
                id,
                expected,
                application -> {
                    Instant now = clock.instant();
                    return switch (action) {
                        case Verify() -> application.verify(now);
                        case MailAgain() -> application.mailAgain(settings.rules(), now);
                        case Review(var reviewer) -> application.review(reviewer, now);
                        case RequestInformation(var question) ->
                                application.requestInformation(question, settings.rules(), now);
                        case Answer(var text) -> application.answer(text, now);
                        case Reject(var by, var reason, var comment) ->
                                application.reject(by, reason, comment, now);
                        case Withdraw() -> application.withdraw(now);
                        case Expire() -> application.expire(now);
                    };
                });
    }

    /** What is to be done. */
    public sealed interface Action {}

    public record Verify() implements Action {}

    public record MailAgain() implements Action {}

    public record Review(String reviewer) implements Action {}

    public record RequestInformation(String question) implements Action {}

    public record Answer(String text) implements Action {}

    public record Reject(String by, RejectionReason reason, String comment) implements Action {}

    public record Withdraw() implements Action {}

    public record Expire() implements Action {}
}
