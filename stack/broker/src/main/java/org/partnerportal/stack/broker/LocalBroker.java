package org.partnerportal.stack.broker;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.Properties;
import kafka.Kafka;
import kafka.tools.StorageTool;

/** Runs broker and controller in this process and makes the suite's topics. */
public final class LocalBroker {

    /** Always the same one, so that formatting a formatted folder is no news. */
    private static final String CLUSTER = "cGFydG5lci1wb3J0YWwtMQ";

    private LocalBroker() {}

    /**
     * Starts the broker and stays until it is told to stop.
     *
     * @param args {@code --port N --controller-port N --data FOLDER [--ready-file FILE]}
     */
    public static void main(String[] args) throws IOException {
        var options = Options.of(args);
        var data = Path.of(options.get("data")).toAbsolutePath();
        Files.createDirectories(data);
        var port = Integer.parseInt(options.get("port"));
        var settings = data.resolve("server.properties");
        write(
                settings,
                serverProperties(port, Integer.parseInt(options.get("controller-port")), data));
        format(settings);

        // The broker's main blocks, and the topics need a broker: so the topics wait beside it.
        Thread.ofPlatform()
                .daemon()
                .name("topics")
                .start(() -> {
                    Topics.create("127.0.0.1:" + port);
                    options.find("ready-file").ifPresent(file -> touch(Path.of(file)));
                });
        Kafka.main(new String[] {settings.toString()});
    }

    static Properties serverProperties(int port, int controllerPort, Path data) throws IOException {
        var properties = new Properties();
        try (var template = LocalBroker.class.getResourceAsStream("/server.properties")) {
            if (template == null) {
                throw new IllegalStateException("server.properties is missing from the jar");
            }
            properties.load(template);
        }
        var broker = "PLAINTEXT://127.0.0.1:" + port;
        var controller = "CONTROLLER://127.0.0.1:" + controllerPort;
        properties.putAll(
                Map.of(
                        "listeners", broker + "," + controller,
                        "advertised.listeners", broker + "," + controller,
                        "controller.quorum.voters", "1@127.0.0.1:" + controllerPort,
                        "log.dirs", data.resolve("log").toString()));
        return properties;
    }

    private static void write(Path file, Properties properties) throws IOException {
        try (var out = Files.newBufferedWriter(file, StandardCharsets.UTF_8)) {
            properties.store(out, "written at every start");
        }
    }

    private static void format(Path settings) {
        var exit =
                StorageTool.execute(
                        new String[] {
                            "format",
                            "--cluster-id",
                            CLUSTER,
                            "--config",
                            settings.toString(),
                            "--ignore-formatted"
                        },
                        System.out);
        if (exit != 0) {
            throw new IllegalStateException("the data folder could not be formatted, see above");
        }
    }

    private static void touch(Path file) {
        try {
            Files.writeString(file, Long.toString(ProcessHandle.current().pid()));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
