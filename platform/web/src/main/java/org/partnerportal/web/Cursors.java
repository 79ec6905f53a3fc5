package org.partnerportal.web;

import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.util.Arrays;
import java.util.Base64;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;
import org.partnerportal.web.PageRequest.Position;

/**
 * Cursors are opaque and signed together with the list's filter: a changed filter with an old
 * cursor is refused.
 */
public final class Cursors {

    private static final int SIGNATURE = 12;
    private final SecretKeySpec secret;

    public Cursors(String secret) {
        this.secret = new SecretKeySpec(secret.getBytes(StandardCharsets.UTF_8), "HmacSHA256");
    }

    String write(String scope, Position position) {
        byte[] text = (position.id() + "\n" + position.value()).getBytes(StandardCharsets.UTF_8);
        byte[] signature = sign(scope, text);
        byte[] all = Arrays.copyOf(signature, SIGNATURE + text.length);
        System.arraycopy(text, 0, all, SIGNATURE, text.length);
        return Base64.getUrlEncoder().withoutPadding().encodeToString(all);
    }

    Position read(String scope, String cursor) {
        byte[] all;
        try {
            all = Base64.getUrlDecoder().decode(cursor);
        } catch (IllegalArgumentException e) {
            throw WebRefusal.BAD_CURSOR.because();
        }
        if (all.length <= SIGNATURE) {
            throw WebRefusal.BAD_CURSOR.because();
        }
        byte[] text = Arrays.copyOfRange(all, SIGNATURE, all.length);
        if (!MessageDigest.isEqual(
                Arrays.copyOf(all, SIGNATURE), Arrays.copyOf(sign(scope, text), SIGNATURE))) {
            throw WebRefusal.BAD_CURSOR.because();
        }
        String[] parts = new String(text, StandardCharsets.UTF_8).split("\n", 2);
        return new Position(parts[1], parts[0]);
    }

    private byte[] sign(String scope, byte[] text) {
        try {
            Mac mac = Mac.getInstance("HmacSHA256");
            mac.init(secret);
            mac.update(scope.getBytes(StandardCharsets.UTF_8));
            mac.update((byte) 0);
            return mac.doFinal(text);
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("Every JDK has HmacSHA256", e);
        }
    }
}
