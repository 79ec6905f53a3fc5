package org.partnerportal.messaging.audit;

import java.time.Clock;
import net.javacrumbs.shedlock.core.LockProvider;
import org.springframework.boot.autoconfigure.AutoConfiguration;
import org.springframework.boot.autoconfigure.condition.ConditionalOnMissingBean;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.context.annotation.Bean;
import org.springframework.data.mongodb.core.MongoTemplate;

/** The audit trail of a service; every bean can be replaced by the service's own. */
@AutoConfiguration
@EnableConfigurationProperties(AuditSettings.class)
public class AuditAutoConfiguration {

    @Bean
    @ConditionalOnMissingBean
    AuditTrail auditTrail(MongoTemplate mongo, Clock clock, AuditSettings settings) {
        return new AuditTrail(mongo, clock, settings);
    }

    @Bean
    @ConditionalOnMissingBean
    AuditWorker auditWorker(AuditTrail trail, AuditSettings settings, LockProvider locks) {
        return new AuditWorker(trail, settings, locks);
    }
}
