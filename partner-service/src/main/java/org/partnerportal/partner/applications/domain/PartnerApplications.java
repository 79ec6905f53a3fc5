package org.partnerportal.partner.applications.domain;

import org.partnerportal.kernel.Aggregates;

/** All applications. */
public interface PartnerApplications
        extends Aggregates<ApplicationId, PartnerApplication, ApplicationEvent> {}
