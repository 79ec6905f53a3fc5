package org.partnerportal.deal.approvals.domain;

import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;
import org.partnerportal.kernel.Flaw;
import org.partnerportal.kernel.Money;

/**
 * Finds everything that is wrong with a chain before somebody waits for a step that never comes.
 */
final class ChainCheck {

    private final SubjectKind kind;
    private final List<ApprovalStep> steps;
    private final List<Flaw> flaws = new ArrayList<>();

    private ChainCheck(SubjectKind kind, List<ApprovalStep> steps) {
        this.kind = kind;
        this.steps = steps;
    }

    static List<Flaw> of(ChainTerms terms, SubjectKind kind, Instant now) {
        var check = new ChainCheck(kind, terms.steps());
        if (terms.appliesFrom() != null && terms.appliesFrom().isBefore(now)) {
            check.flaws.add(Flaw.at("/appliesFrom", ChainFlaw.APPLIES_IN_PAST));
        }
        check.run();
        return check.flaws;
    }

    private void run() {
        if (steps.isEmpty()) {
            flaws.add(Flaw.at("/steps", ChainFlaw.NO_STEP));
            return;
        }
        for (int i = 0; i < steps.size(); i++) {
            approvers(steps.get(i), "/steps/" + i);
            band(steps.get(i).band(), "/steps/" + i + "/band");
        }
        order();
        smallestWithoutStep()
                .ifPresent(amount ->
                        flaws.add(Flaw.at("/steps", ChainFlaw.AMOUNT_WITHOUT_STEP, amount)));
    }

    private void approvers(ApprovalStep step, String at) {
        if (step.roles().isEmpty() && step.people().isEmpty()) {
            flaws.add(Flaw.at(at + "/roles", ChainFlaw.NO_APPROVER));
        }
        for (String role : new TreeSet<>(step.roles())) {
            mustExist(role, at + "/roles");
        }
        mustExist(step.escalateTo(), at + "/escalateTo");
        // How many people have a role is not known here, and may change every day.
        int most = step.roles().isEmpty() ? step.people().size() : Integer.MAX_VALUE;
        if (step.quorum() < 1 || (most > 0 && step.quorum() > most)) {
            flaws.add(
                    Flaw.at(
                            at + "/quorum",
                            ChainFlaw.QUORUM_IMPOSSIBLE,
                            step.quorum(),
                            step.people().size()));
        }
    }

    private void mustExist(String role, String at) {
        if (!kind.roles().contains(role)) {
            flaws.add(Flaw.at(at, ChainFlaw.ROLE_UNKNOWN, role));
        }
    }

    private void band(@Nullable AmountBand band, String at) {
        if (band == null) {
            return;
        }
        if (!band.speaksOneCurrency()) {
            flaws.add(Flaw.at(at + "/to", ChainFlaw.BAND_CURRENCIES));
        } else if (band.isEmpty()) {
            flaws.add(Flaw.at(at, ChainFlaw.BAND_EMPTY));
        }
    }

    /** Every step must come to its turn: from the first ones on, along {@code after}. */
    private void order() {
        Map<String, ApprovalStep> byId = new LinkedHashMap<>();
        for (int i = 0; i < steps.size(); i++) {
            if (byId.putIfAbsent(steps.get(i).id(), steps.get(i)) != null) {
                flaws.add(Flaw.at("/steps/" + i + "/id", ChainFlaw.STEP_TWICE, steps.get(i).id()));
            }
        }
        Set<String> reached = reached(byId);
        for (int i = 0; i < steps.size(); i++) {
            ApprovalStep step = steps.get(i);
            String at = "/steps/" + i + "/after";
            Set<String> unknown = new TreeSet<>(step.after());
            unknown.removeAll(byId.keySet());
            unknown.forEach(id -> flaws.add(Flaw.at(at, ChainFlaw.STEP_UNKNOWN, id)));
            if (unknown.isEmpty() && !reached.contains(step.id())) {
                ChainFlaw flaw =
                        comesBeforeItself(step, byId) ? ChainFlaw.CYCLE : ChainFlaw.UNREACHABLE;
                flaws.add(Flaw.at(at, flaw, step.id()));
            }
        }
    }

    private static Set<String> reached(Map<String, ApprovalStep> byId) {
        var reached = new HashSet<String>();
        boolean grew = true;
        while (grew) {
            grew = false;
            for (ApprovalStep step : byId.values()) {
                if (reached.containsAll(step.after())) {
                    grew |= reached.add(step.id());
                }
            }
        }
        return reached;
    }

    private static boolean comesBeforeItself(ApprovalStep step, Map<String, ApprovalStep> byId) {
        var before = new HashSet<String>();
        var open = new ArrayList<>(step.after());
        while (!open.isEmpty()) {
            String id = open.removeLast();
            if (id.equals(step.id())) {
                return true;
            }
            ApprovalStep other = byId.get(id);
            if (other != null && before.add(id)) {
                open.addAll(other.after());
            }
        }
        return false;
    }

    /**
     * The smallest amount that goes through no step at all. There is none where a step is for all
     * amounts, or where bands are of several currencies: a step is asked for what it cannot
     * compare.
     */
    private Optional<Money> smallestWithoutStep() {
        List<AmountBand> bands =
                steps.stream().map(ApprovalStep::band).filter(Objects::nonNull).toList();
        if (bands.size() < steps.size()
                || !bands.stream().allMatch(AmountBand::speaksOneCurrency)
                || bands.stream().map(band -> band.from().currency()).distinct().count() != 1) {
            return Optional.empty();
        }
        Money covered = Money.zero(bands.getFirst().from().currency());
        for (AmountBand band :
                bands.stream().sorted(Comparator.comparing(AmountBand::from)).toList()) {
            if (band.from().compareTo(covered) > 0) {
                return Optional.of(covered);
            }
            if (band.to() == null) {
                return Optional.empty();
            }
            covered = band.to().compareTo(covered) > 0 ? band.to() : covered;
        }
        return Optional.of(covered);
    }
}
