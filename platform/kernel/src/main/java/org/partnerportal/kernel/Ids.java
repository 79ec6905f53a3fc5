package org.partnerportal.kernel;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.security.SecureRandom;
import java.time.Instant;
import java.util.regex.Pattern;

/**
 * Public ids: a prefix that tells the kind, then 26 characters that sort by time of creation (ULID,
 * Crockford's base 32).
 */
public final class Ids {

    private static final String ALPHABET = "0123456789ABCDEFGHJKMNPQRSTVWXYZ";

    /**
     * Many threads make ids at the same millisecond: a generator that is not made for that gives
     * two of them the same bits, and who takes an event's id for its identity then loses one.
     */
    private static final SecureRandom RANDOM = new SecureRandom();

    private static final Pattern ULID = Pattern.compile("[0-7][0-9A-HJKMNP-TV-Z]{25}");

    private Ids() {}

    /** A new id: 48 bits of milliseconds, then 80 random bits. */
    public static String next(String prefix, Instant now) {
        return prefix
                + "_"
                + encode(now.toEpochMilli(), RANDOM.nextLong() & 0xFFFFL, RANDOM.nextLong());
    }

    /**
     * An id that follows from the parts alone, so that the same cause always names the same thing.
     * The parts are separated, so that ("a", "bc") and ("ab", "c") differ.
     */
    public static String derived(String prefix, String... parts) {
        byte[] digest = sha256(parts);
        long high = 0;
        for (int i = 0; i < 8; i++) {
            high = (high << 8) | (digest[i] & 0xFF);
        }
        long low = 0;
        for (int i = 8; i < 16; i++) {
            low = (low << 8) | (digest[i] & 0xFF);
        }
        return prefix + "_" + encode(high >>> 16, high & 0xFFFFL, low);
    }

    /**
     * Answers the value when it is an id of that kind, and refuses it as "no such thing" when it is
     * not.
     */
    public static String checked(String prefix, String value) {
        if (!value.startsWith(prefix + "_")
                || !ULID.matcher(value).region(prefix.length() + 1, value.length()).matches()) {
            throw CommonRefusal.MALFORMED_ID.because(
                    value.length() > 64 ? value.substring(0, 64) : value);
        }
        return value;
    }

    /** When an id of {@link #next} was made; means nothing for one that follows from its parts. */
    public static Instant time(String id) {
        long millis = 0;
        // Ten characters hold 50 bits: the 48 of the time, with two zeros before them.
        for (char character : id.substring(id.length() - 26, id.length() - 16).toCharArray()) {
            millis = (millis << 5) | ALPHABET.indexOf(character);
        }
        return Instant.ofEpochMilli(millis);
    }

    private static byte[] sha256(String... parts) {
        try {
            var sha = MessageDigest.getInstance("SHA-256");
            for (String part : parts) {
                byte[] bytes = part.getBytes(StandardCharsets.UTF_8);
                sha.update((byte) (bytes.length >>> 24));
                sha.update((byte) (bytes.length >>> 16));
                sha.update((byte) (bytes.length >>> 8));
                sha.update((byte) bytes.length);
                sha.update(bytes);
            }
            return sha.digest();
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("Every JDK has SHA-256", e);
        }
    }

    /** 128 bits as 26 characters: 48 bits of time, 16 and 64 bits of the rest. */
    private static String encode(long time48, long rest16, long rest64) {
        var text = new char[26];
        long high = (time48 << 16) | rest16;
        long low = rest64;
        for (int i = 25; i >= 0; i--) {
            text[i] = ALPHABET.charAt((int) (low & 31));
            low = (low >>> 5) | (high << 59);
            high = high >>> 5;
        }
        return new String(text);
    }
}
