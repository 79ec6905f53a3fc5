package org.partnerportal.web;

import java.time.Clock;
import java.util.List;
import java.util.Set;
import org.springframework.boot.autoconfigure.AutoConfiguration;
import org.springframework.boot.autoconfigure.condition.ConditionalOnBean;
import org.springframework.boot.autoconfigure.condition.ConditionalOnMissingBean;
import org.springframework.boot.autoconfigure.condition.ConditionalOnProperty;
import org.springframework.context.EnvironmentAware;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Condition;
import org.springframework.context.annotation.ConditionContext;
import org.springframework.context.annotation.Conditional;
import org.springframework.context.annotation.Configuration;
import org.springframework.core.env.Environment;
import org.springframework.core.type.AnnotatedTypeMetadata;

/**
 * A clock that can be moved, in the profiles {@code local} and {@code test} alone: anywhere else a
 * service that is told to have one refuses to start.
 */
@AutoConfiguration(
        beforeName = "org.partnerportal.messaging.MessagingAutoConfiguration",
        before = WebAutoConfiguration.class)
public class ClockAutoConfiguration {

    private static final String PROPERTY = "portal.clock.adjustable";
    private static final Set<String> PROFILES = Set.of("local", "test");

    static boolean allowed(Environment environment) {
        String[] active = environment.getActiveProfiles();
        return active.length > 0 && PROFILES.containsAll(List.of(active));
    }

    /** Holds the property against the profiles, whatever else is configured. */
    @Configuration(proxyBeanMethods = false)
    @ConditionalOnProperty(PROPERTY)
    static class Guard implements EnvironmentAware {

        @Override
        public void setEnvironment(Environment environment) {
            if (!allowed(environment)) {
                throw new IllegalStateException(
                        PROPERTY
                                + " is for the profiles local and test alone; active are "
                                + String.join(", ", environment.getActiveProfiles()));
            }
        }
    }

    /** In the profiles that may, unless it is switched off. */
    static final class Adjustable implements Condition {

        @Override
        public boolean matches(ConditionContext context, AnnotatedTypeMetadata metadata) {
            return allowed(context.getEnvironment())
                    && context.getEnvironment().getProperty(PROPERTY, Boolean.class, true);
        }
    }

    @Bean
    @Conditional(Adjustable.class)
    @ConditionalOnMissingBean(Clock.class)
    AdjustableClock adjustableClock() {
        return new AdjustableClock();
    }

    @Bean
    @ConditionalOnBean(AdjustableClock.class)
    ClockController clockController(AdjustableClock clock) {
        return new ClockController(clock);
    }
}
