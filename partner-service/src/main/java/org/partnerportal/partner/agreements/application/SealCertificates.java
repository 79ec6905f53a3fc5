package org.partnerportal.partner.agreements.application;

/**
 * The certificates that this portal seals with, or ever did; an old seal stays good when the key is
 * replaced.
 */
public interface SealCertificates {

    /**
     * @param fingerprint SHA-256 of the certificate, hexadecimal
     * @param encoded the certificate, DER
     */
    void remember(String fingerprint, byte[] encoded);

    boolean knows(String fingerprint);
}
