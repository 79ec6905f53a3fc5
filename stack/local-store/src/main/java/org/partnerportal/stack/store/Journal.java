package org.partnerportal.stack.store;

import de.bwaldvogel.mongo.bson.Document;
import de.bwaldvogel.mongo.wire.bson.BsonDecoder;
import de.bwaldvogel.mongo.wire.bson.BsonEncoder;
import io.netty.buffer.ByteBuf;
import io.netty.buffer.Unpooled;
import java.io.BufferedInputStream;
import java.io.DataInputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.function.Consumer;
import java.util.stream.Stream;
import java.util.zip.CRC32;
import org.jspecify.annotations.Nullable;

/**
 * The write commands in the order in which they were carried out, one checked record each.
 * Replaying them gives the same data and the same indexes, because every command is deterministic.
 * A torn record at the end was never acknowledged and is cut off at start.
 */
final class Journal implements AutoCloseable {

    private static final int HEADER = 8;
    private static final int LARGEST = 64 << 20;

    private final Path folder;
    private final boolean forced;
    private final FileChannel lockFile;
    private final @Nullable FileLock lock;
    private FileChannel channel;
    private long generation;
    private long size;

    private final Object queueMonitor = new Object();
    private final Object writeMonitor = new Object();
    private List<ByteBuffer> queue = new ArrayList<>();
    private long queued;
    private long written;

    Journal(Path folder, boolean forced) {
        this.folder = folder;
        this.forced = forced;
        try {
            Files.createDirectories(folder);
            lockFile =
                    FileChannel.open(
                            folder.resolve("lock"),
                            StandardOpenOption.CREATE,
                            StandardOpenOption.WRITE);
            lock = lockFile.tryLock();
            if (lock == null) {
                throw new IllegalStateException("Another store uses " + folder);
            }
            generation = newest();
            channel = open(generation);
        } catch (IOException e) {
            throw new UncheckedIOException("The store's folder cannot be used: " + folder, e);
        }
    }

    private long newest() throws IOException {
        try (Stream<Path> files = Files.list(folder)) {
            return files.map(file -> file.getFileName().toString())
                    .filter(name -> name.matches("journal-\\d+"))
                    .mapToLong(name -> Long.parseLong(name.substring("journal-".length())))
                    .max()
                    .orElse(1);
        }
    }

    private FileChannel open(long number) throws IOException {
        return FileChannel.open(
                file(number),
                StandardOpenOption.CREATE,
                StandardOpenOption.READ,
                StandardOpenOption.WRITE);
    }

    private Path file(long number) {
        return folder.resolve("journal-" + number);
    }

    long size() {
        return size;
    }

    /** Hands over every whole record in order, and cuts off what is torn. */
    long replay(Consumer<Document> command) {
        long position = 0;
        long count = 0;
        try (var in =
                new DataInputStream(
                        new BufferedInputStream(Files.newInputStream(file(generation)), 1 << 20))) {
            while (true) {
                int length = in.readInt();
                int checksum = in.readInt();
                if (length <= 0 || length > LARGEST) {
                    break;
                }
                byte[] record = in.readNBytes(length);
                if (record.length < length || checksum(record) != checksum) {
                    break;
                }
                command.accept(BsonDecoder.decodeBson(Unpooled.wrappedBuffer(record)));
                position += HEADER + length;
                count++;
            }
        } catch (EOFException e) {
            // The end, with or without a torn header before it.
        } catch (IOException e) {
            throw new UncheckedIOException("The journal cannot be read", e);
        }
        try {
            channel.truncate(position);
            channel.position(position);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        size = position;
        return count;
    }

    /**
     * Takes the command in; the caller holds the lock under which it was carried out, so the order
     * is right.
     */
    long append(Document command) {
        ByteBuffer record = encode(command);
        synchronized (queueMonitor) {
            queue.add(record);
            return ++queued;
        }
    }

    /**
     * Returns when this command, and so every earlier one, is in the file. One caller writes for
     * all who wait.
     */
    void await(long ticket) {
        synchronized (writeMonitor) {
            if (written >= ticket) {
                return;
            }
            List<ByteBuffer> batch;
            long last;
            synchronized (queueMonitor) {
                batch = queue;
                queue = new ArrayList<>();
                last = queued;
            }
            try {
                write(channel, batch);
                if (forced) {
                    channel.force(false);
                }
            } catch (IOException e) {
                // Nothing may be acknowledged any more: what is in memory and what is on disk have
                // parted.
                System.err.println("The store cannot write its journal and stops: " + e);
                Runtime.getRuntime().halt(3);
            }
            written = last;
        }
    }

    private void write(FileChannel target, List<ByteBuffer> records) throws IOException {
        long total = records.stream().mapToLong(ByteBuffer::remaining).sum();
        ByteBuffer all = ByteBuffer.allocate(Math.toIntExact(total));
        records.forEach(all::put);
        all.flip();
        while (all.hasRemaining()) {
            target.write(all);
        }
        size += total;
    }

    /**
     * Replaces everything so far by these commands; the caller lets no writer in meanwhile. Where
     * there is no room for both, the old one stays: it is longer, and as good.
     */
    void rewrite(Stream<Document> commands) {
        synchronized (writeMonitor) {
            Path fresh = folder.resolve("next.tmp");
            long before = size;
            long count;
            try {
                count = write(fresh, commands);
            } catch (IOException e) {
                size = before;
                System.err.println("Local store: the journal is not rewritten: " + e);
                discard(fresh);
                return;
            }
            try {
                Files.move(fresh, file(generation + 1), StandardCopyOption.ATOMIC_MOVE);
                channel.close();
                Files.delete(file(generation));
                generation++;
                channel = open(generation);
                channel.position(channel.size());
            } catch (IOException e) {
                throw new UncheckedIOException("The journal cannot be replaced", e);
            }
            synchronized (queueMonitor) {
                // What waits was carried out before, so it is part of what was just written.
                queue = new ArrayList<>();
                written = queued;
            }
            System.out.println(
                    "Local store: journal rewritten, "
                            + count
                            + " records, "
                            + (size >> 20)
                            + " MB");
        }
    }

    private long write(Path fresh, Stream<Document> commands) throws IOException {
        try (FileChannel target =
                FileChannel.open(
                        fresh,
                        StandardOpenOption.CREATE,
                        StandardOpenOption.TRUNCATE_EXISTING,
                        StandardOpenOption.WRITE)) {
            size = 0;
            long count = 0;
            for (var each = commands.iterator(); each.hasNext(); ) {
                write(target, List.of(encode(each.next())));
                count++;
            }
            target.force(true);
            return count;
        }
    }

    private static void discard(Path fresh) {
        try {
            Files.deleteIfExists(fresh);
        } catch (IOException e) {
            System.err.println("Local store: " + fresh + " stays behind: " + e);
        }
    }

    private static ByteBuffer encode(Document command) {
        ByteBuf body = Unpooled.buffer(1_024);
        BsonEncoder.encodeDocument(command, body);
        byte[] bytes = new byte[body.readableBytes()];
        body.readBytes(bytes);
        ByteBuffer record = ByteBuffer.allocate(HEADER + bytes.length);
        record.putInt(bytes.length).putInt(checksum(bytes)).put(bytes).flip();
        return record;
    }

    private static int checksum(byte[] bytes) {
        var crc = new CRC32();
        crc.update(bytes);
        return (int) crc.getValue();
    }

    @Override
    public void close() {
        try {
            channel.close();
            Objects.requireNonNull(lock).release();
            lockFile.close();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
