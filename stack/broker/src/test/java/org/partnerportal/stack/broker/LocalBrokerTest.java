package org.partnerportal.stack.broker;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Path;
import org.apache.kafka.clients.admin.NewTopic;
import org.junit.jupiter.api.Test;

class LocalBrokerTest {

    @Test
    void listensOnTheLoopbackAddressAlone() throws IOException {
        var properties = LocalBroker.serverProperties(19092, 19093, Path.of("data"));

        assertThat(properties.getProperty("listeners"))
                .isEqualTo("PLAINTEXT://127.0.0.1:19092,CONTROLLER://127.0.0.1:19093");
        assertThat(properties.getProperty("controller.quorum.voters"))
                .isEqualTo("1@127.0.0.1:19093");
    }

    @Test
    void makesNoTopicThatNobodyAskedFor() throws IOException {
        assertThat(LocalBroker.serverProperties(1, 2, Path.of("data")))
                .containsEntry("auto.create.topics.enable", "false");
    }

    @Test
    void givesEveryTopicADeadLetterTopicOfTheSameWidth() {
        assertThat(Topics.wanted().map(NewTopic::name))
                .contains("deal.events.v1", "deal.events.v1.dlt")
                .hasSize(2 * Topics.FACTS.size());
        assertThat(Topics.wanted()).allMatch(topic -> topic.numPartitions() == 12);
    }

    @Test
    void namesTheOptionThatIsMissing() {
        assertThatThrownBy(() -> Options.of("--port", "1").get("data"))
                .hasMessageContaining("--data");
        assertThatThrownBy(() -> Options.of("--port")).hasMessageContaining("--port");
    }
}
