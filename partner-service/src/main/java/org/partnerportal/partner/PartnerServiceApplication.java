package org.partnerportal.partner;

import org.springframework.boot.SpringApplication;
import org.springframework.boot.autoconfigure.SpringBootApplication;
import org.springframework.boot.context.properties.ConfigurationPropertiesScan;

/** The partners of the programme as a service. */
@SpringBootApplication
@ConfigurationPropertiesScan
public class PartnerServiceApplication {

    static void main(String[] args) {
        SpringApplication.run(PartnerServiceApplication.class, args);
    }
}
