package org.partnerportal.analytics;

import org.junit.jupiter.api.Test;
import org.partnerportal.testkit.ScrapedMetrics;
import org.partnerportal.testkit.SuiteTest;
import org.springframework.boot.test.web.server.LocalServerPort;

@SuiteTest
class AnalyticsMetricsIT {

    @LocalServerPort private int port;

    @Test
    void areThoseThatDashboardsAndAlertsAskFor() {
        ScrapedMetrics.check("analytics-service", port);
    }
}
