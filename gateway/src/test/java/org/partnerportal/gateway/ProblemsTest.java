package org.partnerportal.gateway;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;

import io.netty.channel.ConnectTimeoutException;
import java.net.ConnectException;
import java.util.Locale;
import java.util.concurrent.TimeoutException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.springframework.cloud.gateway.support.NotFoundException;
import org.springframework.http.HttpStatus;
import org.springframework.web.server.ResponseStatusException;
import reactor.netty.internal.shaded.reactor.pool.PoolAcquireTimeoutException;

class ProblemsTest {

    @ParameterizedTest
    @EnumSource
    void haveATextInEachLanguage(Problem problem) {
        var texts = Problems.texts();

        for (String key :
                new String[] {problem.code(), "problem.title." + problem.status().value()}) {
            for (Locale language : Problems.LANGUAGES) {
                assertThatCode(() -> texts.getMessage(key, null, language))
                        .as("%s in %s", key, language)
                        .doesNotThrowAnyException();
            }
            assertThat(Problems.LANGUAGES)
                    .extracting(language -> texts.getMessage(key, null, language))
                    .as("%s must not fall back to another language", key)
                    .doesNotHaveDuplicates();
        }
    }

    @Test
    void areUnavailableWhereAServiceCannotBeReached() {
        assertThat(ProblemHandler.of(new ConnectException()))
                .isEqualTo(Problem.SERVICE_UNAVAILABLE);
        assertThat(ProblemHandler.of(new ConnectTimeoutException()))
                .isEqualTo(Problem.SERVICE_UNAVAILABLE);
        assertThat(ProblemHandler.of(new NotFoundException("no instance")))
                .isEqualTo(Problem.SERVICE_UNAVAILABLE);
        assertThat(ProblemHandler.of(new PoolAcquireTimeoutException(java.time.Duration.ZERO)))
                .as("a full connection pool is a timeout by its class")
                .isEqualTo(Problem.SERVICE_UNAVAILABLE);
    }

    @Test
    void areTimeoutsWhereAServiceIsTooSlow() {
        assertThat(ProblemHandler.of(new IllegalStateException(new TimeoutException())))
                .isEqualTo(Problem.TIMEOUT);
        assertThat(ProblemHandler.of(new ResponseStatusException(HttpStatus.GATEWAY_TIMEOUT)))
                .isEqualTo(Problem.TIMEOUT);
    }

    @Test
    void areOurFaultWhereNothingElseExplainsThem() {
        assertThat(ProblemHandler.of(new IllegalStateException("a bug")))
                .isEqualTo(Problem.INTERNAL_ERROR);
        assertThat(ProblemHandler.of(new ResponseStatusException(HttpStatus.BAD_GATEWAY)))
                .isEqualTo(Problem.INTERNAL_ERROR);
    }

    @Test
    void areInEnglishForThoseWhoSaySomethingElse() {
        assertThat(Problems.language(null)).isEqualTo(Locale.ENGLISH);
        assertThat(Problems.language("ja, fr;q=0.5")).isEqualTo(Locale.ENGLISH);
        assertThat(Problems.language(";;;")).isEqualTo(Locale.ENGLISH);
        assertThat(Problems.language("ja, hu-HU;q=0.5")).isEqualTo(Locale.of("hu"));
    }
}
