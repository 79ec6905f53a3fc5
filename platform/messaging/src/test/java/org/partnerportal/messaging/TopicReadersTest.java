package org.partnerportal.messaging;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.springframework.boot.kafka.autoconfigure.KafkaConnectionDetails;
import org.springframework.boot.kafka.autoconfigure.KafkaProperties;

class TopicReadersTest {

    private final KafkaProperties properties = new KafkaProperties();

    @Test
    void aConsumerTakesNoMoreAtOnceThanASmallServiceCanHold() {
        assertThat(settings("fetch.max.bytes")).isEqualTo(4 * 1024 * 1024);
    }

    @Test
    void aServiceMaySetItOtherwise() {
        properties.getConsumer().getProperties().put("fetch.max.bytes", "1000");
        assertThat(settings("fetch.max.bytes")).isEqualTo("1000");
    }

    @Test
    void offsetsAreCommittedByHandWhateverTheServiceSays() {
        properties.getConsumer().setEnableAutoCommit(true);
        assertThat(settings("enable.auto.commit")).isEqualTo(false);
    }

    private @Nullable Object settings(String name) {
        KafkaConnectionDetails connection = () -> List.of("127.0.0.1:9092");
        return new TopicReaders(properties, connection)
                .inGroup()
                .getConfigurationProperties()
                .get(name);
    }
}
