package org.partnerportal.deal.customer.candidates;

import org.partnerportal.deal.customer.matching.OrganisationMatcher;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** The matcher of this service; its tables are read once. */
@Configuration(proxyBeanMethods = false)
class MatchingConfiguration {

    @Bean
    OrganisationMatcher organisationMatcher() {
        return OrganisationMatcher.standard();
    }
}
