package org.partnerportal.commission.ledger.web;

import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.tags.Tag;
import java.time.YearMonth;
import org.jspecify.annotations.Nullable;
import org.partnerportal.commission.ledger.application.FindLines;
import org.partnerportal.commission.ledger.domain.EntryId;
import org.partnerportal.commission.ledger.domain.EntryKind;
import org.partnerportal.commission.ledger.domain.Ledger;
import org.partnerportal.commission.ledger.domain.LedgerEntry.Line;
import org.partnerportal.commission.partners.Visibility;
import org.partnerportal.kernel.CommonRefusal;
import org.partnerportal.kernel.Ids;
import org.partnerportal.web.Caller;
import org.partnerportal.web.Page;
import org.partnerportal.web.PageRequest;
import org.springframework.security.access.prepost.PreAuthorize;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;

/** The ledger's lines, as those who earn and those who pay read them. */
@RestController
@RequestMapping("/api/v1/earnings")
@Tag(name = "Earnings", description = "What was earned and taken back, line by line")
class EarningController {

    private final FindLines find;
    private final Ledger ledger;
    private final Visibility visibility;

    EarningController(FindLines find, Ledger ledger, Visibility visibility) {
        this.find = find;
        this.ledger = ledger;
        this.visibility = visibility;
    }

    @GetMapping
    @PreAuthorize(Visibility.READS)
    @Operation(
            summary = "List lines",
            description =
                    "Newest documents first; sort: documentDate or -documentDate. period is the month of the"
                            + " statement, such as 2017-03.")
    Page<EarningView> list(
            @RequestParam(required = false) @Nullable String partnerId,
            @RequestParam(required = false) @Nullable YearMonth period,
            @RequestParam(required = false) @Nullable String currency,
            @RequestParam(required = false) @Nullable EntryKind kind,
            @RequestParam(required = false) @Nullable String dealId,
            @RequestParam(required = false) @Nullable String invoiceId,
            PageRequest page,
            Caller caller) {
        return find.find(
                        new FindLines.Filter(
                                visibility.visiblePartners(caller, partnerId),
                                period,
                                currency,
                                kind,
                                dealId,
                                invoiceId,
                                null),
                        page)
                .map(EarningView::of);
    }

    @GetMapping("/{lineId}")
    @PreAuthorize(Visibility.READS)
    @Operation(
            summary = "Show a line",
            description =
                    "With its formula, what the formula was fed with, and the event it comes from.")
    EarningView get(@PathVariable String lineId, Caller caller) {
        if (ledger.get(new EntryId(Ids.checked(EntryId.LINE, lineId))) instanceof Line line) {
            visibility.check(line.after().id().partner().value(), lineId, caller);
            return EarningView.of(line);
        }
        throw CommonRefusal.NOT_FOUND.because(lineId);
    }
}
