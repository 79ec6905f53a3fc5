package org.partnerportal.stack.faults;

import com.mongodb.client.MongoClient;
import java.io.IOException;
import java.net.http.HttpClient;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import java.util.function.BooleanSupplier;
import java.util.function.Consumer;
import org.partnerportal.stack.client.Broker;
import org.partnerportal.stack.client.Portal;
import org.partnerportal.stack.client.Settings;
import org.partnerportal.stack.client.Tokens;
import org.partnerportal.stack.faults.books.Verdict;
import org.partnerportal.stack.faults.load.Cast;
import org.partnerportal.stack.faults.load.Load;
import org.partnerportal.stack.faults.load.Play;
import org.partnerportal.stack.launcher.Progress;
import org.partnerportal.stack.launcher.Suite;
import org.partnerportal.stack.launcher.Suite.Instance;

/** What a fault has in its hands while the load goes on. */
final class Ground {

    private final World world;
    private final Load load;
    private final Play play;
    private final SplittableRandom random;
    private final boolean brief;
    private final Consumer<String> notes;
    private final List<Verdict> checks = new ArrayList<>();

    /**
     * What all faults of a run share.
     *
     * @param once answers at the first attempt, whatever it is
     */
    record World(
            Suite suite,
            Settings settings,
            Cast cast,
            Portal portal,
            Portal once,
            Gateways gateways,
            Tokens tokens,
            Broker broker,
            TopicBook topics,
            MongoClient mongo,
            HttpClient http,
            Accounts accounts,
            Agent agent) {

        /** Everything runs again as it is meant to, whatever a fault left behind. */
        void mend() throws InterruptedException, IOException {
            agent.disarmAll();
            suite.up(false, Progress.plain(System.out));
        }
    }

    /**
     * @param brief whether what takes its time is to take less of it
     */
    Ground(
            World world,
            Load load,
            Play play,
            SplittableRandom random,
            boolean brief,
            Consumer<String> notes) {
        this.world = world;
        this.load = load;
        this.play = play;
        this.random = random;
        this.brief = brief;
        this.notes = notes;
    }

    World world() {
        return world;
    }

    Suite suite() {
        return world.suite();
    }

    Load load() {
        return load;
    }

    Play play() {
        return play;
    }

    SplittableRandom random() {
        return random;
    }

    boolean brief() {
        return brief;
    }

    void note(String what) {
        notes.accept(what);
    }

    /** Something that must hold during this fault, beside the invariants. */
    void check(String name, boolean held, String evidence) {
        checks.add(Verdict.check(name, held, evidence));
    }

    List<Verdict> checks() {
        return List.copyOf(checks);
    }

    void restart(String process, Map<String, String> additions) throws InterruptedException {
        suite().stop(Instance.first(process));
        suite().start(Instance.first(process), additions);
    }

    void start(String process) throws InterruptedException {
        suite().start(Instance.first(process), Map.of());
    }

    /** Whether it came true within the limit. */
    boolean await(Duration limit, BooleanSupplier what) throws InterruptedException {
        long end = System.nanoTime() + limit.toNanos();
        while (!what.getAsBoolean()) {
            if (System.nanoTime() > end) {
                return false;
            }
            Thread.sleep(100);
        }
        return true;
    }

    /** Whether the process ended by itself within the limit. */
    boolean awaitEnd(String process, Duration limit) throws InterruptedException {
        return await(limit, () -> !suite().runs(Instance.first(process)));
    }
}
