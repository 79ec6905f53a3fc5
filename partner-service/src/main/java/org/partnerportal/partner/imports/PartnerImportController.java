package org.partnerportal.partner.imports;

import io.swagger.v3.oas.annotations.tags.Tag;
import org.partnerportal.web.imports.ImportController;
import org.partnerportal.web.imports.ImportJobs;
import org.partnerportal.web.imports.MayImport;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RestController;

/** Import of partners. */
@RestController
@RequestMapping("/api/v1/partner-imports")
@MayImport("channel-admin")
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
