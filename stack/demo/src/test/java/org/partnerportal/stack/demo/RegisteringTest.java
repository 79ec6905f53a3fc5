package org.partnerportal.stack.demo;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.OutputStream;
import java.io.PrintStream;
import java.time.LocalDate;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.partnerportal.kernel.Money;
import org.partnerportal.stack.client.FakeSuite;
import org.partnerportal.stack.client.FakeSuite.Reply;
import org.partnerportal.stack.client.FakeSuite.Request;
import org.partnerportal.stack.demo.data.CrmSales;
import org.partnerportal.stack.demo.data.Figures.Outcome;
import org.partnerportal.stack.demo.data.Opportunity;
import org.partnerportal.stack.demo.data.Partner;
import org.partnerportal.stack.demo.data.Product;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

class RegisteringTest {

    private static final CrmSales DATA =
            new CrmSales(
                    List.of(
                            new Partner("ptr_1", "Ann One", "US", "East", "cara.losch"),
                            new Partner("ptr_2", "Bob Two", "US", "West", "celia.rouche")),
                    List.of(
                            new Product(
                                    "GTX Pro", "GTX", Money.of("4821", "USD"), List.of("GTXPro"))),
                    List.of(),
                    List.of(),
                    List.of(
                            opportunity("A", "ptr_1", "2017-01-01"),
                            opportunity("B", "ptr_2", "2017-01-02"),
                            opportunity("C", "ptr_1", "2017-01-03")));

    private final Deals deals = new Deals();

    private static Opportunity opportunity(String id, String partner, String engaged) {
        return new Opportunity(
                id, partner, "Isdom", "US", "GTXPro", Optional.of(LocalDate.parse(engaged)));
    }

    private static Map<String, Outcome> run(FakeSuite suite) {
        var silence = new PrintStream(OutputStream.nullOutputStream());
        return new Registering(suite.portal(), DATA)
                .run(new Progress(silence, false, System::nanoTime).begin("", 3));
    }

    /** The first of a scope is approved; a repeated key finds what it made. */
    private static final class Deals implements FakeSuite.Services {

        private final Map<String, String> states = new HashMap<>();
        private final Map<String, String> sellers = new HashMap<>();
        private String holder = "";

        @Override
        public Reply answer(Request request) {
            String[] path = request.path().split("/", -1);
            String id = path.length > 2 ? path[2] : request.key();
            switch (path.length > 3 ? path[3] : "") {
                case "submission" -> {
                    if (!holder.isEmpty()) {
                        String code =
                                holder.equals(request.user())
                                        ? "deal.own-duplicate"
                                        : "deal.customer-protected";
                        return Reply.of(409, "{\"code\":\"" + code + "\"}");
                    }
                    states.put(id, "SUBMITTED");
                }
                case "approval" -> {
                    states.put(id, "APPROVED");
                    holder = sellers.getOrDefault(id, "");
                }
                case "withdrawal" -> states.put(id, "WITHDRAWN");
                default -> {
                    states.putIfAbsent(id, "DRAFT");
                    sellers.putIfAbsent(id, request.user());
                }
            }
            return Reply.of(
                    path.length > 2 ? 200 : 201,
                    "{\"id\":\"" + id + "\",\"version\":4,\"state\":\"" + states.get(id) + "\"}");
        }
    }

    @Nested
    class TheFirstTime {

        @Test
        void asksForEachAsItsPartnerAndForApprovalAsItsManager() throws IOException {
            try (var suite = new FakeSuite(deals)) {
                assertThat(run(suite))
                        .containsExactly(
                                Map.entry("A", Outcome.APPROVED),
                                Map.entry("B", Outcome.CUSTOMER_PROTECTED),
                                Map.entry("C", Outcome.OWN_DUPLICATE));
                assertThat(suite.requests)
                        .extracting(it -> it.user() + " " + it.call())
                        .containsExactly(
                                "ann.one POST /deals",
                                "ann.one POST /deals/demo-A/submission",
                                "cara.losch POST /deals/demo-A/approval",
                                "bob.two POST /deals",
                                "bob.two POST /deals/demo-B/submission",
                                "bob.two POST /deals/demo-B/withdrawal",
                                "ann.one POST /deals",
                                "ann.one POST /deals/demo-C/submission",
                                "ann.one POST /deals/demo-C/withdrawal");
                assertThat(suite.requests)
                        .filteredOn(it -> it.path().length() > "/deals".length())
                        .allMatch(it -> "\"4\"".equals(it.ifMatch()));
            }
        }

        @Test
        void saysWhatTheSourceSaysAndTheListPrice() throws IOException {
            try (var suite = new FakeSuite(deals)) {
                run(suite);

                JsonNode body = JsonMapper.shared().readTree(suite.requests.getFirst().body());
                assertThat(body.path("customer").path("name").asString()).isEqualTo("Isdom");
                assertThat(body.path("customer").path("country").asString()).isEqualTo("US");
                assertThat(body.path("products").path(0).path("productCode").asString())
                        .isEqualTo("GTXPro");
                assertThat(body.path("estimate").path("amount").asString()).isEqualTo("4821.00");
                assertThat(body.path("externalReferences").path(0).path("id").asString())
                        .isEqualTo("A");
            }
        }
    }

    @Nested
    class OnceMore {

        @Test
        void endsInTheSameOutcomesAndDecidesNothing() throws IOException {
            try (var suite = new FakeSuite(deals)) {
                Map<String, Outcome> first = run(suite);
                suite.requests.clear();

                assertThat(run(suite)).isEqualTo(first);
                assertThat(suite.requests).extracting(Request::call).containsOnly("POST /deals");
            }
        }
    }

    @Nested
    class AfterAnInterruption {

        @Test
        void goesOnWithWhatWasSubmitted() throws IOException {
            deals.states.put("demo-A", "SUBMITTED");
            deals.sellers.put("demo-A", "ann.one");
            try (var suite = new FakeSuite(deals)) {
                assertThat(run(suite)).containsEntry("A", Outcome.APPROVED);
                assertThat(suite.requests)
                        .extracting(Request::call)
                        .doesNotContain("POST /deals/demo-A/submission");
            }
        }
    }
}
