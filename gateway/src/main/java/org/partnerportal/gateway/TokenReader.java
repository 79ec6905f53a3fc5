package org.partnerportal.gateway;

import java.util.Arrays;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** Reads what a token of any provider says about its holder. */
final class TokenReader {

    private final TokenSettings settings;

    TokenReader(TokenSettings settings) {
        this.settings = settings;
    }

    /** Under our names, wherever the provider puts them. */
    Set<String> roles(Map<String, Object> claims) {
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

    /**
     * The partner that the holder acts for: the one that was asked for, where it may choose.
     *
     * @param asked what {@code X-Partner-Id} says
     */
    @Nullable Object partner(Map<String, Object> claims, @Nullable String asked) {
        return asked != null
                        && claims.get(settings.partnersClaim()) instanceof Collection<?> partners
                        && partners.contains(asked)
                ? asked
                : claims.get(settings.partnerClaim());
    }

    boolean isMachine(Map<String, Object> claims) {
        return roles(claims).contains(settings.machineRole());
    }

    /**
     * A partner's user is never the vendor's staff: such a token is a mistake of the identity
     * provider or an attack.
     */
    boolean contradictsItself(Map<String, Object> claims) {
        boolean partner =
                claims.get(settings.partnerClaim()) != null
                        || (claims.get(settings.partnersClaim()) instanceof Collection<?> partners
                                && !partners.isEmpty());
        return partner && roles(claims).stream().anyMatch(settings.staffRoles()::contains);
    }

    private static @Nullable Object walk(Map<?, ?> claims, String path) {
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
