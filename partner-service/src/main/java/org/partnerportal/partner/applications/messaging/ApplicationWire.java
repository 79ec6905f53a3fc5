package org.partnerportal.partner.applications.messaging;

import org.jspecify.annotations.Nullable;
import org.partnerportal.messaging.WireEvent;
import org.partnerportal.partner.applications.domain.ApplicationEvent;
import org.partnerportal.partner.applications.domain.ApplicationState;
import org.partnerportal.partner.applications.domain.PartnerApplication;

/**
 * What others may read of what happens to an application; nothing about persons, and no token.
 * Contracts: {@code contracts/events/partner}.
 */
public final class ApplicationWire {

    private ApplicationWire() {}

    public static WireEvent of(PartnerApplication application, ApplicationEvent event) {
        Snapshot snapshot = snapshot(application, event);
        return WireEvent.of(type(event), snapshot.partnerId(), event.at(), snapshot);
    }

    private static String type(ApplicationEvent event) {
        return switch (event) {
            case ApplicationEvent.VerificationRequested _ ->
                    "partner.application-verification-requested";
            case ApplicationEvent.ApplicationSubmitted _ -> "partner.application-submitted";
            case ApplicationEvent.InformationRequested _ ->
                    "partner.application-information-requested";
            case ApplicationEvent.ApplicationApproved _ -> "partner.application-approved";
            case ApplicationEvent.ApplicationRejected _ -> "partner.application-rejected";
            case ApplicationEvent.ApplicationWithdrawn _ -> "partner.application-withdrawn";
            case ApplicationEvent.ApplicationExpired _ -> "partner.application-expired";
        };
    }

    private static Snapshot snapshot(PartnerApplication application, ApplicationEvent event) {
        ApplicationState state = application.state();
        ApplicationState.Approved approved =
                state instanceof ApplicationState.Approved is ? is : null;
        return new Snapshot(
                application.id().value(),
                state.name().name(),
                application.details().country(),
                number(event),
                approved == null ? null : approved.partner().value(),
                approved == null ? null : approved.region(),
                approved == null ? null : approved.channelManager(),
                state instanceof ApplicationState.Rejected rejected
                        ? rejected.reason().name()
                        : null);
    }

    private static @Nullable Integer number(ApplicationEvent event) {
        return switch (event) {
            case ApplicationEvent.VerificationRequested(_, var number) -> number;
            case ApplicationEvent.InformationRequested(_, var number) -> number;
            case ApplicationEvent.ApplicationSubmitted _,
                    ApplicationEvent.ApplicationApproved _,
                    ApplicationEvent.ApplicationRejected _,
                    ApplicationEvent.ApplicationWithdrawn _,
                    ApplicationEvent.ApplicationExpired _ ->
                    null;
        };
    }

    /**
     * How the application stands.
     *
     * @param number of the mail or the question, where the fact is one of several
     */
    record Snapshot(
            String applicationId,
            String state,
            String country,
            @Nullable Integer number,
            @Nullable String partnerId,
            @Nullable String region,
            @Nullable String channelManager,
            @Nullable String reason) {}
}
