package org.partnerportal.deal.products;

import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.tags.Tag;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.partnerportal.kernel.CommonRefusal;
import org.partnerportal.kernel.Money;
import org.partnerportal.web.Page;
import org.partnerportal.web.PageRequest;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RestController;

/** Products, for everyone who is signed in. */
@RestController
@RequestMapping("/api/v1/products")
@Tag(name = "Products", description = "What can be registered")
class ProductController {

    private final Products products;

    ProductController(Products products) {
        this.products = products;
    }

    /**
     * @param aliases other spellings that registrations may use
     */
    record ProductView(
            String code,
            String name,
            @Nullable String series,
            @Nullable Money listPrice,
            List<String> aliases) {

        static ProductView of(Product product) {
            return new ProductView(
                    product.code(),
                    product.name(),
                    product.series(),
                    product.listPrice(),
                    product.aliases());
        }
    }

    @GetMapping
    @Operation(summary = "List products", description = "By code.")
    Page<ProductView> list(PageRequest page) {
        return products.list(page).map(ProductView::of);
    }

    @GetMapping("/{code}")
    @Operation(summary = "Show a product", description = "By its code or a declared alias.")
    ProductView get(@PathVariable String code) {
        return products.findByKey(code)
                .map(ProductView::of)
                .orElseThrow(() -> CommonRefusal.NOT_FOUND.because(code));
    }
}
