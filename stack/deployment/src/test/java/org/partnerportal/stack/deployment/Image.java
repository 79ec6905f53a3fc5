package org.partnerportal.stack.deployment;

import java.io.BufferedInputStream;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.zip.GZIPInputStream;
import org.apache.commons.compress.archivers.tar.TarArchiveEntry;
import org.apache.commons.compress.archivers.tar.TarArchiveInputStream;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/**
 * A container image in a tar, as {@code docker load} takes it.
 *
 * @param tags the names that it gets
 * @param config how the container runs
 * @param layers those that are not the base's, lowest first
 */
record Image(List<String> tags, JsonNode config, List<Layer> layers) {

    private static final JsonMapper JSON = new JsonMapper();

    /** One layer, by the name that the history gives it. */
    record Layer(String name, List<Entry> entries) {}

    /**
     * A file or folder in a layer.
     *
     * @param start the first bytes, enough to tell a key or a certificate
     */
    record Entry(String path, int mode, long user, long group, boolean folder, String start) {

        boolean writableByOthers() {
            return (mode & 0022) != 0;
        }
    }

    static Image read(Path tar) {
        try {
            Map<String, byte[]> files = new HashMap<>();
            try (var in =
                    new TarArchiveInputStream(new BufferedInputStream(Files.newInputStream(tar)))) {
                for (TarArchiveEntry entry = in.getNextEntry();
                        entry != null;
                        entry = in.getNextEntry()) {
                    files.put(entry.getName(), in.readAllBytes());
                }
            }
            JsonNode manifest = JSON.readTree(get(files, "manifest.json")).get(0);
            JsonNode config = JSON.readTree(get(files, manifest.path("Config").asString()));
            // The history also tells of steps that made no layer.
            List<JsonNode> steps =
                    config.path("history")
                            .valueStream()
                            .filter(step -> !step.path("empty_layer").asBoolean(false))
                            .toList();
            var layers = new ArrayList<Layer>();
            for (int i = 0; i < steps.size(); i++) {
                if (steps.get(i).path("author").asString("").equals("Jib")) {
                    layers.add(
                            new Layer(
                                    steps.get(i).path("comment").asString(),
                                    entries(
                                            get(
                                                    files,
                                                    manifest.path("Layers").get(i).asString()))));
                }
            }
            return new Image(
                    manifest.path("RepoTags").valueStream().map(JsonNode::asString).toList(),
                    config.path("config"),
                    layers);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    List<Entry> entries() {
        return layers.stream().flatMap(layer -> layer.entries().stream()).toList();
    }

    private static byte[] get(Map<String, byte[]> files, String name) {
        return Objects.requireNonNull(files.get(name), name);
    }

    private static List<Entry> entries(byte[] blob) throws IOException {
        var entries = new ArrayList<Entry>();
        try (InputStream unzipped = new GZIPInputStream(new ByteArrayInputStream(blob));
                var in = new TarArchiveInputStream(unzipped)) {
            for (TarArchiveEntry entry = in.getNextEntry();
                    entry != null;
                    entry = in.getNextEntry()) {
                entries.add(
                        new Entry(
                                entry.getName(),
                                entry.getMode(),
                                entry.getLongUserId(),
                                entry.getLongGroupId(),
                                entry.isDirectory(),
                                new String(in.readNBytes(64), StandardCharsets.ISO_8859_1)));
            }
        }
        return entries;
    }
}
