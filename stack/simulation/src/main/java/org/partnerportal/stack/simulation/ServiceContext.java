package org.partnerportal.stack.simulation;

import com.mongodb.client.MongoClient;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ExecutorService;
import org.apache.kafka.clients.producer.Producer;
import org.partnerportal.messaging.InstanceMessaging;
import org.partnerportal.messaging.MessagingAutoConfiguration;
import org.partnerportal.web.WebAutoConfiguration;
import org.springframework.beans.factory.annotation.AnnotatedBeanDefinition;
import org.springframework.beans.factory.config.BeanDefinition;
import org.springframework.beans.factory.config.BeanFactoryPostProcessor;
import org.springframework.beans.factory.support.BeanDefinitionRegistry;
import org.springframework.boot.Banner;
import org.springframework.boot.WebApplicationType;
import org.springframework.boot.autoconfigure.ImportAutoConfiguration;
import org.springframework.boot.autoconfigure.SpringBootApplication;
import org.springframework.boot.autoconfigure.context.PropertyPlaceholderAutoConfiguration;
import org.springframework.boot.builder.SpringApplicationBuilder;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.ConfigurationPropertiesScan;
import org.springframework.boot.data.mongodb.autoconfigure.DataMongoAutoConfiguration;
import org.springframework.boot.jackson.autoconfigure.JacksonAutoConfiguration;
import org.springframework.boot.kafka.autoconfigure.KafkaAutoConfiguration;
import org.springframework.boot.mongodb.autoconfigure.MongoAutoConfiguration;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.ComponentScan;
import org.springframework.context.annotation.ComponentScan.Filter;
import org.springframework.context.annotation.Configuration;
import org.springframework.context.annotation.FilterType;
import org.springframework.core.type.MethodMetadata;

/**
 * A service's own configuration with the store, the broker and the clock replaced; every bean that
 * could remember something belongs to one life of one instance.
 */
final class ServiceContext implements AutoCloseable {

    /** Of the messaging and the web, what works in a life; the rest is the same for all. */
    private static final Set<String> OF_A_LIFE =
            Set.of(
                    "outboxRelay",
                    "outboxSweep",
                    "aggregateStores",
                    "auditTrail",
                    "deadLetters",
                    "eventConsumers",
                    "eventProducer",
                    "eventPublisher",
                    "instanceMessaging",
                    "instanceThreads");

    private static final Set<String> OF_THE_WEB = Set.of("moneyModule", "identities");

    private final String name;
    private final ConfigurableApplicationContext context;

    private ServiceContext(String name, ConfigurableApplicationContext context) {
        this.name = name;
        this.context = context;
    }

    static ServiceContext start(
            String name, Class<?> parts, MongoClient store, SimulatedClock clock) {
        String topic = name + ".events.v1";
        ConfigurableApplicationContext context =
                new SpringApplicationBuilder(parts, Shared.class)
                        .web(WebApplicationType.NONE)
                        .bannerMode(Banner.Mode.OFF)
                        .logStartupInfo(false)
                        .registerShutdownHook(false)
                        .properties(
                                Map.of(
                                        // Not one of the services' files, of which there are three.
                                        "spring.config.name",
                                        "simulation",
                                        "spring.application.name",
                                        name + "-service",
                                        "spring.mongodb.database",
                                        name,
                                        "spring.data.mongodb.representation.big-decimal",
                                        "decimal128",
                                        "portal.messaging.topic",
                                        topic))
                        .initializers(started -> {
                            started.getBeanFactory().registerSingleton("simulatedStore", store);
                            started.getBeanFactory().registerSingleton("simulatedClock", clock);
                            started.getBeanFactory()
                                    .registerScope(IncarnationScope.NAME, new IncarnationScope());
                        })
                        .run();
        return new ServiceContext(name, context);
    }

    String name() {
        return name;
    }

    /** A bean of the life that owns these. */
    <T> T bean(Map<String, Object> life, Class<T> type) {
        return IncarnationScope.in(life, () -> context.getBean(type));
    }

