package org.partnerportal.partner.agreements.domain;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.UnaryOperator;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * The text of an agreement in one language, with places for what differs from partner to partner. A
 * version is never changed once an agreement was sent under it; a change is a new version.
 *
 * @param code names the text over all its versions and languages
 * @param kind what sort of agreement it is
 * @param language ISO 639-1
 * @param parties the sentence that names both sides
 * @param statement the words that are confirmed with the acceptance
 */
public record AgreementTemplate(
        String code,
        int version,
        String kind,
        String language,
        String title,
        String parties,
        List<Clause> clauses,
        String statement) {

    private static final Pattern PLACE = Pattern.compile("\\{(\\w*)}");

    public AgreementTemplate {
        clauses = List.copyOf(clauses);
    }

    public record Clause(String heading, String text) {}

    /** What can be put into a text. */
    public enum Place {
        PARTNER_NAME("partnerName"),
        COUNTRY("country"),
        VENDOR_NAME("vendorName"),
        START_DATE("startDate");

        private final String inText;

        Place(String inText) {
            this.inText = inText;
        }

        static Optional<Place> of(String inText) {
            for (Place place : values()) {
                if (place.inText.equals(inText)) {
                    return Optional.of(place);
                }
            }
            return Optional.empty();
        }
    }

    /**
     * The text for one partner. Each place is filled once, so a name with braces in it stays as it
     * is.
     */
    public AgreementTemplate filled(Map<Place, String> values) {
        UnaryOperator<String> fill =
                text ->
                        PLACE.matcher(text)
                                .replaceAll(match ->
                                        Matcher.quoteReplacement(valueOf(match.group(1), values)));
        return new AgreementTemplate(
                code,
                version,
                kind,
                language,
                fill.apply(title),
                fill.apply(parties),
                clauses.stream()
                        .map(clause ->
                                new Clause(fill.apply(clause.heading()), fill.apply(clause.text())))
                        .toList(),
                fill.apply(statement));
    }

    private String valueOf(String inText, Map<Place, String> values) {
        return Place.of(inText)
                .flatMap(place -> Optional.ofNullable(values.get(place)))
                .orElseThrow(() ->
                        new IllegalArgumentException(
                                code
                                        + " "
                                        + language
                                        + " has a place that nothing fills: {"
                                        + inText
                                        + "}"));
    }
}
