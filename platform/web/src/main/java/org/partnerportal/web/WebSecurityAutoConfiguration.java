package org.partnerportal.web;

import com.nimbusds.jose.jwk.source.JWKSourceBuilder;
import com.nimbusds.jose.proc.SecurityContext;
import com.nimbusds.jose.util.DefaultResourceRetriever;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.net.MalformedURLException;
import java.net.URI;
import java.net.URL;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Objects;
import org.springframework.boot.autoconfigure.AutoConfiguration;
import org.springframework.boot.autoconfigure.condition.ConditionalOnMissingBean;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.context.annotation.Bean;
import org.springframework.core.convert.converter.Converter;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpStatus;
import org.springframework.security.authentication.AuthenticationServiceException;
import org.springframework.security.config.annotation.method.configuration.EnableMethodSecurity;
import org.springframework.security.config.annotation.web.builders.HttpSecurity;
import org.springframework.security.config.annotation.web.configurers.AbstractHttpConfigurer;
import org.springframework.security.config.http.SessionCreationPolicy;
import org.springframework.security.config.observation.SecurityObservationSettings;
import org.springframework.security.core.GrantedAuthority;
import org.springframework.security.oauth2.core.DelegatingOAuth2TokenValidator;
import org.springframework.security.oauth2.core.OAuth2Error;
import org.springframework.security.oauth2.core.OAuth2TokenValidator;
import org.springframework.security.oauth2.core.OAuth2TokenValidatorResult;
import org.springframework.security.oauth2.jwt.Jwt;
import org.springframework.security.oauth2.jwt.JwtClaimNames;
import org.springframework.security.oauth2.jwt.JwtClaimValidator;
import org.springframework.security.oauth2.jwt.JwtDecoder;
import org.springframework.security.oauth2.jwt.JwtDecoderInitializationException;
import org.springframework.security.oauth2.jwt.JwtIssuerValidator;
import org.springframework.security.oauth2.jwt.JwtTimestampValidator;
import org.springframework.security.oauth2.jwt.NimbusJwtDecoder;
import org.springframework.security.oauth2.jwt.SupplierJwtDecoder;
import org.springframework.security.oauth2.server.resource.authentication.JwtAuthenticationConverter;
import org.springframework.security.oauth2.server.resource.web.authentication.BearerTokenAuthenticationFilter;
import org.springframework.security.web.AuthenticationEntryPoint;
import org.springframework.security.web.SecurityFilterChain;
import tools.jackson.databind.json.JsonMapper;

/**
 * The service as a resource server: it checks every token itself, goes on with the keys it has
 * while the identity provider is away, and says 503 rather than 401 when it has none.
 */
@AutoConfiguration(
        beforeName =
                "org.springframework.boot.security.oauth2.server.resource.autoconfigure.servlet.OAuth2ResourceServerAutoConfiguration")
@EnableMethodSecurity
@EnableConfigurationProperties(SecuritySettings.class)
public class WebSecurityAutoConfiguration {

    private static final String CONTRADICTION =
            "The token names a partner and a role of the vendor's staff";

    @Bean
    Callers callers(SecuritySettings settings) {
        return new Callers(settings);
    }

    @Bean
    @ConditionalOnMissingBean
    JwtDecoder jwtDecoder(SecuritySettings settings, JsonMapper json) {
        return new SupplierJwtDecoder(() -> decoder(settings, json));
    }

    /** A span for every filter of the chain costs more than the chain and tells nobody anything. */
    @Bean
    @ConditionalOnMissingBean
    SecurityObservationSettings securityObservationSettings() {
        return SecurityObservationSettings.noObservations();
    }

    private static JwtDecoder decoder(SecuritySettings settings, JsonMapper json) {
        var http = new DefaultResourceRetriever(2_000, 2_000, 200_000);
        URL keys =
                url(
                        settings.jwkSetUri() != null
                                ? settings.jwkSetUri()
                                : discover(settings.issuer(), http, json));
        var source =
                JWKSourceBuilder.<SecurityContext>create(keys, http)
                        .cache(settings.keyCache().toMillis(), 30_000)
                        .retrying(true)
                        .outageTolerant(settings.keyOutage().toMillis())
                        .rateLimited(false)
                        .refreshAheadCache(false)
                        .build();
        NimbusJwtDecoder decoder =
                NimbusJwtDecoder.withJwkSource(source)
                        .jwsAlgorithms(accepted -> {
                            accepted.clear();
                            accepted.addAll(settings.algorithms());
                        })
                        .build();
        var timestamps = new JwtTimestampValidator(settings.clockSkew());
        timestamps.setAllowEmptyExpiryClaim(false);
        decoder.setJwtValidator(
                new DelegatingOAuth2TokenValidator<>(
                        timestamps,
                        new JwtIssuerValidator(settings.issuer()),
                        new JwtClaimValidator<Collection<String>>(
                                JwtClaimNames.AUD,
                                audience ->
                                        audience != null && audience.contains(settings.audience())),
                        notOfTwoSides(settings)));
        return decoder;
    }

