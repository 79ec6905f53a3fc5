package org.partnerportal.stack.bench.load;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/**
 * One whole HTTP/1.1 answer, as far as a load has to understand it.
 *
 * @param status the status
 * @param retryAfter whether it says when to try again
 * @param closes whether the connection ends with it
 * @param length bytes of it, head and body
 */
record Answer(int status, boolean retryAfter, boolean closes, int length) {

    private static final byte[] END_OF_HEAD = "\r\n\r\n".getBytes(StandardCharsets.US_ASCII);
    private static final byte[] END_OF_LINE = "\r\n".getBytes(StandardCharsets.US_ASCII);
    private static final int STATUS_AT = 9;

    /** The first answer in what was received, or nothing when it is not there as a whole. */
    static @Nullable Answer in(ByteBuffer received) {
        int head = find(received, END_OF_HEAD, 0);
        if (head < 0) {
            return null;
        }
        String lines = text(received, 0, head).toLowerCase(Locale.ROOT);
        int status = Integer.parseInt(lines.substring(STATUS_AT, STATUS_AT + 3));
        int body = head + END_OF_HEAD.length;
        int end;
        if (status == 204 || status == 304) {
            end = body;
        } else if (lines.contains("\r\ntransfer-encoding: chunked")) {
            end = chunks(received, body);
        } else {
            end = body + number(header(lines, "content-length"), 10);
        }
        return end < 0 || end > received.position()
                ? null
                : new Answer(
                        status,
                        lines.contains("\r\nretry-after: "),
                        lines.contains("\r\nconnection: close"),
                        end);
    }

    /** Where the last chunk ends, or -1 when it is not there. */
    private static int chunks(ByteBuffer received, int from) {
        int at = from;
        while (true) {
            int line = find(received, END_OF_LINE, at);
            if (line < 0) {
                return -1;
            }
            int size = number(text(received, at, line), 16);
            at = line + END_OF_LINE.length + size + END_OF_LINE.length;
            if (at > received.position()) {
                return -1;
            }
            if (size == 0) {
                return at;
            }
        }
    }

    private static String header(String lines, String name) {
        String start = "\r\n" + name + ": ";
        int at = lines.indexOf(start);
        if (at < 0) {
            throw new IllegalStateException("an answer without " + name + ": " + lines);
        }
        int end = lines.indexOf("\r\n", at + start.length());
        return lines.substring(at + start.length(), end < 0 ? lines.length() : end);
    }

    private static int number(String text, int radix) {
        return Integer.parseInt(text.trim(), radix);
    }

    private static String text(ByteBuffer received, int from, int to) {
        byte[] bytes = new byte[to - from];
        received.get(from, bytes);
        return new String(bytes, StandardCharsets.US_ASCII);
    }

    private static int find(ByteBuffer received, byte[] wanted, int from) {
        for (int at = from; at <= received.position() - wanted.length; at++) {
            int same = 0;
            while (same < wanted.length && received.get(at + same) == wanted[same]) {
                same++;
            }
            if (same == wanted.length) {
                return at;
            }
        }
        return -1;
    }
}
