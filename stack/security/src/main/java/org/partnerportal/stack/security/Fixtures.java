package org.partnerportal.stack.security;

import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.partnerportal.stack.client.Call;
import org.partnerportal.stack.client.ClientFailure;
import org.partnerportal.stack.security.Fixture.Owner;
import tools.jackson.databind.JsonNode;

/**
 * The things that the tests ask for: made for the first of two partners of our own, found again by
 * the next run. Money of another partner is looked at and never touched.
 */
final class Fixtures {

    /** In every thing of the first partner that shows a text; must never reach the second. */
    static final String MARK = "Zsombolyai Lighthouses";

    private static final String PRODUCT = "SECURITY-CHECK";
    private static final String API = "/api/v1";

    /** Named by the document that an operation stands in. */
    private static final String SERVICE = "{service}";

    private static final String MADE_UP = "01JABCDEFGHJKMNPQRSTVWXYZ0";
    private static final Pattern MAILED_TOKEN =
            Pattern.compile("verification\\?token=([A-Za-z0-9._~-]+)");
    private static final int PATIENCE = 120;

    private final Edge edge;
    private final Edge mails;
    private final People people;
    private final Partners partners;
    private final String run;
    private final Map<String, Fixture> bySlot = new LinkedHashMap<>();
    private final Map<String, String> byQuery = new LinkedHashMap<>();
    private String applicantToken = "";
    private String otherApplicantToken = "";

    /**
     * @param run names this run in what it sends
     */
    Fixtures(Edge edge, Edge mails, People people, Partners partners, String run) {
        this.edge = edge;
        this.mails = mails;
        this.people = people;
        this.partners = partners;
        this.run = run;
    }

    void prepare() {
        partnersAndProduct();
        String deal = deal();
        String member = member();
        slot("/partners/{id}", partners.first(), Owner.A_PARTNER);
        slot("/deals/{id}", deal, Owner.A_PARTNER);
        slot("/memberships/{id}", member, Owner.A_PARTNER);
        slot("/leads/{id}", lead(), Owner.A_PARTNER);
        slot("/lead-programmes/{code}", programme(), Owner.THE_VENDOR);
        slot("/agreements/{id}", agreement(), Owner.A_PARTNER);
        slot("/products/{code}", PRODUCT, Owner.ALL);
        slot("/tenders/{id}", tender(), Owner.THE_VENDOR);
        slot("/commission-plans/{id}", plan(), Owner.THE_VENDOR);
        money();
        applications();
        slot("/statement-runs/{id}", statementRun(), Owner.THE_VENDOR);
        slot(
                "/deal-imports/{id}",
                upload(
                        "deal-imports",
                        "?dryRun=true",
                        "externalId,partnerId,customer,productCode,registeredOn\n"
                                + "security-check,"
                                + partners.first()
                                + ","
                                + MARK
                                + ","
                                + PRODUCT
                                + ",2026-01-02\n"),
                Owner.THE_VENDOR);
        slot("/conflicts/{id}", "conf_" + MADE_UP, Owner.NOBODY);
        slot("/approval-chains/{code}", "no-such-chain", Owner.NOBODY);
        slot("/approval-substitutes/{subject}", "no-such-person", Owner.NOBODY);
        slot("/analytics/rebuilds/{id}", "job_" + MADE_UP, Owner.NOBODY);
        slot("/operations/{service}/rebuilds/{id}", "job_" + MADE_UP, Owner.NOBODY);
        slot("/dead-letters/{service}/{id}", "dead_" + MADE_UP, Owner.NOBODY);
        byQuery.put("partnerId", partners.first());
        byQuery.put("dealId", deal);
        byQuery.put("customer", MARK);
        byQuery.put("name", partners.firstName());
        byQuery.put("q", MARK);
        byQuery.put("productCode", PRODUCT);
    }

    private void slot(String slot, String value, Owner owner) {
        bySlot.put(slot, new Fixture(value, owner));
    }

