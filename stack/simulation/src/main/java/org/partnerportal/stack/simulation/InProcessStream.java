package org.partnerportal.stack.simulation;

import com.mongodb.ServerAddress;
import com.mongodb.connection.AsyncCompletionHandler;
import com.mongodb.internal.connection.OperationContext;
import com.mongodb.internal.connection.PowerOfTwoBufferPool;
import com.mongodb.internal.connection.Stream;
import de.bwaldvogel.mongo.MongoBackend;
import de.bwaldvogel.mongo.wire.MongoDatabaseHandler;
import de.bwaldvogel.mongo.wire.MongoWireMessageEncoder;
import de.bwaldvogel.mongo.wire.MongoWireProtocolHandler;
import de.bwaldvogel.mongo.wire.MongoWireReplyEncoder;
import io.netty.buffer.ByteBuf;
import io.netty.buffer.Unpooled;
import io.netty.channel.embedded.EmbeddedChannel;
import io.netty.channel.group.DefaultChannelGroup;
import io.netty.util.concurrent.ImmediateEventExecutor;
import java.io.IOException;
import java.util.List;

/**
 * A connection of the driver whose other end is a store in the same thread: the wire protocol
 * without a socket, so that a command is carried out while its sender waits, and by nobody else.
 */
final class InProcessStream implements Stream {

    private final ServerAddress address;
    private final EmbeddedChannel server;
    private final ByteBuf received = Unpooled.buffer();
    private boolean closed;

    InProcessStream(ServerAddress address, MongoBackend backend) {
        this.address = address;
        this.server =
                new EmbeddedChannel(
                        new MongoWireReplyEncoder(),
                        new MongoWireMessageEncoder(),
                        new MongoWireProtocolHandler(),
                        new MongoDatabaseHandler(
                                backend, new DefaultChannelGroup(ImmediateEventExecutor.INSTANCE)));
    }

    @Override
    public void open(OperationContext context) {
        // It is open.
    }

    @Override
    public void write(List<org.bson.ByteBuf> buffers, OperationContext context) throws IOException {
        ByteBuf sent = Unpooled.buffer();
        buffers.forEach(buffer -> sent.writeBytes(buffer.asNIO()));
        server.writeInbound(sent);
        for (ByteBuf part = server.readOutbound(); part != null; part = server.readOutbound()) {
            received.writeBytes(part);
            part.release();
        }
        Actor actor = Actor.current();
        if (actor != null) {
            try {
                actor.pauseIfAsked();
            } catch (Crash e) {
                // Nobody is left to read the answer; the connection serves the next one.
                received.clear();
                throw e;
            }
        }
    }

    @Override
    public org.bson.ByteBuf read(int bytes, OperationContext context) throws IOException {
        if (received.readableBytes() < bytes) {
            throw new IOException("The store gave no answer");
        }
        org.bson.ByteBuf buffer = getBuffer(bytes);
        var part = new byte[bytes];
        received.readBytes(part);
        buffer.put(part, 0, bytes);
        buffer.flip();
        if (!received.isReadable()) {
            received.clear();
        }
        return buffer;
    }

    @Override
    public org.bson.ByteBuf getBuffer(int size) {
        return PowerOfTwoBufferPool.DEFAULT.getBuffer(size);
    }

    @Override
    public ServerAddress getAddress() {
        return address;
    }

    @Override
    public void close() {
        if (!closed) {
            closed = true;
            var _ = server.close();
        }
    }

    @Override
    public boolean isClosed() {
        return closed;
    }

    @Override
    public void openAsync(OperationContext context, AsyncCompletionHandler<Void> handler) {
        throw new UnsupportedOperationException("The synchronous driver alone is used");
    }

    @Override
    public void writeAsync(
            List<org.bson.ByteBuf> buffers,
            OperationContext context,
            AsyncCompletionHandler<Void> handler) {
        throw new UnsupportedOperationException("The synchronous driver alone is used");
    }

    @Override
    public void readAsync(
            int bytes, OperationContext context, AsyncCompletionHandler<org.bson.ByteBuf> handler) {
        throw new UnsupportedOperationException("The synchronous driver alone is used");
    }
}
