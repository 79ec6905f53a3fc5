package org.partnerportal.partner.applications.application;

import java.nio.charset.StandardCharsets;
import java.security.InvalidKeyException;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.security.SecureRandom;
import java.util.Base64;
import java.util.HexFormat;
import java.util.Locale;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;
import org.jspecify.annotations.Nullable;
import org.partnerportal.partner.applications.domain.ApplicationId;
import org.springframework.stereotype.Component;

/**
 * What lets an applicant in who has no account: a keyed hash over the application, made when it is
 * needed and stored nowhere.
 */
@Component
public class ApplicantTokens {

    private static final String ALGORITHM = "HmacSHA256";
    private static final int SHORTEST_SECRET = 32;

    /** What a token is good for. */
    public enum Purpose {
        /** Sent by mail; proves that the address is the applicant's. */
        VERIFICATION,
        /** Given for it; opens the application. */
        ACCESS
    }

    private final SecretKeySpec key;
    private final SecureRandom random = new SecureRandom();

    ApplicantTokens(ApplicationSettings settings) {
        String secret = settings.tokenSecret();
        if (secret.length() < SHORTEST_SECRET) {
            throw new IllegalStateException(
                    "portal.applications.token-secret (PORTAL_APPLICATION_TOKEN_SECRET) must have at"
                            + " least "
                            + SHORTEST_SECRET
                            + " characters, it has "
                            + secret.length());
        }
        this.key = new SecretKeySpec(secret.getBytes(StandardCharsets.UTF_8), ALGORITHM);
    }

    /** For a new application. */
    public String newNonce() {
        var bytes = new byte[16];
        random.nextBytes(bytes);
        return HexFormat.of().formatHex(bytes);
    }

    public String token(ApplicationId id, String nonce, Purpose purpose) {
        return Base64.getUrlEncoder().withoutPadding().encodeToString(mac(id, nonce, purpose));
    }

    /** Whether it is the token; takes the same time whether it is nearly right or quite wrong. */
    public boolean matches(
            ApplicationId id, String nonce, Purpose purpose, @Nullable String token) {
        byte[] right = token(id, nonce, purpose).getBytes(StandardCharsets.US_ASCII);
        byte[] given = (token == null ? "" : token).getBytes(StandardCharsets.UTF_8);
        return MessageDigest.isEqual(right, given);
    }

    private byte[] mac(ApplicationId id, String nonce, Purpose purpose) {
        try {
            Mac mac = Mac.getInstance(ALGORITHM);
            mac.init(key);
            String text = id.value() + "|" + purpose.name().toLowerCase(Locale.ROOT) + "|" + nonce;
            return mac.doFinal(text.getBytes(StandardCharsets.UTF_8));
        } catch (NoSuchAlgorithmException | InvalidKeyException e) {
            throw new IllegalStateException("Every JDK has " + ALGORITHM, e);
        }
    }
}
