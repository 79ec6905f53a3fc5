package org.partnerportal.partner.agreements.signing;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.util.Date;
import java.util.GregorianCalendar;
import java.util.Locale;
import java.util.TimeZone;
import org.apache.pdfbox.Loader;
import org.apache.pdfbox.pdmodel.PDDocument;
import org.apache.pdfbox.pdmodel.interactive.digitalsignature.PDSignature;
import org.apache.pdfbox.pdmodel.interactive.digitalsignature.SignatureOptions;
import org.bouncycastle.asn1.ASN1Encoding;
import org.bouncycastle.asn1.DERSet;
import org.bouncycastle.asn1.cms.Attribute;
import org.bouncycastle.asn1.cms.AttributeTable;
import org.bouncycastle.asn1.cms.CMSAttributes;
import org.bouncycastle.asn1.ess.ESSCertIDv2;
import org.bouncycastle.asn1.ess.SigningCertificateV2;
import org.bouncycastle.asn1.pkcs.PKCSObjectIdentifiers;
import org.bouncycastle.cert.jcajce.JcaCertStore;
import org.bouncycastle.cms.CMSException;
import org.bouncycastle.cms.CMSProcessableByteArray;
import org.bouncycastle.cms.CMSSignedDataGenerator;
import org.bouncycastle.cms.DefaultSignedAttributeTableGenerator;
import org.bouncycastle.cms.jcajce.JcaSignerInfoGeneratorBuilder;
import org.bouncycastle.operator.OperatorCreationException;
import org.bouncycastle.operator.jcajce.JcaContentSignerBuilder;
import org.bouncycastle.operator.jcajce.JcaDigestCalculatorProviderBuilder;
import org.partnerportal.partner.agreements.application.AgreementSettings;
import org.partnerportal.partner.agreements.application.DocumentSeal;
import org.partnerportal.partner.agreements.domain.Agreement;
import org.partnerportal.partner.agreements.domain.AgreementRefusal;
import org.partnerportal.partner.agreements.domain.Evidence;
import org.partnerportal.partner.agreements.domain.SealReport;
import org.springframework.stereotype.Component;

/**
 * Seals with a detached CMS signature inside the PDF, in the shape of PAdES baseline B (ETSI EN 319
 * 142-1): the signing certificate is among the signed attributes, the time is in the PDF. The page
 * with the evidence and the seal are appended, so the document that was read stays as it is, byte
 * for byte.
 */
@Component
class PadesSeal implements DocumentSeal {

    /** Room for the signature with a chain of several certificates. */
    private static final int ROOM = 16_384;

    private final SealKeys keys;
    private final SealInspection inspection;
    private final AgreementSettings settings;

    PadesSeal(SealKeys keys, SealInspection inspection, AgreementSettings settings) {
        this.keys = keys;
        this.inspection = inspection;
        this.settings = settings;
    }

    @Override
    public void mustBeReady() {
        key();
    }

    private SealKey key() {
        return keys.key().orElseThrow(() -> AgreementRefusal.SEAL_UNAVAILABLE.because());
    }

    @Override
    public byte[] seal(
            byte[] document, Agreement agreement, String partnerName, Evidence evidence) {
        SealKey key = key();
        try (PDDocument pdf = Loader.loadPDF(document);
                var options = new SignatureOptions()) {
            AcceptancePage.add(pdf, agreement, partnerName, evidence);
            var signature = new PDSignature();
            signature.setFilter(PDSignature.FILTER_ADOBE_PPKLITE);
            signature.setSubFilter(PDSignature.SUBFILTER_ETSI_CADES_DETACHED);
            signature.setName(settings.vendorName());
            signature.setReason("Seal of the electronic acceptance of " + agreement.id().value());
            var at = new GregorianCalendar(TimeZone.getTimeZone("UTC"), Locale.ROOT);
            at.setTime(Date.from(evidence.at()));
            signature.setSignDate(at);
            options.setPreferredSignatureSize(ROOM);
            pdf.addSignature(signature, content -> cms(content, key), options);
            var out = new ByteArrayOutputStream();
            pdf.saveIncremental(out);
            return out.toByteArray();
        } catch (IOException e) {
            throw new UncheckedIOException("The agreement cannot be sealed", e);
        }
    }

    private static byte[] cms(InputStream content, SealKey key) throws IOException {
        try {
            var generator = new CMSSignedDataGenerator();
            var signed = new DefaultSignedAttributeTableGenerator(signingCertificate(key));
            generator.addSignerInfoGenerator(
                    new JcaSignerInfoGeneratorBuilder(
                                    new JcaDigestCalculatorProviderBuilder().build())
                            // The profile wants the time in the PDF alone.
                            .setSignedAttributeGenerator(parameters ->
                                    signed.getAttributes(parameters)
                                            .remove(CMSAttributes.signingTime))
                            .build(
                                    new JcaContentSignerBuilder(key.algorithm()).build(key.key()),
                                    key.certificate()));
            generator.addCertificates(new JcaCertStore(key.chain()));
            return generator
                    .generate(new CMSProcessableByteArray(content.readAllBytes()), false)
                    .toASN1Structure()
                    .getEncoded(ASN1Encoding.DER);
        } catch (CMSException | OperatorCreationException | GeneralSecurityException e) {
            throw new IOException("The seal cannot be made", e);
        }
    }

    /** Binds the seal to this very certificate, so that no other one of the same key can pose. */
    private static AttributeTable signingCertificate(SealKey key) throws GeneralSecurityException {
        byte[] hash = MessageDigest.getInstance("SHA-256").digest(key.certificate().getEncoded());
        return new AttributeTable(
                new Attribute(
                        PKCSObjectIdentifiers.id_aa_signingCertificateV2,
                        new DERSet(
                                new SigningCertificateV2(
                                        new ESSCertIDv2[] {new ESSCertIDv2(hash)}))));
    }

    @Override
    public SealReport check(byte[] file) {
        return inspection.of(file);
    }
}
