package org.partnerportal.partner.mails;

import jakarta.annotation.PreDestroy;
import jakarta.mail.MessagingException;
import jakarta.mail.SendFailedException;
import jakarta.mail.internet.InternetAddress;
import jakarta.mail.internet.MimeMessage;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.util.Collection;
import java.util.Date;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Semaphore;
import java.util.stream.Collectors;
import net.javacrumbs.shedlock.spring.annotation.SchedulerLock;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.context.event.EventListener;
import org.springframework.mail.MailSendException;
import org.springframework.mail.javamail.JavaMailSender;
import org.springframework.mail.javamail.MimeMessageHelper;
import org.springframework.scheduling.annotation.Scheduled;
import org.springframework.stereotype.Component;

/** Carries what was ordered to the mail server: at once, and again until it is taken. */
@Component
class MailPost {

    private static final Logger log = LoggerFactory.getLogger(MailPost.class);

    private final Mails mails;
    private final JavaMailSender server;
    private final Map<String, MailAuthor> authors;
    private final MailSettings settings;
    private final Clock clock;
    private final Semaphore atOnce;
    private final ExecutorService couriers = Executors.newVirtualThreadPerTaskExecutor();

    MailPost(
            Mails mails,
            JavaMailSender server,
            List<MailAuthor> authors,
            MailSettings settings,
            Clock clock) {
        this.mails = mails;
        this.server = server;
        this.authors =
                authors.stream()
                        .flatMap(author ->
                                author.kinds().stream().map(kind -> Map.entry(kind, author)))
                        .collect(
                                Collectors.toUnmodifiableMap(
                                        Map.Entry::getKey, Map.Entry::getValue));
        this.settings = settings;
        this.clock = clock;
        this.atOnce = new Semaphore(settings.atOnce());
    }

    @PreDestroy
    void close() {
        couriers.close();
    }

    /** Away from the caller, who must not wait for a mail server. */
    @EventListener
    void onOrdered(Mails.Ordered ordered) {
        if (atOnce.tryAcquire()) {
            couriers.execute(() -> {
                try {
                    send(ordered.id());
                } finally {
                    atOnce.release();
                }
            });
        }
    }

    @Scheduled(
            fixedDelayString = "${portal.mails.every:10s}",
            initialDelayString = "${portal.mails.every:10s}")
    @SchedulerLock(name = "send-mails", lockAtMostFor = "10m")
    public void run() {
        mails.due(settings.batch()).forEach(this::send);
    }

    private void send(String id) {
        mails.take(id, settings.lease()).ifPresent(this::send);
    }

    private void send(Mails.Taken mail) {
        MailOrder order = mail.order();
        try {
            MailAuthor author = authors.get(order.kind());
            if (author == null) {
                throw new IllegalStateException("Nobody writes " + order.kind());
            }
            Optional<Letter> letter = author.write(order);
            if (letter.isEmpty()) {
                mails.dropped(mail);
                return;
            }
            server.send(message(order, letter.get()));
            mails.sent(mail);
        } catch (MailSendException e) {
            if (isAddressRefused(e) && mail.attempt() >= settings.refusals()) {
                log.warn("The address of mail {} was refused for good", order.id());
                mails.failed(mail, "address refused");
            } else {
                again(mail, e);
            }
        } catch (MessagingException | RuntimeException e) {
            again(mail, e);
        }
    }

    private void again(Mails.Taken mail, Exception e) {
        // The class alone: messages of mail servers repeat addresses.
        String cause = e.getClass().getSimpleName();
        log.warn("Mail {} waits after attempt {}: {}", mail.order().id(), mail.attempt(), cause);
        mails.waits(mail, settings.retryAfter(mail.attempt()), cause);
    }

    private MimeMessage message(MailOrder order, Letter letter) throws MessagingException {
        MimeMessage message = server.createMimeMessage();
        var helper = new MimeMessageHelper(message, false, StandardCharsets.UTF_8.name());
        helper.setFrom(settings.from());
        helper.setTo(new InternetAddress(letter.to(), true));
        helper.setSubject(letter.subject());
        helper.setText(letter.text(), false);
        helper.setSentDate(Date.from(clock.instant()));
        message.setHeader("Auto-Submitted", "auto-generated");
        message.setHeader("Message-ID", "<" + order.id().replace(':', '.') + "@partner-portal>");
        return message;
    }

    /** The server says that nobody lives there (5xx), which a wrongly set up one says of all. */
    private static boolean isAddressRefused(MailSendException e) {
        Collection<Exception> causes = e.getFailedMessages().values();
        return causes.stream()
                .map(MailPost::sendFailure)
                .anyMatch(failure -> failure != null && hasInvalid(failure));
    }

    private static boolean hasInvalid(SendFailedException failure) {
        return failure.getInvalidAddresses() != null && failure.getInvalidAddresses().length > 0;
    }

    private static @Nullable SendFailedException sendFailure(Exception e) {
        return e instanceof SendFailedException failure ? failure : null;
    }
}
