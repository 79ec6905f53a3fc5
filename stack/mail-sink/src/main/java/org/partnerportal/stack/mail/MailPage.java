package org.partnerportal.stack.mail;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.icegreen.greenmail.store.FolderException;
import com.icegreen.greenmail.util.GreenMail;
import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import jakarta.mail.MessagingException;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetSocketAddress;
import java.net.URLDecoder;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Executors;
import java.util.stream.Collectors;

/** Shows the kept mails to people and, as JSON, to tests. */
final class MailPage implements AutoCloseable {

    private final HttpServer server;
    private final GreenMail smtp;

    private MailPage(HttpServer server, GreenMail smtp) {
        this.server = server;
        this.smtp = smtp;
    }

    static MailPage open(String host, int port, GreenMail smtp) throws IOException {
        var page = new MailPage(HttpServer.create(new InetSocketAddress(host, port), 0), smtp);
        page.server.createContext("/api/mails", page::mails);
        page.server.createContext("/mails/", page::oneMail);
        page.server.createContext("/", page::list);
        page.server.setExecutor(Executors.newVirtualThreadPerTaskExecutor());
        page.server.start();
        return page;
    }

    int port() {
        return server.getAddress().getPort();
    }

    @Override
    public void close() {
        server.stop(0);
    }

    /**
     * {@code GET} lists, newest last, with {@code ?to=} for one address; {@code DELETE} empties.
     */
    private void mails(HttpExchange exchange) throws IOException {
        switch (exchange.getRequestMethod()) {
            case "GET" ->
                    answer(
                            exchange,
                            200,
                            "application/json",
                            wanted(exchange).stream()
                                    .map(Mail::json)
                                    .collect(Collectors.joining(",\n", "[", "]\n")));
            case "DELETE" -> {
                try {
                    smtp.purgeEmailFromAllMailboxes();
                } catch (FolderException e) {
                    throw new IOException("the mails could not be removed", e);
                }
                answer(exchange, 204, "application/json", "");
            }
            default -> answer(exchange, 405, "text/plain", "GET or DELETE\n");
        }
    }

    private void list(HttpExchange exchange) throws IOException {
        if (!exchange.getRequestURI().getPath().equals("/")) {
            answer(exchange, 404, "text/plain", "no such page\n");
            return;
        }
        var mails = new ArrayList<>(wanted(exchange));
        Collections.reverse(mails);
        answer(
                exchange,
                200,
                "text/html",
                html(
                        mails.size() + " mails",
                        mails.stream()
                                .map(mail ->
                                        "<tr><td>%s</td><td>%s</td><td><a href=\"/mails/%d\">%s</a></td></tr>"
                                                .formatted(
                                                        mail.receivedAt(),
                                                        escaped(String.join(", ", mail.to())),
                                                        mail.number(),
                                                        escaped(mail.subject())))
                                .collect(Collectors.joining("\n", "<table>\n", "\n</table>"))));
    }

    private void oneMail(HttpExchange exchange) throws IOException {
        var number = exchange.getRequestURI().getPath().substring("/mails/".length());
        var found =
                all().stream()
                        .filter(mail -> Integer.toString(mail.number()).equals(number))
                        .findFirst();
        if (found.isEmpty()) {
            answer(exchange, 404, "text/plain", "no such mail\n");
            return;
        }
        var mail = found.get();
        var body =
                mail.html().isEmpty()
                        ? "<pre>" + escaped(mail.text()) + "</pre>"
                        // Scripts and forms of a mail get no rights on this page.
                        : "<iframe sandbox=\"allow-popups\" width=\"100%\" height=\"600\" srcdoc=\""
                                + escaped(mail.html())
                                + "\"></iframe><h2>As text</h2><pre>"
                                + escaped(mail.text())
                                + "</pre>";
        answer(
                exchange,
                200,
                "text/html",
                html(
                        mail.subject(),
                        "<p>%s, from %s to %s</p>%s<p>%s</p>"
                                .formatted(
                                        mail.receivedAt(),
                                        escaped(mail.from()),
                                        escaped(String.join(", ", mail.to())),
                                        body,
                                        escaped(String.join(", ", mail.attachments())))));
    }

    private List<Mail> wanted(HttpExchange exchange) {
        var to = parameter(exchange, "to");
        return all().stream().filter(mail -> to.map(mail::isFor).orElse(true)).toList();
    }

    private List<Mail> all() {
        var mails = new ArrayList<Mail>();
        for (var message : smtp.getReceivedMessages()) {
            try {
                mails.add(Mail.of(message));
            } catch (MessagingException e) {
                throw new IllegalStateException("a mail cannot be read", e);
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        }
        // The server keeps a box per address; the page wants one order for all.
        mails.sort(Comparator.comparing(Mail::receivedAt));
        for (int i = 0; i < mails.size(); i++) {
            mails.set(i, mails.get(i).numbered(i + 1));
        }
        return mails;
    }

    private static Optional<String> parameter(HttpExchange exchange, String name) {
        return Optional.ofNullable(exchange.getRequestURI().getRawQuery()).stream()
                .flatMap(query -> Arrays.stream(query.split("&")))
                .filter(pair -> pair.startsWith(name + "="))
                .map(pair -> URLDecoder.decode(pair.substring(name.length() + 1), UTF_8))
                .findFirst();
    }

    private static String html(String title, String body) {
        return """
        <!doctype html><html lang="en"><meta charset="utf-8"><title>%s</title>
        <style>body{font-family:sans-serif;margin:2em}td{padding:.3em 1em .3em 0}</style>
        <h1>%s</h1>
        %s
        </html>
        """
                .formatted(escaped(title), escaped(title), body);
    }

    private static String escaped(String text) {
        return text.replace("&", "&amp;")
                .replace("<", "&lt;")
                .replace(">", "&gt;")
                .replace("\"", "&quot;");
    }

    private static void answer(HttpExchange exchange, int status, String type, String body)
            throws IOException {
        var bytes = body.getBytes(UTF_8);
        exchange.getResponseHeaders().set("Content-Type", type + "; charset=utf-8");
        exchange.sendResponseHeaders(status, bytes.length == 0 ? -1 : bytes.length);
        try (var out = exchange.getResponseBody()) {
            if (bytes.length > 0) {
                out.write(bytes);
            }
        }
    }
}
