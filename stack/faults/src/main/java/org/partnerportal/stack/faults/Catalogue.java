package org.partnerportal.stack.faults;

import java.util.ArrayList;
import java.util.List;
import java.util.Set;

/** All faults, in the order in which they are injected. */
final class Catalogue {

    private Catalogue() {}

    static List<Fault> all() {
        var all = new ArrayList<Fault>();
        all.addAll(KilledServices.faults());
        all.addAll(Outages.faults());
        all.addAll(Deliveries.faults());
        all.addAll(Slowness.faults());
        all.addAll(Repetitions.faults());
        all.addAll(Rollover.faults());
        all.addAll(Machines.faults());
        all.addAll(Restoration.faults());
        return List.copyOf(all);
    }

    /**
     * @param only all where it is empty
     * @throws IllegalArgumentException for a name that no fault has
     */
    static List<Fault> chosen(Set<String> only, boolean brief) {
        List<Fault> all = all();
        for (String name : only) {
            if (all.stream().noneMatch(it -> it.name().equals(name))) {
                throw new IllegalArgumentException("No fault is named " + name);
            }
        }
        return all.stream()
                .filter(it -> only.isEmpty() ? !brief || it.brief() : only.contains(it.name()))
                .toList();
    }
}
