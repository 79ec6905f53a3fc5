package org.partnerportal.testkit;

import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;
import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.boot.test.util.TestPropertyValues;
import org.springframework.context.ApplicationContextInitializer;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.test.context.ActiveProfiles;
import org.springframework.test.context.ContextConfiguration;

/**
 * A test of the whole service: the real application on a free port, with the run's store, broker
 * and issuer. One context per service: all such tests of a module share it.
 */
@Target(ElementType.TYPE)
@Retention(RetentionPolicy.RUNTIME)
@SpringBootTest(webEnvironment = SpringBootTest.WebEnvironment.RANDOM_PORT)
@ActiveProfiles("test")
@ContextConfiguration(initializers = SuiteTest.Servers.class)
public @interface SuiteTest {

    /** Points the application at the servers of the test run. */
    final class Servers implements ApplicationContextInitializer<ConfigurableApplicationContext> {

        @Override
        public void initialize(ConfigurableApplicationContext context) {
            TestPropertyValues.of(
                            "spring.mongodb.uri=" + TestServers.mongoUri(),
                            "spring.mongodb.database=test-" + ProcessHandle.current().pid(),
                            "spring.kafka.bootstrap-servers=" + TestServers.bootstrapServers(),
                            "portal.security.issuer=" + TestIssuer.get().issuer(),
                            "eureka.client.enabled=false",
                            "management.health.mongodb.enabled=false",
                            "portal.messaging.topics.partitions=3",
                            "portal.messaging.topics.replication-factor=1",
                            "spring.main.banner-mode=off")
                    .applyTo(context);
        }
    }
}
