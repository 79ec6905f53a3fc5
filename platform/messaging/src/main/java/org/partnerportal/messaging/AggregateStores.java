package org.partnerportal.messaging;

import java.time.Clock;
import org.partnerportal.messaging.audit.AuditTrail;
import org.springframework.data.mongodb.core.MongoTemplate;
import tools.jackson.databind.json.JsonMapper;

/** What every {@link MongoAggregates} needs, so that a service's repositories take one argument. */
public record AggregateStores(
        MongoTemplate mongo,
        JsonMapper json,
        OutboxRelay relay,
        AuditTrail audit,
        Clock clock,
        MessagingSettings settings,
        EventTraces traces) {}
