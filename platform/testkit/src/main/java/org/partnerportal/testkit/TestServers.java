package org.partnerportal.testkit;

import java.nio.file.Files;
import java.nio.file.Path;
import org.jspecify.annotations.Nullable;
import org.partnerportal.stack.store.LocalStore;
import org.springframework.kafka.test.EmbeddedKafkaKraftBroker;
import org.testcontainers.kafka.KafkaContainer;
import org.testcontainers.mongodb.MongoDBContainer;

/**
 * The store and the broker of a test run, one each for all tests of a module: what the environment
 * names, else a container where a Docker engine answers, else an embedded server. The tests are the
 * same on all three.
 */
public final class TestServers {

    private static @Nullable String mongoUri;
    private static @Nullable String bootstrapServers;

    private TestServers() {}

    /** The address of a MongoDB, without a database. */
    public static synchronized String mongoUri() {
        if (mongoUri == null) {
            String given = System.getenv("MONGODB_URI");
            if (given != null) {
                mongoUri = given;
            } else if (hasDocker()) {
                var container = new MongoDBContainer("mongo:8.0");
                container.start();
                mongoUri = container.getConnectionString();
            } else {
                mongoUri = LocalStore.inMemory().uri();
            }
        }
        return mongoUri;
    }

    /** The address of a Kafka broker. */
    public static synchronized String bootstrapServers() {
        if (bootstrapServers == null) {
            String given = System.getenv("KAFKA_BOOTSTRAP_SERVERS");
            if (given != null) {
                bootstrapServers = given;
            } else if (hasDocker()) {
                var container = new KafkaContainer("apache/kafka:4.2.1");
                container.start();
                bootstrapServers = container.getBootstrapServers();
            } else {
                var broker = new EmbeddedKafkaKraftBroker(1, 1);
                broker.brokerProperty("log.cleaner.dedupe.buffer.size", "16777216");
                // One machine, one test run: groups are small and nobody else is going to join.
                broker.brokerProperty("offsets.topic.num.partitions", "1");
                broker.brokerProperty("group.initial.rebalance.delay.ms", "0");
                broker.afterPropertiesSet();
                bootstrapServers = broker.getBrokersAsString();
            }
        }
        return bootstrapServers;
    }

    private static boolean hasDocker() {
        return System.getenv("DOCKER_HOST") != null
                || Files.exists(Path.of("/var/run/docker.sock"));
    }
}
