package org.partnerportal.stack.client;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.util.Map;
import org.junit.jupiter.api.Test;

class CallTest {

    @Test
    void carriesVersionAndKeyAsHeaders() {
        var call = Call.post("/deals/deal_1/approval", "cara.losch").ifMatch(3).key("demo-X1");

        assertThat(call.headers())
                .isEqualTo(Map.of("If-Match", "\"3\"", "Idempotency-Key", "demo-X1"));
        assertThat(call.body()).isEmpty();
    }

    @Test
    void sendsJsonAsJson() {
        var call = Call.post("/deals", "cara.losch").json(Map.of("stage", "QUALIFIED"));

        assertThat(call.headers()).containsEntry("Content-Type", "application/json");
        assertThat(new String(call.body().orElseThrow(), UTF_8))
                .isEqualTo("{\"stage\":\"QUALIFIED\"}");
    }

    @Test
    void sendsAFileAsABrowserDoes() {
        var call = Call.post("/partner-imports", "channel.admin").file("p.csv", "name\nÉva\n");

        String type = call.headers().getOrDefault("Content-Type", "");
        assertThat(type).startsWith("multipart/form-data; boundary=");
        String boundary = type.substring(type.indexOf('=') + 1);
        assertThat(new String(call.body().orElseThrow(), UTF_8))
                .isEqualTo(
                        "--"
                                + boundary
                                + "\r\nContent-Disposition: form-data; name=\"file\"; filename=\"p.csv\"\r\n"
                                + "Content-Type: text/csv; charset=UTF-8\r\n\r\nname\nÉva\n\r\n--"
                                + boundary
                                + "--\r\n");
    }

    @Test
    void encodesWhatGoesIntoAQuery() {
        assertThat(Call.encoded("GTX Pro&x=1")).isEqualTo("GTX%20Pro%26x%3D1");
    }
}
