package org.partnerportal.stack.faults;

import com.mongodb.client.MongoClient;
import com.mongodb.client.model.Filters;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import org.partnerportal.kernel.Ids;
import org.partnerportal.stack.client.Call;
import org.partnerportal.stack.client.ClientFailure;
import org.partnerportal.stack.client.Portal;
import org.partnerportal.stack.client.Tokens;
import org.partnerportal.stack.client.Users;
import org.partnerportal.stack.client.Waiting;
import org.partnerportal.stack.faults.books.Terms;
import org.partnerportal.stack.faults.load.Cast;
import org.partnerportal.stack.faults.load.Script;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** Makes the partners, users, products and plans of one run, so that its books are its own. */
final class Casting {

    private static final JsonMapper JSON = JsonMapper.shared();
    private static final Set<String> OVER = Set.of("SUCCEEDED", "FAILED");
    private static final String COUNTRY = "SE";

    private final Portal portal;
    private final Tokens tokens;
    private final Waiting waiting;
    private final Accounts accounts;
    private final MongoClient mongo;

    Casting(Portal portal, Tokens tokens, Waiting waiting, Accounts accounts, MongoClient mongo) {
        this.portal = portal;
        this.tokens = tokens;
        this.waiting = waiting;
        this.accounts = accounts;
        this.mongo = mongo;
    }

    Cast of(String run) {
        plan("faults-issued", "INVOICED", Terms.ISSUED_PERCENT.toPlainString());
        plan("faults-paid", "PAID", Terms.PAID_PERCENT.toPlainString());
        var partners = new StringBuilder("name,country,region,channelManager\n");
        var products = new StringBuilder("code,name,series,listPrice,currency,aliases\n");
        var codes = new ArrayList<String>();
        for (int i = 1; i <= Script.PARTNERS; i++) {
            partners.append(name(run, i)).append(',').append(COUNTRY).append(",North,cara.losch\n");
        }
        for (int i = 1; i <= Script.PRODUCTS; i++) {
            codes.add(run + "-" + i);
            products.append(run + "-" + i + ",Product " + run + " " + i + ",Faults,100.00,")
                    .append(Terms.CURRENCY)
                    .append(",\n");
        }
        upload("partner-imports", "&agreementInForce=true", partners.toString(), run);
        upload("product-imports", "", products.toString(), run);
        var ids = new ArrayList<String>();
        for (int i = 1; i <= Script.PARTNERS; i++) {
            ids.add(Ids.derived("ptr", COUNTRY, name(run, i).toLowerCase(Locale.ROOT)));
        }
        waiting.until(
                "The run's partners and products known to deal-service and commission-service",
                () ->
                        known("deal", "partners", ids)
                                + known("deal", "products", codes)
                                + known("commission", "partners", ids),
                known -> known == 2 * ids.size() + codes.size());
        var sellers = new ArrayList<Cast.Seller>();
        for (int i = 0; i < ids.size(); i++) {
            String user = "faults." + run + "." + (i + 1);
            accounts.make(user, ids.get(i));
            sellers.add(new Cast.Seller(ids.get(i), user, subject(user)));
        }
        return new Cast(run, sellers, codes);
    }

    private static String name(String run, int number) {
        return "Faults " + run + " " + number;
    }

    private long known(String database, String collection, List<String> ids) {
        return mongo.getDatabase(database)
                .getCollection(collection)
                .countDocuments(Filters.in("_id", ids));
    }

    /** One for all runs: two plans of the same currency would both pay. */
    private void plan(String code, String trigger, String percent) {
        for (int round = 0; round < 8; round++) {
            JsonNode plan =
                    portal.all("/commission-plans?code=" + code, Users.FINANCE).stream()
                            .findFirst()
                            .orElseGet(() -> write(code, trigger, percent));
            switch (plan.path("state").asString()) {
                case "DRAFT" -> decide(plan, "approval");
                case "APPROVED" -> decide(plan, "activation");
                default -> {
                    return;
                }
            }
        }
        throw new ClientFailure("The plan " + code + " does not come into force");
    }

    private JsonNode write(String code, String trigger, String percent) {
        Call call =
                Call.post("/commission-plans", Users.PROGRAM_MANAGER)
                        .json(
                                Map.of(
                                        "code",
                                        code,
                                        "name",
                                        "Plan of the fault runs, " + trigger,
                                        "currency",
                                        Terms.CURRENCY,
                                        "validFrom",
                                        LocalDate.now(ZoneOffset.UTC).withDayOfYear(1).toString(),
                                        "trigger",
                                        trigger,
                                        "mode",
                                        "FLAT",
                                        "tiers",
                                        List.of(Map.of("from", "0", "percent", percent))))
                        .key(code);
        return portal.send(call).must(call, 201).json();
    }

    private void decide(JsonNode plan, String what) {
        String path = "/commission-plans/" + plan.path("id").asString();
        Call now = Call.get(path, Users.FINANCE);
        Call call =
                Call.post(path + "/" + what, Users.FINANCE)
                        .ifMatch(portal.send(now).must(now, 200).version())
                        .key(what);
        portal.send(call).must(call, 200, 409, 412);
    }

    private void upload(String kind, String options, String csv, String run) {
        Call call =
                Call.post("/" + kind + "?dryRun=false" + options, Users.CHANNEL_ADMIN)
                        .file(run + ".csv", csv)
                        .key(run);
        String id = portal.send(call).must(call, 202).json().path("id").asString();
        JsonNode job =
                waiting.until(
                        "Import " + id,
                        () -> portal.get("/" + kind + "/" + id, Users.CHANNEL_ADMIN),
                        now -> OVER.contains(now.path("state").asString()));
        if (job.path("refused").asInt() > 0 || "FAILED".equals(job.path("state").asString())) {
            throw new ClientFailure("Import " + id + " of the run's " + kind + ": " + job);
        }
    }

    /** Who the user is to the services, out of its token. */
    String subject(String user) {
        String payload = tokens.of(user).split("\\.", -1)[1];
        return JSON.readTree(Base64.getUrlDecoder().decode(payload)).path("sub").asString();
    }
}
