package org.partnerportal.partner.mails;

import static org.assertj.core.api.Assertions.assertThat;

import com.icegreen.greenmail.util.GreenMail;
import com.icegreen.greenmail.util.GreenMailUtil;
import com.icegreen.greenmail.util.ServerSetup;
import com.mongodb.client.MongoClient;
import com.mongodb.client.MongoClients;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import jakarta.mail.Address;
import jakarta.mail.MessagingException;
import jakarta.mail.SendFailedException;
import jakarta.mail.internet.AddressException;
import jakarta.mail.internet.InternetAddress;
import jakarta.mail.internet.MimeMessage;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.atomic.AtomicInteger;
import org.bson.Document;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.partnerportal.messaging.Measurements;
import org.partnerportal.messaging.MetricsSettings;
import org.partnerportal.testkit.MutableClock;
import org.partnerportal.testkit.TestServers;
import org.springframework.data.mongodb.core.MongoTemplate;
import org.springframework.mail.MailSendException;
import org.springframework.mail.javamail.JavaMailSenderImpl;

/** The post with a real store and a mail server that comes and goes. */
class MailPostIT {

    private static final MailOrder ORDER = new MailOrder("greeting", "thing_1", 1);
    private static final MailSettings SETTINGS =
            new MailSettings(
                    "no-reply@portal.example",
                    Duration.ofSeconds(10),
                    100,
                    Duration.ofMinutes(2),
                    Duration.ofSeconds(30),
                    Duration.ofMinutes(15),
                    2,
                    4);

    private final MutableClock clock = new MutableClock(Instant.parse("2026-09-01T08:00:00Z"));
    private final AtomicInteger written = new AtomicInteger();
    private final GreenMail server = new GreenMail(ServerSetup.SMTP.dynamicPort());
    private boolean refusing;
    private final JavaMailSenderImpl sender =
            new JavaMailSenderImpl() {
                @Override
                protected void doSend(MimeMessage[] messages, Object @Nullable [] originals) {
                    if (refusing) {
                        throw new MailSendException(Map.of(messages[0], refusal()));
                    }
                    super.doSend(messages, originals);
                }
            };
    private final MongoClient client = MongoClients.create(TestServers.mongoUri());
    private final MongoTemplate mongo =
            new MongoTemplate(client, "test-mails-" + UUID.randomUUID().toString().substring(0, 8));
    // Nothing is sent at once here, so that each attempt is the test's own.
    private final Mails mails =
            new Mails(
                    mongo,
                    event -> {},
                    clock,
                    new Measurements(
                            new SimpleMeterRegistry(),
                            new MetricsSettings(false, Duration.ofSeconds(15))));
    private Optional<Letter> letter =
            Optional.of(new Letter("erika@muster.example", "Grüße\r\nBcc: all@x.example", "Hallo"));

    private final MailPost post =
            new MailPost(
                    mails,
                    sender,
                    List.of(
                            new MailAuthor() {
                                @Override
                                public Set<String> kinds() {
                                    return Set.of("greeting");
                                }

                                @Override
                                public Optional<Letter> write(MailOrder order) {
                                    written.incrementAndGet();
                                    return letter;
                                }
                            }),
                    SETTINGS,
                    clock);

    @BeforeEach
    void start() {
        server.start();
        sender.setHost("127.0.0.1");
        sender.setPort(server.getSmtp().getPort());
    }

    @AfterEach
    void stop() {
        server.stop();
        post.close();
        mongo.getDb().drop();
        client.close();
    }

    private static SendFailedException refusal() {
        try {
            return new SendFailedException(
                    "550",
                    null,
                    new Address[0],
                    new Address[0],
                    new Address[] {new InternetAddress("erika@muster.example")});
        } catch (AddressException e) {
            throw new IllegalStateException(e);
        }
    }

    private Document stored() {
        return mongo.getCollection("mails").find(new Document("_id", ORDER.id())).first();
    }

    @Test
    void sendsOnceWhatWasOrderedTwice() throws MessagingException {
        assertThat(mails.order(ORDER)).isTrue();
        assertThat(mails.order(ORDER)).isFalse();
        post.run();
        post.run();

        assertThat(server.getReceivedMessages()).hasSize(1);
        assertThat(stored().getString("state")).isEqualTo("SENT");
        assertThat(mails.order(ORDER)).as("after it was sent").isFalse();
        MimeMessage sent = server.getReceivedMessages()[0];
        assertThat(sent.getMessageID()).isEqualTo("<thing_1.greeting.1@partner-portal>");
        assertThat(sent.getHeader("Auto-Submitted")).containsExactly("auto-generated");
    }

    @Test
    void letsNobodyAddAHeader() throws MessagingException {
        mails.order(ORDER);
        post.run();
        MimeMessage sent = server.getReceivedMessages()[0];

        assertThat(sent.getSubject()).isEqualTo("Grüße Bcc: all@x.example");
        assertThat(sent.getHeader("Bcc")).isNull();
        assertThat(sent.getAllRecipients()).hasSize(1);
        assertThat(GreenMailUtil.getBody(sent)).contains("Hallo");
    }

    @Test
    void waitsWhileTheServerIsAwayAndLosesNothing() {
        server.stop();
        mails.order(ORDER);
        post.run();
        post.run();

        assertThat(written).as("one attempt, then a rest").hasValue(1);
        assertThat(stored().getString("state")).isEqualTo("WAITING");
        clock.advance(Duration.ofSeconds(30));
        post.run();
        clock.advance(Duration.ofSeconds(59));
        post.run();
        assertThat(written).as("the rest doubles").hasValue(2);

        var back = new GreenMail(new ServerSetup(sender.getPort(), "127.0.0.1", "smtp"));
        back.start();
        try {
            clock.advance(Duration.ofSeconds(1));
            post.run();
            assertThat(back.getReceivedMessages()).hasSize(1);
            assertThat(stored().getString("state")).isEqualTo("SENT");
        } finally {
            back.stop();
        }
    }

    @Test
    void isLeftAloneByOthersWhileSomebodySendsIt() {
        mails.order(ORDER);

        assertThat(mails.take(ORDER.id(), SETTINGS.lease())).isPresent();
        assertThat(mails.take(ORDER.id(), SETTINGS.lease())).isEmpty();
        clock.advance(SETTINGS.lease());
        assertThat(mails.take(ORDER.id(), SETTINGS.lease())).as("whoever had it died").isPresent();
    }

    @Test
    void isGivenUpWhenItsAddressIsRefusedAgainAndAgain() {
        refusing = true;
        mails.order(ORDER);
        post.run();
        assertThat(stored().getString("state")).as("the server may be wrong").isEqualTo("WAITING");
        clock.advance(Duration.ofSeconds(30));
        post.run();

        assertThat(stored().getString("state")).isEqualTo("FAILED");
        assertThat(stored().toJson()).doesNotContain("erika");
    }

    @Test
    void isDroppedWhenThereIsNoNeedForItAnyMore() {
        letter = Optional.empty();
        mails.order(ORDER);
        post.run();

        assertThat(server.getReceivedMessages()).isEmpty();
        assertThat(stored().getString("state")).isEqualTo("DROPPED");
    }

    @Test
    void keepsNoAddressAndNoTextInTheStore() {
        mails.order(ORDER);
        post.run();

        assertThat(stored().toJson()).doesNotContain("erika", "Hallo", "Gr");
    }
}
