package org.partnerportal.testkit;

import com.nimbusds.jose.JOSEException;
import com.nimbusds.jose.JWSAlgorithm;
import com.nimbusds.jose.JWSHeader;
import com.nimbusds.jose.crypto.RSASSASigner;
import com.nimbusds.jose.jwk.JWKSet;
import com.nimbusds.jose.jwk.RSAKey;
import com.nimbusds.jose.jwk.gen.RSAKeyGenerator;
import com.nimbusds.jwt.JWTClaimsSet;
import com.nimbusds.jwt.SignedJWT;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Date;
import java.util.List;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;

/**
 * An identity provider for tests: a key, its discovery document, and tokens as a real one would
 * issue them.
 */
public final class TestIssuer {

    private static final String KEY_ID = "test-key";
    private static @Nullable TestIssuer running;

    private final RSAKey key;
    private final RSAKey foreignKey;
    private final String issuer;

    private TestIssuer() {
        try {
            key = new RSAKeyGenerator(2048).keyID(KEY_ID).generate();
            foreignKey = new RSAKeyGenerator(2048).keyID(KEY_ID).generate();
            HttpServer server =
                    HttpServer.create(
                            new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
            issuer = "http://127.0.0.1:" + server.getAddress().getPort();
            serve(
                    server,
                    "/.well-known/openid-configuration",
                    "{\"issuer\":\"" + issuer + "\",\"jwks_uri\":\"" + issuer + "/jwks\"}");
            serve(server, "/jwks", new JWKSet(key.toPublicJWK()).toString());
            server.start();
        } catch (JOSEException e) {
            throw new IllegalStateException(e);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static void serve(HttpServer server, String path, String json) {
        byte[] body = json.getBytes(StandardCharsets.UTF_8);
        server.createContext(
                path,
                exchange -> {
                    exchange.getResponseHeaders().add("Content-Type", "application/json");
                    exchange.sendResponseHeaders(200, body.length);
                    exchange.getResponseBody().write(body);
                    exchange.close();
                });
    }

    public static synchronized TestIssuer get() {
        if (running == null) {
            running = new TestIssuer();
        }
        return running;
    }

    public String issuer() {
        return issuer;
    }

    /** A token of the vendor's staff. */
    public String staff(String username, String... roles) {
        return token(claims ->
                claims.subject("sub-" + username)
                        .claim("preferred_username", username)
                        .claim("roles", withInternal(roles)));
    }

    /** A token of a partner's user. */
    public String partner(String partnerId, String username, String... roles) {
        return token(claims ->
                claims.subject("sub-" + username)
                        .claim("preferred_username", username)
                        .claim("partner_id", partnerId)
                        .claim("roles", List.of(roles)));
    }

    /** A token with these claims on top of sound defaults. */
    public String token(UnaryOperator<JWTClaimsSet.Builder> claims) {
        return sign(key, claims);
    }

    /** A token that looks right and is signed by someone else. */
    public String foreignlySigned(UnaryOperator<JWTClaimsSet.Builder> claims) {
        return sign(foreignKey, claims);
    }

    private String sign(RSAKey signer, UnaryOperator<JWTClaimsSet.Builder> claims) {
        Instant now = Instant.now();
        var builder =
                new JWTClaimsSet.Builder()
                        .issuer(issuer)
                        .audience("partner-portal")
                        .issueTime(Date.from(now))
                        .expirationTime(Date.from(now.plusSeconds(600)));
        try {
            var jwt =
                    new SignedJWT(
                            new JWSHeader.Builder(JWSAlgorithm.RS256).keyID(KEY_ID).build(),
                            claims.apply(builder).build());
            jwt.sign(new RSASSASigner(signer));
            return jwt.serialize();
        } catch (JOSEException e) {
            throw new IllegalStateException(e);
        }
    }

    private static List<String> withInternal(String... roles) {
        var all = new ArrayList<>(List.of(roles));
        all.add("internal-user");
        return all;
    }
}
