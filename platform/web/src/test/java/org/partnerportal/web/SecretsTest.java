package org.partnerportal.web;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.boot.test.context.ConfigDataApplicationContextInitializer;
import org.springframework.boot.test.context.runner.ApplicationContextRunner;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.core.env.ConfigurableEnvironment;
import org.springframework.mock.env.MockEnvironment;

class SecretsTest {

    private static final String STRONG = "5f1c9d0be1f6a4b7c28d93e0475162839a0b1c2d3e4f5061";

    private final ApplicationContextRunner service =
            new ApplicationContextRunner().withUserConfiguration(Guarded.class);

    @Configuration(proxyBeanMethods = false)
    static class Guarded {

        @Bean
        Secrets secrets(ConfigurableEnvironment environment) {
            return new Secrets(environment);
        }
    }

    @Nested
    class ThatTheRepositoryShows {

        @ParameterizedTest
        @CsvSource({
            "portal.provisioning.client-secret, onboarding-dev-secret",
            "portal.applications.token-secret, for-one-machine-and-its-tests-alone-0000",
            "PORTAL_CRM_SECRET, crm-dev-secret",
            "spring.mongodb.password, some-dev-secret",
        })
        void stopAServiceOutsideOfOneMachine(String name, String value) {
            service.withPropertyValues("spring.profiles.active=production", name + "=" + value)
                    .run(context ->
                            assertThat(context)
                                    .getFailure()
                                    .rootCause()
                                    .hasMessageContaining(name)
                                    .hasMessageNotContaining(value));
        }

        @ParameterizedTest
        @ValueSource(strings = {"local", "test"})
        void areGoodEnoughForOneMachine(String profile) {
            service.withPropertyValues(
                            "spring.profiles.active=" + profile,
                            "portal.provisioning.client-secret=onboarding-dev-secret")
                    .run(context -> assertThat(context).hasNotFailed());
        }
    }

    @Test
    void ofOnesOwnAreAccepted() {
        service.withPropertyValues("portal.provisioning.client-secret=" + STRONG)
                .run(context -> assertThat(context).hasNotFailed());
    }

    @Test
    void areReadFromMountedFiles(@TempDir Path folder) throws IOException {
        Files.writeString(folder.resolve("portal.web.cursor-secret"), STRONG);
        Files.writeString(folder.resolve("MONGODB_URI"), "mongodb://mounted/deal");
        service.withInitializer(new ConfigDataApplicationContextInitializer())
                .withPropertyValues("spring.config.import=configtree:" + folder + "/")
                .run(context -> {
                    assertThat(context).hasNotFailed();
                    var environment = context.getEnvironment();
                    assertThat(environment.getProperty("portal.web.cursor-secret"))
                            .isEqualTo(STRONG);
                    assertThat(environment.resolvePlaceholders("${MONGODB_URI:none}"))
                            .isEqualTo("mongodb://mounted/deal");
                });
    }

    @Nested
    class ForCursors {

        @Test
        void areNeededOutsideOfOneMachine() {
            var production = new MockEnvironment();
            assertThatIllegalStateException().isThrownBy(() -> Secrets.cursor(null, production));
            assertThatIllegalStateException()
                    .isThrownBy(() -> Secrets.cursor("too-short", production));
            assertThat(Secrets.cursor(STRONG, production)).isEqualTo(STRONG);
        }

        @Test
        void areNotNeededOnOneMachine() {
            var local = new MockEnvironment();
            local.setActiveProfiles("local");
            assertThat(Secrets.cursor(null, local)).isNotEmpty();
        }
    }
}
