package org.partnerportal.gateway;

import com.nimbusds.jose.JWSAlgorithm;
import com.nimbusds.jose.jwk.source.JWKSecurityContextJWKSet;
import com.nimbusds.jose.proc.JWKSecurityContext;
import com.nimbusds.jose.proc.JWSVerificationKeySelector;
import java.net.URI;
import java.time.Clock;
import java.util.Collection;
import java.util.stream.Collectors;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.http.HttpHeaders;
import org.springframework.security.authentication.AuthenticationCredentialsNotFoundException;
import org.springframework.security.authorization.AuthorizationDecision;
import org.springframework.security.authorization.AuthorizationResult;
import org.springframework.security.config.annotation.web.reactive.EnableWebFluxSecurity;
import org.springframework.security.config.observation.SecurityObservationSettings;
import org.springframework.security.config.web.server.SecurityWebFiltersOrder;
import org.springframework.security.config.web.server.ServerHttpSecurity;
import org.springframework.security.core.Authentication;
import org.springframework.security.core.AuthenticationException;
import org.springframework.security.oauth2.core.DelegatingOAuth2TokenValidator;
import org.springframework.security.oauth2.core.OAuth2Error;
import org.springframework.security.oauth2.core.OAuth2TokenValidator;
import org.springframework.security.oauth2.core.OAuth2TokenValidatorResult;
import org.springframework.security.oauth2.jwt.Jwt;
import org.springframework.security.oauth2.jwt.JwtClaimNames;
import org.springframework.security.oauth2.jwt.JwtClaimValidator;
import org.springframework.security.oauth2.jwt.JwtIssuerValidator;
import org.springframework.security.oauth2.jwt.JwtTimestampValidator;
import org.springframework.security.oauth2.jwt.JwtValidationException;
import org.springframework.security.oauth2.jwt.NimbusReactiveJwtDecoder;
import org.springframework.security.oauth2.jwt.ReactiveJwtDecoder;
import org.springframework.security.web.server.SecurityWebFilterChain;
import org.springframework.security.web.server.ServerAuthenticationEntryPoint;
import org.springframework.security.web.server.authorization.AuthorizationContext;
import org.springframework.security.web.server.authorization.IpAddressReactiveAuthorizationManager;
import org.springframework.security.web.server.authorization.ServerAccessDeniedHandler;
import org.springframework.security.web.server.context.NoOpServerSecurityContextRepository;
import org.springframework.security.web.server.header.ReferrerPolicyServerHttpHeadersWriter.ReferrerPolicy;
import org.springframework.security.web.server.header.ServerHttpHeadersWriter;
import org.springframework.security.web.server.savedrequest.NoOpServerRequestCache;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;
import tools.jackson.databind.json.JsonMapper;

/** Who may come in: the token check, the open paths, and the headers that protect browsers. */
@Configuration(proxyBeanMethods = false)
@EnableWebFluxSecurity
class EdgeSecurity {

    private static final String[] PAGES = {
        ApiPage.START,
        "/problems/*",
        ApiPage.PAGE,
        "/docs/**",
        ApiPage.FILES + "**",
        "/v3/api-docs/**"
    };
    private static final String CONTRADICTION = "contradictory_token";

    private final GatewaySettings settings;
    private final TokenSettings tokens;
    private final TokenReader reader;
    private final Problems problems;

    EdgeSecurity(GatewaySettings settings, TokenSettings tokens, Problems problems) {
        this.settings = settings;
        this.tokens = tokens;
        this.reader = new TokenReader(tokens);
        this.problems = problems;
    }

    @Bean
    ReactiveJwtDecoder tokenDecoder(JsonMapper json, Clock clock) {
        var keys = new IssuerKeys(tokens, new IssuerClient(tokens, json).keys(), clock);
        NimbusReactiveJwtDecoder decoder =
                NimbusReactiveJwtDecoder.withJwkSource(keys::candidates)
                        .jwtProcessorCustomizer(processor ->
                                processor.setJWSKeySelector(
                                        new JWSVerificationKeySelector<JWKSecurityContext>(
                                                tokens.algorithms().stream()
                                                        .map(JWSAlgorithm::parse)
                                                        .collect(Collectors.toSet()),
                                                new JWKSecurityContextJWKSet())))
                        .build();
        var time = new JwtTimestampValidator(tokens.clockSkew());
        time.setClock(clock);
        time.setAllowEmptyExpiryClaim(false);
        decoder.setJwtValidator(
                new DelegatingOAuth2TokenValidator<>(
                        time,
                        new JwtIssuerValidator(tokens.issuer()),
                        new JwtClaimValidator<Collection<String>>(
                                JwtClaimNames.AUD,
                                audience ->
                                        audience != null && audience.contains(tokens.audience())),
                        oneSideOnly()));
        return new KnownTokens(tokens, decoder, keys, clock);
    }

