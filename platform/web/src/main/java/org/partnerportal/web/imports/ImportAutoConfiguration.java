package org.partnerportal.web.imports;

import java.time.Clock;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import org.partnerportal.messaging.audit.AuditTrail;
import org.partnerportal.web.Identities;
import org.partnerportal.web.Problems;
import org.partnerportal.web.WebAutoConfiguration;
import org.slf4j.LoggerFactory;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.boot.autoconfigure.AutoConfiguration;
import org.springframework.boot.autoconfigure.condition.ConditionalOnMissingBean;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.context.SmartLifecycle;
import org.springframework.context.annotation.Bean;
import org.springframework.data.mongodb.core.MongoTemplate;

/** Import jobs for services that have an {@link ImportKind}. */
@AutoConfiguration(after = WebAutoConfiguration.class)
@EnableConfigurationProperties(ImportSettings.class)
public class ImportAutoConfiguration {

    @Bean(destroyMethod = "close")
    @ConditionalOnMissingBean
    ImportJobs importJobs(
            MongoTemplate mongo,
            ObjectProvider<ImportKind> kinds,
            Identities identities,
            Problems problems,
            AuditTrail audit,
            Clock clock,
            ImportSettings settings) {
        return new ImportJobs(
                mongo, kinds.stream().toList(), identities, problems, audit, clock, settings);
    }

    @Bean
    ImportResumption importResumption(ImportJobs jobs) {
        return new ImportResumption(jobs);
    }

    /** Looks every few seconds for jobs that nobody works on. */
    static final class ImportResumption implements SmartLifecycle {

        private static final long EVERY_SECONDS = 3;
        private final ImportJobs jobs;
        private volatile boolean running;
        private volatile ScheduledExecutorService timer = newTimer();

        ImportResumption(ImportJobs jobs) {
            this.jobs = jobs;
        }

        private static ScheduledExecutorService newTimer() {
            return Executors.newSingleThreadScheduledExecutor(
                    Thread.ofPlatform().name("import-resumption").daemon().factory());
        }

        @Override
        public void start() {
            timer = newTimer();
            var _ = timer.scheduleWithFixedDelay(this::resume, 1, EVERY_SECONDS, TimeUnit.SECONDS);
            running = true;
        }

        private void resume() {
            try {
                jobs.resume();
            } catch (RuntimeException e) {
                LoggerFactory.getLogger(ImportResumption.class)
                        .warn("Looking for interrupted imports failed: {}", e.toString());
            }
        }

        @Override
        public void stop() {
            running = false;
            timer.shutdown();
        }

        @Override
        public boolean isRunning() {
            return running;
        }
    }
}
