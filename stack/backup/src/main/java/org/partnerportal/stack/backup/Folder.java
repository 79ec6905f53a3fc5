package org.partnerportal.stack.backup;

import java.io.BufferedInputStream;
import java.io.BufferedOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.security.DigestInputStream;
import java.security.DigestOutputStream;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.stream.Stream;
import java.util.zip.GZIPInputStream;
import java.util.zip.GZIPOutputStream;
import tools.jackson.databind.json.JsonMapper;

/** The folder of one backup: compressed files with a checksum each, and the manifest. */
final class Folder {

    private static final String MANIFEST = "manifest.json";
    private static final JsonMapper JSON = new JsonMapper();

    private final Path path;

    Folder(Path path) {
        this.path = path;
    }

    /** Where a new backup goes: nothing may be there yet. */
    static Folder fresh(Path path) throws IOException {
        Files.createDirectories(path);
        try (Stream<Path> content = Files.list(path)) {
            if (content.findAny().isPresent()) {
                throw new BackupFailure(path + " is not empty: a backup gets a folder of its own");
            }
        }
        return new Folder(path);
    }

    /** Writes one file. */
    @FunctionalInterface
    interface Content {
        /**
         * @return how many entries it wrote
         */
        long writeTo(OutputStream out) throws IOException;
    }

    /** What was written. */
    record Written(long entries, String sha256) {}

    Written write(String name, Content content) throws IOException {
        Path file = path.resolve(name);
        Files.createDirectories(file.toAbsolutePath().getParent());
        var digest = sha256();
        long entries;
        try (var out =
                new GZIPOutputStream(
                        new BufferedOutputStream(
                                new DigestOutputStream(
                                        Files.newOutputStream(file, StandardOpenOption.CREATE_NEW),
                                        digest),
                                1 << 16))) {
            entries = content.writeTo(out);
        }
        return new Written(entries, HexFormat.of().formatHex(digest.digest()));
    }

    InputStream read(String name) throws IOException {
        return new BufferedInputStream(
                new GZIPInputStream(Files.newInputStream(inside(name))), 1 << 16);
    }

    /** A damaged file is found before anything is brought back. */
    void check(String name, String sha256) throws IOException {
        var digest = sha256();
        try (var in = new DigestInputStream(Files.newInputStream(inside(name)), digest)) {
            in.transferTo(OutputStream.nullOutputStream());
        }
        if (!HexFormat.of().formatHex(digest.digest()).equals(sha256)) {
            throw new BackupFailure(inside(name) + " is damaged: its checksum is another");
        }
    }

    /** The manifest names files of this folder and no others. */
    private Path inside(String name) {
        Path file = path.resolve(name).normalize();
        if (!file.startsWith(path.normalize()) || !Files.isRegularFile(file)) {
            throw new BackupFailure(name + " is missing in " + path);
        }
        return file;
    }

    void write(Manifest manifest) throws IOException {
        Files.write(
                path.resolve(MANIFEST),
                JSON.writerWithDefaultPrettyPrinter().writeValueAsBytes(manifest));
    }

    Manifest manifest() throws IOException {
        Path file = path.resolve(MANIFEST);
        if (!Files.exists(file)) {
            throw new BackupFailure(path + " is no backup: it has no " + MANIFEST);
        }
        byte[] content = Files.readAllBytes(file);
        int format = JSON.readTree(content).path("format").asInt(0);
        if (format != Manifest.FORMAT) {
            throw new BackupFailure(
                    "This backup has the format "
                            + format
                            + ", expected "
                            + Manifest.FORMAT
                            + ": it was written by another version");
        }
        return JSON.readValue(content, Manifest.class);
    }

    @Override
    public String toString() {
        return path.toString();
    }

    private static MessageDigest sha256() {
        try {
            return MessageDigest.getInstance("SHA-256");
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every JDK has SHA-256", e);
        }
    }
}
