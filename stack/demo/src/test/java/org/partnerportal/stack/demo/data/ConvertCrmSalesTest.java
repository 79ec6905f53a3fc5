package org.partnerportal.stack.demo.data;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDate;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.partnerportal.kernel.Money;

class ConvertCrmSalesTest {

    private static final String PIPELINE_HEADER =
            "opportunity_id,sales_agent,product,account,deal_stage,engage_date,close_date,close_value\n";

    @TempDir Path folder;
    private Path source;
    private Path target;

    @BeforeEach
    void publishedFiles() throws IOException {
        source = Files.createDirectory(folder.resolve("published"));
        target = folder.resolve("ours");
        write(
                "sales_teams.csv",
                "sales_agent,manager,regional_office\nMei-Mei Johns,Melvin Marxen,Central\n");
        write(
                "accounts.csv",
                """
                account,sector,year_established,revenue,employees,office_location,subsidiary_of
                Gekko & Co,retail,1990,2520.83,3502,Philipines,
                """);
        write("products.csv", "product,series,sales_price\nGTX Pro,GTX,4821\n");
    }

    private void write(String name, String text) throws IOException {
        Files.writeString(source.resolve(name), text);
    }

    private CrmSales converted(String... pipeline) throws IOException {
        write("sales_pipeline.csv", PIPELINE_HEADER + String.join("\n", pipeline) + "\n");
        new ConvertCrmSales(source, target).run();
        return CrmSales.read(name -> {
            try {
                return Files.readString(target.resolve(name));
            } catch (IOException e) {
                throw new AssertionError(e);
            }
        });
    }

    @Nested
    class AClosedOpportunity {

        @Test
        void becomesAHistoricRegistrationAndItsClosing() throws IOException {
            var data = converted("X1,Mei-Mei Johns,GTXPro,Gekko & Co,Won,10/20/2016,3/1/2017,1054");

            assertThat(data.registrations())
                    .singleElement()
                    .satisfies(it -> {
                        assertThat(it.row()).isEqualTo(2);
                        assertThat(it.customer()).contains("Gekko & Co");
                        assertThat(it.registeredOn()).contains(LocalDate.of(2016, 10, 20));
                        assertThat(it.partnerId()).isEqualTo(data.partners().getFirst().id());
                    });
            assertThat(data.closings())
                    .containsExactly(
                            new Closing(
                                    "X1",
                                    true,
                                    LocalDate.of(2017, 3, 1),
                                    Money.of("1054.00", "USD")));
            assertThat(data.open()).isEmpty();
        }

        @Test
        void keepsTheSpellingOfItsProductSoThatOnlyTheDeclaredAliasMapsIt() throws IOException {
            var data = converted("X1,Mei-Mei Johns,GTXPro,Gekko & Co,Lost,1/2/2017,3/1/2017,0");

            assertThat(data.registrations().getFirst().product()).isEqualTo("GTXPro");
            assertThat(data.products().getFirst().aliases()).containsExactly("GTXPro");
        }
    }

    @Nested
    class AnOpenOpportunity {

        @Test
        void waitsToBeRegisteredByItsPartner() throws IOException {
            var data = converted("X1,Mei-Mei Johns,GTX Pro,Gekko & Co,Engaging,12/31/2016,,");

            assertThat(data.registrations()).isEmpty();
            assertThat(data.open())
                    .singleElement()
                    .satisfies(it -> {
                        assertThat(it.country()).isEqualTo("PH");
                        assertThat(it.engagedOn()).contains(LocalDate.of(2016, 12, 31));
                    });
        }

        @Test
        void withoutAnAccountStaysInTheImportFileAndWithoutACustomer() throws IOException {
            var data =
                    converted(
                            "X1,Mei-Mei Johns,GTX Pro,Gekko & Co,Won,10/20/2016,3/1/2017,1054",
                            "X2,Mei-Mei Johns,GTX Pro,,Prospecting,,,");

            assertThat(Figures.of(data).refusedRows()).containsExactly(3);
            assertThat(data.open()).isEmpty();
        }
    }

    @Test
    void channelManagersAreNamedAsTheySignIn() throws IOException {
        assertThat(converted().partners().getFirst().channelManager()).isEqualTo("melvin.marxen");
    }

    @Test
    void anUnknownCountryStopsTheConversion() throws IOException {
        write(
                "accounts.csv",
                """
                account,sector,year_established,revenue,employees,office_location,subsidiary_of
                Gekko & Co,retail,1990,2520.83,3502,Atlantis,
                """);

        assertThatThrownBy(() -> converted())
                .hasMessageContaining("row 2")
                .hasMessageContaining("Atlantis");
    }

    @Test
    void anUnknownStageStopsTheConversion() {
        assertThatThrownBy(() -> converted("X1,Mei-Mei Johns,GTX Pro,Gekko & Co,Dreaming,,,"))
                .hasMessageContaining("Dreaming");
    }

    @Test
    void anUndeclaredAgentStopsTheConversion() {
        for (String row : List.of("X1,Nobody,GTX Pro,Gekko & Co,Engaging,,,")) {
            assertThatThrownBy(() -> converted(row)).hasMessageContaining("Nobody");
        }
    }
}
