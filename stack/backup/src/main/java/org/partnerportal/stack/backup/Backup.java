package org.partnerportal.stack.backup;

import com.mongodb.client.MongoClient;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Clock;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.partnerportal.stack.backup.Manifest.CollectionFile;
import org.partnerportal.stack.backup.Manifest.Position;

/**
 * Keeps a running suite as it is at one moment.
 *
 * <p>While the databases are read no service can write. What is published meanwhile lies in an
 * outbox that is read too, so the moment is the same for all: an event is in a topic, or in the
 * outbox of its document, or in both, and then readers drop the second one. The topics are read
 * afterwards, up to where they were at that moment.
 */
final class Backup {

    private final MongoClient store;
    private final Topics topics;
    private final Clock clock;

    Backup(MongoClient store, Topics topics, Clock clock) {
        this.store = store;
        this.topics = topics;
        this.clock = clock;
    }

    Manifest take(Path path) throws IOException {
        Folder folder = Folder.fresh(path);
        var databases = new Databases(store);
        var moment = clock.instant().truncatedTo(ChronoUnit.MILLIS);
        record Picture(Topics.Marks marks, List<CollectionFile> collections) {}
        Picture picture =
                databases.still(() -> {
                    var marks = topics.marks();
                    return new Picture(marks, databases.save(folder));
                });
        Map<String, List<Position>> groups = new TreeMap<>();
        var partitions = topics.save(folder, picture.marks(), groups);
        var manifest =
                new Manifest(Manifest.FORMAT, moment, picture.collections(), partitions, groups);
        folder.write(manifest);
        return manifest;
    }
}
