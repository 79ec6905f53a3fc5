package org.partnerportal.partner;

import com.icegreen.greenmail.util.GreenMail;
import com.icegreen.greenmail.util.ServerSetup;
import jakarta.mail.Message;
import jakarta.mail.MessagingException;
import jakarta.mail.internet.MimeMessage;
import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.test.util.TestPropertyValues;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.test.context.ContextConfigurationAttributes;
import org.springframework.test.context.ContextCustomizer;
import org.springframework.test.context.ContextCustomizerFactory;
import org.springframework.test.context.MergedContextConfiguration;

/** One mail server for the whole test run; every context of it sends there. */
public final class MailServerForTests implements ContextCustomizerFactory {

    private static @Nullable GreenMail running;

    public static synchronized GreenMail get() {
        if (running == null) {
            running = new GreenMail(ServerSetup.SMTP.dynamicPort());
            running.start();
        }
        return running;
    }

    /** Everything that came for this address, oldest first. */
    public static List<MimeMessage> mailsTo(String address) {
        return Arrays.stream(get().getReceivedMessages())
                .filter(message -> isTo(message, address))
                .toList();
    }

    private static boolean isTo(MimeMessage message, String address) {
        try {
            return message.getRecipients(Message.RecipientType.TO)[0].toString().equals(address);
        } catch (MessagingException e) {
            throw new IllegalStateException(e);
        }
    }

    @Override
    public ContextCustomizer createContextCustomizer(
            Class<?> testClass, List<ContextConfigurationAttributes> attributes) {
        return new ToMailServer();
    }

    /** Equal to every other of its kind, so that all tests share one context. */
    record ToMailServer() implements ContextCustomizer {

        @Override
        public void customizeContext(
                ConfigurableApplicationContext context, MergedContextConfiguration merged) {
            TestPropertyValues.of("spring.mail.port=" + get().getSmtp().getPort()).applyTo(context);
        }
    }
}
