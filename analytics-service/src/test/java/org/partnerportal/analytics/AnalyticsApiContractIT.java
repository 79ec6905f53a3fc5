package org.partnerportal.analytics;

import org.junit.jupiter.api.Test;
import org.partnerportal.testkit.OpenApiContract;
import org.partnerportal.testkit.SuiteTest;
import org.springframework.boot.test.web.server.LocalServerPort;

@SuiteTest
class AnalyticsApiContractIT {

    @LocalServerPort private int port;

    @Test
    void isServedAsItIsCheckedIn() {
        OpenApiContract.check("analytics-service", port);
    }
}
