package org.partnerportal.stack.launcher;

import java.io.ByteArrayOutputStream;
import java.io.DataInputStream;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** The three questions that the launcher has for a document store, without a driver. */
final class StoreWire {

    static final String REPLICA_SET = "portal";

    private static final int OP_MSG = 2013;

    private StoreWire() {}

    /** A ping for a single server; a replica set is first initiated where that was never done. */
    static boolean takesWrites(int port, boolean replicaSet) {
        try {
            if (!replicaSet) {
                return contains(ask(port, Map.of("ping", 1)), "ok", 1);
            }
            if (contains(ask(port, Map.of("hello", 1)), "isWritablePrimary", 8)) {
                return true;
            }
            var member = ordered("_id", 0, "host", "127.0.0.1:" + port);
            var configuration = ordered("_id", REPLICA_SET, "members", List.of(member));
            ask(port, Map.of("replSetInitiate", configuration));
            return false;
        } catch (IOException e) {
            return false;
        }
    }

    private static Map<String, Object> ordered(String k1, Object v1, String k2, Object v2) {
        var map = new LinkedHashMap<String, Object>();
        map.put(k1, v1);
        map.put(k2, v2);
        return map;
    }

    private static byte[] ask(int port, Map<String, ?> command) throws IOException {
        var document = new LinkedHashMap<String, Object>(command);
        document.put("$db", "admin");
        var body = bson(document);
        var message =
                ByteBuffer.allocate(21 + body.length)
                        .order(ByteOrder.LITTLE_ENDIAN)
                        .putInt(21 + body.length)
                        .putInt(1)
                        .putInt(0)
                        .putInt(OP_MSG)
                        .putInt(0)
                        .put((byte) 0)
                        .put(body);
        try (var socket = new Socket()) {
            socket.connect(new InetSocketAddress(InetAddress.getLoopbackAddress(), port), 500);
            socket.setSoTimeout(2000);
            socket.getOutputStream().write(message.array());
            socket.getOutputStream().flush();
            var in = new DataInputStream(socket.getInputStream());
            var length = Integer.reverseBytes(in.readInt());
            if (length < 21 || length > 1 << 20) {
                throw new IOException("an answer of " + length + " bytes");
            }
            return in.readNBytes(length - 4);
        }
    }

    /** Looks for a field that is true (type 8) or the number one (type 1, a double). */
    private static boolean contains(byte[] answer, String field, int type) {
        var name = (field + "\0").getBytes(StandardCharsets.UTF_8);
        var wanted = new ByteArrayOutputStream();
        wanted.write(type);
        wanted.writeBytes(name);
        if (type == 8) {
            wanted.write(1);
        } else {
            wanted.writeBytes(
                    ByteBuffer.allocate(8).order(ByteOrder.LITTLE_ENDIAN).putDouble(1).array());
        }
        var text = new String(answer, StandardCharsets.ISO_8859_1);
        return text.contains(new String(wanted.toByteArray(), StandardCharsets.ISO_8859_1));
    }

    static byte[] bson(Map<String, ?> document) {
        var out = new ByteArrayOutputStream();
        document.forEach((name, value) -> element(out, name, value));
        out.write(0);
        return ByteBuffer.allocate(4 + out.size())
                .order(ByteOrder.LITTLE_ENDIAN)
                .putInt(4 + out.size())
                .put(out.toByteArray())
                .array();
    }

    private static void element(ByteArrayOutputStream out, String name, Object value) {
        var key = (name + "\0").getBytes(StandardCharsets.UTF_8);
        switch (value) {
            case Integer number -> {
                out.write(0x10);
                out.writeBytes(key);
                out.writeBytes(intBytes(number));
            }
            case String text -> {
                var bytes = (text + "\0").getBytes(StandardCharsets.UTF_8);
                out.write(0x02);
                out.writeBytes(key);
                out.writeBytes(intBytes(bytes.length));
                out.writeBytes(bytes);
            }
            case Map<?, ?> inner -> {
                out.write(0x03);
                out.writeBytes(key);
                var copy = new LinkedHashMap<String, Object>();
                inner.forEach((k, v) -> copy.put(String.valueOf(k), v));
                out.writeBytes(bson(copy));
            }
            case List<?> several -> {
                out.write(0x04);
                out.writeBytes(key);
                var copy = new LinkedHashMap<String, Object>();
                for (int i = 0; i < several.size(); i++) {
                    copy.put(Integer.toString(i), several.get(i));
                }
                out.writeBytes(bson(copy));
            }
            default -> throw new IllegalArgumentException(name + ": " + value.getClass());
        }
    }

    private static byte[] intBytes(int value) {
        return ByteBuffer.allocate(4).order(ByteOrder.LITTLE_ENDIAN).putInt(value).array();
    }
}
