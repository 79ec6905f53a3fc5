package org.partnerportal.stack.launcher;

import java.io.IOException;
import java.net.HttpURLConnection;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;

/** How a process shows that it is well. */
sealed interface Health {

    /** Asks once and waits at most two seconds for the answer. */
    boolean answers(long pid);

    /** A page that answers with success. */
    record Page(URI uri) implements Health {
        @Override
        public boolean answers(long pid) {
            try {
                var connection = (HttpURLConnection) uri.toURL().openConnection();
                connection.setConnectTimeout(500);
                connection.setReadTimeout(2000);
                try {
                    return connection.getResponseCode() == 200;
                } finally {
                    connection.disconnect();
                }
            } catch (IOException e) {
                return false;
            }
        }
    }

    /** A file with the process's own id, written when it is ready, and an open port. */
    record Ready(Path file, int port) implements Health {
        @Override
        public boolean answers(long pid) {
            try {
                return Files.exists(file)
                        && Files.readString(file).strip().equals(Long.toString(pid))
                        && open(port);
            } catch (IOException e) {
                return false;
            }
        }
    }

    /** A document store that answers a ping and, as a replica set, takes writes. */
    record Store(int port, boolean replicaSet) implements Health {
        @Override
        public boolean answers(long pid) {
            return StoreWire.takesWrites(port, replicaSet);
        }
    }

    /** A port that takes connections. */
    static boolean open(int port) {
        try (var socket = new Socket()) {
            socket.connect(new InetSocketAddress(InetAddress.getLoopbackAddress(), port), 500);
            return true;
        } catch (IOException e) {
            return false;
        }
    }
}
