package org.partnerportal.stack.deployment;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.partnerportal.messaging.EventSchemas;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

/**
 * Facts of earlier versions stay on the topics for more than a year: examples of each released
 * version are kept for good and have to fit what consumers are built against today.
 */
class ReleasedEventsTest {

    private static final Path EVENTS = Repository.file("contracts/events");
    private static final Path SAMPLES = Repository.file("contracts/samples");

    private final JsonMapper json = new JsonMapper();
    private final EventSchemas schemas = new EventSchemas(json);

    static List<Path> samples() throws IOException {
        try (Stream<Path> files = Files.walk(SAMPLES)) {
            return files.filter(it -> it.toString().endsWith(".json")).sorted().toList();
        }
    }

    @ParameterizedTest
    @MethodSource("samples")
    void fitsTodaysSchema(Path sample) throws IOException {
        String type = sample.getFileName().toString().replace(".v1.json", "");
        assertThat(schemas.knows(type)).as("the schema of a released event stays").isTrue();
        assertThat(schemas.breaches(type, json.readTree(Files.readString(sample)))).isEmpty();
    }

    @Test
    void wouldNotFitWithoutAFieldThatIsDemanded() throws IOException {
        var won = json.readTree(Files.readString(SAMPLES.resolve("0.1/deal/deal.won.v1.json")));
        ((ObjectNode) won).remove("dealId");
        assertThat(schemas.breaches("deal.won", won)).isNotEmpty();
    }

    @Test
    void everyEventHasSamples() throws IOException {
        Matcher version =
                Pattern.compile("<artifactId>partner-portal</artifactId>\\s*<version>(\\d+\\.\\d+)")
                        .matcher(Repository.text("pom.xml"));
        assertThat(version.find()).isTrue();
        Path current = SAMPLES.resolve(version.group(1));
        List<Path> examples;
        try (Stream<Path> files = Files.walk(EVENTS)) {
            examples = files.filter(it -> it.toString().endsWith(".example.json")).toList();
        }
        assertThat(examples).isNotEmpty();
        for (Path example : examples) {
            String name = example.getFileName().toString().replace(".example.json", ".json");
            Path context = EVENTS.relativize(example).getName(0);
            boolean kept = samples().stream().anyMatch(it -> it.endsWith(context.resolve(name)));
            if (!kept && System.getProperty("samples.update") != null) {
                Path sample = current.resolve(context).resolve(name);
                Files.createDirectories(sample.getParent());
                Files.copy(example, sample);
                kept = true;
            }
            assertThat(kept).as("%s has no sample: -Dsamples.update keeps one", name).isTrue();
        }
    }
}
