package org.partnerportal.web;

import io.micrometer.core.instrument.MeterRegistry;
import jakarta.validation.Validator;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.util.List;
import org.partnerportal.messaging.CopyFeed;
import org.partnerportal.messaging.CopyRebuilds;
import org.partnerportal.messaging.DeadLetters;
import org.partnerportal.messaging.EventConsumers;
import org.partnerportal.messaging.audit.AuditTrail;
import org.springframework.boot.autoconfigure.AutoConfiguration;
import org.springframework.boot.autoconfigure.condition.ConditionalOnBean;
import org.springframework.boot.autoconfigure.condition.ConditionalOnMissingBean;
import org.springframework.boot.autoconfigure.condition.ConditionalOnProperty;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.boot.security.autoconfigure.web.servlet.SecurityFilterProperties;
import org.springframework.boot.web.servlet.FilterRegistrationBean;
import org.springframework.boot.webmvc.error.ErrorController;
import org.springframework.context.MessageSource;
import org.springframework.context.annotation.Bean;
import org.springframework.context.support.ResourceBundleMessageSource;
import org.springframework.core.Ordered;
import org.springframework.core.env.ConfigurableEnvironment;
import org.springframework.core.env.Environment;
import org.springframework.http.converter.HttpMessageConverters;
import org.springframework.http.converter.json.JacksonJsonHttpMessageConverter;
import org.springframework.web.method.support.HandlerMethodArgumentResolver;
import org.springframework.web.servlet.config.annotation.InterceptorRegistry;
import org.springframework.web.servlet.config.annotation.WebMvcConfigurer;
import tools.jackson.databind.JacksonModule;
import tools.jackson.databind.json.JsonMapper;

/**
 * Problems, commands, pages and preconditions for a service; every bean can be replaced by the
 * service's own.
 */
@AutoConfiguration(
        beforeName = {
            "org.springframework.boot.autoconfigure.context.MessageSourceAutoConfiguration",
            "org.springframework.boot.webmvc.autoconfigure.error.ErrorMvcAutoConfiguration"
        },
        afterName = "org.springframework.boot.jackson.autoconfigure.JacksonAutoConfiguration")
@EnableConfigurationProperties(WebSettings.class)
public class WebAutoConfiguration {

    /**
     * The suite's texts and the service's own, under {@code messages/}: {@code platform} and the
     * service's name.
     */
    @Bean
    @ConditionalOnMissingBean
    MessageSource messageSource(Environment environment) {
        var texts = new ResourceBundleMessageSource();
        texts.setBasenames(
                "messages/" + environment.getProperty("spring.application.name", "platform"),
                "messages/platform");
        texts.setDefaultEncoding(StandardCharsets.UTF_8.name());
        texts.setFallbackToSystemLocale(false);
        // One rule for all texts: an apostrophe is written twice, with arguments or without.
        texts.setAlwaysUseMessageFormat(true);
        return texts;
    }

    @Bean
    @ConditionalOnMissingBean
    Problems problems(MessageSource texts, JsonMapper json, MeterRegistry meters) {
        return new Problems(texts, json, meters);
    }

    @Bean
    @ConditionalOnMissingBean
    ProblemAdvice problemAdvice(Problems problems) {
        return new ProblemAdvice(problems);
    }

    /** Money as {@code {"amount": "12.30", "currency": "EUR"}} wherever JSON is read or written. */
    @Bean
    JacksonModule moneyModule() {
        return MoneyJson.module();
    }

    @Bean
    @ConditionalOnMissingBean
    Identities identities(Clock clock) {
        return new Identities(clock);
    }

    @Bean
    @ConditionalOnMissingBean
    Cursors cursors(WebSettings settings, Environment environment) {
        return new Cursors(Secrets.cursor(settings.cursorSecret(), environment));
    }

    @Bean
    Secrets secrets(ConfigurableEnvironment environment) {
        return new Secrets(environment);
    }

    @Bean
    @ConditionalOnMissingBean
    Drain drain(WebSettings settings) {
        return new Drain(settings.drain());
    }

    @Bean
    @ConditionalOnMissingBean
    MergePatch mergePatch(JsonMapper json, Validator validator) {
        return new MergePatch(json, validator);
    }

    @Bean
    FilterRegistrationBean<CorrelationFilter> correlationFilter() {
        var registration = new FilterRegistrationBean<>(new CorrelationFilter());
        registration.setOrder(Ordered.HIGHEST_PRECEDENCE + 1);
        return registration;
    }

    /**
     * After the security chain, because it asks who calls; before whatever can refuse a command.
     */
    @Bean
    @ConditionalOnProperty(name = "portal.metrics.enabled", matchIfMissing = true)
    FilterRegistrationBean<CommandFigures> commandFigures(MeterRegistry meters) {
        var registration = new FilterRegistrationBean<>(new CommandFigures(meters));
        registration.setOrder(-2);
        return registration;
    }

    /** Around the security chain, whose refusals it records too. */
    @Bean
    FilterRegistrationBean<RefusalFilter> refusalFilter(AuditTrail audit) {
        var registration = new FilterRegistrationBean<>(new RefusalFilter(audit));
        registration.setOrder(SecurityFilterProperties.DEFAULT_FILTER_ORDER - 1);
        return registration;
    }

    @Bean
    FilterRegistrationBean<CallerInLog> callerInLog(Callers callers) {
        var registration = new FilterRegistrationBean<>(new CallerInLog(callers));
        registration.setOrder(-1);
        return registration;
    }

    @Bean
    @ConditionalOnMissingBean
    ProblemCodes problemCodes() {
        return new ProblemCodes();
    }

    /** After the security chain, because a command is its caller's. */
    @Bean
    FilterRegistrationBean<CommandFilter> commandFilter(
            Problems problems, WebSettings settings, SecuritySettings security) {
        var registration =
                new FilterRegistrationBean<>(
                        new CommandFilter(problems, settings, new Origins(security)));
        registration.setOrder(0);
        return registration;
    }

    @Bean
    WebMvcConfigurer portalMvc(
            Callers callers, WebSettings settings, Cursors cursors, JsonMapper json) {
        JsonMapper strict = PlainJson.strict(json);
        return new WebMvcConfigurer() {
            @Override
            public void addArgumentResolvers(List<HandlerMethodArgumentResolver> resolvers) {
                resolvers.add(new RequestArguments(callers, settings, cursors));
            }

            @Override
            public void addInterceptors(InterceptorRegistry interceptors) {
                interceptors.addInterceptor(new RequestBounds());
            }

            @Override
            public void configureMessageConverters(HttpMessageConverters.ServerBuilder builder) {
                builder.withJsonConverter(new JacksonJsonHttpMessageConverter(strict));
            }
        };
    }

    @Bean
    @ConditionalOnMissingBean(ErrorController.class)
    ErrorProblemController errorProblemController(Problems problems) {
        return new ErrorProblemController(problems);
    }

    @Bean
    @ConditionalOnMissingBean
    DeadLetterController deadLetterController(
            DeadLetters deadLetters, EventConsumers consumers, AuditTrail audit) {
        return new DeadLetterController(deadLetters, consumers, audit);
    }

    @Bean
    @ConditionalOnMissingBean
    AuditController auditController(AuditTrail audit) {
        return new AuditController(audit);
    }

    @Bean
    @ConditionalOnBean(CopyFeed.class)
    @ConditionalOnMissingBean
    CopyRebuildController copyRebuildController(CopyRebuilds rebuilds) {
        return new CopyRebuildController(rebuilds);
    }
}