    private OAuth2TokenValidator<Jwt> oneSideOnly() {
        var contradiction =
                new OAuth2Error(CONTRADICTION, "A partner and a role of the vendor's staff", null);
        return token ->
                reader.contradictsItself(token.getClaims())
                        ? OAuth2TokenValidatorResult.failure(contradiction)
                        : OAuth2TokenValidatorResult.success();
    }

    /** A span for every filter of the chain costs more than the chain and tells nobody anything. */
    @Bean
    SecurityObservationSettings securityObservationSettings() {
        return SecurityObservationSettings.noObservations();
    }

    @Bean
    SecurityWebFilterChain edge(ServerHttpSecurity http, ReactiveJwtDecoder decoder) {
        ServerAuthenticationEntryPoint unauthenticated =
                (exchange, failure) -> {
                    Problem problem = of(failure);
                    exchange.getResponse()
                            .getHeaders()
                            .set(
                                    HttpHeaders.WWW_AUTHENTICATE,
                                    problem == Problem.TOKEN_MISSING
                                            ? "Bearer"
                                            : "Bearer error=\"invalid_token\"");
                    return problems.write(exchange, problem);
                };
        ServerAccessDeniedHandler forbidden =
                (exchange, denied) -> problems.write(exchange, Problem.FORBIDDEN);
        if (settings.rateLimit().enabled()) {
            http.addFilterBefore(
                    new RateLimits(settings.rateLimit(), reader, problems),
                    SecurityWebFiltersOrder.AUTHORIZATION);
        }
        return http.csrf(ServerHttpSecurity.CsrfSpec::disable)
                .httpBasic(ServerHttpSecurity.HttpBasicSpec::disable)
                .formLogin(ServerHttpSecurity.FormLoginSpec::disable)
                .logout(ServerHttpSecurity.LogoutSpec::disable)
                .requestCache(cache -> cache.requestCache(NoOpServerRequestCache.getInstance()))
                .securityContextRepository(NoOpServerSecurityContextRepository.getInstance())
                .headers(headers ->
                        headers.referrerPolicy(policy -> policy.policy(ReferrerPolicy.NO_REFERRER))
                                .writer(contentPolicy()))
                // Ours says no with a problem.
                .cors(ServerHttpSecurity.CorsSpec::disable)
                .addFilterAt(
                        new CrossOrigin(settings.cors(), problems), SecurityWebFiltersOrder.CORS)
                .authorizeExchange(requests ->
                        requests.pathMatchers(settings.publicPaths().toArray(String[]::new))
                                .permitAll()
                                .pathMatchers(PAGES)
                                .permitAll()
                                .pathMatchers("/actuator/health", "/actuator/health/**")
                                .permitAll()
                                .pathMatchers("/actuator/**")
                                .access(this::isScraper)
                                .anyExchange()
                                .authenticated())
                .oauth2ResourceServer(server ->
                        server.bearerTokenConverter(new BearerToken())
                                .jwt(jwt -> jwt.jwtDecoder(decoder))
                                .authenticationEntryPoint(unauthenticated)
                                .accessDeniedHandler(forbidden))
                .exceptionHandling(handling ->
                        handling.authenticationEntryPoint(unauthenticated)
                                .accessDeniedHandler(forbidden))
                .build();
    }

    private static Problem of(AuthenticationException failure) {
        if (failure instanceof AuthenticationCredentialsNotFoundException) {
            return Problem.TOKEN_MISSING;
        }
        return failure.getCause() instanceof JwtValidationException invalid
                        && invalid.getErrors().stream()
                                .anyMatch(error -> error.getErrorCode().equals(CONTRADICTION))
                ? Problem.TOKEN_CONTRADICTORY
                : Problem.TOKEN_INVALID;
    }

    private Mono<AuthorizationResult> isScraper(
            Mono<Authentication> authentication, AuthorizationContext context) {
        return Flux.fromIterable(settings.metricsFrom())
                .concatMap(network ->
                        IpAddressReactiveAuthorizationManager.hasIpAddress(network)
                                .authorize(authentication, context))
                .any(AuthorizationResult::isGranted)
                .map(AuthorizationDecision::new);
    }

    /** Answers of the API are never pages; the API page runs its own scripts and nothing else. */
    private ServerHttpHeadersWriter contentPolicy() {
        URI issuer = URI.create(tokens.issuer());
        String pages =
                """
                default-src 'none'; script-src 'self'; style-src 'self' 'unsafe-inline'; \
                img-src 'self' data:; connect-src 'self' %s://%s; base-uri 'none'; \
                form-action 'self'; frame-ancestors 'none'\
                """
                        .formatted(issuer.getScheme(), issuer.getAuthority());
        String answers = "default-src 'none'; frame-ancestors 'none'";
        return exchange -> {
            String path = exchange.getRequest().getPath().value();
            exchange.getResponse()
                    .getHeaders()
                    .set(
                            "Content-Security-Policy",
                            path.equals(ApiPage.START)
                                            || path.equals(ApiPage.PAGE)
                                            || path.startsWith(ApiPage.FILES)
                                    ? pages
                                    : answers);
            return Mono.empty();
        };
    }
}
