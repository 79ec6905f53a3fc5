package org.partnerportal.stack.faults;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import org.partnerportal.stack.client.Answer;
import org.partnerportal.stack.client.Call;
import org.partnerportal.stack.client.ClientFailure;
import org.partnerportal.stack.client.Users;
import org.partnerportal.stack.faults.load.Cast;
import org.partnerportal.stack.launcher.Suite.Instance;
import tools.jackson.databind.json.JsonMapper;

/** What the services stand on is away for a while. */
final class Outages {

    private static final String BROKER = "broker";
    private static final String STORE = "store";
    private static final String IDENTITY = "identity";
    private static final String DISCOVERY = "discovery";
    private static final Duration KEY_CACHE = Duration.ofSeconds(5);

    private Outages() {}

    static List<Fault> faults() {
        return List.of(
                new Fault(
                        "broker-stopped",
                        "the broker is away for a minute; commands keep succeeding, events come later",
                        true,
                        ground -> brokerAway(ground, false)),
                new Fault(
                        "broker-killed",
                        "the broker is killed and away for 20 s; commands keep succeeding",
                        false,
                        ground -> brokerAway(ground, true)),
                new Fault(
                        "store-stopped",
                        "the document store is away for 20 s; 503 meanwhile, nothing acknowledged is lost",
                        false,
                        ground -> storeAway(ground, false)),
                new Fault(
                        "store-killed",
                        "the document store is killed and away for 20 s",
                        false,
                        ground -> storeAway(ground, true)),
                new Fault(
                        "identity-away",
                        "the identity provider is away for longer than keys are kept; holders of tokens go on,"
                                + " new logins fail, provisioning catches up",
                        false,
                        Outages::identityAway),
                new Fault(
                        "identity-keys-rotated",
                        "the identity provider comes back with new keys; new tokens and old ones are good",
                        false,
                        Outages::keysRotated),
                new Fault(
                        "discovery-away",
                        "the registry is away for 40 s; running services keep finding each other",
                        false,
                        Outages::discoveryAway));
    }

    private static void brokerAway(Ground ground, boolean killed) throws InterruptedException {
        long before = end(ground, BROKER, killed);
        Thread.sleep(killed ? 20_000 : ground.brief() ? 15_000 : 60_000);
        long meanwhile = ground.load().acknowledged() - before;
        ground.check(
                "commands-succeed-without-the-broker",
                meanwhile >= 5,
                meanwhile + " commands acknowledged meanwhile");
        ground.start(BROKER);
        ground.note("the broker runs again");
    }

    /** Answers how many commands had succeeded when it was gone. */
    private static long end(Ground ground, String process, boolean killed)
            throws InterruptedException {
        if (killed) {
            ground.suite().kill(Instance.first(process));
        } else {
            ground.suite().stop(Instance.first(process));
        }
        ground.note(process + (killed ? " is killed" : " is stopped"));
        return ground.load().acknowledged();
    }

    private static void storeAway(Ground ground, boolean killed) throws InterruptedException {
        end(ground, STORE, killed);
        Thread.sleep(3_000);
        Call call = Call.get("/deals?limit=1", Users.CHANNEL_ADMIN);
        Answer answer = ground.world().once().send(call);
        ground.check(
                "503-without-the-store",
                answer.status() == 503,
                call + " was answered " + answer.status() + " " + answer.code());
        Thread.sleep(17_000);
        ground.start(STORE);
        ground.note("the store runs again");
    }

    private static void discoveryAway(Ground ground) throws InterruptedException {
        long before = end(ground, DISCOVERY, false);
        Thread.sleep(40_000);
        long meanwhile = ground.load().acknowledged() - before;
        ground.check(
                "services-find-each-other-without-the-registry",
                meanwhile >= 20,
                meanwhile + " commands acknowledged meanwhile");
        ground.start(DISCOVERY);
        ground.note("the registry runs again");
    }

