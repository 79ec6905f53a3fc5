package org.partnerportal.gateway;

import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpHeaders;
import org.springframework.security.core.Authentication;
import org.springframework.security.oauth2.server.resource.authentication.BearerTokenAuthenticationToken;
import org.springframework.security.oauth2.server.resource.web.server.authentication.ServerBearerTokenAuthenticationConverter;
import org.springframework.security.web.server.authentication.ServerAuthenticationConverter;
import org.springframework.web.server.ServerWebExchange;
import reactor.core.publisher.Mono;

/**
 * Reads the token of a request. What looks like a JWT is taken as it stands; everything else is
 * left to Spring Security, whose pattern takes a tenth of the gateway's time on a token of usual
 * size.
 */
final class BearerToken implements ServerAuthenticationConverter {

    private static final String SCHEME = "Bearer ";

    private final ServerAuthenticationConverter others =
            new ServerBearerTokenAuthenticationConverter();

    @Override
    public Mono<Authentication> convert(ServerWebExchange exchange) {
        List<String> headers =
                exchange.getRequest().getHeaders().getOrEmpty(HttpHeaders.AUTHORIZATION);
        String token = headers.size() == 1 ? plain(headers.getFirst()) : null;
        return token == null
                ? others.convert(exchange)
                : Mono.just(new BearerTokenAuthenticationToken(token));
    }

    /**
     * The token of a header that holds nothing but the alphabet of a JWT (RFC 7515, section 7.1).
     */
    static @Nullable String plain(String header) {
        if (!header.startsWith(SCHEME) || header.length() == SCHEME.length()) {
            return null;
        }
        for (int at = SCHEME.length(); at < header.length(); at++) {
            if (!isPlain(header.charAt(at))) {
                return null;
            }
        }
        return header.substring(SCHEME.length());
    }

    private static boolean isPlain(char letter) {
        return (letter >= 'a' && letter <= 'z')
                || (letter >= 'A' && letter <= 'Z')
                || (letter >= '0' && letter <= '9')
                || letter == '-'
                || letter == '_'
                || letter == '.';
    }
}
