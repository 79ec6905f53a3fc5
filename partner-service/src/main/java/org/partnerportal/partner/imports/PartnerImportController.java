package org.partnerportal.partner.imports;

import io.swagger.v3.oas.annotations.tags.Tag;
import org.partnerportal.web.imports.ImportController;
import org.partnerportal.web.imports.ImportJobs;
import org.springframework.security.access.prepost.PreAuthorize;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RestController;

/** Import of partners. */
@RestController
@RequestMapping("/api/v1/partner-imports")
@PreAuthorize("hasAnyRole('channel-admin')")
@Tag(
        name = "Partner imports",
        description =
                "Columns: name, country; optional region, channelManager (a user name), vatId. Query parameter"
                        + " agreementInForce=true: an agreement is in force already, so they may do business at once")
class PartnerImportController extends ImportController {

    PartnerImportController(ImportJobs jobs, PartnerImport kind) {
        super(jobs, kind);
    }
}
