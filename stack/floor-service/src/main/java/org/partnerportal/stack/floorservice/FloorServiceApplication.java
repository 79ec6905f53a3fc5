package org.partnerportal.stack.floorservice;

import org.springframework.boot.SpringApplication;
import org.springframework.boot.autoconfigure.SpringBootApplication;

/** Nothing: what the framework costs before anything of ours. */
@SpringBootApplication
public class FloorServiceApplication {

    public static void main(String[] arguments) {
        SpringApplication.run(FloorServiceApplication.class, arguments);
    }
}
