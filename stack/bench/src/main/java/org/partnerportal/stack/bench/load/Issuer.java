package org.partnerportal.stack.bench.load;

import com.nimbusds.jose.JOSEException;
import com.nimbusds.jose.JWSAlgorithm;
import com.nimbusds.jose.JWSHeader;
import com.nimbusds.jose.crypto.RSASSASigner;
import com.nimbusds.jose.jwk.JWKSet;
import com.nimbusds.jose.jwk.RSAKey;
import com.nimbusds.jose.jwk.gen.RSAKeyGenerator;
import com.nimbusds.jwt.JWTClaimsSet;
import com.nimbusds.jwt.SignedJWT;
import io.netty.handler.codec.http.HttpHeaderNames;
import java.time.Duration;
import java.time.Instant;
import java.util.Date;
import java.util.List;
import java.util.concurrent.atomic.AtomicLong;
import reactor.core.publisher.Mono;
import reactor.netty.DisposableServer;
import reactor.netty.http.server.HttpServer;

/** An identity provider that counts how often it is asked. */
public final class Issuer implements AutoCloseable {

    private final RSAKey key;
    private final DisposableServer server;
    private final AtomicLong calls = new AtomicLong();

    public Issuer() {
        try {
            key = new RSAKeyGenerator(2048).keyID("bench").generate();
        } catch (JOSEException e) {
            throw new IllegalStateException(e);
        }
        String keys = new JWKSet(key.toPublicJWK()).toString();
        server =
                HttpServer.create()
                        .host("127.0.0.1")
                        .port(0)
                        .route(routes ->
                                routes.get(
                                                "/.well-known/openid-configuration",
                                                (request, response) ->
                                                        response.header(
                                                                        HttpHeaderNames
                                                                                .CONTENT_TYPE,
                                                                        "application/json")
                                                                .sendString(counted(place())))
                                        .get(
                                                "/keys",
                                                (request, response) ->
                                                        response.header(
                                                                        HttpHeaderNames
                                                                                .CONTENT_TYPE,
                                                                        "application/json")
                                                                .sendString(counted(keys))))
                        .bindNow();
    }

    private Mono<String> counted(String answer) {
        calls.incrementAndGet();
        return Mono.just(answer);
    }

    private String place() {
        return "{\"issuer\":\"%s\",\"jwks_uri\":\"%s/keys\"}".formatted(uri(), uri());
    }

    public String uri() {
        return "http://127.0.0.1:" + server.port();
    }

    public long calls() {
        return calls.get();
    }

    /** A token of a partner's user, as large as a real provider's. */
    public String token(String partner, String user) {
        var claims =
                new JWTClaimsSet.Builder()
                        .issuer(uri())
                        .audience("partner-portal")
                        .subject(user)
                        .jwtID(user + "-token")
                        .claim("azp", "portal-spa")
                        .claim("typ", "Bearer")
                        .claim("scope", "openid profile email")
                        .claim("preferred_username", user)
                        .claim("email", user + "@partner.example")
                        .claim("partner_id", partner)
                        .claim("roles", List.of("partner-sales", "partner-admin"))
                        .issueTime(Date.from(Instant.now()))
                        .expirationTime(Date.from(Instant.now().plusSeconds(7_200)))
                        .build();
        var token =
                new SignedJWT(
                        new JWSHeader.Builder(JWSAlgorithm.RS256).keyID(key.getKeyID()).build(),
                        claims);
        try {
            token.sign(new RSASSASigner(key));
        } catch (JOSEException e) {
            throw new IllegalStateException(e);
        }
        return token.serialize();
    }

    @Override
    public void close() {
        server.disposeNow(Duration.ofSeconds(2));
    }
}
