package org.partnerportal.stack.mail;

import static org.assertj.core.api.Assertions.assertThat;

import com.icegreen.greenmail.util.GreenMailUtil;
import com.icegreen.greenmail.util.ServerSetup;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class MailSinkTest {

    private MailSink sink;
    private HttpClient http;

    @BeforeEach
    void open() throws IOException {
        sink = MailSink.open(0, 0);
        http = HttpClient.newHttpClient();
    }

    @AfterEach
    void close() {
        http.close();
        sink.close();
    }

    @Test
    void listsTheMailsOfOneAddress() throws Exception {
        send("ada@partner.example", "Verify your \"address\"", "link: http://127.0.0.1/x?a=1");
        send("bo@partner.example", "For somebody else", "nothing");

        assertThat(get("/api/mails?to=ada%40partner.example"))
                .contains("\"to\":[\"ada@partner.example\"]")
                .contains("\"subject\":\"Verify your \\\"address\\\"\"")
                .contains("link: http://127.0.0.1/x?a=1")
                .doesNotContain("For somebody else");
        assertThat(get("/api/mails")).contains("For somebody else");
    }

    @Test
    void showsAMailWithoutRunningItsMarkup() throws Exception {
        send("ada@partner.example", "<script>alert(1)</script>", "<b>text</b>");

        assertThat(get("/")).contains("&lt;script&gt;").doesNotContain("<script>");
        assertThat(get("/mails/1")).contains("&lt;b&gt;text").doesNotContain("<b>text");
    }

    @Test
    void forgetsEverythingWhenAsked() throws Exception {
        send("ada@partner.example", "Subject", "text");

        http.send(request("/api/mails").DELETE().build(), BodyHandlers.discarding());

        assertThat(get("/api/mails").strip()).isEqualTo("[]");
    }

    private void send(String to, String subject, String text) {
        GreenMailUtil.sendTextEmail(
                to,
                "portal@vendor.example",
                subject,
                text,
                new ServerSetup(sink.smtpPort(), "127.0.0.1", ServerSetup.PROTOCOL_SMTP));
    }

    private String get(String path) throws IOException, InterruptedException {
        return http.send(request(path).build(), BodyHandlers.ofString()).body();
    }

    private HttpRequest.Builder request(String path) {
        return HttpRequest.newBuilder(
                URI.create("http://127.0.0.1:" + sink.pagePort()).resolve(path));
    }
}
