package org.partnerportal.partner.agreements.domain;

import org.jspecify.annotations.Nullable;

/**
 * One thing that was looked at to tell whether a file is what it was.
 *
 * @param detail what is wrong; for people, in English
 */
public record SealCheck(Name check, boolean passed, @Nullable String detail) {

    public static SealCheck passed(Name check) {
        return new SealCheck(check, true, null);
    }

    public static SealCheck failed(Name check, String detail) {
        return new SealCheck(check, false, detail);
    }

    public static SealCheck of(Name check, boolean passed, String otherwise) {
        return passed ? passed(check) : failed(check, otherwise);
    }

    /** What is looked at. */
    public enum Name {
        /** The file is a PDF with exactly one seal. */
        FILE,
        /** The seal covers every byte of the file but itself; nothing was added behind it. */
        BYTE_RANGE,
        /** The seal is written exactly as seals are, without room for anything hidden. */
        ENCODING,
        /**
         * The bytes are those that were sealed, and the seal was made with its certificate's key.
         */
        SIGNATURE,
        /** The certificate is one that this portal seals with. */
        CERTIFICATE,
        /** The file is the one that was stored with the acceptance. */
        RECORD,
        /** The file begins with exactly the document that the partner read. */
        DOCUMENT
    }
}
