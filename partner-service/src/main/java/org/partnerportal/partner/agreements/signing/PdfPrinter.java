package org.partnerportal.partner.agreements.signing;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import org.apache.pdfbox.pdmodel.PDDocument;
import org.partnerportal.partner.agreements.application.AgreementPrinter;
import org.partnerportal.partner.agreements.application.AgreementSettings;
import org.partnerportal.partner.agreements.domain.AgreementId;
import org.partnerportal.partner.agreements.domain.AgreementTemplate;
import org.springframework.stereotype.Component;

/** Prints agreements as PDF. */
@Component
class PdfPrinter implements AgreementPrinter {

    private final AgreementSettings settings;

    PdfPrinter(AgreementSettings settings) {
        this.settings = settings;
    }

    @Override
    public byte[] print(AgreementId id, AgreementTemplate text) {
        try (var document = new PDDocument()) {
            document.getDocumentInformation().setTitle(text.title());
            document.getDocumentInformation().setAuthor(settings.vendorName());
            document.getDocumentCatalog().setLanguage(text.language());
            var sheet = new Sheet(document);
            sheet.paragraph(text.title(), 20, 0);
            sheet.paragraph(text.parties(), 10.5f, 10);
            int number = 0;
            for (AgreementTemplate.Clause clause : text.clauses()) {
                number++;
                sheet.heading(number + ". " + clause.heading(), 12.5f, 12);
                sheet.paragraph(clause.text(), 10.5f, 2);
            }
            sheet.print((page, pages) ->
                    "%s v%d %s   %s   %d / %d"
                            .formatted(
                                    text.code(),
                                    text.version(),
                                    text.language(),
                                    id.value(),
                                    page,
                                    pages));
            var out = new ByteArrayOutputStream();
            document.save(out);
            return out.toByteArray();
        } catch (IOException e) {
            throw new UncheckedIOException("The agreement cannot be printed", e);
        }
    }
}
