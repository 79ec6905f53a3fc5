package org.partnerportal.partner.agreements.domain;

import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Arrays;
import java.util.HexFormat;

/**
 * A file that is named by what is in it, so that it can never become another one.
 *
 * @param hash SHA-256, hexadecimal
 * @param length in bytes
 */
public record StoredFile(String hash, int length) {

    public static StoredFile of(byte[] content) {
        try {
            return new StoredFile(
                    HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(content)),
                    content.length);
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("Every JDK has SHA-256", e);
        }
    }

    public boolean isIn(byte[] content) {
        return equals(of(content));
    }

    /** Whether the content begins with exactly this file. */
    public boolean isTheBeginningOf(byte[] content) {
        return content.length >= length && isIn(Arrays.copyOf(content, length));
    }
}
