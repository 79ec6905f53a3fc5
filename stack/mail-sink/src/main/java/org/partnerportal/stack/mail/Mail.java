package org.partnerportal.stack.mail;

import jakarta.mail.Address;
import jakarta.mail.BodyPart;
import jakarta.mail.Message;
import jakarta.mail.MessagingException;
import jakarta.mail.Multipart;
import jakarta.mail.Part;
import java.io.IOException;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * One mail as the page and its API show it.
 *
 * @param number counts from 1 in the order of arrival
 */
record Mail(
        int number,
        Instant receivedAt,
        String from,
        List<String> to,
        String subject,
        String text,
        String html,
        List<String> attachments) {

    static Mail of(Message message) throws MessagingException, IOException {
        var bodies = parts(message).toList();
        return new Mail(
                0,
                Optional.ofNullable(message.getReceivedDate())
                        .or(() -> sentDate(message))
                        .map(java.util.Date::toInstant)
                        .orElse(Instant.EPOCH),
                addresses(message.getFrom()).stream().findFirst().orElse(""),
                addresses(message.getAllRecipients()),
                Optional.ofNullable(message.getSubject()).orElse(""),
                body(bodies, "text/plain"),
                body(bodies, "text/html"),
                bodies.stream().flatMap(part -> fileName(part).stream()).toList());
    }

    Mail numbered(int place) {
        return new Mail(place, receivedAt, from, to, subject, text, html, attachments);
    }

    boolean isFor(String address) {
        return to.stream().anyMatch(address::equalsIgnoreCase);
    }

    String json() {
        return """
        {"number":%d,"receivedAt":%s,"from":%s,"to":%s,"subject":%s,"text":%s,"html":%s,"attachments":%s}\
        """
                .formatted(
                        number,
                        quoted(receivedAt.toString()),
                        quoted(from),
                        quoted(to),
                        quoted(subject),
                        quoted(text),
                        quoted(html),
                        quoted(attachments));
    }

    private static Optional<java.util.Date> sentDate(Message message) {
        try {
            return Optional.ofNullable(message.getSentDate());
        } catch (MessagingException e) {
            return Optional.empty();
        }
    }

    private static List<String> addresses(Address @org.jspecify.annotations.Nullable [] addresses) {
        return addresses == null
                ? List.of()
                : Arrays.stream(addresses)
                        .map(address ->
                                address instanceof jakarta.mail.internet.InternetAddress it
                                        ? it.getAddress()
                                        : address.toString())
                        .toList();
    }

    private static Stream<Part> parts(Part part) throws MessagingException, IOException {
        if (!(part.getContent() instanceof Multipart several)) {
            return Stream.of(part);
        }
        var all = Stream.<Part>empty();
        for (int i = 0; i < several.getCount(); i++) {
            BodyPart each = several.getBodyPart(i);
            all = Stream.concat(all, parts(each));
        }
        return all;
    }

    private static String body(List<Part> parts, String type)
            throws MessagingException, IOException {
        for (var part : parts) {
            if (part.isMimeType(type) && fileName(part).isEmpty()) {
                return part.getContent().toString();
            }
        }
        return "";
    }

    private static Optional<String> fileName(Part part) {
        try {
            return Optional.ofNullable(part.getFileName());
        } catch (MessagingException e) {
            return Optional.empty();
        }
    }

    private static String quoted(List<String> values) {
        return values.stream()
                .map(Mail::quoted)
                .collect(java.util.stream.Collectors.joining(",", "[", "]"));
    }

    static String quoted(String value) {
        var out = new StringBuilder("\"");
        value.chars()
                .forEach(c -> {
                    switch (c) {
                        case '"' -> out.append("\\\"");
                        case '\\' -> out.append("\\\\");
                        case '\n' -> out.append("\\n");
                        case '\r' -> out.append("\\r");
                        case '\t' -> out.append("\\t");
                        default -> {
                            if (c < ' ') {
                                out.append(String.format(Locale.ROOT, "\\u%04x", c));
                            } else {
                                out.append((char) c);
                            }
                        }
                    }
                });
        return out.append('"').toString();
    }
}
