package org.partnerportal.stack.demo.data;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDate;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import org.partnerportal.kernel.Money;

/**
 * Turns the four published files of "CRM Sales Opportunities" (Maven Analytics, Data Playground)
 * into our import format. Run by hand when the format changes; the result is checked in.
 */
public final class ConvertCrmSales {

    private static final DateTimeFormatter US_DATE =
            DateTimeFormatter.ofPattern("M/d/yyyy", Locale.ROOT);
    private static final String CURRENCY = "USD";

    /**
     * The source names no country for its sales teams; its amounts and dates are those of the US.
     */
    private static final String PARTNER_COUNTRY = "US";

    /** Exactly the spellings of the source; another one stops the conversion. */
    private static final Map<String, String> COUNTRIES =
            Map.ofEntries(
                    Map.entry("United States", "US"),
                    Map.entry("Kenya", "KE"),
                    Map.entry("Philipines", "PH"),
                    Map.entry("Japan", "JP"),
                    Map.entry("Italy", "IT"),
                    Map.entry("Norway", "NO"),
                    Map.entry("Korea", "KR"),
                    Map.entry("Jordan", "JO"),
                    Map.entry("Brazil", "BR"),
                    Map.entry("Germany", "DE"),
                    Map.entry("Panama", "PA"),
                    Map.entry("Belgium", "BE"),
                    Map.entry("Romania", "RO"),
                    Map.entry("Poland", "PL"),
                    Map.entry("China", "CN"));

    /**
     * Spellings of the pipeline for products of the catalogue; declared to the import as aliases.
     */
    private static final Map<String, String> ALIASES = Map.of("GTX Pro", "GTXPro");

    private final Path source;
    private final Path target;

    public ConvertCrmSales(Path source, Path target) {
        this.source = source;
        this.target = target;
    }

    public void run() throws IOException {
        Files.createDirectories(target);
        var partnerIds = partners();
        var countries = countries();
        products();
        pipeline(partnerIds, countries);
    }

    private Map<String, String> partners() throws IOException {
        var ids = new HashMap<String, String>();
        var rows = new ArrayList<List<String>>();
        for (var row : CsvTable.read(source.resolve("sales_teams.csv"))) {
            String name = row.text("sales_agent");
            ids.put(name, PartnerIds.of(PARTNER_COUNTRY, name));
            rows.add(
                    List.of(
                            name,
                            PARTNER_COUNTRY,
                            row.text("regional_office"),
                            userName(row.text("manager"))));
        }
        write(CrmSales.PARTNERS, List.of("name", "country", "region", "channelManager"), rows);
        return ids;
    }

    /** {@code First Last} signs in as {@code first.last}. */
    public static String userName(String person) {
        return person.toLowerCase(Locale.ROOT).replace(' ', '.');
    }

    private Map<String, String> countries() throws IOException {
        var countries = new HashMap<String, String>();
        for (var row : CsvTable.read(source.resolve("accounts.csv"))) {
            String office = row.text("office_location");
            String country = COUNTRIES.get(office);
            if (country == null) {
                throw new IllegalArgumentException(
                        "accounts.csv row " + row.number() + ": no ISO 3166 code for " + office);
            }
            countries.put(row.text("account"), country);
        }
        return countries;
    }

    private void products() throws IOException {
        var rows = new ArrayList<List<String>>();
        for (var row : CsvTable.read(source.resolve("products.csv"))) {
            String name = row.text("product");
            rows.add(
                    List.of(
                            name,
                            name,
                            row.text("series"),
                            amount(row.text("sales_price")),
                            CURRENCY,
                            ALIASES.getOrDefault(name, "")));
        }
        write(
                CrmSales.PRODUCTS,
                List.of("code", "name", "series", "listPrice", "currency", "aliases"),
                rows);
    }

    /**
     * Closed opportunities become historic registrations and closings, open ones registrations to
     * come. An opportunity without an account cannot be registered by anybody; it stays in the file
     * of the import, which has to refuse it.
     */
    private void pipeline(Map<String, String> partnerIds, Map<String, String> countries)
            throws IOException {
        var historic = new ArrayList<List<String>>();
        var closings = new ArrayList<List<String>>();
        var open = new ArrayList<List<String>>();
        for (var row : CsvTable.read(source.resolve("sales_pipeline.csv"))) {
            String id = row.text("opportunity_id");
            String partner = known(partnerIds, row.text("sales_agent"), row);
            Optional<String> account = row.optional("account");
            String country = account.map(name -> known(countries, name, row)).orElse("");
            String engaged = row.optional("engage_date").map(ConvertCrmSales::date).orElse("");
            List<String> fields =
                    List.of(id, partner, account.orElse(""), country, row.text("product"), engaged);
            String stage = row.text("deal_stage");
            switch (stage) {
                case "Won", "Lost" -> {
                    historic.add(fields);
                    closings.add(
                            List.of(
                                    id,
                                    stage.toUpperCase(Locale.ROOT),
                                    date(row.text("close_date")),
                                    amount(row.text("close_value")),
                                    CURRENCY));
                }
                case "Engaging", "Prospecting" -> (account.isEmpty() ? historic : open).add(fields);
                default ->
                        throw new IllegalArgumentException(
                                "Row " + row.number() + ": unknown stage " + stage);
            }
        }
        write(
                CrmSales.REGISTRATIONS,
                List.of(
                        "externalId",
                        "partnerId",
                        "customer",
                        "country",
                        "productCode",
                        "registeredOn"),
                historic);
        write(
                CrmSales.CLOSINGS,
                List.of("externalId", "outcome", "closedOn", "amount", "currency"),
                closings);
        write(
                CrmSales.OPEN,
                List.of(
                        "externalId",
                        "partnerId",
                        "customer",
                        "country",
                        "productCode",
                        "engagedOn"),
                open);
    }

    private void write(String file, List<String> header, List<List<String>> rows)
            throws IOException {
        CsvTable.write(target.resolve(file), header, rows);
    }

    private static String known(Map<String, String> names, String name, CsvTable.Row row) {
        String value = names.get(name);
        if (value == null) {
            throw new IllegalArgumentException(
                    "sales_pipeline.csv row " + row.number() + ": " + name + " is not declared");
        }
        return value;
    }

    private static String date(String us) {
        return LocalDate.parse(us, US_DATE).toString();
    }

    private static String amount(String whole) {
        return Money.of(whole, CURRENCY).amount().toPlainString();
    }
}
