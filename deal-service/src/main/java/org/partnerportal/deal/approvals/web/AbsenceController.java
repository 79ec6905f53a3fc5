package org.partnerportal.deal.approvals.web;

import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.tags.Tag;
import jakarta.validation.Valid;
import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Size;
import java.time.LocalDate;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.partnerportal.deal.approvals.application.PlanAbsence;
import org.partnerportal.deal.approvals.domain.Substitution;
import org.partnerportal.deal.approvals.domain.Substitution.Period;
import org.partnerportal.deal.approvals.domain.Substitutions;
import org.partnerportal.kernel.CommonRefusal;
import org.partnerportal.kernel.Expected;
import org.partnerportal.web.Answers;
import org.partnerportal.web.Caller;
import org.springframework.http.ResponseEntity;
import org.springframework.security.access.prepost.PreAuthorize;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PutMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RestController;

/** When somebody is away and who decides for him; everyone his own, administrators all. */
@RestController
@RequestMapping("/api/v1/approval-substitutes/{subject}")
@PreAuthorize(
        "hasAnyRole('channel-admin', 'program-manager', 'partner-manager', 'region-manager',"
                + " 'finance-approver')")
@Tag(name = "Approval substitutes", description = "Who decides while somebody is away")
class AbsenceController {

    private final PlanAbsence plan;
    private final Substitutions substitutions;

    AbsenceController(PlanAbsence plan, Substitutions substitutions) {
        this.plan = plan;
        this.substitutions = substitutions;
    }

    /**
     * @param from the first day
     * @param to the last day
     * @param by subject of the substitute
     */
    record AbsencePeriod(
            @NotNull LocalDate from, @NotNull LocalDate to, @NotBlank @Size(max = 100) String by) {}

    /**
     * All absences of a person; those that are not named any more are taken back.
     *
     * @param roles of the person, when somebody else writes it down; one's own are in the token
     * @param username of the person, when somebody else writes it down
     */
    record AbsenceBody(
            @NotNull @Size(max = 20) List<@NotNull @Valid AbsencePeriod> periods,
            @Nullable @Size(max = 20) List<@NotNull @Size(max = 40) String> roles,
            @Nullable @Size(max = 100) String username) {}

    /**
     * @param roles in which the substitutes act
     * @param version also the ETag
     */
    record AbsenceView(
            String subject, List<String> roles, List<AbsencePeriod> periods, long version) {

        static AbsenceView of(Substitution substitution) {
            return new AbsenceView(
                    substitution.absent(),
                    ChainRequests.sorted(substitution.roles()),
                    substitution.periods().stream()
                            .map(period ->
                                    new AbsencePeriod(period.from(), period.to(), period.by()))
                            .toList(),
                    substitution.version());
        }
    }

    @GetMapping
    @Operation(summary = "Show when somebody is away")
    ResponseEntity<AbsenceView> get(@PathVariable String subject, Caller caller) {
        mustBeHisOwn(subject, caller);
        return answer(substitutions.get(subject));
    }

    @PutMapping
    @Operation(
            summary = "Say when somebody is away and who decides for him",
            description =
                    "If-Match \"0\" writes it down for the first time. The substitute may do what the absent"
                            + " person may, and is bound by the same rules; a decision names both.")
    ResponseEntity<AbsenceView> put(
            @PathVariable String subject,
            @Valid @RequestBody AbsenceBody body,
            Expected expected,
            Caller caller) {
        mustBeHisOwn(subject, caller);
        boolean own = subject.equals(caller.subject());
        if (own && (body.roles() != null || body.username() != null)) {
            throw CommonRefusal.FORBIDDEN.because();
        }
        return answer(
                plan.handle(
                        new PlanAbsence.Command(
                                subject,
                                expected,
                                own ? caller.username() : body.username(),
                                own ? deciding(caller) : given(body.roles()),
                                body.periods().stream()
                                        .map(period ->
                                                new Period(period.from(), period.to(), period.by()))
                                        .toList(),
                                caller.subject())));
    }

    private static Set<String> deciding(Caller caller) {
        return caller.roles().stream()
                .filter(PlanAbsence.DECIDING::contains)
                .collect(Collectors.toUnmodifiableSet());
    }

    private static Set<String> given(@Nullable List<String> roles) {
        return roles == null ? Set.of() : Set.copyOf(roles);
    }

    /** Another's does not exist for those who may not write it down. */
    private static void mustBeHisOwn(String subject, Caller caller) {
        if (!subject.equals(caller.subject()) && !caller.hasAny("channel-admin")) {
            throw CommonRefusal.NOT_FOUND.because(subject);
        }
    }

    private static ResponseEntity<AbsenceView> answer(Substitution substitution) {
        return Answers.ok(AbsenceView.of(substitution), substitution.version());
    }
}
