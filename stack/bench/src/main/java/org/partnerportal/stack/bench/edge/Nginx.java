package org.partnerportal.stack.bench.edge;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.partnerportal.stack.bench.measure.Unavailable;

/**
 * Debian's nginx as a floor, with a configuration of its own. Where it is not installed its package
 * is fetched and unpacked beside the figures, so that no server is set up on this machine.
 */
final class Nginx {

    private static final List<Path> INSTALLED =
            List.of(Path.of("/usr/sbin/nginx"), Path.of("/usr/local/sbin/nginx"));

    private Nginx() {}

    static Started start(Path work, Service service) throws IOException, InterruptedException {
        Path folder = Files.createDirectories(work.resolve("nginx"));
        Path program = program(folder);
        int port = Started.freePort();
        Path configuration = folder.resolve("nginx.conf");
        Files.writeString(configuration, configuration(folder, port, service));
        return Started.start(
                List.of(
                        program.toString(),
                        "-p",
                        folder.toString(),
                        "-e",
                        folder.resolve("error.log").toString(),
                        "-c",
                        configuration.toString()),
                folder.resolve("nginx.log"),
                port,
                Map.of());
    }

    private static Path program(Path folder) throws IOException, InterruptedException {
        Path unpacked = folder.resolve("package/usr/sbin/nginx");
        var found =
                Stream.concat(INSTALLED.stream(), Stream.of(unpacked))
                        .filter(Files::isExecutable)
                        .findFirst();
        if (found.isPresent()) {
            return found.get();
        }
        fetch(folder);
        if (!Files.isExecutable(unpacked)) {
            throw new Unavailable("Debian's package nginx has no usr/sbin/nginx");
        }
        return unpacked;
    }

    private static void fetch(Path folder) throws IOException, InterruptedException {
        String script =
                """
                set -e
                apt-get download nginx || { apt-get update && apt-get download nginx; }
                dpkg-deb -x nginx_*.deb package
                """;
        Path log = folder.resolve("fetch.log");
        Process fetching;
        try {
            fetching =
                    new ProcessBuilder("sh", "-c", script)
                            .directory(folder.toFile())
                            .redirectErrorStream(true)
                            .redirectOutput(log.toFile())
                            .start();
        } catch (IOException e) {
            throw new Unavailable("nginx is not installed and cannot be fetched: " + e);
        }
        if (!fetching.waitFor(3, TimeUnit.MINUTES)) {
            fetching.destroyForcibly();
        }
        if (fetching.isAlive() || fetching.exitValue() != 0) {
            throw new Unavailable("nginx is not installed and cannot be fetched, see " + log);
        }
    }

    /** As many workers as the gateway has event loops: one for each core. */
    private static String configuration(Path folder, int port, Service service) {
        return """
        daemon off;
        worker_processes %d;
        pid %s/nginx.pid;
        error_log %s/error.log warn;
        events { worker_connections 1024; }
        http {
          access_log off;
          client_body_temp_path %s/body;
          proxy_temp_path %s/proxy;
          fastcgi_temp_path %s/fastcgi;
          uwsgi_temp_path %s/uwsgi;
          scgi_temp_path %s/scgi;
          keepalive_requests 1000000000;
          upstream service {
            server 127.0.0.1:%d;
            keepalive 256;
            keepalive_requests 1000000000;
          }
          server {
            listen 127.0.0.1:%d;
            location / {
              proxy_pass http://service;
              proxy_http_version 1.1;
              proxy_set_header Connection "";
            }
          }
        }
        """
                .formatted(
                        Runtime.getRuntime().availableProcessors(),
                        folder,
                        folder,
                        folder,
                        folder,
                        folder,
                        folder,
                        folder,
                        service.address().getPort(),
                        port);
    }
}
