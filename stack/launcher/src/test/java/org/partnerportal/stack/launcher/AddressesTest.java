package org.partnerportal.stack.launcher;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.partnerportal.stack.launcher.Addresses.StoreKind;

class AddressesTest {

    @Nested
    class Offset {

        @Test
        void movesEveryPort() {
            var moved = Addresses.from(Map.of("PORTAL_PORT_OFFSET", "1000"), false);

            assertThat(moved.environment())
                    .containsEntry("MONGODB_URI", "mongodb://127.0.0.1:28017")
                    .containsEntry("KAFKA_BOOTSTRAP_SERVERS", "127.0.0.1:10092")
                    .containsEntry("OIDC_ISSUER", "http://127.0.0.1:9180/realms/partner-portal")
                    .containsEntry("EUREKA_URL", "http://127.0.0.1:9761/eureka/")
                    .containsEntry("PORTAL_GATEWAY_URL", "http://127.0.0.1:9080")
                    .containsEntry("PORTAL_MAIL_URL", "http://127.0.0.1:9025")
                    .containsEntry("SMTP_PORT", "2025");
        }

        @Test
        void isRefusedWhereItIsNoNumberOrLeavesTheRange() {
            assertThatThrownBy(() -> Ports.parse("many")).hasMessageContaining("'many'");
            assertThatThrownBy(() -> Ports.parse("-1")).hasMessageContaining("-1");
            assertThatThrownBy(() -> Ports.parse("38519")).hasMessageContaining("38518");
            assertThat(Ports.parse("38518").store()).isEqualTo(65535);
        }
    }

    @Nested
    class Environment {

        @Test
        void decidesWhatIsNotStarted() {
            var external =
                    Addresses.from(
                            Map.of(
                                    "MONGODB_URI", "mongodb://db.example/",
                                    "KAFKA_BOOTSTRAP_SERVERS", "kafka.example:9092",
                                    "OIDC_ISSUER", "https://id.example/realms/x"),
                            true);

            assertThat(external.ownStore()).isEmpty();
            assertThat(external.ownBroker()).isFalse();
            assertThat(external.ownIdentity()).isFalse();
            assertThat(external.ownMail()).isTrue();
            assertThat(external.mongodbUri()).isEqualTo("mongodb://db.example/");
        }

        @Test
        void prefersAMongodOnThePathToTheLocalStore() {
            assertThat(Addresses.from(Map.of(), true).ownStore())
                    .isEqualTo(Optional.of(StoreKind.MONGOD));
            assertThat(Addresses.from(Map.of(), true).mongodbUri()).endsWith("replicaSet=portal");
            assertThat(Addresses.from(Map.of(), false).ownStore())
                    .isEqualTo(Optional.of(StoreKind.LOCAL_STORE));
        }
    }

    @Test
    void areTheSameAfterTheyWereSaved(@TempDir Path folder) throws IOException {
        var file = folder.resolve("addresses.properties");
        for (var addresses :
                new Addresses[] {
                    Addresses.from(Map.of(), false),
                    Addresses.from(Map.of("PORTAL_PORT_OFFSET", "7"), true),
                    Addresses.from(Map.of("MONGODB_URI", "mongodb://x", "SMTP_HOST", "y"), false),
                    Addresses.from(Map.of("KAFKA_BOOTSTRAP_SERVERS", "k:1"), false)
                }) {
            addresses.save(file);

            assertThat(Addresses.saved(file)).contains(addresses);
        }
    }
}