    private void partnersAndProduct() {
        String job =
                upload(
                        "partner-imports",
                        "?agreementInForce=true",
                        "name,country,region,channelManager\n"
                                + partners.firstName()
                                + ","
                                + Partners.COUNTRY
                                + ",Central,"
                                + People.MANAGER
                                + "\n"
                                + partners.secondName()
                                + ","
                                + Partners.COUNTRY
                                + ",Central,\n");
        slot("/partner-imports/{id}", job, Owner.THE_VENDOR);
        slot(
                "/product-imports/{id}",
                upload(
                        "product-imports",
                        "",
                        "code,name\n" + PRODUCT + ",A product for checks alone\n"),
                Owner.THE_VENDOR);
        find("/partners/" + partners.first(), "partner-admin");
        find("/partners/" + partners.second(), "channel-admin");
    }

    /** Uploads as the channel administrator and waits for the end. */
    String upload(String kind, String query, String csv) {
        Reply accepted =
                edge.send(
                                Multipart.file("check.csv", csv)
                                        .on(Request.of("POST", API + "/" + kind + query))
                                        .as(people.of("channel-admin")))
                        .must(202);
        String id = accepted.json().path("id").asString();
        for (int wait = 0; wait < PATIENCE; wait++) {
            JsonNode job = find("/" + kind + "/" + id, "channel-admin");
            String state = job.path("state").asString();
            if (state.equals("SUCCEEDED")) {
                return id;
            }
            if (state.equals("FAILED")) {
                throw new ClientFailure("Import " + id + " failed: " + job.path("failure"));
            }
            Edge.pause(Duration.ofMillis(250));
        }
        throw new ClientFailure("Import " + id + " does not end");
    }

    private String deal() {
        String body =
                """
                {"customer": {"name": "%s", "country": "LI"}, "products": [{"productCode": "%s"}],
                 "estimate": {"amount": "4821.00", "currency": "EUR"}}\
                """
                        .formatted(MARK, PRODUCT);
        return first("/deals?state=DRAFT&limit=1", "partner-sales")
                .orElseGet(() ->
                        // The service learns of partners from the topic, a moment later.
                        insist(
                                Request.of("POST", API + "/deals").json(body),
                                "partner-sales",
                                201));
    }

    private String lead() {
        String body =
                """
                {"organisation": {"name": "%s", "country": "LI"}, "contact": {"person": "%s"},
                 "products": ["%s"]}\
                """
                        .formatted(MARK, MARK, PRODUCT);
        return first("/leads?origin=PARTNER&state=SUBMITTED&limit=1", "partner-sales")
                .orElseGet(() ->
                        insist(
                                Request.of("POST", API + "/leads").json(body),
                                "partner-sales",
                                201));
    }

    private String programme() {
        String code = "security-check";
        Reply made =
                edge.send(
                        Request.of("PUT", API + "/lead-programmes/" + code)
                                .with("If-Match", "\"0\"")
                                .json(
                                        """
                                        {"name": "For checks", "strategy": "ROUND_ROBIN",
                                         "acceptWithin": {"amount": 2, "unit": "BUSINESS_DAYS"},
                                         "inactivityDays": 10, "noticeDays": 3}\
                                        """)
                                .as(people.of("program-manager")));
        // An earlier run has made it.
        if (made.status() != 412) {
            made.must(200);
        }
        return code;
    }

    private String member() {
        String list = "/partners/" + partners.first() + "/memberships";
        String id =
                first(list + "?state=INVITED&limit=1", "partner-admin")
                        .orElseGet(() ->
                                insist(
                                        Request.of("POST", API + list)
                                                .json(
                                                        """
                                                        {"email": "%s.%s@security-check.example", "name": "%s",
                                                         "roles": ["partner-sales"]}\
                                                        """
                                                                .formatted(Realm.OURS, run, MARK)),
                                        "partner-admin",
                                        202));
        // Its account is being made meanwhile, which changes it.
        for (int wait = 0; wait < PATIENCE; wait++) {
            String provisioning =
                    find("/memberships/" + id, "partner-admin").path("provisioning").asString("");
            if (!provisioning.equals("PENDING")) {
                return id;
            }
            Edge.pause(Duration.ofMillis(500));
        }
        return id;
    }

    private String agreement() {
        return first(
                        "/agreements?partnerId=" + partners.first() + "&state=SENT&limit=1",
                        "channel-admin")
                .orElseGet(() ->
                        insist(
                                Request.of(
                                                "POST",
                                                API
                                                        + "/partners/"
                                                        + partners.first()
                                                        + "/agreements")
                                        .json("{\"language\": \"en\"}"),
                                "channel-admin",
                                201));
    }