    /**
     * A partner's user is never staff: such a token is a mistake of the identity provider or an
     * attack.
     */
    private static OAuth2TokenValidator<Jwt> notOfTwoSides(SecuritySettings settings) {
        var roles = new TokenRoles(settings);
        var contradiction = new OAuth2Error("invalid_token", CONTRADICTION, null);
        return token ->
                ofAPartner(token, settings)
                                && roles.of(token.getClaims()).stream()
                                        .anyMatch(settings.staffRoles()::contains)
                        ? OAuth2TokenValidatorResult.failure(contradiction)
                        : OAuth2TokenValidatorResult.success();
    }

    /** Acts for a partner already, or could by X-Partner-Id. */
    private static boolean ofAPartner(Jwt token, SecuritySettings settings) {
        return token.getClaim(settings.partnerClaim()) != null
                || (token.getClaim(settings.partnersClaim()) instanceof Collection<?> partners
                        && !partners.isEmpty());
    }

    private static String discover(String issuer, DefaultResourceRetriever http, JsonMapper json) {
        String base = issuer.endsWith("/") ? issuer.substring(0, issuer.length() - 1) : issuer;
        try {
            String document =
                    http.retrieveResource(url(base + "/.well-known/openid-configuration"))
                            .getContent();
            return Objects.requireNonNull(
                    json.readTree(document).path("jwks_uri").asString(null), "jwks_uri");
        } catch (IOException e) {
            throw new IllegalStateException("The identity provider does not answer: " + issuer, e);
        }
    }

    private static URL url(String text) {
        try {
            return URI.create(text).toURL();
        } catch (MalformedURLException e) {
            throw new IllegalStateException("Not a URL: " + text, e);
        }
    }

    @Bean
    @ConditionalOnMissingBean
    SecurityFilterChain portalSecurity(
            HttpSecurity http, SecuritySettings settings, Problems problems, JwtDecoder decoder) {
        AuthenticationEntryPoint unauthenticated =
                (request, response, failure) -> {
                    boolean contradiction =
                            String.valueOf(failure.getMessage()).contains(CONTRADICTION);
                    boolean noToken = request.getHeader(HttpHeaders.AUTHORIZATION) == null;
                    response.setHeader(
                            HttpHeaders.WWW_AUTHENTICATE,
                            noToken ? "Bearer" : "Bearer error=\"invalid_token\"");
                    String code =
                            contradiction
                                    ? "security.contradictory-token"
                                    : noToken ? "security.token-missing" : "security.token-invalid";
                    problems.write(response, problems.of(HttpStatus.UNAUTHORIZED, code));
                };
        var authentication = new JwtAuthenticationConverter();
        Converter<Jwt, Collection<GrantedAuthority>> roles = new TokenRoles(settings);
        authentication.setJwtGrantedAuthoritiesConverter(roles);
        String[] open = open(settings.publicPaths());
        http.sessionManagement(
                        session -> session.sessionCreationPolicy(SessionCreationPolicy.STATELESS))
                .csrf(AbstractHttpConfigurer::disable)
                .requestCache(AbstractHttpConfigurer::disable)
                .logout(AbstractHttpConfigurer::disable)
                .authorizeHttpRequests(requests ->
                        requests.requestMatchers(open).permitAll().anyRequest().authenticated())
                .oauth2ResourceServer(server ->
                        server.jwt(jwt ->
                                        jwt.decoder(decoder)
                                                .jwtAuthenticationConverter(authentication))
                                .authenticationEntryPoint(unauthenticated))
                .exceptionHandling(handling ->
                        handling.authenticationEntryPoint(unauthenticated)
                                .accessDeniedHandler((request, response, denied) ->
                                        problems.write(
                                                response,
                                                problems.of(
                                                        HttpStatus.FORBIDDEN, "common.forbidden"))))
                .addFilterBefore(
                        (request, response, chain) -> {
                            try {
                                chain.doFilter(request, response);
                            } catch (AuthenticationServiceException
                                    | JwtDecoderInitializationException e) {
                                var answer = (HttpServletResponse) response;
                                answer.setHeader(HttpHeaders.RETRY_AFTER, "5");
                                problems.write(
                                        answer,
                                        problems.of(
                                                HttpStatus.SERVICE_UNAVAILABLE,
                                                "security.identity-unavailable"));
                            }
                        },
                        BearerTokenAuthenticationFilter.class);
        return http.build();
    }

    private static String[] open(List<String> own) {
        var open =
                new ArrayList<>(
                        List.of(
                                "/actuator/health/**",
                                "/actuator/health",
                                "/actuator/prometheus",
                                "/actuator/info",
                                "/v3/api-docs/**",
                                "/error"));
        open.addAll(own);
        return open.toArray(String[]::new);
    }
}
