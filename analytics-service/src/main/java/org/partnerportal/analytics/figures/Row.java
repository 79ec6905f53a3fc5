package org.partnerportal.analytics.figures;

import com.fasterxml.jackson.annotation.JsonInclude;
import java.math.BigDecimal;
import java.time.YearMonth;
import org.jspecify.annotations.Nullable;
import org.partnerportal.analytics.facts.PartnerFact;
import org.partnerportal.analytics.facts.ProductFact;
import org.partnerportal.kernel.Money;

/**
 * Figures of one currency for one value of each dimension that was asked for. A dimension that was
 * not asked for, or whose value is not known, is left out.
 *
 * @param registrations deals registered in the period, by the day of registration
 * @param approved deals approved in the period, by the day of approval
 * @param won deals won in the period, by the day they were won
 * @param lost deals lost in the period, by the day they were lost
 * @param converted of the registrations, those that are won by now
 * @param conversion converted / registrations with 4 decimals; left out where nothing was
 *     registered
 * @param revenue value of the won deals
 * @param commission earned minus clawed back, by the date of the document
 */
@JsonInclude(JsonInclude.Include.NON_NULL)
public record Row(
        @Nullable String partnerId,
        @Nullable String partnerName,
        @Nullable String region,
        @Nullable String productCode,
        @Nullable String productName,
        @Nullable YearMonth month,
        String currency,
        long registrations,
        long approved,
        long won,
        long lost,
        long converted,
        @Nullable BigDecimal conversion,
        Money revenue,
        Money commission,
        Money commissionEarned,
        Money commissionClawedBack) {

    static Row of(
            Key key, Sums sums, @Nullable PartnerFact partner, @Nullable ProductFact product) {
        return new Row(
                key.partnerId(),
                partner == null ? null : partner.name(),
                key.region(),
                key.productCode() == null || key.productCode().isEmpty() ? null : key.productCode(),
                product == null ? null : product.name(),
                key.month(),
                key.currency(),
                sums.registrations(),
                sums.approved(),
                sums.won(),
                sums.lost(),
                sums.converted(),
                sums.conversion(),
                sums.revenue(),
                sums.commission(),
                sums.earned(),
                sums.clawedBack());
    }

    /** What a row is told apart by. */
    record Key(
            @Nullable String partnerId,
            @Nullable String region,
            @Nullable String productCode,
            @Nullable YearMonth month,
            String currency) {}
}
