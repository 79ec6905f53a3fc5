package org.partnerportal.partner.agreements.signing;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.cert.CertificateEncodingException;
import java.security.cert.X509Certificate;
import java.time.Clock;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.partnerportal.partner.agreements.application.AgreementSettings;
import org.partnerportal.partner.agreements.application.SealCertificates;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.core.env.Environment;
import org.springframework.core.env.Profiles;
import org.springframework.stereotype.Component;

/**
 * Where the key of the seal comes from: the keystore that the operators name; else, in profiles
 * local and test alone, one that we make ourselves; else there is none and nothing can be sealed. A
 * keystore that cannot be read stops the start.
 */
@Component
class SealKeys {

    private static final Logger log = LoggerFactory.getLogger(SealKeys.class);

    private final @Nullable SealKey key;

    SealKeys(
            AgreementSettings settings,
            SealCertificates certificates,
            Environment environment,
            Clock clock) {
        this.key = load(settings, environment, clock);
        if (key == null) {
            log.error(
                    "No portal.agreements.seal.keystore: agreements can be neither offered nor"
                            + " accepted");
            return;
        }
        for (X509Certificate certificate : key.chain()) {
            certificates.remember(SealKey.fingerprint(certificate), encoded(certificate));
        }
    }

    /** The key to seal with; none where the operators have not set one up. */
    Optional<SealKey> key() {
        return Optional.ofNullable(key);
    }

    private static @Nullable SealKey load(
            AgreementSettings settings, Environment environment, Clock clock) {
        Path keystore = settings.seal().keystore();
        if (keystore != null) {
            try {
                String password = settings.seal().password();
                return SelfMadeKey.read(
                        keystore, password == null ? new char[0] : password.toCharArray());
            } catch (IOException | GeneralSecurityException e) {
                throw new IllegalStateException(
                        "The keystore of the seal cannot be read: " + keystore, e);
            }
        }
        if (!environment.acceptsProfiles(Profiles.of("local | test"))) {
            return null;
        }
        Path folder = settings.seal().folder();
        return SelfMadeKey.in(
                folder == null ? temporary() : folder, settings.vendorName(), clock.instant());
    }

    private static Path temporary() {
        try {
            return Files.createTempDirectory("agreement-seal");
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static byte[] encoded(X509Certificate certificate) {
        try {
            return certificate.getEncoded();
        } catch (CertificateEncodingException e) {
            throw new IllegalStateException("The certificate of the seal cannot be encoded", e);
        }
    }
}
