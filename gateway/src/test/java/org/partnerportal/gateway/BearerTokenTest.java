package org.partnerportal.gateway;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.http.HttpHeaders;
import org.springframework.mock.http.server.reactive.MockServerHttpRequest;
import org.springframework.mock.web.server.MockServerWebExchange;
import org.springframework.security.core.AuthenticationException;
import org.springframework.security.oauth2.server.resource.authentication.BearerTokenAuthenticationToken;

class BearerTokenTest {

    @Test
    void takesAJwtAsItStands() {
        assertThat(BearerToken.plain("Bearer eyJ.a-b_c.9")).isEqualTo("eyJ.a-b_c.9");
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "Bearer", "Bearer ", "bearer a.b.c", "Basic YTpi", "Bearer a b"})
    void leavesEverythingElseToSpring(String header) {
        assertThat(BearerToken.plain(header)).isNull();
    }

    @ParameterizedTest
    @ValueSource(strings = {"bearer a.b.c", "Bearer a+b/c=="})
    void readsWhatSpringReads(String header) {
        assertThat(read(header)).isEqualTo(header.substring("Bearer ".length()));
    }

    @ParameterizedTest
    @ValueSource(strings = {"Bearer a b", "Bearer \u0000", "Bearer ä"})
    void refusesWhatSpringRefuses(String header) {
        assertThatExceptionOfType(AuthenticationException.class).isThrownBy(() -> read(header));
    }

    @Test
    void findsNothingWhereThereIsNothing() {
        assertThat(read("Basic YTpi")).isNull();
    }

    private static @Nullable String read(String header) {
        var exchange =
                MockServerWebExchange.from(
                        MockServerHttpRequest.get("/").header(HttpHeaders.AUTHORIZATION, header));
        return new BearerToken()
                .convert(exchange)
                .cast(BearerTokenAuthenticationToken.class)
                .map(BearerTokenAuthenticationToken::getToken)
                .block();
    }
}
