package org.partnerportal.gateway;

import com.nimbusds.jose.JOSEException;
import com.nimbusds.jose.JWSAlgorithm;
import com.nimbusds.jose.JWSHeader;
import com.nimbusds.jose.crypto.RSASSASigner;
import com.nimbusds.jose.jwk.JWKSet;
import com.nimbusds.jose.jwk.RSAKey;
import com.nimbusds.jose.jwk.gen.RSAKeyGenerator;
import com.nimbusds.jwt.JWTClaimsSet;
import com.nimbusds.jwt.PlainJWT;
import com.nimbusds.jwt.SignedJWT;
import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.Date;
import java.util.List;
import java.util.UUID;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;

/** An identity provider that can be away: a key, a discovery document and tokens. */
final class StubIssuer {

    static final String AUDIENCE = "partner-portal";

    private final int port;
    private final RSAKey key;
    private @Nullable HttpServer server;

    StubIssuer() {
        try (var free = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            port = free.getLocalPort();
            key = newKey();
        } catch (IOException | JOSEException e) {
            throw new IllegalStateException(e);
        }
    }

    private static RSAKey newKey() throws JOSEException {
        return new RSAKeyGenerator(2048).keyID(UUID.randomUUID().toString()).generate();
    }

    String issuer() {
        return "http://127.0.0.1:" + port + "/realms/test";
    }

    StubIssuer start() {
        try {
            HttpServer started =
                    HttpServer.create(
                            new InetSocketAddress(InetAddress.getLoopbackAddress(), port), 0);
            started.createContext(
                    "/realms/test/.well-known/openid-configuration",
                    exchange ->
                            answer(
                                    exchange,
                                    """
                                    {"issuer": "%s", "jwks_uri": "%s/keys"}
                                    """
                                            .formatted(issuer(), issuer())));
            started.createContext(
                    "/realms/test/keys",
                    exchange -> answer(exchange, new JWKSet(key.toPublicJWK()).toString()));
            started.start();
            server = started;
            return this;
        } catch (IOException e) {
            throw new IllegalStateException(e);
        }
    }

    void stop() {
        if (server != null) {
            server.stop(0);
            server = null;
        }
    }

    private static void answer(HttpExchange exchange, String json) throws IOException {
        try (exchange) {
            byte[] bytes = json.getBytes(StandardCharsets.UTF_8);
            exchange.getResponseHeaders().set("Content-Type", "application/json");
            exchange.sendResponseHeaders(200, bytes.length);
            exchange.getResponseBody().write(bytes);
        }
    }

    /** A good token of a partner's user, each time of another one. */
    String token() {
        return token(UnaryOperator.identity());
    }

    String token(UnaryOperator<JWTClaimsSet.Builder> change) {
        return signed(key, change);
    }

    /** Says that it was signed by our key, and was not. */
    String forged() {
        try {
            return signed(
                    new RSAKeyGenerator(2048).keyID(key.getKeyID()).generate(),
                    UnaryOperator.identity());
        } catch (JOSEException e) {
            throw new IllegalStateException(e);
        }
    }

    /** Signed by a key that the issuer has never heard of. */
    String signedBySomeoneElse() {
        try {
            return signed(newKey(), UnaryOperator.identity());
        } catch (JOSEException e) {
            throw new IllegalStateException(e);
        }
    }

    String unsigned() {
        return new PlainJWT(claims().build()).serialize();
    }

    private String signed(RSAKey by, UnaryOperator<JWTClaimsSet.Builder> change) {
        try {
            var token =
                    new SignedJWT(
                            new JWSHeader.Builder(JWSAlgorithm.RS256).keyID(by.getKeyID()).build(),
                            change.apply(claims()).build());
            token.sign(new RSASSASigner(by));
            return token.serialize();
        } catch (JOSEException e) {
            throw new IllegalStateException(e);
        }
    }

    private JWTClaimsSet.Builder claims() {
        return new JWTClaimsSet.Builder()
                .issuer(issuer())
                .audience(AUDIENCE)
                .subject(UUID.randomUUID().toString())
                .claim("azp", "portal-spa")
                .claim("partner_id", "ptr_01")
                .claim("roles", List.of("partner-sales"))
                .expirationTime(Date.from(Instant.now().plusSeconds(300)));
    }
}
