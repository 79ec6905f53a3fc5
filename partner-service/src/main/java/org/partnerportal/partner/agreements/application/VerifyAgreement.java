package org.partnerportal.partner.agreements.application;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.partnerportal.partner.agreements.domain.Acceptance;
import org.partnerportal.partner.agreements.domain.Agreement;
import org.partnerportal.partner.agreements.domain.AgreementRefusal;
import org.partnerportal.partner.agreements.domain.SealCheck;
import org.partnerportal.partner.agreements.domain.SealCheck.Name;
import org.partnerportal.partner.agreements.domain.SealReport;
import org.partnerportal.partner.agreements.domain.StoredFile;
import org.springframework.stereotype.Service;

/** Tells of a sealed file, stored or brought, whether it is what it was. */
@Service
public class VerifyAgreement {

    private final AgreementFiles files;
    private final FindAgreements find;
    private final DocumentSeal seal;

    VerifyAgreement(AgreementFiles files, FindAgreements find, DocumentSeal seal) {
        this.files = files;
        this.find = find;
        this.seal = seal;
    }

    /** Looks at the file that lies in the store. */
    public SealReport stored(Agreement agreement) {
        Acceptance acceptance =
                agreement
                        .state()
                        .accepted()
                        .orElseThrow(() -> AgreementRefusal.NOT_ACCEPTED.because());
        Optional<byte[]> file = files.find(acceptance.sealed());
        if (file.isEmpty()) {
            return new SealReport(
                    List.of(SealCheck.failed(Name.FILE, "The file is not in the store")),
                    null,
                    null,
                    null);
        }
        return compared(seal.check(file.get()), file.get(), agreement, acceptance);
    }

    /**
     * @param agreement whose sealed file this is, bit for bit
     */
    public record Copy(SealReport report, Optional<Agreement> agreement) {}

    /** Looks at a file that somebody brings. */
    public Copy brought(byte[] file) {
        SealReport report = seal.check(file);
        Optional<Agreement> known = find.findBySeal(StoredFile.of(file).hash());
        Optional<Acceptance> acceptance = known.flatMap(agreement -> agreement.state().accepted());
        return new Copy(
                known.isPresent() && acceptance.isPresent()
                        ? compared(report, file, known.get(), acceptance.get())
                        : with(
                                report,
                                SealCheck.failed(
                                        Name.RECORD, "No acceptance with this very file is known")),
                known);
    }

    private static SealReport compared(
            SealReport report, byte[] file, Agreement agreement, Acceptance acceptance) {
        StoredFile document = agreement.terms().document();
        return with(
                report,
                SealCheck.of(
                        Name.RECORD,
                        acceptance.sealed().isIn(file),
                        "The file is not the one that was stored with the acceptance"),
                SealCheck.of(
                        Name.DOCUMENT,
                        document.hash().equals(acceptance.evidence().documentHash())
                                && document.isTheBeginningOf(file),
                        "The file does not begin with the document that was read"));
    }

    private static SealReport with(SealReport report, SealCheck... more) {
        var checks = new ArrayList<>(report.checks());
        checks.addAll(List.of(more));
        return new SealReport(checks, report.sealedBy(), report.sealedAt(), report.certificate());
    }
}
