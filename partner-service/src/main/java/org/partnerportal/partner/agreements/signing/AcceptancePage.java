package org.partnerportal.partner.agreements.signing;

import java.io.IOException;
import java.util.Locale;
import java.util.Objects;
import java.util.ResourceBundle;
import org.apache.pdfbox.pdmodel.PDDocument;
import org.partnerportal.partner.agreements.domain.Agreement;
import org.partnerportal.partner.agreements.domain.Evidence;

/** The page that says who accepted the agreement; it is added behind the document. */
final class AcceptancePage {

    private static final ResourceBundle.Control NEVER_THE_SERVERS_LANGUAGE =
            ResourceBundle.Control.getNoFallbackControl(ResourceBundle.Control.FORMAT_PROPERTIES);

    private final Sheet sheet;
    private final ResourceBundle texts;

    private AcceptancePage(PDDocument document, String language) throws IOException {
        this.sheet = new Sheet(document);
        this.texts =
                ResourceBundle.getBundle(
                        "agreements/acceptance-page",
                        Locale.of(language),
                        NEVER_THE_SERVERS_LANGUAGE);
    }

    static void add(PDDocument document, Agreement agreement, String partnerName, Evidence evidence)
            throws IOException {
        var page = new AcceptancePage(document, agreement.terms().language());
        page.write(agreement, partnerName, evidence);
    }

    private void write(Agreement agreement, String partnerName, Evidence evidence)
            throws IOException {
        sheet.paragraph(texts.getString("title"), 18, 0);
        sheet.paragraph(texts.getString("kind"), 10.5f, 6);
        line("agreement", agreement.id().value());
        line(
                "template",
                "%s v%d %s"
                        .formatted(
                                agreement.terms().template(),
                                agreement.terms().templateVersion(),
                                agreement.terms().language()));
        line("document-hash", evidence.documentHash());
        line("partner", partnerName + " (" + agreement.partner().value() + ")");
        line("full-name", evidence.fullName());
        line("account", evidence.username() + " (" + evidence.subject() + ")");
        line("at", evidence.at().toString());
        line("address", evidence.address());
        line("user-agent", Objects.requireNonNullElse(evidence.userAgent(), "-"));
        line("locale", evidence.locale());
        line("correlation", evidence.correlationId());
        line("statement", evidence.statement());
        sheet.paragraph(texts.getString("explanation"), 9, 18);
        sheet.print((_, _) -> agreement.id().value());
    }

    private void line(String key, String value) throws IOException {
        sheet.paragraph(texts.getString(key), 8, 8);
        sheet.paragraph(value, 10.5f, 0);
    }
}
