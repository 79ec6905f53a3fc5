package org.partnerportal.stack.faults;

import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.IntStream;
import org.partnerportal.stack.client.Answer;
import org.partnerportal.stack.client.Call;
import org.partnerportal.stack.client.Users;
import org.partnerportal.stack.faults.load.Cast;
import org.partnerportal.stack.faults.load.Story;

/** The same command a hundred times at once. */
final class Repetitions {

    private static final int TIMES = 100;

    private Repetitions() {}

    static List<Fault> faults() {
        return List.of(
                new Fault(
                        "same-command-in-parallel",
                        "one command is given a hundred times at once, with one key and with many;"
                                + " one effect, a defined answer to the others",
                        true,
                        Repetitions::repeat));
    }

    private static void repeat(Ground ground) throws InterruptedException, ExecutionException {
        Cast.Seller seller = ground.world().cast().sellers().getFirst();
        Call registration =
                Call.post("/deals", seller.user()).json(ground.play().registration(story(-1)));
        List<Answer> oneKey = atOnce(ground, _ -> registration.key("one-key"));
        List<String> made =
                oneKey.stream()
                        .filter(it -> it.status() == 201)
                        .map(it -> it.json().path("id").asString())
                        .distinct()
                        .toList();
        ground.check(
                "one-key-registers-once",
                made.size() == 1 && onlyDefined(oneKey, 201, 409, 429),
                tally(oneKey) + ", registrations " + made);

        Call another =
                Call.post("/deals", seller.user()).json(ground.play().registration(story(-2)));
        List<Answer> manyKeys = atOnce(ground, number -> another.key("key-" + number));
        ground.check(
                "many-keys-register-once",
                count(manyKeys, 201) == 1 && onlyDefined(manyKeys, 201, 409, 429),
                tally(manyKeys).toString());

        if (made.size() == 1) {
            decide(ground, seller, made.getFirst());
        }
    }

    private static void decide(Ground ground, Cast.Seller seller, String deal)
            throws InterruptedException, ExecutionException {
        Call submission =
                Call.post("/deals/" + deal + "/submission", seller.user()).ifMatch(1).key("once");
        List<Answer> submitted = atOnce(ground, _ -> submission);
        ground.check(
                "one-key-submits-once",
                count(submitted, 200) > 0
                        && onlyDefined(submitted, 200, 409, 429)
                        && version(ground, seller, deal) == 2,
                tally(submitted) + ", version " + version(ground, seller, deal));
        Call approval = Call.post("/deals/" + deal + "/approval", Users.CHANNEL_ADMIN).ifMatch(2);
        List<Answer> approved = atOnce(ground, number -> approval.key("key-" + number));
        ground.check(
                "many-keys-approve-once",
                count(approved, 200) == 1
                        && onlyDefined(approved, 200, 409, 412, 429)
                        && version(ground, seller, deal) == 3,
                tally(approved) + ", version " + version(ground, seller, deal));
    }

    private static long version(Ground ground, Cast.Seller seller, String deal) {
        return ground.world()
                .portal()
                .get("/deals/" + deal, seller.user())
                .path("version")
                .asLong();
    }

    /** A customer of its own, so that nobody stands in its way. */
    private static Story story(int number) {
        return new Story(
                number,
                0,
                number,
                List.of(0),
                new BigDecimal("100.00"),
                Story.Ending.APPROVED,
                false,
                Optional.empty());
    }

    private interface Numbered {
        Call of(int number);
    }

    private static List<Answer> atOnce(Ground ground, Numbered calls)
            throws InterruptedException, ExecutionException {
        try (var executor = Executors.newVirtualThreadPerTaskExecutor()) {
            List<Callable<Answer>> tasks =
                    IntStream.range(0, TIMES)
                            .<Callable<Answer>>mapToObj(
                                    number -> () -> ground.world().once().send(calls.of(number)))
                            .toList();
            var answers = new ArrayList<Answer>();
            for (Future<Answer> task : executor.invokeAll(tasks)) {
                answers.add(task.get());
            }
            return answers;
        }
    }

    /** Beside these, a gateway that is full says so before anything is done. */
    private static boolean onlyDefined(List<Answer> answers, Integer... allowed) {
        return answers.stream()
                .allMatch(it ->
                        List.of(allowed).contains(it.status())
                                || (it.status() == 503 && it.code().equals("gateway.overloaded")));
    }

    private static long count(List<Answer> answers, int status) {
        return answers.stream().filter(it -> it.status() == status).count();
    }

    private static Map<String, Long> tally(List<Answer> answers) {
        var tally = new TreeMap<String, Long>();
        answers.forEach(it -> tally.merge((it.status() + " " + it.code()).strip(), 1L, Long::sum));
        return tally;
    }
}
