package org.partnerportal.stack.backup;

import com.mongodb.MongoException;
import com.mongodb.client.MongoClients;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Clock;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/** {@code backup FOLDER} and {@code restore FOLDER}. */
public final class BackupApplication {

    private static final int WRONG_USE = 2;

    private BackupApplication() {}

    public static void main(String[] arguments) {
        int exit;
        try {
            exit = run(List.of(arguments), System.getenv());
        } catch (BackupFailure failure) {
            System.err.println(failure.getMessage());
            exit = 1;
        } catch (IOException | MongoException e) {
            System.err.println(e);
            exit = 1;
        }
        System.exit(exit);
    }

    private static int run(List<String> arguments, Map<String, String> environment)
            throws IOException {
        String command = arguments.isEmpty() ? "" : arguments.getFirst();
        if (arguments.size() != 2 || !List.of("backup", "restore").contains(command)) {
            System.err.println("usage: backup FOLDER | restore FOLDER");
            return WRONG_USE;
        }
        Path folder = Path.of(arguments.getLast()).toAbsolutePath();
        long start = System.nanoTime();
        try (var store =
                        MongoClients.create(
                                environment.getOrDefault(
                                        "MONGODB_URI", "mongodb://127.0.0.1:27017"));
                var topics =
                        new Topics(
                                environment.getOrDefault(
                                        "KAFKA_BOOTSTRAP_SERVERS", "127.0.0.1:9092"))) {
            boolean keeps = command.equals("backup");
            Manifest manifest =
                    keeps
                            ? new Backup(store, topics, Clock.systemUTC()).take(folder)
                            : new Restore(store, topics).bring(folder);
            System.out.printf(
                    Locale.ROOT,
                    "%s of %s: %,d documents in %d collections, %,d records in %d partitions,"
                            + " %d groups of readers, %.1f s. Folder: %s%n",
                    keeps ? "A backup was taken" : "The backup is back",
                    manifest.takenAt(),
                    manifest.collections().stream()
                            .mapToLong(Manifest.CollectionFile::documents)
                            .sum(),
                    manifest.collections().size(),
                    manifest.topics().stream().mapToLong(Manifest.PartitionFile::records).sum(),
                    manifest.topics().size(),
                    manifest.groups().size(),
                    (System.nanoTime() - start) / 1e9,
                    folder);
        }
        return 0;
    }
}
