package org.partnerportal.deal.products;

import java.time.Clock;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.partnerportal.kernel.Decided;
import org.partnerportal.kernel.Expected;
import org.partnerportal.web.imports.ImportKind;
import org.partnerportal.web.imports.ImportRow;
import org.partnerportal.web.imports.RowOutcome;
import org.springframework.dao.DuplicateKeyException;
import org.springframework.stereotype.Component;

/** Products from a file; the business key is the code. */
@Component
class ProductImport implements ImportKind {

    private final Products products;
    private final Clock clock;

    ProductImport(Products products, Clock clock) {
        this.products = products;
        this.clock = clock;
    }

    @Override
    public String name() {
        return "product-imports";
    }

    @Override
    public Set<String> requiredColumns() {
        return Set.of("code", "name");
    }

    @Override
    public Set<String> optionalColumns() {
        return Set.of("series", "listPrice", "currency", "aliases");
    }

    @Override
    public RowOutcome apply(ImportRow row, ImportBatch batch) {
        var product =
                new Product(
                        row.text("code"),
                        row.text("name"),
                        row.optional("series").orElse(null),
                        row.optionalMoney("listPrice", "currency").orElse(null),
                        row.optional("aliases").map(ProductImport::split).orElse(List.of()),
                        batch.id(),
                        false,
                        0);
        for (String key : product.keys()) {
            Optional<Product> other = products.findByKey(key);
            if (other.isPresent() && !other.get().code().equals(product.code())) {
                throw row.refuse(
                        key.equals(product.code()) ? "code" : "aliases", "deal.product-key-taken");
            }
        }
        Optional<Product> known = products.find(product.code());
        if (known.isEmpty()) {
            return create(product, row, batch);
        }
        boolean ours = known.get().batch().equals(batch.id()) && known.get().version() == 1;
        if (known.get().saysTheSameAs(product)) {
            return ours ? RowOutcome.created(product.code()) : RowOutcome.unchanged(product.code());
        }
        if (!batch.dryRun()) {
            products.change(
                    product.code(),
                    Expected.any(),
                    stored -> stored.become(product, clock.instant()));
        }
        return RowOutcome.updated(product.code());
    }

    private RowOutcome create(Product product, ImportRow row, ImportBatch batch) {
        if (!batch.dryRun()) {
            try {
                products.add(Decided.of(product, new Product.ProductListed(clock.instant())));
            } catch (DuplicateKeyException e) {
                throw row.refuse("code", "deal.product-key-taken");
            }
        }
        return RowOutcome.created(product.code());
    }

    @Override
    public boolean undo(String code, ImportBatch batch) {
        Product after =
                products.change(
                        code,
                        Expected.any(),
                        stored -> {
                            if (!stored.batch().equals(batch.id()) || stored.version() != 1) {
                                return new Decided<>(stored, List.of());
                            }
                            var removed =
                                    new Product(
                                            stored.code(),
                                            stored.name(),
                                            stored.series(),
                                            stored.listPrice(),
                                            stored.aliases(),
                                            stored.batch(),
                                            true,
                                            stored.version());
                            return stored.become(removed, clock.instant());
                        });
        return after.removed();
    }

    /** Aliases in one cell are separated by a bar. */
    private static List<String> split(String cell) {
        return Arrays.stream(cell.split("\\|", -1))
                .map(String::strip)
                .filter(alias -> !alias.isEmpty())
                .toList();
    }
}
