package org.partnerportal.deal;

import org.junit.jupiter.api.Test;
import org.partnerportal.testkit.OpenApiContract;
import org.partnerportal.testkit.SuiteTest;
import org.springframework.boot.test.web.server.LocalServerPort;

@SuiteTest
class DealApiContractIT {

    @LocalServerPort private int port;

    @Test
    void isServedAsItIsCheckedIn() {
        OpenApiContract.check("deal-service", port);
    }
}
