package org.partnerportal.stack.simulation;

import java.util.List;

/** What is made once for all schedules: the store and the services' contexts. */
final class World implements AutoCloseable {

    private final SimulatedClock clock = new SimulatedClock();
    private final SimulatedStore store = new SimulatedStore();
    private final List<ServiceContext> services =
            List.of(
                    ServiceContext.start(
                            "deal", ServiceContext.DealParts.class, store.client(), clock),
                    ServiceContext.start(
                            "commission",
                            ServiceContext.CommissionParts.class,
                            store.client(),
                            clock),
                    ServiceContext.start(
                            "analytics",
                            ServiceContext.AnalyticsParts.class,
                            store.client(),
                            clock));

    SimulatedClock clock() {
        return clock;
    }

    SimulatedStore store() {
        return store;
    }

    List<ServiceContext> services() {
        return services;
    }

    @Override
    public void close() {
        services.forEach(ServiceContext::close);
        store.close();
    }
}
