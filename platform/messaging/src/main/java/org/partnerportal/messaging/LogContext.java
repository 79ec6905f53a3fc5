package org.partnerportal.messaging;

import org.jspecify.annotations.Nullable;
import org.slf4j.MDC;

/**
 * What every line of the log says while something is done: under which correlation id, and for
 * which partner. Nothing about people.
 */
public final class LogContext implements AutoCloseable {

    public static final String CORRELATION_ID = "correlationId";
    public static final String PARTNER_ID = "partnerId";

    private final @Nullable String correlationBefore = MDC.get(CORRELATION_ID);
    private final @Nullable String actsForBefore = MDC.get(PARTNER_ID);

    private LogContext() {}

    public static LogContext of(String correlationId, @Nullable String partnerId) {
        var context = new LogContext();
        put(CORRELATION_ID, correlationId);
        put(PARTNER_ID, partnerId);
        return context;
    }

    private static void put(String key, @Nullable String value) {
        if (value == null) {
            MDC.remove(key);
        } else {
            MDC.put(key, value);
        }
    }

    @Override
    public void close() {
        put(CORRELATION_ID, correlationBefore);
        put(PARTNER_ID, actsForBefore);
    }
}
