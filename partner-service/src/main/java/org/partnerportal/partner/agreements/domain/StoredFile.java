package org.partnerportal.partner.agreements.domain;

/**
 * A file that is named by what is in it, so that it can never become another one.
 *
 * @param hash SHA-256, hexadecimal
 * @param length in bytes
 */
public record StoredFile(String hash, int length) {}
