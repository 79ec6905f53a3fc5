package org.partnerportal.web;

import java.util.Arrays;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.springframework.core.convert.converter.Converter;
import org.springframework.security.core.GrantedAuthority;
import org.springframework.security.core.authority.SimpleGrantedAuthority;
import org.springframework.security.oauth2.jwt.Jwt;

/**
 * Finds the roles in a token of any provider: a list or a text, flat or inside an object, under
 * their names or ours.
 */
final class TokenRoles implements Converter<Jwt, Collection<GrantedAuthority>> {

    static final String PREFIX = "ROLE_";

    private final SecuritySettings settings;

    TokenRoles(SecuritySettings settings) {
        this.settings = settings;
    }

    @Override
    public Collection<GrantedAuthority> convert(Jwt token) {
        return of(token.getClaims()).stream()
                .map(role -> (GrantedAuthority) new SimpleGrantedAuthority(PREFIX + role))
                .toList();
    }

    Set<String> of(Map<String, Object> claims) {
        for (String path : settings.rolesClaims()) {
            Object value = claims.containsKey(path) ? claims.get(path) : walk(claims, path);
            if (value != null) {
                return names(value).stream()
                        .map(name -> settings.roleMap().getOrDefault(name, name))
                        .collect(Collectors.toUnmodifiableSet());
            }
        }
        return Set.of();
    }

    /** What a dotted path leads to. */
    static @Nullable Object walk(Map<?, ?> claims, String path) {
        Object value = claims;
        for (String step : path.split("\\.", -1)) {
            value = value instanceof Map<?, ?> map ? map.get(step) : null;
        }
        return value;
    }

    private static List<String> names(Object value) {
        return value instanceof Collection<?> list
                ? list.stream().map(String::valueOf).toList()
                : Arrays.stream(value.toString().split("[ ,]+", -1)).toList();
    }
}
