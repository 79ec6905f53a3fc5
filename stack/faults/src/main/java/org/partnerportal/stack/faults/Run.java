package org.partnerportal.stack.faults;

import com.mongodb.MongoException;
import java.io.IOException;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.apache.kafka.common.KafkaException;
import org.partnerportal.stack.client.ClientFailure;
import org.partnerportal.stack.client.Users;
import org.partnerportal.stack.faults.books.Invariants;
import org.partnerportal.stack.faults.books.Promises;
import org.partnerportal.stack.faults.books.Verdict;
import org.partnerportal.stack.faults.load.Counts;
import org.partnerportal.stack.faults.load.Load;
import org.partnerportal.stack.faults.load.Outside;
import org.partnerportal.stack.faults.load.Play;
import org.partnerportal.stack.faults.load.Script;

/** One fault after the other: load, fault, mending, end of the load, comparison of the books. */
final class Run {

    private static final int WORKERS = 4;
    private static final Duration PAUSE = Duration.ofMillis(250);
    private static final int WARM_UP = 25;
    private static final int AFTERWARDS = 25;
    private static final Duration PATIENCE = Duration.ofMinutes(5);

    /** So long the books may differ after the end of the load. */
    private static final Duration SETTLING = Duration.ofMinutes(3);

    private final Ground.World world;
    private final Promises promises;
    private final ServiceBook services;
    private final TopicBook topics;
    private final Outside outside;
    private final Counting portals;
    private final long seed;
    private final boolean brief;
    private final Report report;
    private final Clock clock;
    private final String reviewer;

    /** A portal whose retries are counted for the fault of the moment. */
    interface Counting {
        org.partnerportal.stack.client.Portal of(Counts counts);
    }

    Run(
            Ground.World world,
            Promises promises,
            ServiceBook services,
            TopicBook topics,
            Outside outside,
            Counting portals,
            long seed,
            boolean brief,
            Report report,
            Clock clock,
            String reviewer) {
        this.world = world;
        this.promises = promises;
        this.services = services;
        this.topics = topics;
        this.outside = outside;
        this.portals = portals;
        this.seed = seed;
        this.brief = brief;
        this.report = report;
        this.clock = clock;
        this.reviewer = reviewer;
    }

    Outcome of(Fault fault) throws InterruptedException, IOException {
        Script script = Script.of(seed, fault.name());
        var counts = new Counts();
        var play =
                new Play(
                        portals.of(counts),
                        outside,
                        promises,
                        world.cast(),
                        reviewer,
                        clock,
                        counts,
                        fault.name());
        var load = new Load(script, play, outside, counts, WORKERS, PAUSE);
        var ground = new Ground(world, load, play, script.choices(), brief, report::note);
        var verdicts = new ArrayList<Verdict>();
        long recovered = -1;
        load.start();
        try {
            load.awaitAcknowledged(WARM_UP, PATIENCE);
            fault.injection().into(ground);
            long mended = System.nanoTime();
            load.awaitAcknowledged(1, PATIENCE);
            recovered = millisSince(mended);
            load.awaitAcknowledged(AFTERWARDS, PATIENCE);
        } catch (InterruptedException e) {
            throw e;
        } catch (Exception e) {
            verdicts.add(Verdict.check("the-fault-could-be-played", false, e.toString()));
            report.note("went wrong: " + e);
            world.mend();
        }
        try {
            load.stop(PATIENCE);
        } catch (RuntimeException e) {
            verdicts.add(Verdict.check("the-load-came-to-its-end", false, e.toString()));
        }
        long stopped = System.nanoTime();
        verdicts.addAll(ground.checks());
        verdicts.addAll(settle(stopped));
        return new Outcome(
                fault.name(),
                load.stories(),
                counts.tally(),
                counts.failures(),
                recovered,
                millisSince(stopped),
                verdicts);
    }

    /** The books agree after a while, or they do not. */
    private List<Verdict> settle(long stopped) throws InterruptedException {
        Optional<Verdict> last = Optional.empty();
        while (true) {
            List<Verdict> now = compare();
            Optional<Verdict> broken = now.stream().filter(it -> !it.held()).findFirst();
            if (broken.isEmpty() || millisSince(stopped) > SETTLING.toMillis()) {
                last.ifPresent(it -> report.note("last to agree: " + it));
                return now;
            }
            last = broken;
            Thread.sleep(1_000);
        }
    }

    private List<Verdict> compare() {
        try {
            // The topics first: what is published later is not held against them.
            var held = services.of(world.cast());
            var published = topics.of(world.cast().partners());
            return Invariants.check(promises.page(), held, published);
        } catch (ClientFailure | MongoException | KafkaException | IllegalStateException e) {
            return List.of(Verdict.check("the-books-can-be-read", false, e.toString()));
        }
    }

    private static long millisSince(long nanos) {
        return (System.nanoTime() - nanos) / 1_000_000;
    }

    static String reviewerUser() {
        return Users.CHANNEL_ADMIN;
    }
}
