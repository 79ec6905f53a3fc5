package org.partnerportal.deal.probing;

import java.time.Duration;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * When registering looks like probing.
 *
 * @param limit so many end customers tried within the window close submission to the partner
 * @param window over which tries are counted
 */
@ConfigurationProperties("portal.deals.probing")
record ProbingSettings(@DefaultValue("20") int limit, @DefaultValue("1h") Duration window) {}
