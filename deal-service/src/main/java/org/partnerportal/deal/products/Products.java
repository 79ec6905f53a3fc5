package org.partnerportal.deal.products;

import com.mongodb.client.model.IndexOptions;
import com.mongodb.client.model.Indexes;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.bson.Document;
import org.jspecify.annotations.Nullable;
import org.partnerportal.deal.products.Product.ProductListed;
import org.partnerportal.kernel.Money;
import org.partnerportal.messaging.AggregateStores;
import org.partnerportal.messaging.MongoAggregates;
import org.partnerportal.messaging.WireEvent;
import org.partnerportal.web.Page;
import org.partnerportal.web.PageRequest;
import org.springframework.data.annotation.TypeAlias;
import org.springframework.stereotype.Repository;

/** The products that can be registered. */
@Repository
class Products extends MongoAggregates<String, Product, ProductListed, Products.ProductDocument> {

    Products(AggregateStores stores) {
        super(stores, "products", ProductDocument.class);
        // A text leads to one product at most: an alias cannot be another product's code.
        collection()
                .createIndex(
                        Indexes.ascending("state.keys"),
                        new IndexOptions().name("keys").unique(true).sparse(true));
    }

    @TypeAlias("product")
    record ProductDocument(
            String name,
            @Nullable String series,
            @Nullable Money listPrice,
            List<String> aliases,
            List<String> keys,
            String batch,
            boolean removed) {}

    /** What outside readers get. */
    record ProductFact(
            String productCode,
            String name,
            @Nullable String series,
            @Nullable Money listPrice,
            List<String> aliases) {}

    Optional<Product> findByKey(String codeOrAlias) {
        return Optional.ofNullable(
                        collection().find(new Document("state.keys", codeOrAlias)).first())
                .map(this::read)
                .filter(product -> !product.removed());
    }

    Page<Product> list(PageRequest page) {
        var order = PageRequest.Order.of("_id");
        return page.page(
                collection()
                        .find(page.restrict(new Document("state.removed", false), order))
                        .sort(order.toSort())
                        .limit(page.fetch())
                        .into(new ArrayList<>())
                        .stream()
                        .map(this::read)
                        .toList(),
                product -> new PageRequest.Position(product.code(), product.code()));
    }

    @Override
    protected String text(String code) {
        return code;
    }

    @Override
    protected String idOf(Product product) {
        return product.code();
    }

    @Override
    protected ProductDocument toState(Product product) {
        return new ProductDocument(
                product.name(),
                product.series(),
                product.listPrice(),
                product.aliases(),
                List.copyOf(product.keys()),
                product.batch(),
                product.removed());
    }

    @Override
    protected Product toAggregate(String id, long version, ProductDocument state) {
        return new Product(
                id,
                state.name(),
                state.series(),
                state.listPrice(),
                state.aliases(),
                state.batch(),
                state.removed(),
                version);
    }

    @Override
    protected WireEvent toWire(Product next, ProductListed event) {
        return WireEvent.of(
                next.removed() ? "deal.product-delisted" : "deal.product-listed",
                null,
                event.at(),
                new ProductFact(
                        next.code(), next.name(), next.series(), next.listPrice(), next.aliases()));
    }
}