    private String plan() {
        return first("/commission-plans?code=security-check&limit=1", "program-manager")
                .orElseGet(() ->
                        insist(
                                Request.of("POST", API + "/commission-plans")
                                        .json(
                                                """
                                                {"code": "security-check", "name": "For checks, never approved",
                                                 "currency": "EUR", "validFrom": "2099-01-01", "trigger": "PAID",
                                                 "mode": "FLAT", "tiers": [{"from": "0.00", "percent": "1"}]}\
                                                """),
                                "program-manager",
                                201));
    }

    /** Of a customer that nobody registers. */
    private String tender() {
        return first("/tenders?limit=1&customer=" + Call.encoded(MARK), "channel-admin")
                .orElseGet(() ->
                        insist(
                                Request.of("POST", API + "/tenders")
                                        .json(
                                                """
                                                {"customer": {"name": "%s tender"}, "productCodes": ["%s"],
                                                 "publishedOn": "2099-01-01"}\
                                                """
                                                        .formatted(MARK, PRODUCT)),
                                "channel-admin",
                                201));
    }

    /** What is there already: nobody's figures may change for a test. */
    private void money() {
        JsonNode line = one("/earnings?limit=1", "finance-approver");
        JsonNode statement = one("/statements?limit=1", "finance-approver");
        slot("/earnings/{lineId}", line.path("id").asString(), Owner.A_PARTNER);
        slot("/invoices/{id}", line.path("invoiceId").asString(), Owner.A_PARTNER);
        slot("/statements/{id}", statement.path("id").asString(), Owner.A_PARTNER);
        byQuery.put("invoiceId", line.path("invoiceId").asString());
    }

    private JsonNode one(String list, String role) {
        JsonNode item = find(list, role).path("items").path(0);
        if (item.isMissingNode()) {
            throw new ClientFailure(
                    "This suite has no money to look at (" + list + "): ./suite demo makes some");
        }
        return item;
    }

    /** For the first partner, who has no account: nothing is found and nothing changes. */
    private String statementRun() {
        return first("/statement-runs?limit=1", "finance-approver")
                .orElseGet(() ->
                        insist(
                                Request.of("POST", API + "/statement-runs")
                                        .json(
                                                """
                                                {"action": "CLOSE", "throughPeriod": "2016-01", "partnerId": "%s"}\
                                                """
                                                        .formatted(partners.first())),
                                "finance-approver",
                                202));
    }

    private void applications() {
        String application = apply("one");
        applicantToken = verify(application, "one");
        String other = apply("two");
        otherApplicantToken = verify(other, "two");
        slot("/applications/{id}", application, Owner.AN_APPLICANT);
    }

    private String apply(String which) {
        String body =
                """
                {"companyName": "%s %s %s", "country": "LI", "locale": "en", "consent": true,
                 "contact": {"name": "%s", "email": "%s"}, "consentVersion": "2026-01"}\
                """
                        .formatted(MARK, run, which, MARK, address(which));
        return edge.send(Request.of("POST", API + "/applications").json(body))
                .must(201)
                .json()
                .path("id")
                .asString();
    }

    private String address(String which) {
        return which + "." + run + "@security-check.example";
    }

    private String verify(String application, String which) {
        for (int wait = 0; wait < PATIENCE; wait++) {
            String mail =
                    mails.send(Request.get("/api/mails?to=" + Call.encoded(address(which)))).text();
            var token = MAILED_TOKEN.matcher(mail);
            if (token.find()) {
                return edge.send(
                                Request.of(
                                                "POST",
                                                API
                                                        + "/applications/"
                                                        + application
                                                        + "/verification")
                                        .json("{\"token\": \"" + token.group(1) + "\"}"))
                        .must(200)
                        .json()
                        .path("applicantToken")
                        .asString();
            }
            Edge.pause(Duration.ofMillis(500));
        }
        throw new ClientFailure("No mail with a link came to " + address(which));
    }

