package org.partnerportal.deal.approvals.application;

import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.partnerportal.deal.approvals.domain.ApprovalRefusal;
import org.partnerportal.deal.approvals.domain.ChainFlaw;
import org.partnerportal.deal.approvals.domain.Substitution;
import org.partnerportal.deal.approvals.domain.Substitutions;
import org.partnerportal.kernel.CommonRefusal;
import org.partnerportal.kernel.Expected;
import org.partnerportal.kernel.Flaw;
import org.springframework.dao.DuplicateKeyException;
import org.springframework.stereotype.Service;

/** Says when a person is away and who decides meanwhile; version 0 is what is there at first. */
@Service
public class PlanAbsence {

    /** Roles that can decide something; an absent person has no substitute in others. */
    public static final Set<String> DECIDING = DealSubject.KIND.roles();

    private final Substitutions substitutions;

    PlanAbsence(Substitutions substitutions) {
        this.substitutions = substitutions;
    }

    public Substitution handle(Command command) {
        mustDecide(command.roles());
        if (substitutions.find(command.absent()).isPresent()) {
            return substitutions.change(
                    command.absent(),
                    command.expected(),
                    there ->
                            there.plan(
                                    command.username(),
                                    command.roles(),
                                    command.periods(),
                                    command.by()));
        }
        if (command.expected() instanceof Expected.Version(long value) && value != 0) {
            throw CommonRefusal.NOT_FOUND.because(command.absent());
        }
        try {
            return substitutions.add(
                    Substitution.none(command.absent(), command.by())
                            .plan(
                                    command.username(),
                                    command.roles(),
                                    command.periods(),
                                    command.by()));
        } catch (DuplicateKeyException e) {
            throw CommonRefusal.STALE_VERSION.because(1, 0);
        }
    }

    private static void mustDecide(Set<String> roles) {
        List<Flaw> unknown =
                roles.stream()
                        .filter(role -> !DECIDING.contains(role))
                        .sorted()
                        .map(role -> Flaw.at("/roles", ChainFlaw.ROLE_UNKNOWN, role))
                        .toList();
        if (!unknown.isEmpty()) {
            throw ApprovalRefusal.ABSENCE_INVALID.because().naming(unknown);
        }
    }

    /**
     * @param username of the absent person
     * @param roles of the absent person, in which the substitutes act
     */
    public record Command(
            String absent,
            Expected expected,
            @Nullable String username,
            Set<String> roles,
            List<Substitution.Period> periods,
            String by) {}
}
