package org.partnerportal.stack.backup;

import com.mongodb.client.MongoClient;
import com.mongodb.client.MongoCollection;
import com.mongodb.client.MongoDatabase;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.bson.Document;
import org.bson.RawBsonDocument;
import org.jspecify.annotations.Nullable;
import org.partnerportal.stack.backup.Manifest.CollectionFile;

/**
 * The services' databases. The files are what {@code mongodump --gzip} writes: one BSON document
 * after the other.
 */
final class Databases {

    private static final Set<String> NOT_OURS = Set.of("admin", "config", "local");
    private static final String INDEXES = ".indexes.bson.gz";
    private static final int BATCH = 500;

    private final MongoClient client;

    Databases(MongoClient client) {
        this.client = client;
    }

    /** Runs while no one can write, so that all databases are of one moment. */
    <T> T still(Work<T> work) throws IOException {
        MongoDatabase admin = client.getDatabase("admin");
        admin.runCommand(new Document("fsync", 1).append("lock", true));
        Runnable release = () -> admin.runCommand(new Document("fsyncUnlock", 1));
        var unlock = new Thread(release);
        // Whoever interrupts a backup must not leave a suite behind that cannot write.
        Runtime.getRuntime().addShutdownHook(unlock);
        try {
            return work.run();
        } finally {
            Runtime.getRuntime().removeShutdownHook(unlock);
            release.run();
        }
    }

    /** What is done while the store keeps still. */
    @FunctionalInterface
    interface Work<T> {
        T run() throws IOException;
    }

    List<CollectionFile> save(Folder folder) throws IOException {
        var files = new ArrayList<CollectionFile>();
        for (String name : client.listDatabaseNames()) {
            if (NOT_OURS.contains(name)) {
                continue;
            }
            MongoDatabase database = client.getDatabase(name);
            for (String collection : database.listCollectionNames()) {
                if (collection.startsWith("system.")) {
                    continue;
                }
                String file = "databases/" + name + "/" + collection;
                Folder.Written indexes =
                        folder.write(file + INDEXES, out -> indexes(database, collection, out));
                Folder.Written written =
                        folder.write(
                                file + ".bson.gz", out -> documents(database, collection, out));
                files.add(
                        new CollectionFile(
                                name,
                                collection,
                                written.entries(),
                                file + ".bson.gz",
                                written.sha256(),
                                file + INDEXES,
                                indexes.sha256()));
            }
        }
        return files;
    }

    private static long indexes(MongoDatabase database, String collection, OutputStream out)
            throws IOException {
        return write(database.getCollection(collection).listIndexes(RawBsonDocument.class), out);
    }

    private static long documents(MongoDatabase database, String collection, OutputStream out)
            throws IOException {
        return write(database.getCollection(collection, RawBsonDocument.class).find(), out);
    }

    private static long write(Iterable<RawBsonDocument> documents, OutputStream out)
            throws IOException {
        long count = 0;
        for (RawBsonDocument document : documents) {
            var bytes = document.getByteBuffer();
            out.write(bytes.array(), bytes.position(), bytes.remaining());
            count++;
        }
        return count;
    }

    /** A database with documents in it is somebody's: nothing may be mixed into it. */
    void refuseOthers(List<CollectionFile> files) {
        for (CollectionFile file : files) {
            if (collection(file).find().limit(1).first() != null) {
                throw new BackupFailure(
                        "The collection "
                                + file.collection()
                                + " of the database "
                                + file.database()
                                + " is not empty: a backup comes back into an empty suite only");
            }
        }
    }

    void load(Folder folder, CollectionFile file) throws IOException {
        MongoCollection<RawBsonDocument> collection = collection(file);
        long count = 0;
        try (InputStream in = folder.read(file.file())) {
            var batch = new ArrayList<RawBsonDocument>();
            for (RawBsonDocument next = next(in); next != null; next = next(in)) {
                batch.add(next);
                count++;
                if (batch.size() == BATCH) {
                    collection.insertMany(batch);
                    batch.clear();
                }
            }
            if (!batch.isEmpty()) {
                collection.insertMany(batch);
            }
        }
        if (count != file.documents()) {
            throw new BackupFailure(
                    file.file() + " has " + count + " documents, expected " + file.documents());
        }
        indexes(folder, file);
    }

    private void indexes(Folder folder, CollectionFile file) throws IOException {
        var definitions = new ArrayList<Document>();
        try (InputStream in = folder.read(file.indexes())) {
            for (RawBsonDocument next = next(in); next != null; next = next(in)) {
                Document definition = Document.parse(next.toJson());
                definition.remove("ns");
                definition.remove("v");
                if (!"_id_".equals(definition.getString("name"))) {
                    definitions.add(definition);
                }
            }
        }
        if (!definitions.isEmpty()) {
            client.getDatabase(file.database())
                    .runCommand(
                            new Document("createIndexes", file.collection())
                                    .append("indexes", definitions));
        }
    }

    private MongoCollection<RawBsonDocument> collection(CollectionFile file) {
        return client.getDatabase(file.database())
                .getCollection(file.collection(), RawBsonDocument.class);
    }

    /** Null at the end. */
    private static @Nullable RawBsonDocument next(InputStream in) throws IOException {
        byte[] length = in.readNBytes(Integer.BYTES);
        if (length.length == 0) {
            return null;
        }
        int size = ByteBuffer.wrap(length).order(ByteOrder.LITTLE_ENDIAN).getInt();
        byte[] document = new byte[size];
        System.arraycopy(length, 0, document, 0, Integer.BYTES);
        if (in.readNBytes(document, Integer.BYTES, size - Integer.BYTES) != size - Integer.BYTES) {
            throw new BackupFailure("A document is cut off");
        }
        return new RawBsonDocument(document);
    }
}