    private static void identityAway(Ground ground) throws InterruptedException, IOException {
        Map<String, String> shortCache =
                Map.of("PORTAL_SECURITY_KEYCACHE", KEY_CACHE.toSeconds() + "s");
        ground.restart("gateway", shortCache);
        ground.restart("deal-service", shortCache);
        ground.load().awaitAcknowledged(5, Duration.ofMinutes(3));
        Cast.Seller seller = ground.world().cast().sellers().getFirst();
        ground.world().tokens().of(seller.user());
        long before = end(ground, IDENTITY, false);
        String membership = invite(ground, seller);
        ground.check(
                "new-logins-fail-clearly", !canLogIn(ground), "the token endpoint takes no login");
        Thread.sleep(KEY_CACHE.multipliedBy(6));
        long meanwhile = ground.load().acknowledged() - before;
        ground.check(
                "holders-of-tokens-go-on",
                meanwhile >= 20,
                meanwhile
                        + " commands acknowledged while keys of "
                        + KEY_CACHE.toSeconds()
                        + " s could not be asked for again");
        ground.start(IDENTITY);
        ground.note("the identity provider runs again");
        boolean caughtUp =
                ground.await(
                        Duration.ofMinutes(3),
                        () -> "DONE".equals(provisioning(ground, seller, membership)));
        ground.check(
                "provisioning-catches-up",
                caughtUp,
                "the account of " + membership + " is " + provisioning(ground, seller, membership));
        ground.restart("gateway", Map.of());
        ground.restart("deal-service", Map.of());
    }

    /** The provider is stopped as soon as it has the new key, so that nobody has seen it yet. */
    private static void keysRotated(Ground ground) throws InterruptedException {
        Cast.Seller seller = ground.world().cast().sellers().getFirst();
        String old = ground.world().tokens().of(seller.user());
        ground.world().accounts().rotateKeys();
        end(ground, IDENTITY, false);
        Thread.sleep(20_000);
        ground.start(IDENTITY);
        ground.note("the identity provider runs again, with another key");
        ground.world().tokens().forget(seller.user(), old);
        String fresh = ground.world().tokens().of(seller.user());
        ground.check(
                "tokens-have-another-key",
                !keyOf(old).equals(keyOf(fresh)),
                keyOf(old) + " before, " + keyOf(fresh) + " now");
        boolean accepted =
                ground.await(
                        Duration.ofMinutes(2),
                        () ->
                                ground.world()
                                                .once()
                                                .send(Call.get("/deals?limit=1", seller.user()))
                                                .status()
                                        == 200);
        ground.check("new-tokens-are-good", accepted, "a token of the new key: " + accepted);
    }

    private static String keyOf(String token) {
        return JsonMapper.shared()
                .readTree(Base64.getUrlDecoder().decode(token.split("\\.", -1)[0]))
                .path("kid")
                .asString();
    }

    private static String invite(Ground ground, Cast.Seller seller) {
        Call call =
                Call.post("/partners/" + seller.partner() + "/memberships", seller.user())
                        .json(
                                Map.of(
                                        "email",
                                        "invited-"
                                                + ground.world().cast().run()
                                                + "@faults.example",
                                        "name",
                                        "Ingrid Invited",
                                        "roles",
                                        List.of("partner-sales")))
                        .key(ground.world().cast().run());
        return ground.world().portal().send(call).must(call, 202).json().path("id").asString();
    }

    private static String provisioning(Ground ground, Cast.Seller seller, String membership) {
        return ground.world()
                .portal()
                .get("/memberships/" + membership, seller.user())
                .path("provisioning")
                .asString();
    }

    private static boolean canLogIn(Ground ground) throws InterruptedException {
        var request =
                HttpRequest.newBuilder(
                                URI.create(
                                        ground.world().settings().issuer()
                                                + "/protocol/openid-connect/token"))
                        .timeout(Duration.ofSeconds(5))
                        .POST(BodyPublishers.ofString(""))
                        .build();
        try {
            return ground.world().http().send(request, BodyHandlers.discarding()).statusCode()
                    < 500;
        } catch (IOException | ClientFailure e) {
            return false;
        }
    }
}
