package org.partnerportal.web;

import com.nimbusds.jose.JOSEException;
import com.nimbusds.jose.JWSAlgorithm;
import com.nimbusds.jose.JWSHeader;
import com.nimbusds.jose.JWSSigner;
import com.nimbusds.jose.crypto.ECDSASigner;
import com.nimbusds.jose.crypto.MACSigner;
import com.nimbusds.jose.crypto.RSASSASigner;
import com.nimbusds.jose.jwk.Curve;
import com.nimbusds.jose.jwk.ECKey;
import com.nimbusds.jose.jwk.JWKSet;
import com.nimbusds.jose.jwk.RSAKey;
import com.nimbusds.jose.jwk.gen.ECKeyGenerator;
import com.nimbusds.jose.jwk.gen.RSAKeyGenerator;
import com.nimbusds.jwt.JWTClaimsSet;
import com.nimbusds.jwt.PlainJWT;
import com.nimbusds.jwt.SignedJWT;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Instant;
import java.util.Date;
import java.util.List;
import java.util.function.UnaryOperator;

/** An identity provider that can go away. */
final class SampleIssuer {

    private final RSAKey key;
    private final RSAKey foreign;
    private final ECKey curve;
    private final String issuer;
    private volatile boolean away;

    SampleIssuer() {
        try {
            key = new RSAKeyGenerator(2048).keyID("k").generate();
            foreign = new RSAKeyGenerator(2048).keyID("k").generate();
            curve = new ECKeyGenerator(Curve.P_256).keyID("c").generate();
            HttpServer server =
                    HttpServer.create(
                            new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
            issuer = "http://127.0.0.1:" + server.getAddress().getPort();
            serve(
                    server,
                    "/.well-known/openid-configuration",
                    "{\"issuer\":\"" + issuer + "\",\"jwks_uri\":\"" + issuer + "/jwks\"}");
            serve(
                    server,
                    "/jwks",
                    new JWKSet(List.of(key.toPublicJWK(), curve.toPublicJWK())).toString());
            server.start();
        } catch (JOSEException e) {
            throw new IllegalStateException(e);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private void serve(HttpServer server, String path, String json) {
        byte[] body = json.getBytes(StandardCharsets.UTF_8);
        server.createContext(
                path,
                exchange -> {
                    if (!away) {
                        exchange.sendResponseHeaders(200, body.length);
                        exchange.getResponseBody().write(body);
                    }
                    exchange.close();
                });
    }

    String issuer() {
        return issuer;
    }

    void goAway() {
        away = true;
    }

    void comeBack() {
        away = false;
    }

    /** A good token of a user with these roles. */
    String token(String... roles) {
        return with(claims -> claims.claim("roles", List.of(roles)));
    }

    /** A good token but for what is changed in it. */
    String with(UnaryOperator<JWTClaimsSet.Builder> change) {
        return sign(key, change.apply(claims()).build());
    }

    String signedByAnother() {
        return sign(foreign, claims().build());
    }

    String signedByCurve() {
        return sign(JWSAlgorithm.ES256, "c", claims().build(), () -> new ECDSASigner(curve));
    }

    String signedBy(JWSAlgorithm algorithm) {
        return sign(algorithm, "k", claims().build(), () -> new RSASSASigner(key));
    }

    /** With the public key as a secret, which a careless reader would take for a good one. */
    String signedByOurPublicKey() {
        return sign(
                JWSAlgorithm.HS256,
                "k",
                claims().build(),
                () -> new MACSigner(key.toRSAPublicKey().getEncoded()));
    }

    String unsigned() {
        return new PlainJWT(claims().build()).serialize();
    }

    private JWTClaimsSet.Builder claims() {
        Instant now = Clock.systemUTC().instant();
        return new JWTClaimsSet.Builder()
                .issuer(issuer)
                .audience(List.of("account", "partner-portal"))
                .subject("sub-anna")
                .claim("preferred_username", "anna")
                .issueTime(Date.from(now))
                .expirationTime(Date.from(now.plusSeconds(600)));
    }

    private static String sign(RSAKey signer, JWTClaimsSet claims) {
        return sign(JWSAlgorithm.RS256, "k", claims, () -> new RSASSASigner(signer));
    }

    private interface Signing {
        JWSSigner signer() throws JOSEException;
    }

    private static String sign(
            JWSAlgorithm algorithm, String keyId, JWTClaimsSet claims, Signing signing) {
        try {
            var token =
                    new SignedJWT(new JWSHeader.Builder(algorithm).keyID(keyId).build(), claims);
            token.sign(signing.signer());
            return token.serialize();
        } catch (JOSEException e) {
            throw new IllegalStateException(e);
        }
    }
}
