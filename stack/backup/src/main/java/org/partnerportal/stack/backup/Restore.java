package org.partnerportal.stack.backup;

import com.mongodb.client.MongoClient;
import java.io.IOException;
import java.nio.file.Path;
import org.partnerportal.stack.backup.Manifest.CollectionFile;
import org.partnerportal.stack.backup.Manifest.PartitionFile;

/**
 * Brings a backup back into an empty store and empty topics, before any service runs. Everything is
 * looked at before anything is written.
 */
final class Restore {

    private final MongoClient store;
    private final Topics topics;

    Restore(MongoClient store, Topics topics) {
        this.store = store;
        this.topics = topics;
    }

    Manifest bring(Path path) throws IOException {
        var folder = new Folder(path);
        Manifest manifest = folder.manifest();
        for (CollectionFile file : manifest.collections()) {
            folder.check(file.file(), file.sha256());
            folder.check(file.indexes(), file.indexesSha256());
        }
        for (PartitionFile file : manifest.topics()) {
            folder.check(file.file(), file.sha256());
        }
        var databases = new Databases(store);
        databases.refuseOthers(manifest.collections());
        topics.refuseOthers(manifest.topics());

        for (CollectionFile file : manifest.collections()) {
            databases.load(folder, file);
        }
        topics.load(folder, manifest.topics());
        topics.place(manifest.groups());
        return manifest;
    }
}
