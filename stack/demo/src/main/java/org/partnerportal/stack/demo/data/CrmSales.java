package org.partnerportal.stack.demo.data;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.time.LocalDate;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.NoSuchElementException;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.partnerportal.kernel.Money;

/**
 * The data set "CRM Sales Opportunities" in our import format.
 *
 * @param open in the order in which they are registered
 */
public record CrmSales(
        List<Partner> partners,
        List<Product> products,
        List<Registration> registrations,
        List<Closing> closings,
        List<Opportunity> open) {

    public static final String PARTNERS = "partners.csv";
    public static final String PRODUCTS = "products.csv";
    public static final String REGISTRATIONS = "registrations.csv";
    static final String CLOSINGS = "closings.csv";
    static final String OPEN = "open-opportunities.csv";
    static final String ALIAS_SEPARATOR = "|";

    public CrmSales {
        partners = List.copyOf(partners);
        products = List.copyOf(products);
        registrations = List.copyOf(registrations);
        closings = List.copyOf(closings);
        open = open.stream().sorted(Opportunity.IN_ORDER).toList();
    }

    /** As it is checked in. */
    public static CrmSales checkedIn() {
        return read(CrmSales::file);
    }

    /** The content of a checked-in file, to be uploaded as it is. */
    public static String file(String name) {
        try (var in = CrmSales.class.getResourceAsStream("/crm-sales/" + name)) {
            if (in == null) {
                throw new NoSuchElementException("No file crm-sales/" + name);
            }
            return new String(in.readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    static CrmSales read(Function<String, String> files) {
        return new CrmSales(
                rows(files, PARTNERS, CrmSales::partner),
                rows(files, PRODUCTS, CrmSales::product),
                rows(files, REGISTRATIONS, CrmSales::registration),
                rows(files, CLOSINGS, CrmSales::closing),
                rows(files, OPEN, CrmSales::opportunity));
    }

    private static <T> List<T> rows(
            Function<String, String> files, String name, Function<CsvTable.Row, T> reader) {
        return CsvTable.parse(files.apply(name)).stream().map(reader).toList();
    }

    public Partner partner(String id) {
        return partners.stream()
                .filter(it -> it.id().equals(id))
                .findFirst()
                .orElseThrow(() -> new NoSuchElementException("No partner " + id));
    }

    public Partner partnerNamed(String name) {
        return partners.stream()
                .filter(it -> it.name().equals(name))
                .findFirst()
                .orElseThrow(() -> new NoSuchElementException("No partner " + name));
    }

    /** The product that a code or a declared alias means. */
    public Product productOf(String codeOrAlias) {
        return products.stream()
                .filter(it -> it.code().equals(codeOrAlias) || it.aliases().contains(codeOrAlias))
                .findFirst()
                .orElseThrow(() -> new NoSuchElementException("No product " + codeOrAlias));
    }

    public Map<String, Registration> registrationsById() {
        return registrations.stream()
                .collect(
                        Collectors.toMap(
                                Registration::opportunityId,
                                it -> it,
                                (first, second) -> {
                                    throw new IllegalStateException(
                                            first.opportunityId() + " is there twice");
                                },
                                HashMap::new));
    }

    private static Partner partner(CsvTable.Row row) {
        String country = row.text("country");
        String name = row.text("name");
        return new Partner(
                PartnerIds.of(country, name),
                name,
                country,
                row.text("region"),
                row.text("channelManager"));
    }

    private static Product product(CsvTable.Row row) {
        return new Product(
                row.text("code"),
                row.text("series"),
                Money.of(row.text("listPrice"), row.text("currency")),
                row.optional("aliases")
                        .map(text -> List.of(text.split("\\" + ALIAS_SEPARATOR, -1)))
                        .orElse(List.of()));
    }

    private static Registration registration(CsvTable.Row row) {
        return new Registration(
                row.number(),
                row.text("externalId"),
                row.text("partnerId"),
                row.optional("customer"),
                row.text("productCode"),
                date(row.optional("registeredOn")));
    }

    private static Closing closing(CsvTable.Row row) {
        return new Closing(
                row.text("externalId"),
                "WON".equals(row.text("outcome")),
                LocalDate.parse(row.text("closedOn")),
                Money.of(row.text("amount"), row.text("currency")));
    }

    private static Opportunity opportunity(CsvTable.Row row) {
        return new Opportunity(
                row.text("externalId"),
                row.text("partnerId"),
                row.text("customer"),
                row.text("country"),
                row.text("productCode"),
                date(row.optional("engagedOn")));
    }

    private static Optional<LocalDate> date(Optional<String> text) {
        return text.map(LocalDate::parse);
    }
}