    /** Takes back what the next run cannot use. */
    void clear() {
        Fixture application = bySlot.get("/applications/{id}");
        if (application != null) {
            edge.send(
                    Request.of("POST", API + "/applications/" + application.value() + "/withdrawal")
                            .with("X-Applicant-Token", applicantToken));
        }
    }

    private JsonNode find(String path, String role) {
        return edge.send(Request.get(API + path).as(people.of(role))).must(200).json();
    }

    private Optional<String> first(String list, String role) {
        JsonNode id = find(list, role).path("items").path(0).path("id");
        return id.isMissingNode() ? Optional.empty() : Optional.of(id.asString());
    }

    /** Asks until it is done, because one service hears of the other's things a moment later. */
    private String insist(Request request, String role, int status) {
        // An answer that came too late is given again.
        Request keyed = request.as(people.of(role)).with("Idempotency-Key", run);
        Reply reply = edge.send(keyed);
        for (int wait = 0; wait < PATIENCE && reply.status() != status; wait++) {
            Edge.pause(Duration.ofMillis(500));
            reply = edge.send(keyed);
        }
        return reply.must(status).json().path("id").asString();
    }

    /** The slots of these operations that have no value here. */
    Set<String> missing(List<Operation> operations) {
        var missing = new TreeSet<String>();
        for (Operation operation : operations) {
            operation.slots().stream()
                    .filter(slot -> !slot.endsWith(SERVICE) && !bySlot.containsKey(slot))
                    .forEach(slot -> missing.add(slot + " of " + operation.name()));
            operation.in("query").stream()
                    .map(Operation.Parameter::name)
                    .filter(name -> name.endsWith("Id") && !byQuery.containsKey(name))
                    .forEach(name -> missing.add("?" + name + " of " + operation.name()));
        }
        return missing;
    }

    /** Whose the thing is that the path names; nobody's where it names none. */
    Optional<Owner> owner(Operation operation) {
        return operation.slots().stream()
                .filter(slot -> !slot.endsWith(SERVICE))
                .findFirst()
                .map(slot -> of(slot).owner());
    }

    Map<String, String> queryValues() {
        return Map.copyOf(byQuery);
    }

    String applicantToken() {
        return applicantToken;
    }

    String otherApplicantToken() {
        return otherApplicantToken;
    }

    /** The path with the values of things that exist. */
    String path(Operation operation) {
        String path = operation.path();
        for (String slot : operation.slots()) {
            path = filled(path, value(slot, operation));
        }
        return path;
    }

    /**
     * The same for something that does not exist: whoever may ask is told so, and nothing happens.
     */
    String pathOfNothing(Operation operation) {
        String path = operation.path();
        List<String> slots = operation.slots();
        for (int i = 0; i < slots.size(); i++) {
            String value = value(slots.get(i), operation);
            boolean last = i == slots.size() - 1;
            path = filled(path, last ? value.replaceAll("_.*", "_" + MADE_UP) : value);
        }
        return path;
    }

    /** The path with this text in the place of its last parameter, as it is. */
    String pathWith(Operation operation, String encoded) {
        String path = operation.path();
        List<String> slots = operation.slots();
        for (int i = 0; i < slots.size() - 1; i++) {
            path = filled(path, value(slots.get(i), operation));
        }
        return path.replaceFirst("\\{[^}]+}", Matcher.quoteReplacement(encoded));
    }

    private String value(String slot, Operation operation) {
        return slot.endsWith(SERVICE)
                ? operation.service().replace("-service", "")
                : of(slot).value();
    }

    private Fixture of(String slot) {
        Fixture fixture = bySlot.get(slot);
        if (fixture == null) {
            throw new ClientFailure("There is no value for " + slot);
        }
        return fixture;
    }

    private static String filled(String path, String value) {
        return path.replaceFirst("\\{[^}]+}", Matcher.quoteReplacement(Call.encoded(value)));
    }

    /** What must not be in an answer to the second partner. */
    List<String> secrets() {
        var secrets = new ArrayList<String>();
        secrets.add(partners.first());
        secrets.add(MARK);
        bySlot.values().stream()
                .filter(it -> it.owner() == Owner.A_PARTNER)
                .map(Fixture::value)
                .forEach(secrets::add);
        return secrets;
    }
}
