package org.partnerportal.partner.agreements.signing;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.security.cert.X509Certificate;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.HexFormat;
import java.util.List;
import org.apache.pdfbox.Loader;
import org.apache.pdfbox.pdmodel.PDDocument;
import org.apache.pdfbox.pdmodel.interactive.digitalsignature.PDSignature;
import org.bouncycastle.asn1.ASN1Encoding;
import org.bouncycastle.asn1.ASN1InputStream;
import org.bouncycastle.asn1.ASN1Primitive;
import org.bouncycastle.asn1.DERNull;
import org.bouncycastle.asn1.cms.Attribute;
import org.bouncycastle.asn1.cms.AttributeTable;
import org.bouncycastle.asn1.cms.CMSObjectIdentifiers;
import org.bouncycastle.asn1.cms.ContentInfo;
import org.bouncycastle.asn1.cms.SignedData;
import org.bouncycastle.asn1.ess.ESSCertIDv2;
import org.bouncycastle.asn1.ess.SigningCertificateV2;
import org.bouncycastle.asn1.nist.NISTObjectIdentifiers;
import org.bouncycastle.asn1.pkcs.PKCSObjectIdentifiers;
import org.bouncycastle.asn1.x509.AlgorithmIdentifier;
import org.bouncycastle.cert.X509CertificateHolder;
import org.bouncycastle.cert.jcajce.JcaX509CertificateConverter;
import org.bouncycastle.cms.CMSException;
import org.bouncycastle.cms.CMSProcessableByteArray;
import org.bouncycastle.cms.CMSSignedData;
import org.bouncycastle.cms.SignerInformation;
import org.bouncycastle.cms.jcajce.JcaSimpleSignerInfoVerifierBuilder;
import org.bouncycastle.operator.OperatorCreationException;
import org.jspecify.annotations.Nullable;
import org.partnerportal.partner.agreements.application.SealCertificates;
import org.partnerportal.partner.agreements.domain.SealCheck;
import org.partnerportal.partner.agreements.domain.SealCheck.Name;
import org.partnerportal.partner.agreements.domain.SealReport;
import org.springframework.stereotype.Component;

/**
 * Looks at a sealed PDF as a stranger would. The signature covers every byte outside of itself, and
 * what stands inside is compared with the only way in which a seal is written: so no byte of the
 * file can be another one without being found.
 */
@Component
class SealInspection {

    private final SealCertificates certificates;

    SealInspection(SealCertificates certificates) {
        this.certificates = certificates;
    }

    /** Says what is wrong with the file; whatever the file is, it never fails. */
    SealReport of(byte[] file) {
        var checks = new ArrayList<SealCheck>();
        try (PDDocument pdf = Loader.loadPDF(file)) {
            List<PDSignature> seals = pdf.getSignatureDictionaries();
            if (seals.size() != 1) {
                return failed(
                        Name.FILE, "Expected one seal in the file, there are " + seals.size());
            }
            checks.add(SealCheck.passed(Name.FILE));
            return inspect(file, seals.getFirst(), checks);
        } catch (IOException | RuntimeException | StackOverflowError e) {
            // A hostile file may break the reader in any way; that is an answer, not a failure.
            return failed(Name.FILE, "Not a PDF that can be read");
        }
    }

    private static SealReport failed(Name check, String detail) {
        return new SealReport(List.of(SealCheck.failed(check, detail)), null, null, null);
    }

    private SealReport inspect(byte[] file, PDSignature seal, List<SealCheck> checks) {
        byte[] hex = hexOfSeal(file, seal.getByteRange());
        checks.add(
                SealCheck.of(
                        Name.BYTE_RANGE, hex != null, "The seal does not cover the whole file"));
        Instant at = seal.getSignDate() == null ? null : seal.getSignDate().toInstant();
        if (hex == null) {
            return new SealReport(checks, null, at, null);
        }
        try {
            byte[] der = der(hex);
            SignedData signedData = signedData(der);
            checks.add(encoding(hex, der, signedData));
            var cms =
                    new CMSSignedData(
                            new CMSProcessableByteArray(covered(file, seal.getByteRange())), der);
            SignerInformation signer = cms.getSignerInfos().getSigners().iterator().next();
            X509Certificate certificate = certificate(cms, signer);
            checks.add(signature(signer, certificate));
            checks.add(known(cms, certificate, at));
            return new SealReport(
                    checks,
                    certificate.getSubjectX500Principal().getName(),
                    at,
                    SealKey.fingerprint(certificate));
        } catch (IOException
                | CMSException
                | GeneralSecurityException
                | OperatorCreationException
                | RuntimeException e) {
            checks.add(SealCheck.failed(Name.SIGNATURE, "The seal cannot be read"));
            return new SealReport(checks, null, at, null);
        }
    }

    /**
     * The hexadecimal text of the seal, when everything before and behind it is covered and nothing
     * else is left out.
     */
    private static byte @Nullable [] hexOfSeal(byte[] file, int @Nullable [] range) {
        if (range == null || range.length != 4) {
            return null;
        }
        long hole = range[1];
        long behind = range[2];
        boolean whole =
                range[0] == 0
                        && hole > 0
                        && behind >= hole + 2
                        && behind + range[3] == file.length
                        && range[3] > 0;
        if (!whole || file[(int) hole] != '<' || file[(int) behind - 1] != '>') {
            return null;
        }
        return Arrays.copyOfRange(file, (int) hole + 1, (int) behind - 1);
    }

    private static byte[] covered(byte[] file, int[] range) {
        byte[] covered = Arrays.copyOf(file, range[1] + range[3]);
        System.arraycopy(file, range[2], covered, range[1], range[3]);
        return covered;
    }

