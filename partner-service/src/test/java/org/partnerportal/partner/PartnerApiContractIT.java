package org.partnerportal.partner;

import org.junit.jupiter.api.Test;
import org.partnerportal.testkit.OpenApiContract;
import org.partnerportal.testkit.SuiteTest;
import org.springframework.boot.test.web.server.LocalServerPort;

@SuiteTest
class PartnerApiContractIT {

    @LocalServerPort private int port;

    @Test
    void isServedAsItIsCheckedIn() {
        OpenApiContract.check("partner-service", port);
    }
}
