package org.partnerportal.commission.statement.web;

import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.tags.Tag;
import java.time.YearMonth;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.partnerportal.commission.ledger.application.FindLines;
import org.partnerportal.commission.ledger.web.EarningView;
import org.partnerportal.commission.partners.Visibility;
import org.partnerportal.commission.statement.application.FindStatements;
import org.partnerportal.commission.statement.application.OpenStatements;
import org.partnerportal.commission.statement.application.OpenStatements.Open;
import org.partnerportal.commission.statement.domain.Statement;
import org.partnerportal.commission.statement.domain.StatementId;
import org.partnerportal.commission.statement.domain.StatementState;
import org.partnerportal.commission.statement.domain.Statements;
import org.partnerportal.kernel.CommonRefusal;
import org.partnerportal.web.Caller;
import org.partnerportal.web.Page;
import org.partnerportal.web.PageRequest;
import org.springframework.security.access.prepost.PreAuthorize;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;

/** Statements, as those who earn and those who pay read them. */
@RestController
@RequestMapping("/api/v1/statements")
@Tag(name = "Statements", description = "A partner's month in one currency")
class StatementController {

    private final FindStatements find;
    private final Statements statements;
    private final OpenStatements open;
    private final FindLines lines;
    private final Visibility visibility;

    StatementController(
            FindStatements find,
            Statements statements,
            OpenStatements open,
            FindLines lines,
            Visibility visibility) {
        this.find = find;
        this.statements = statements;
        this.open = open;
        this.lines = lines;
        this.visibility = visibility;
    }

    @GetMapping
    @PreAuthorize(Visibility.READS)
    @Operation(
            summary = "List statements",
            description =
                    "Closed and issued ones by month and partner; with state=OPEN the months that go on, by"
                            + " partner and month.")
    Page<StatementView> list(
            @RequestParam(required = false) @Nullable String partnerId,
            @RequestParam(required = false) @Nullable YearMonth period,
            @RequestParam(required = false) @Nullable String currency,
            @RequestParam(required = false) StatementState.@Nullable Name state,
            PageRequest page,
            Caller caller) {
        @Nullable Set<String> partners = visibility.visiblePartners(caller, partnerId);
        if (state == StatementState.Name.OPEN) {
            return open(partners, period, currency, page);
        }
        return find.find(new FindStatements.Filter(partners, period, currency, state), page)
                .map(StatementView::of);
    }

    private Page<StatementView> open(
            @Nullable Set<String> partners,
            @Nullable YearMonth period,
            @Nullable String currency,
            PageRequest page) {
        PageRequest.Position after = page.after();
        List<Open> found =
                open.find(
                        partners,
                        currency,
                        period,
                        after == null
                                ? null
                                : new OpenStatements.Position(
                                        after.id(), YearMonth.parse(after.value())),
                        page.fetch());
        return page.page(
                        found,
                        item ->
                                new PageRequest.Position(
                                        item.period().toString(), item.account().text()))
                .map(StatementView::of);
    }

    @GetMapping("/{id}")
    @PreAuthorize(Visibility.READS)
    @Operation(summary = "Show a statement", description = "Open, closed or issued.")
    StatementView get(@PathVariable StatementId id, Caller caller) {
        StatementView view = view(id);
        visibility.check(view.partnerId(), id, caller);
        return view;
    }

    private StatementView view(StatementId id) {
        Optional<Statement> stored = statements.find(id);
        return stored.map(StatementView::of)
                .or(() -> open.find(id.value()).map(StatementView::of))
                .orElseThrow(() -> CommonRefusal.NOT_FOUND.because(id));
    }

    @GetMapping("/{id}/lines")
    @PreAuthorize(Visibility.READS)
    @Operation(summary = "The lines of a statement", description = "They add up to its figures.")
    Page<EarningView> lines(@PathVariable StatementId id, PageRequest page, Caller caller) {
        visibility.check(view(id).partnerId(), id, caller);
        return lines.find(FindLines.Filter.ofStatement(id.value()), page).map(EarningView::of);
    }
}
