package org.partnerportal.stack.launcher;

import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.util.concurrent.locks.LockSupport;

/** A process to start and kill: serves, fails at once, or does not stop when asked. */
final class SmallServer {

    private SmallServer() {}

    public static void main(String[] args) throws IOException {
        if (args[1].equals("fail")) {
            System.out.println("no licence to serve");
            System.exit(7);
        }
        if (args[1].equals("stubborn")) {
            Runtime.getRuntime().addShutdownHook(new Thread(SmallServer::never));
        }
        var address =
                new InetSocketAddress(InetAddress.getLoopbackAddress(), Integer.parseInt(args[0]));
        var server = HttpServer.create(address, 0);
        server.createContext(
                "/",
                exchange -> {
                    exchange.sendResponseHeaders(200, -1);
                    exchange.close();
                });
        server.start();
    }

    private static void never() {
        while (!Thread.interrupted()) {
            LockSupport.park();
        }
    }
}
