package org.partnerportal.stack.mail;

import com.icegreen.greenmail.util.GreenMail;
import com.icegreen.greenmail.util.ServerSetup;
import java.io.IOException;

/** An SMTP server that keeps mails instead of sending them, and a page that shows them. */
public final class MailSink implements AutoCloseable {

    private static final String HOST = "127.0.0.1";

    private final GreenMail smtp;
    private final MailPage page;

    private MailSink(GreenMail smtp, MailPage page) {
        this.smtp = smtp;
        this.page = page;
    }

    /**
     * Runs the sink until it is told to stop.
     *
     * @param args {@code --smtp-port N --page-port N}
     */
    public static void main(String[] args) throws IOException, InterruptedException {
        var sink = open(number(args, "--smtp-port", 1025), number(args, "--page-port", 8025));
        Runtime.getRuntime().addShutdownHook(new Thread(sink::close));
        Thread.currentThread().join();
    }

    /** Opens both doors; port 0 takes any free one for the page. */
    static MailSink open(int smtpPort, int pagePort) throws IOException {
        var smtp = new GreenMail(new ServerSetup(smtpPort, HOST, ServerSetup.PROTOCOL_SMTP));
        // Whoever is written to gets a box: nobody has to be known beforehand.
        smtp.getUserManager().setAuthRequired(false);
        smtp.start();
        return new MailSink(smtp, MailPage.open(HOST, pagePort, smtp));
    }

    int smtpPort() {
        return smtp.getSmtp().getPort();
    }

    int pagePort() {
        return page.port();
    }

    @Override
    public void close() {
        page.close();
        smtp.stop();
    }

    private static int number(String[] args, String name, int otherwise) {
        for (int i = 0; i + 1 < args.length; i++) {
            if (args[i].equals(name)) {
                return Integer.parseInt(args[i + 1]);
            }
        }
        return otherwise;
    }
}
