package org.partnerportal.stack.bench.load;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;

class AnswerTest {

    private static ByteBuffer received(String text) {
        return ByteBuffer.allocate(1_000).put(text.getBytes(StandardCharsets.US_ASCII));
    }

    @Test
    void isThereWhenItsBodyIs() {
        String whole = "HTTP/1.1 200 OK\r\nContent-Length: 5\r\n\r\nhello";

        assertThat(Answer.in(received(whole)))
                .isEqualTo(new Answer(200, false, false, whole.length()));
        for (int part = 0; part < whole.length(); part++) {
            assertThat(Answer.in(received(whole.substring(0, part)))).isNull();
        }
    }

    @Test
    void isThereWhenItsLastChunkIs() {
        String whole =
                "HTTP/1.1 200 OK\r\ntransfer-encoding: chunked\r\n\r\n5\r\nhello\r\nA\r\n0123456789\r\n0\r\n\r\n";

        assertThat(Answer.in(received(whole)))
                .isEqualTo(new Answer(200, false, false, whole.length()));
        for (int part = 0; part < whole.length(); part++) {
            assertThat(Answer.in(received(whole.substring(0, part)))).isNull();
        }
    }

    @Test
    void withoutABodyEndsWithItsHead() {
        assertThat(Answer.in(received("HTTP/1.1 204 No Content\r\nX: y\r\n\r\n")))
                .extracting(Answer::status)
                .isEqualTo(204);
    }

    @Test
    void saysWhetherToComeAgainAndWhetherTheConnectionEnds() {
        String refusal =
                "HTTP/1.1 503 Service Unavailable\r\nRetry-After: 1\r\nConnection: close\r\nContent-Length: 0\r\n\r\n";

        assertThat(Answer.in(received(refusal)))
                .isEqualTo(new Answer(503, true, true, refusal.length()));
    }
}
