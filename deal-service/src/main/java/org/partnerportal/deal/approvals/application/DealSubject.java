package org.partnerportal.deal.approvals.application;

import java.math.BigDecimal;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HexFormat;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;
import org.partnerportal.deal.approvals.domain.ApprovalSubject;
import org.partnerportal.deal.approvals.domain.Approver;
import org.partnerportal.deal.approvals.domain.SubjectKind;
import org.partnerportal.deal.registration.domain.Deal;
import org.partnerportal.deal.registration.domain.DealDetails;
import org.partnerportal.deal.registration.domain.EndCustomer;
import org.partnerportal.deal.registration.domain.ProductLine;
import org.partnerportal.kernel.Money;

/** A registration as an approval sees it. */
final class DealSubject {

    static final SubjectKind KIND =
            new SubjectKind(
                    "deal",
                    Set.of(
                            "channel-admin",
                            "program-manager",
                            "partner-manager",
                            "region-manager",
                            "finance-approver"));

    private DealSubject() {}

    /**
     * @param barred who submitted it and those who act for him
     */
    static ApprovalSubject of(Deal deal, Instant submittedAt, List<Approver> barred) {
        return new ApprovalSubject(
                KIND.type(),
                deal.id().value(),
                deal.partner().value(),
                submittedAt.toString(),
                contentHash(deal.details()),
                deal.details().estimate(),
                deal.version(),
                barred);
    }

    /**
     * SHA-256 of what an approval is about: customer, products, estimate. The order of the products
     * and other ways of writing the same do not make another content.
     */
    static String contentHash(DealDetails details) {
        var parts = new ArrayList<@Nullable String>();
        EndCustomer customer = details.customer();
        parts.add(Integer.toString(customer.identities().size()));
        parts.addAll(new TreeSet<>(customer.identities()));
        parts.add(customer.city() == null ? null : EndCustomer.folded(customer.city()));
        details.products().stream()
                .sorted(Comparator.comparing(ProductLine::productCode))
                .forEach(line -> {
                    parts.add(line.productCode());
                    parts.add(plain(line.quantity()));
                    parts.add(plain(line.amount()));
                });
        parts.add(plain(details.estimate()));
        return digest(parts);
    }

    private static @Nullable String plain(@Nullable BigDecimal number) {
        return number == null ? null : number.stripTrailingZeros().toPlainString();
    }

    private static @Nullable String plain(@Nullable Money money) {
        return money == null ? null : money.toString();
    }

    /** Each part with its length before it; what is missing differs from what is empty. */
    private static String digest(List<@Nullable String> parts) {
        var text = new StringBuilder();
        for (String part : parts) {
            text.append(part == null ? "-" : part.length() + ":" + part).append('\n');
        }
        try {
            return HexFormat.of()
                    .formatHex(
                            MessageDigest.getInstance("SHA-256")
                                    .digest(text.toString().getBytes(StandardCharsets.UTF_8)));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("Every JDK has SHA-256", e);
        }
    }
}
