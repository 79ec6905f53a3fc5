package org.partnerportal.stack.faults;

import java.net.URI;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Supplier;

/** The load balancer before the gateways: each takes its turn. */
final class Gateways implements Supplier<URI> {

    private final List<URI> all = new CopyOnWriteArrayList<>();
    private final AtomicInteger turn = new AtomicInteger();

    Gateways(URI first) {
        all.add(first);
    }

    @Override
    public URI get() {
        List<URI> now = List.copyOf(all);
        return now.get(Math.floorMod(turn.getAndIncrement(), now.size()));
    }

    void add(URI gateway) {
        all.add(gateway);
    }

    /** What was sent to it before is still answered. */
    void remove(URI gateway) {
        all.remove(gateway);
    }
}