    /** The one object at the beginning, without the zeros that fill the room behind it. */
    private static byte[] der(byte[] hex) throws IOException {
        byte[] room = HexFormat.of().parseHex(new String(hex, StandardCharsets.ISO_8859_1));
        try (var in = new ASN1InputStream(room)) {
            ASN1Primitive object = in.readObject();
            if (object == null) {
                throw new IOException("There is no seal");
            }
            return object.getEncoded(ASN1Encoding.DER);
        }
    }

    private static SignedData signedData(byte[] der) throws IOException {
        ContentInfo content = ContentInfo.getInstance(ASN1Primitive.fromByteArray(der));
        if (!CMSObjectIdentifiers.signedData.equals(content.getContentType())) {
            throw new IOException("Not signed data");
        }
        return SignedData.getInstance(content.getContent());
    }

    /** What the signature does not cover has one right form only, down to the case of a digit. */
    private static SealCheck encoding(byte[] hex, byte[] der, SignedData signedData) {
        byte[] expected = new byte[hex.length];
        Arrays.fill(expected, (byte) '0');
        byte[] digits =
                HexFormat.of().withUpperCase().formatHex(der).getBytes(StandardCharsets.ISO_8859_1);
        boolean fits = digits.length <= expected.length;
        System.arraycopy(digits, 0, expected, 0, Math.min(digits.length, expected.length));

        var signers = signedData.getSignerInfos();
        var signer =
                org.bouncycastle.asn1.cms.SignerInfo.getInstance(
                        signers.size() == 1 ? signers.getObjectAt(0) : null);
        boolean plain =
                signer != null
                        && signedData.getVersion().hasValue(1)
                        && signer.getVersion().hasValue(1)
                        && signedData.getCRLs() == null
                        && signer.getUnauthenticatedAttributes() == null
                        && signedData.getDigestAlgorithms().size() == 1
                        && isPlainSha256(signer.getDigestAlgorithm())
                        && isPlainSha256(
                                AlgorithmIdentifier.getInstance(
                                        signedData.getDigestAlgorithms().getObjectAt(0)))
                        && hasNoParameters(signer.getDigestEncryptionAlgorithm());
        return SealCheck.of(
                Name.ENCODING,
                fits && plain && Arrays.equals(hex, expected),
                "The seal is not written as this portal writes seals");
    }

    private static boolean isPlainSha256(AlgorithmIdentifier algorithm) {
        return NISTObjectIdentifiers.id_sha256.equals(algorithm.getAlgorithm())
                && hasNoParameters(algorithm);
    }

    private static boolean hasNoParameters(AlgorithmIdentifier algorithm) {
        return algorithm.getParameters() == null
                || DERNull.INSTANCE.equals(algorithm.getParameters());
    }

    private static X509Certificate certificate(CMSSignedData cms, SignerInformation signer)
            throws IOException, GeneralSecurityException {
        @SuppressWarnings("unchecked") // the library's selector has no type of its own
        Collection<X509CertificateHolder> found = cms.getCertificates().getMatches(signer.getSID());
        if (found.size() != 1) {
            throw new IOException("The certificate of the seal is not in it");
        }
        return new JcaX509CertificateConverter().getCertificate(found.iterator().next());
    }

    private static SealCheck signature(SignerInformation signer, X509Certificate certificate)
            throws GeneralSecurityException, OperatorCreationException {
        boolean verified;
        try {
            verified =
                    signer.verify(
                                    new JcaSimpleSignerInfoVerifierBuilder()
                                            .build(certificate.getPublicKey()))
                            && isBoundTo(signer, certificate);
        } catch (CMSException e) {
            // A digest that does not fit is told as an exception.
            verified = false;
        }
        return SealCheck.of(Name.SIGNATURE, verified, "The bytes are not those that were sealed");
    }

    /** Whether the signed attributes name this very certificate. */
    private static boolean isBoundTo(SignerInformation signer, X509Certificate certificate)
            throws GeneralSecurityException {
        AttributeTable signed = signer.getSignedAttributes();
        Attribute attribute =
                signed == null
                        ? null
                        : signed.get(PKCSObjectIdentifiers.id_aa_signingCertificateV2);
        if (attribute == null || attribute.getAttrValues().size() != 1) {
            return false;
        }
        ESSCertIDv2[] named =
                SigningCertificateV2.getInstance(attribute.getAttrValues().getObjectAt(0))
                        .getCerts();
        return named.length > 0
                && NISTObjectIdentifiers.id_sha256.equals(
                        named[0].getHashAlgorithm().getAlgorithm())
                && MessageDigest.isEqual(
                        named[0].getCertHash(),
                        MessageDigest.getInstance("SHA-256").digest(certificate.getEncoded()));
    }

    private SealCheck known(CMSSignedData cms, X509Certificate certificate, @Nullable Instant at)
            throws GeneralSecurityException {
        for (X509CertificateHolder holder : cms.getCertificates().getMatches(null)) {
            X509Certificate each = new JcaX509CertificateConverter().getCertificate(holder);
            if (!certificates.knows(SealKey.fingerprint(each))) {
                return SealCheck.failed(
                        Name.CERTIFICATE, "The certificate is not one of this portal");
            }
        }
        boolean inTime =
                at != null
                        && !at.isBefore(certificate.getNotBefore().toInstant())
                        && !at.isAfter(certificate.getNotAfter().toInstant());
        return SealCheck.of(
                Name.CERTIFICATE, inTime, "The certificate was not valid when the file was sealed");
    }
}
