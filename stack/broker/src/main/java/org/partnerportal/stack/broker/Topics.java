package org.partnerportal.stack.broker;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Properties;
import java.util.concurrent.ExecutionException;
import java.util.stream.Stream;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.AdminClientConfig;
import org.apache.kafka.clients.admin.NewTopic;
import org.apache.kafka.common.config.TopicConfig;
import org.apache.kafka.common.errors.TopicExistsException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The suite's topics: one per context or outside system, and a dead-letter topic for each. */
public final class Topics {

    static final List<String> FACTS =
            List.of(
                    "partner.events.v1",
                    "deal.events.v1",
                    "commission.events.v1",
                    "analytics.events.v1",
                    "crm.events.v1",
                    "erp.events.v1");

    private static final Logger LOG = LoggerFactory.getLogger(Topics.class);
    private static final int PARTITIONS = 12;
    private static final long RETENTION_MS = 400L * 24 * 60 * 60 * 1000;

    private Topics() {}

    /**
     * Makes the topics on a broker that is not our own.
     *
     * @param args {@code --bootstrap HOST:PORT[,HOST:PORT] [--settings FILE]}; the file says, as a
     *     client's properties, how to get into a cluster that does not let in everybody
     */
    public static void main(String[] args) throws IOException {
        var options = Options.of(args);
        var access = new Properties();
        var file = options.find("settings");
        if (file.isPresent()) {
            try (var in = Files.newBufferedReader(Path.of(file.get()), StandardCharsets.UTF_8)) {
                access.load(in);
            }
        }
        create(options.get("bootstrap"), access);
    }

    static void create(String bootstrap) {
        create(bootstrap, new Properties());
    }

    /** Makes what is missing and leaves what is there as it is. */
    private static void create(String bootstrap, Properties access) {
        var settings = new Properties();
        settings.putAll(access);
        settings.putAll(
                Map.of(
                        AdminClientConfig.BOOTSTRAP_SERVERS_CONFIG,
                        bootstrap,
                        AdminClientConfig.DEFAULT_API_TIMEOUT_MS_CONFIG,
                        120_000,
                        AdminClientConfig.REQUEST_TIMEOUT_MS_CONFIG,
                        10_000,
                        // It may ask before the broker listens: ask again soon, not in a second.
                        AdminClientConfig.RECONNECT_BACKOFF_MS_CONFIG,
                        100L,
                        AdminClientConfig.RECONNECT_BACKOFF_MAX_MS_CONFIG,
                        200L,
                        AdminClientConfig.RETRY_BACKOFF_MS_CONFIG,
                        100L));
        try (var admin = Admin.create(settings)) {
            var present = admin.listTopics().names().get();
            var missing = wanted().filter(topic -> !present.contains(topic.name())).toList();
            if (!missing.isEmpty()) {
                admin.createTopics(missing).all().get();
            }
            LOG.info("{} topics were there, {} made", present.size(), missing.size());
        } catch (ExecutionException e) {
            if (!(e.getCause() instanceof TopicExistsException)) {
                throw new IllegalStateException("topics could not be made on " + bootstrap, e);
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    static Stream<NewTopic> wanted() {
        return FACTS.stream().flatMap(topic -> Stream.of(topic, topic + ".dlt")).map(Topics::topic);
    }

    private static NewTopic topic(String name) {
        // No replication factor of our own: the cluster's default is one here and three elsewhere.
        return new NewTopic(name, Optional.of(PARTITIONS), Optional.empty())
                .configs(
                        Map.of(
                                TopicConfig.CLEANUP_POLICY_CONFIG,
                                TopicConfig.CLEANUP_POLICY_DELETE,
                                TopicConfig.RETENTION_MS_CONFIG,
                                Long.toString(RETENTION_MS)));
    }
}
