package org.partnerportal.messaging;

import static java.util.concurrent.TimeUnit.MILLISECONDS;
import static org.assertj.core.api.Assertions.assertThat;

import com.mongodb.ConnectionString;
import com.mongodb.MongoClientSettings;
import java.time.Duration;
import org.junit.jupiter.api.Test;

/** How long a service looks for its store before it says that it is away. */
class StoreAddressTest {

    /** After which the gateway answers for a service that does not. */
    private static final Duration GATEWAY = Duration.ofSeconds(10);

    private static Duration patience(String address) {
        MongoClientSettings.Builder settings = MongoClientSettings.builder();
        new MessagingAutoConfiguration().storeIsAwaySoon().customize(settings);
        settings.applyConnectionString(new ConnectionString(address));
        return Duration.ofMillis(
                settings.build().getClusterSettings().getServerSelectionTimeout(MILLISECONDS));
    }

    @Test
    void isLessThanTheGatewayWaitsForTheService() {
        // A write that fails is tried once more by the driver.
        assertThat(patience("mongodb://127.0.0.1").multipliedBy(2)).isLessThan(GATEWAY);
    }

    @Test
    void canBeNamedInTheAddress() {
        assertThat(patience("mongodb://127.0.0.1/?serverSelectionTimeoutMS=700"))
                .isEqualTo(Duration.ofMillis(700));
    }
}
