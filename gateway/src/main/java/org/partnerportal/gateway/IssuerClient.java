package org.partnerportal.gateway;

import com.nimbusds.jose.jwk.JWKSet;
import io.netty.channel.ChannelOption;
import java.io.IOException;
import java.text.ParseException;
import java.util.concurrent.atomic.AtomicReference;
import org.jspecify.annotations.Nullable;
import reactor.core.publisher.Mono;
import reactor.netty.http.client.HttpClient;
import tools.jackson.databind.json.JsonMapper;

/** Asks the identity provider for its keys, finding their place in its discovery document. */
final class IssuerClient {

    private final TokenSettings settings;
    private final JsonMapper json;
    private final HttpClient http;
    private final AtomicReference<@Nullable String> found = new AtomicReference<>();

    IssuerClient(TokenSettings settings, JsonMapper json) {
        this.settings = settings;
        this.json = json;
        this.http =
                HttpClient.create()
                        .option(
                                ChannelOption.CONNECT_TIMEOUT_MILLIS,
                                Math.toIntExact(settings.keyTimeout().toMillis()))
                        .responseTimeout(settings.keyTimeout());
        found.set(settings.jwkSetUri());
    }

    Mono<JWKSet> keys() {
        return Mono.defer(this::place).flatMap(this::get).flatMap(IssuerClient::parse);
    }

    private Mono<String> place() {
        String known = found.get();
        if (known != null) {
            return Mono.just(known);
        }
        String issuer = settings.issuer();
        String base = issuer.endsWith("/") ? issuer.substring(0, issuer.length() - 1) : issuer;
        return get(base + "/.well-known/openid-configuration")
                .flatMap(document ->
                        Mono.justOrEmpty(json.readTree(document).path("jwks_uri").stringValueOpt()))
                .switchIfEmpty(Mono.error(() -> new IOException("No jwks_uri at " + issuer)))
                .doOnNext(found::set);
    }

    private Mono<String> get(String uri) {
        return http.get()
                .uri(uri)
                .responseSingle((response, body) ->
                        response.status().code() == 200
                                ? body.asString()
                                : Mono.error(
                                        new IOException(
                                                "Status "
                                                        + response.status().code()
                                                        + " instead of 200 from "
                                                        + uri)));
    }

    private static Mono<JWKSet> parse(String text) {
        try {
            return Mono.just(JWKSet.parse(text));
        } catch (ParseException e) {
            return Mono.error(new IOException("Not a key set", e));
        }
    }
}
