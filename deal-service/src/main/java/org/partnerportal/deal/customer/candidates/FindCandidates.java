package org.partnerportal.deal.customer.candidates;

import java.util.Comparator;
import java.util.List;
import java.util.Map;
import org.partnerportal.deal.customer.matching.Described;
import org.partnerportal.deal.customer.matching.OrganisationMatcher;
import org.partnerportal.deal.registration.domain.Deal;
import org.partnerportal.deal.registration.domain.EndCustomer;
import org.partnerportal.deal.registration.domain.ProductLine;
import org.springframework.stereotype.Service;

/** Looks for sales that may be to the end customer of a registration, the likest first. */
@Service
public class FindCandidates {

    private final CandidateIndex index;
    private final OrganisationMatcher matcher;

    FindCandidates(CandidateIndex index, OrganisationMatcher matcher) {
        this.index = index;
        this.matcher = matcher;
    }

    public List<Candidate> handle(Query query) {
        OrganisationMatcher.Read asked = matcher.read(query.customer());
        return index.near(asked.keys(), query.closedToo()).entrySet().stream()
                .filter(entry -> !entry.getKey().equals(query.saleId()))
                .map(entry -> candidate(entry, asked, query.productCodes()))
                .filter(candidate -> candidate.judgement().score() >= query.minimumScore())
                .filter(candidate ->
                        query.otherProductsToo() || !candidate.sharedProducts().isEmpty())
                .sorted(
                        Comparator.comparingDouble(
                                        (Candidate candidate) -> candidate.judgement().score())
                                .reversed()
                                .thenComparing(Candidate::since)
                                .thenComparing(Candidate::id))
                .limit(query.limit())
                .toList();
    }

    /** From which score a candidate is taken for the same customer. */
    public double threshold() {
        return matcher.threshold();
    }

    private Candidate candidate(
            Map.Entry<String, KnownSale> entry,
            OrganisationMatcher.Read asked,
            List<String> products) {
        KnownSale sale = entry.getValue();
        OrganisationMatcher.Judgement judgement =
                matcher.compare(asked, matcher.read(sale.described()));
        return new Candidate(
                entry.getKey(),
                sale.kind() == KnownSale.Kind.DIRECT,
                sale.partnerId(),
                sale.described(),
                sale.state(),
                sale.open(),
                sale.shared(products),
                sale.since(),
                judgement.score() >= matcher.threshold(),
                judgement);
    }

    /**
     * What is asked.
     *
     * @param saleId which never finds itself
     * @param minimumScore from 0 to 1
     * @param otherProductsToo whether to show sales that share no product, which are no conflict
     * @param closedToo whether to show what stands in nobody's way any more
     */
    public record Query(
            String saleId,
            Described customer,
            List<String> productCodes,
            double minimumScore,
            boolean otherProductsToo,
            boolean closedToo,
            int limit) {

        public static Query of(
                Deal deal,
                double minimumScore,
                boolean otherProductsToo,
                boolean closedToo,
                int limit) {
            EndCustomer customer = deal.details().customer();
            return new Query(
                    deal.id().value(),
                    new Described(
                            customer.name(),
                            customer.country(),
                            customer.domain(),
                            customer.vatId()),
                    deal.details().products().stream().map(ProductLine::productCode).toList(),
                    minimumScore,
                    otherProductsToo,
                    closedToo,
                    limit);
        }
    }
}
