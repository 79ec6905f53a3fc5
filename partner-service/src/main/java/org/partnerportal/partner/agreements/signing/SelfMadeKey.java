package org.partnerportal.partner.agreements.signing;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.math.BigInteger;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.KeyStore;
import java.security.SecureRandom;
import java.security.cert.Certificate;
import java.security.cert.X509Certificate;
import java.time.Duration;
import java.time.Instant;
import java.util.Date;
import org.bouncycastle.asn1.x500.X500NameBuilder;
import org.bouncycastle.asn1.x500.style.BCStyle;
import org.bouncycastle.asn1.x509.Extension;
import org.bouncycastle.asn1.x509.KeyUsage;
import org.bouncycastle.cert.CertIOException;
import org.bouncycastle.cert.jcajce.JcaX509CertificateConverter;
import org.bouncycastle.cert.jcajce.JcaX509v3CertificateBuilder;
import org.bouncycastle.operator.OperatorCreationException;
import org.bouncycastle.operator.jcajce.JcaContentSignerBuilder;

/**
 * A key that a service on a developer's machine makes for itself, once. Whoever creates the file
 * first wins, so two instances that start together use one key.
 */
final class SelfMadeKey {

    static final String FILE = "agreement-seal.p12";

    /** The file is its owner's alone; PKCS12 merely wants a password. */
    private static final char[] PASSWORD = "self-made".toCharArray();

    private static final Duration VALIDITY = Duration.ofDays(3650);

    private SelfMadeKey() {}

    static SealKey in(Path folder, String vendorName, Instant now) {
        try {
            Files.createDirectories(folder);
            Path file = folder.resolve(FILE);
            if (!Files.exists(file)) {
                create(file, made(vendorName, now));
            }
            return read(file, PASSWORD);
        } catch (IOException e) {
            throw new UncheckedIOException("The key of the seal cannot be kept in " + folder, e);
        } catch (GeneralSecurityException | OperatorCreationException e) {
            throw new IllegalStateException("The key of the seal cannot be made", e);
        }
    }

    static SealKey read(Path file, char[] password) throws IOException, GeneralSecurityException {
        var store = KeyStore.getInstance("PKCS12");
        try (InputStream in = Files.newInputStream(file)) {
            store.load(in, password);
        }
        return SealKey.of(store, password);
    }

    /** A link appears whole or not at all, and only where nothing is yet. */
    private static void create(Path file, byte[] content) throws IOException {
        Path draft = Files.createTempFile(file.toAbsolutePath().getParent(), "seal", ".draft");
        try {
            Files.write(draft, content);
            Files.createLink(file, draft);
        } catch (FileAlreadyExistsException e) {
            // Another instance was quicker; its key is ours.
        } finally {
            Files.delete(draft);
        }
    }

    private static byte[] made(String vendorName, Instant now)
            throws GeneralSecurityException, IOException, OperatorCreationException {
        var generator = KeyPairGenerator.getInstance("RSA");
        generator.initialize(2048);
        KeyPair pair = generator.generateKeyPair();
        var store = KeyStore.getInstance("PKCS12");
        store.load(null, PASSWORD);
        store.setKeyEntry(
                "seal",
                pair.getPrivate(),
                PASSWORD,
                new Certificate[] {certificate(pair, vendorName, now)});
        var out = new ByteArrayOutputStream();
        store.store(out, PASSWORD);
        return out.toByteArray();
    }

    private static X509Certificate certificate(KeyPair pair, String vendorName, Instant now)
            throws GeneralSecurityException, CertIOException, OperatorCreationException {
        var name =
                new X500NameBuilder(BCStyle.INSTANCE)
                        .addRDN(BCStyle.O, vendorName)
                        .addRDN(BCStyle.CN, vendorName + " agreement seal")
                        .build();
        var builder =
                new JcaX509v3CertificateBuilder(
                        name,
                        new BigInteger(127, new SecureRandom()).setBit(126),
                        Date.from(now.minus(Duration.ofHours(1))),
                        Date.from(now.plus(VALIDITY)),
                        name,
                        pair.getPublic());
        builder.addExtension(
                Extension.keyUsage,
                true,
                new KeyUsage(KeyUsage.digitalSignature | KeyUsage.nonRepudiation));
        return new JcaX509CertificateConverter()
                .getCertificate(
                        builder.build(
                                new JcaContentSignerBuilder("SHA256withRSA")
                                        .build(pair.getPrivate())));
    }
}
