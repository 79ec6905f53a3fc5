package org.partnerportal.deal.imports;

import io.swagger.v3.oas.annotations.tags.Tag;
import org.partnerportal.web.imports.ImportController;
import org.partnerportal.web.imports.ImportJobs;
import org.partnerportal.web.imports.MayImport;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RestController;

/** Import of historic registrations. */
@RestController
@RequestMapping("/api/v1/deal-imports")
@MayImport("channel-admin")
@Tag(
        name = "Deal imports",
        description =
                "Historic registrations. Columns: externalId (the CRM's opportunity id), partnerId, customer,"
                        + " productCode, registeredOn; optional country, city, domain, vatId, amount, currency")
class HistoricImportController extends ImportController {

    HistoricImportController(ImportJobs jobs, HistoricImport kind) {
        super(jobs, kind);
    }
}
