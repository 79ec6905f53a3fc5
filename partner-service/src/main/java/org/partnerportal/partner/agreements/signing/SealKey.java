package org.partnerportal.partner.agreements.signing;

import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.security.PrivateKey;
import java.security.cert.CertificateEncodingException;
import java.security.cert.X509Certificate;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import org.partnerportal.partner.agreements.domain.StoredFile;

/**
 * The vendor's key with its certificate first and those that vouch for it behind.
 *
 * @param chain the certificate of the key, then its issuers
 */
record SealKey(PrivateKey key, List<X509Certificate> chain) {

    SealKey {
        chain = List.copyOf(chain);
    }

    /** The one key in the store. */
    static SealKey of(KeyStore store, char[] password) throws GeneralSecurityException {
        List<String> keys =
                Collections.list(store.aliases()).stream()
                        .filter(alias -> isKey(store, alias))
                        .toList();
        if (keys.size() != 1) {
            throw new IllegalStateException(
                    "The keystore of the seal must hold exactly one key, not " + keys.size());
        }
        return new SealKey(
                (PrivateKey) store.getKey(keys.getFirst(), password),
                Arrays.stream(store.getCertificateChain(keys.getFirst()))
                        .map(X509Certificate.class::cast)
                        .toList());
    }

    private static boolean isKey(KeyStore store, String alias) {
        try {
            return store.isKeyEntry(alias);
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException(e);
        }
    }

    X509Certificate certificate() {
        return chain.getFirst();
    }

    /** The algorithm of a signature with this key. */
    String algorithm() {
        return switch (key.getAlgorithm()) {
            case "RSA" -> "SHA256withRSA";
            case "EC" -> "SHA256withECDSA";
            default ->
                    throw new IllegalStateException(
                            "The key of the seal must be RSA or EC, not " + key.getAlgorithm());
        };
    }

    static String fingerprint(X509Certificate certificate) {
        try {
            return StoredFile.of(certificate.getEncoded()).hash();
        } catch (CertificateEncodingException e) {
            throw new IllegalStateException("The certificate of the seal cannot be encoded", e);
        }
    }

    /** Keeps the key out of logs. */
    @Override
    public String toString() {
        return "SealKey[" + certificate().getSubjectX500Principal() + "]";
    }
}
