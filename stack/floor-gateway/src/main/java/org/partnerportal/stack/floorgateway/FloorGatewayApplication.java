package org.partnerportal.stack.floorgateway;

import org.springframework.boot.SpringApplication;
import org.springframework.boot.autoconfigure.SpringBootApplication;

/** One route and nothing else: what the library costs before anything of ours. */
@SpringBootApplication
public class FloorGatewayApplication {

    public static void main(String[] arguments) {
        SpringApplication.run(FloorGatewayApplication.class, arguments);
    }
}
