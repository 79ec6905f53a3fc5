package org.partnerportal.partner;

import org.junit.jupiter.api.Test;
import org.partnerportal.testkit.ScrapedMetrics;
import org.partnerportal.testkit.SuiteTest;
import org.springframework.boot.test.web.server.LocalServerPort;

@SuiteTest
class PartnerMetricsIT {

    @LocalServerPort private int port;

    @Test
    void areThoseThatDashboardsAndAlertsAskFor() {
        ScrapedMetrics.check("partner-service", port);
    }
}
