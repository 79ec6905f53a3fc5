package org.partnerportal.stack.launcher;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;

/** Steps with an order that is known to exist. */
record Plan(List<Step> steps) {

    /** A need that is no step of this plan is met already, and is left out. */
    static Plan of(List<Step> wanted) {
        var names = wanted.stream().map(Step::name).collect(Collectors.toSet());
        var steps =
                wanted.stream()
                        .map(step ->
                                new Step(
                                        step.name(),
                                        step.needs().stream()
                                                .filter(names::contains)
                                                .collect(Collectors.toSet()),
                                        step.weight(),
                                        step.work()))
                        .toList();
        var plan = new Plan(steps);
        if (plan.waves().stream().mapToInt(Set::size).sum() != names.size()) {
            throw new IllegalArgumentException("steps that wait for each other: " + names);
        }
        return plan;
    }

    /** What can start at once, then what can start when all of that is done, and so on. */
    List<Set<String>> waves() {
        var left = new LinkedHashMap<String, Set<String>>();
        steps.forEach(step -> left.put(step.name(), step.needs()));
        var done = new HashSet<String>();
        var waves = new ArrayList<Set<String>>();
        while (!left.isEmpty()) {
            var wave = new LinkedHashSet<String>();
            left.forEach((name, needs) -> {
                if (done.containsAll(needs)) {
                    wave.add(name);
                }
            });
            if (wave.isEmpty()) {
                break;
            }
            waves.add(wave);
            done.addAll(wave);
            left.keySet().removeAll(wave);
        }
        return waves;
    }
}
