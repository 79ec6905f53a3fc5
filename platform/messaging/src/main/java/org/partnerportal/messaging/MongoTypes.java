package org.partnerportal.messaging;

import java.math.BigDecimal;
import java.time.LocalDate;
import java.time.YearMonth;
import java.util.Currency;
import java.util.List;
import org.bson.Document;
import org.bson.types.Decimal128;
import org.partnerportal.kernel.Money;
import org.springframework.core.convert.converter.Converter;
import org.springframework.data.convert.ReadingConverter;
import org.springframework.data.convert.WritingConverter;
import org.springframework.data.mongodb.core.convert.MongoCustomConversions;

/**
 * How values that are ours or zone-less are stored: money as {@code {amount: Decimal128,
 * currency}}, dates and months as ISO text, so that no server's time zone can move a day.
 */
public final class MongoTypes {

    private MongoTypes() {}

    /** All of them, for whoever reads or writes what a service has stored. */
    public static MongoCustomConversions conversions() {
        return new MongoCustomConversions(converters());
    }

    static List<Converter<?, ?>> converters() {
        return List.of(
                new MoneyToDocument(),
                new DocumentToMoney(),
                new DateToText(),
                new TextToDate(),
                new MonthToText(),
                new TextToMonth(),
                new DecimalToDecimal128(),
                new Decimal128ToDecimal());
    }

    @WritingConverter
    static final class MoneyToDocument implements Converter<Money, Document> {
        @Override
        public Document convert(Money money) {
            return new Document("amount", new Decimal128(money.amount()))
                    .append("currency", money.currency().getCurrencyCode());
        }
    }

    @ReadingConverter
    static final class DocumentToMoney implements Converter<Document, Money> {
        @Override
        public Money convert(Document document) {
            return new Money(
                    document.get("amount", Decimal128.class).bigDecimalValue(),
                    Currency.getInstance(document.getString("currency")));
        }
    }

    @WritingConverter
    static final class DateToText implements Converter<LocalDate, String> {
        @Override
        public String convert(LocalDate date) {
            return date.toString();
        }
    }

    @ReadingConverter
    static final class TextToDate implements Converter<String, LocalDate> {
        @Override
        public LocalDate convert(String text) {
            return LocalDate.parse(text);
        }
    }

    @WritingConverter
    static final class MonthToText implements Converter<YearMonth, String> {
        @Override
        public String convert(YearMonth month) {
            return month.toString();
        }
    }

    @ReadingConverter
    static final class TextToMonth implements Converter<String, YearMonth> {
        @Override
        public YearMonth convert(String text) {
            return YearMonth.parse(text);
        }
    }

    @WritingConverter
    static final class DecimalToDecimal128 implements Converter<BigDecimal, Decimal128> {
        @Override
        public Decimal128 convert(BigDecimal decimal) {
            return new Decimal128(decimal);
        }
    }

    @ReadingConverter
    static final class Decimal128ToDecimal implements Converter<Decimal128, BigDecimal> {
        @Override
        public BigDecimal convert(Decimal128 decimal) {
            return decimal.bigDecimalValue();
        }
    }
}
