package org.partnerportal.deal.products;

import io.swagger.v3.oas.annotations.tags.Tag;
import org.partnerportal.web.imports.ImportController;
import org.partnerportal.web.imports.ImportJobs;
import org.partnerportal.web.imports.MayImport;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RestController;

/** Import of products. */
@RestController
@RequestMapping("/api/v1/product-imports")
@MayImport({"channel-admin", "program-manager"})
@Tag(
        name = "Product imports",
        description =
                "Columns: code, name; optional series, listPrice, currency, aliases (separated by |)")
class ProductImportController extends ImportController {

    ProductImportController(ImportJobs jobs, ProductImport kind) {
        super(jobs, kind);
    }
}
