package org.partnerportal.web.imports;

import java.math.BigDecimal;
import java.time.DateTimeException;
import java.time.LocalDate;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;
import org.partnerportal.kernel.Money;

/**
 * One row of the file.
 *
 * @param number as a spreadsheet counts: the header is 1
 */
public record ImportRow(int number, Map<String, String> values) {

    private static final Pattern CONTROL = Pattern.compile("\\p{Cntrl}");
    private static final int LONGEST = 500;

    /** The trimmed text; refused when it is missing, empty, too long or has control characters. */
    public String text(String column) {
        return optional(column).orElseThrow(() -> refuse(column, "field.required"));
    }

    public Optional<String> optional(String column) {
        String value = values.getOrDefault(column, "").strip();
        if (value.length() > LONGEST) {
            throw refuse(column, "field.size");
        }
        if (CONTROL.matcher(value).find()) {
            throw refuse(column, "field.invalid");
        }
        return value.isEmpty() ? Optional.empty() : Optional.of(value);
    }

    public LocalDate date(String column) {
        return optionalDate(column).orElseThrow(() -> refuse(column, "field.required"));
    }

    public Optional<LocalDate> optionalDate(String column) {
        return optional(column)
                .map(text -> {
                    try {
                        return LocalDate.parse(text);
                    } catch (DateTimeException e) {
                        throw refuse(column, "field.date");
                    }
                });
    }

    /** An amount in one column and its ISO 4217 code in another; both or none. */
    public Optional<Money> optionalMoney(String amountColumn, String currencyColumn) {
        return optional(amountColumn)
                .map(text -> {
                    try {
                        return new Money(
                                new BigDecimal(text), Money.currency(text(currencyColumn)));
                    } catch (NumberFormatException e) {
                        throw refuse(amountColumn, "field.number");
                    }
                });
    }

    /** "This row cannot be imported, because of this field." */
    public RowRefused refuse(String column, String code) {
        return new RowRefused(column, code);
    }

    /** Refuses one row; the others go on. */
    public static final class RowRefused extends RuntimeException {

        private final String column;
        private final String code;

        RowRefused(String column, String code) {
            super(column + " " + code, null, false, false);
            this.column = column;
            this.code = code;
        }

        String column() {
            return column;
        }

        String code() {
            return code;
        }
    }
}
