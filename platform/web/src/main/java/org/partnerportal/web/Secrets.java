package org.partnerportal.web;

import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;
import org.springframework.beans.factory.InitializingBean;
import org.springframework.core.env.ConfigurableEnvironment;
import org.springframework.core.env.EnumerablePropertySource;
import org.springframework.core.env.Environment;
import org.springframework.core.env.Profiles;

/**
 * Holds a service to secrets of its own: what this repository shows to everybody is good for one
 * machine and its tests, and for nothing else.
 */
final class Secrets implements InitializingBean {

    private static final Profiles ONE_MACHINE = Profiles.of("local | test");
    private static final String OURS = "for-one-machine-and-its-tests-alone";
    private static final List<String> PUBLISHED = List.of("-dev-secret", OURS);
    private static final List<String> NAMES = List.of("secret", "password");
    private static final int SHORTEST = 32;

    private final ConfigurableEnvironment environment;

    Secrets(ConfigurableEnvironment environment) {
        this.environment = environment;
    }

    /** The secret that signs cursors; one machine needs none of its own. */
    static String cursor(@Nullable String configured, Environment environment) {
        if (configured != null && configured.length() >= SHORTEST) {
            return configured;
        }
        if (environment.acceptsProfiles(ONE_MACHINE)) {
            return configured == null || configured.isEmpty() ? OURS : configured;
        }
        throw new IllegalStateException(
                "portal.web.cursor-secret needs at least " + SHORTEST + " characters here");
    }

    @Override
    public void afterPropertiesSet() {
        if (environment.acceptsProfiles(ONE_MACHINE)) {
            return;
        }
        Set<String> published = new TreeSet<>();
        environment.getPropertySources().stream()
                .filter(EnumerablePropertySource.class::isInstance)
                .flatMap(source ->
                        List.of(((EnumerablePropertySource<?>) source).getPropertyNames()).stream())
                .filter(Secrets::namesASecret)
                .filter(name -> isPublished(environment.getProperty(name)))
                .forEach(published::add);
        if (!published.isEmpty()) {
            throw new IllegalStateException(
                    "Published in the repository and therefore no secrets here: "
                            + String.join(", ", published));
        }
    }

    private static boolean namesASecret(String name) {
        String small = name.toLowerCase(Locale.ROOT);
        return NAMES.stream().anyMatch(small::endsWith);
    }

    private static boolean isPublished(@Nullable String value) {
        return value != null && PUBLISHED.stream().anyMatch(value::contains);
    }
}
