package org.partnerportal.web;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Clock;
import java.time.ZoneOffset;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.boot.autoconfigure.AutoConfigurations;
import org.springframework.boot.test.context.runner.ApplicationContextRunner;

class ClockAutoConfigurationTest {

    private final ApplicationContextRunner service =
            new ApplicationContextRunner()
                    .withConfiguration(AutoConfigurations.of(ClockAutoConfiguration.class));

    @ParameterizedTest
    @ValueSource(strings = {"local", "test"})
    void canBeMovedWhereNothingIsAtStake(String profile) {
        service.withPropertyValues("spring.profiles.active=" + profile)
                .run(context ->
                        assertThat(context)
                                .hasSingleBean(AdjustableClock.class)
                                .hasSingleBean(ClockController.class));
    }

    @Test
    void cannotBeMovedWhereItIsSwitchedOff() {
        service.withPropertyValues("spring.profiles.active=local", "portal.clock.adjustable=false")
                .run(context -> assertThat(context).doesNotHaveBean(ClockController.class));
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "prod", "local,prod"})
    void isLeftAloneElsewhere(String profiles) {
        service.withPropertyValues("spring.profiles.active=" + profiles)
                .run(context ->
                        assertThat(context)
                                .hasNotFailed()
                                .doesNotHaveBean(AdjustableClock.class)
                                .doesNotHaveBean(ClockController.class));
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "prod", "local,prod"})
    void refusesToStartElsewhereWhenItIsAskedFor(String profiles) {
        service.withPropertyValues(
                        "spring.profiles.active=" + profiles, "portal.clock.adjustable=true")
                .run(context ->
                        assertThat(context)
                                .getFailure()
                                .rootCause()
                                .hasMessageContaining(
                                        "portal.clock.adjustable is for the profiles"));
    }

    @Test
    void givesWayToTheServicesOwn() {
        service.withPropertyValues("spring.profiles.active=test")
                .withBean("own", Clock.class, () -> Clock.tickMillis(ZoneOffset.UTC))
                .run(context ->
                        assertThat(context)
                                .hasSingleBean(Clock.class)
                                .doesNotHaveBean(ClockController.class));
    }
}