    @Override
    public void close() {
        context.close();
    }

    /** What all services have. */
    @Configuration(proxyBeanMethods = false)
    @ImportAutoConfiguration({
        PropertyPlaceholderAutoConfiguration.class,
        JacksonAutoConfiguration.class,
        MongoAutoConfiguration.class,
        DataMongoAutoConfiguration.class,
        KafkaAutoConfiguration.class,
        WebAutoConfiguration.class,
        InstanceMessaging.Beans.class,
        MessagingAutoConfiguration.class
    })
    static class Shared {

        @Bean
        static MeterRegistry meters() {
            return new SimpleMeterRegistry();
        }

        /** Both are put into the life before its first bean is asked for. */
        @Bean
        Producer<byte[], byte[]> eventProducer() {
            throw new IllegalStateException("Every life brings its own producer");
        }

        @Bean(defaultCandidate = true)
        ExecutorService instanceThreads() {
            throw new IllegalStateException("Every life brings its own threads");
        }

        @Bean
        static BeanFactoryPostProcessor lives() {
            return factory -> {
                var registry = (BeanDefinitionRegistry) factory;
                for (String bean : List.of(factory.getBeanDefinitionNames())) {
                    BeanDefinition definition = factory.getBeanDefinition(bean);
                    String maker = maker(definition);
                    boolean unused =
                            maker.equals(WebAutoConfiguration.class.getName())
                                    && !OF_THE_WEB.contains(bean);
                    if (unused
                            || bean.equals("brokerHealthIndicator")
                            || bean.endsWith("internalScheduledAnnotationProcessor")) {
                        registry.removeBeanDefinition(bean);
                    } else if (OF_A_LIFE.contains(bean) || isOfAService(definition)) {
                        definition.setScope(IncarnationScope.NAME);
                    }
                }
            };
        }

        private static String maker(BeanDefinition definition) {
            MethodMetadata method =
                    definition instanceof AnnotatedBeanDefinition annotated
                            ? annotated.getFactoryMethodMetadata()
                            : null;
            return method == null ? "" : method.getDeclaringClassName();
        }

        private static boolean isOfAService(BeanDefinition definition) {
            if (!(definition instanceof AnnotatedBeanDefinition annotated)
                    || annotated.getFactoryMethodMetadata() != null
                    || annotated.getMetadata().hasAnnotation(Configuration.class.getName())
                    || annotated
                            .getMetadata()
                            .hasAnnotation(ConfigurationProperties.class.getName())) {
                return false;
            }
            String type = String.valueOf(definition.getBeanClassName());
            return SERVICES.stream().anyMatch(type::startsWith);
        }

        private static final List<String> SERVICES =
                new ArrayList<>(
                        List.of(
                                "org.partnerportal.deal.",
                                "org.partnerportal.commission.",
                                "org.partnerportal.analytics."));
    }

    @Configuration(proxyBeanMethods = false)
    @ComponentScan(
            basePackages = "org.partnerportal.deal",
            excludeFilters =
                    @Filter(type = FilterType.ANNOTATION, classes = SpringBootApplication.class))
    @ConfigurationPropertiesScan("org.partnerportal.deal")
    static class DealParts {}

    @Configuration(proxyBeanMethods = false)
    @ComponentScan(
            basePackages = "org.partnerportal.commission",
            excludeFilters =
                    @Filter(type = FilterType.ANNOTATION, classes = SpringBootApplication.class))
    @ConfigurationPropertiesScan("org.partnerportal.commission")
    static class CommissionParts {}

    @Configuration(proxyBeanMethods = false)
    @ComponentScan(
            basePackages = "org.partnerportal.analytics",
            excludeFilters =
                    @Filter(type = FilterType.ANNOTATION, classes = SpringBootApplication.class))
    @ConfigurationPropertiesScan("org.partnerportal.analytics")
    static class AnalyticsParts {}
}
