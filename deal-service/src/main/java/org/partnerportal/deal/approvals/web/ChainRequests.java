package org.partnerportal.deal.approvals.web;

import jakarta.validation.Valid;
import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Pattern;
import jakarta.validation.constraints.Size;
import java.time.Instant;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.partnerportal.deal.approvals.domain.AmountBand;
import org.partnerportal.deal.approvals.domain.ApprovalStep;
import org.partnerportal.deal.approvals.domain.ChainTerms;
import org.partnerportal.kernel.Money;
import org.partnerportal.web.NotNegative;

/** What callers send about chains. */
final class ChainRequests {

    private ChainRequests() {}

    /**
     * What the next version of a chain is to say.
     *
     * @param subjectType what is approved by it: deal
     * @param appliesFrom to what is submitted from this instant on; now where it is missing
     * @param oneDecisionEach whether a person decides one step of an approval at most; true where
     *     it is missing
     */
    record ApprovalChainBody(
            @NotBlank @Size(max = 40) String subjectType,
            @Nullable Instant appliesFrom,
            @Nullable Boolean oneDecisionEach,
            @NotNull @Size(max = 20) List<@NotNull @Valid ChainStep> steps) {

        ChainTerms toTerms() {
            return new ChainTerms(
                    appliesFrom,
                    Objects.requireNonNullElse(oneDecisionEach, true),
                    steps.stream().map(ChainStep::toStep).toList());
        }
    }

    /**
     * A step of a chain.
     *
     * @param after the steps that must be approved before; none: it is asked at once, beside others
     * @param band the amounts that it is for; all where it is missing
     * @param roles whoever has one of them may decide
     * @param people who may decide whatever their roles, by the subject of their token
     * @param quorum how many different people must approve; 1 where it is missing
     * @param dueInDays business days until it is escalated
     * @param escalateTo the role that may decide as well, when nobody does in time or somebody who
     *     is asked may not
     * @param substitutes whether those who stand in for an absent person may decide; true where it
     *     is missing
     */
    record ChainStep(
            @NotNull @Pattern(regexp = "[a-z][a-z0-9-]{0,39}") String id,
            @Nullable @Size(max = 20) List<@NotNull @Size(max = 40) String> after,
            @Nullable @Valid ChainBand band,
            @Nullable @Size(max = 20) List<@NotNull @Size(max = 40) String> roles,
            @Nullable @Size(max = 50) List<@NotBlank @Size(max = 100) String> people,
            @Nullable @Min(1) @Max(50) Integer quorum,
            @Nullable @Min(1) @Max(250) Integer dueInDays,
            @NotBlank @Size(max = 40) String escalateTo,
            @Nullable Boolean substitutes) {

        ApprovalStep toStep() {
            return new ApprovalStep(
                    id,
                    set(after),
                    band == null ? null : new AmountBand(band.from(), band.to()),
                    set(roles),
                    set(people),
                    Objects.requireNonNullElse(quorum, 1),
                    dueInDays,
                    escalateTo,
                    Objects.requireNonNullElse(substitutes, true));
        }

        static ChainStep of(ApprovalStep step) {
            AmountBand band = step.band();
            return new ChainStep(
                    step.id(),
                    sorted(step.after()),
                    band == null ? null : new ChainBand(band.from(), band.to()),
                    sorted(step.roles()),
                    sorted(step.people()),
                    step.quorum(),
                    step.dueInDays(),
                    step.escalateTo(),
                    step.substitutes());
        }

        private static Set<String> set(@Nullable List<String> values) {
            return values == null ? Set.of() : Set.copyOf(values);
        }
    }

    /**
     * @param from the smallest amount in it
     * @param to the first amount above it; no limit where it is missing
     */
    record ChainBand(@NotNull @NotNegative Money from, @Nullable @NotNegative Money to) {}

    /**
     * @param amount of what is to be submitted
     * @param submitter subject of who would submit it
     */
    record PreviewBody(
            @Nullable @NotNegative Money amount, @Nullable @Size(max = 100) String submitter) {}

    static List<String> sorted(Set<String> values) {
        return values.stream().sorted().toList();
    }
}
