package org.partnerportal.stack.simulation;

import de.bwaldvogel.mongo.bson.Document;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.SplittableRandom;
import java.util.random.RandomGenerator;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.TopicPartition;
import org.jspecify.annotations.Nullable;
import org.partnerportal.commission.invoice.application.CatchUpInvoices;
import org.partnerportal.commission.invoice.application.SweepWaitingInvoices;
import org.partnerportal.commission.plan.application.SupersedePlans;
import org.partnerportal.deal.crm.Opportunities;
import org.partnerportal.deal.registration.application.ExpireDeals;
import org.partnerportal.kernel.Refused;
import org.partnerportal.messaging.DeadLetter;

/**
 * One run of everything under one seed: a random load meets random faults in a random order, then
 * the faults end, what is left over settles, and the invariants are checked.
 */
final class Schedule {

    static final Comparator<TopicPartition> BY_NAME =
            Comparator.comparing(TopicPartition::topic).thenComparingInt(TopicPartition::partition);

    private static final Instant BEGIN = Instant.parse("2026-03-20T10:00:00Z");
    private static final int MOST_STEPS = 6_000;
    private static final int MOST_ROUNDS = 60;

    private final World world;
    private final long seed;
    private final RandomGenerator random;
    private final Trace trace;
    private final Scheduler scheduler;
    private final SimulatedBroker broker;
    private final Book book = new Book();
    private final List<Instance> instances = new ArrayList<>();
    private final Map<String, Map<TopicPartition, Assignment>> assignments = new HashMap<>();
    private final Invariants invariants;
    private Weather weather;
    private int steps;
    private int writes;
    private long reassigned;

    /** Who reads a partition for a group; a later assignment to the same reader is another one. */
    record Assignment(@Nullable Instance to, int number) {}

    /** A bean that the load or a timer uses. */
    record Work(String service, Class<?> type) {}

    Schedule(World world, long seed, boolean traced) {
        this.world = world;
        this.seed = seed;
        this.random = new SplittableRandom(seed);
        this.trace = new Trace(traced, world.clock());
        this.scheduler = new Scheduler(random);
        this.broker = new SimulatedBroker(world.clock());
        this.weather = Weather.draw(random);
        this.invariants = new Invariants(this);
    }

    /** What came of it: nothing broken, or the invariant that was. */
    record Outcome(long seed, int steps, @Nullable Broken broken, List<String> trace) {}

    /** On a virtual thread, like all that it schedules. */
    Outcome run() {
        Broken broken = null;
        try {
            begin();
            storm();
            settle();
            invariants.afterAll();
        } catch (Broken e) {
            broken = e;
            trace.say("invariant", e::toString);
        } finally {
            world.store().observe(null);
            scheduler.end();
        }
        return new Outcome(seed, steps, broken, trace.lines());
    }

    private void begin() {
        world.clock().set(BEGIN);
        world.store().clear(world.services().stream().map(ServiceContext::name).toList());
        for (ServiceContext service : world.services()) {
            int count = service.name().equals("analytics") ? 1 : 2;
            for (int i = 1; i <= count; i++) {
                instances.add(new Instance(service.name() + "-" + i, service, this));
            }
        }
        trace.say("schedule", () -> "seed " + seed + " " + weather);
        instances.forEach(Instance::start);
        world.store().observe(new Watch());
    }

    private void storm() {
        var load = new Load(this);
        load.begin();
        while (!load.isDone() && steps < MOST_STEPS) {
            beforeStep();
            Actor chosen = scheduler.step();
            if (chosen == null) {
                advance(Duration.ofMillis(500L + random.nextInt(3_000)));
                runTimer();
            }
            steps++;
            invariants.afterStep();
        }
    }

    private void beforeStep() {
        if (hits(weather.tick())) {
            advance(Duration.ofMillis(1L + random.nextInt(3_000)));
        }
        if (hits(weather.leap())) {
            advance(
                    random.nextInt(20) == 0
                            ? Duration.ofDays(1L + random.nextInt(3))
                            : Duration.ofSeconds(5L + random.nextInt(40)));
        }
        if (hits(weather.crash())) {
            Instance victim = any(instances);
            if (victim.isUp()) {
                trace.say("schedule", () -> "kills " + victim);
                victim.crash();
                if (random.nextBoolean()) {
                    reassign(victim.service());
                }
            } else {
                start(victim);
            }
        }
        if (hits(weather.rebalance())) {
            reassign(any(instances).service());
        }
        if (hits(weather.brokerTurn())) {
            broker.away(!broker.isAway());
            trace.say("schedule", () -> broker.isAway() ? "broker away" : "broker back");
        }
        if (hits(weather.lateAtBroker())) {
            broker.deliverLate();
        }
        if (hits(weather.timer())) {
            runTimer();
        }
        if (steps % 50 == 0) {
            for (Instance instance : instances) {
                if (!instance.isUp() && random.nextInt(3) == 0) {
                    start(instance);
                }
                scheduler
                        .of(instance)
                        .forEach(
                                actor -> actor.weight(random.nextInt(4) == 0 ? 1 : weather.lull()));
            }
        }
    }

    private void start(Instance instance) {
        trace.say("schedule", () -> "starts " + instance);
        Watch watch = new Watch();
        // A start is no race; its commands stop nobody.
        world.store().observe(null);
        instance.start();
        world.store().observe(watch);
        reassign(instance.service());
    }

    private void advance(Duration duration) {
        world.clock().advance(duration);
        trace.say("schedule", () -> "+" + duration);
    }

    private void runTimer() {
        Instance instance = any(instances);
        if (instance.isUp()) {
            List<Timer> timers = timers(instance);
            run(instance, timers.get(random.nextInt(timers.size())));
        }
    }

    private void run(Instance instance, Timer timer) {
        instance.spawn(
                timer.name(),
                () -> {
                    try {
                        timer.work().run();
                    } catch (RuntimeException e) {
                        trace.say(instance, () -> timer.name() + " failed: " + e);
                    }
                });
    }

    private record Timer(String name, Runnable work) {}

    private List<Timer> timers(Instance instance) {
        var timers = new ArrayList<Timer>();
        timers.add(new Timer("outbox-sweep", instance.messaging()::sweep));
        switch (instance.service()) {
            case "deal" -> {
                timers.add(new Timer("expire", instance.bean(ExpireDeals.class)::run));
                timers.add(new Timer("crm-sweep", instance.bean(Opportunities.class)::sweep));
            }
            case "commission" -> {
                timers.add(
                        new Timer(
                                "waiting-sweep",
                                instance.bean(SweepWaitingInvoices.class)::handle));
                timers.add(new Timer("catch-up", instance.bean(CatchUpInvoices.class)::handle));
                timers.add(new Timer("supersede", instance.bean(SupersedePlans.class)::handle));
            }
            default -> {
                // It has none.
            }
        }
        return timers;
    }

    /** The faults end; everything runs until nothing is left to do. */
    private void settle() {
        trace.say("schedule", () -> "the faults end");
        weather = Weather.CALM;
        broker.away(false);
        broker.deliverLate();
        instances.stream().filter(instance -> !instance.isUp()).forEach(this::start);
        untilQuiet(2);
    }

    /**
     * Runs all timers, of some instance each, at growing distances until nothing waits that could
     * still come.
     *
     * @param rounds without any change that are enough
     */
    void untilQuiet(int rounds) {
        int calm = 0;
        for (int round = 0; calm < rounds; round++) {
            if (round == MOST_ROUNDS) {
                throw new Broken(
                        Broken.Invariant.NOTHING_LOST, "does not settle: " + invariants.pending());
            }
            int before = writes;
            advance(
                    round == 0
                            ? Duration.ofSeconds(11)
                            : calm == 0 ? Duration.ofSeconds(45) : Duration.ofMinutes(70));
            for (ServiceContext service : world.services()) {
                Instance instance = Objects.requireNonNull(anyUp(service.name()));
                timers(instance).forEach(timer -> run(instance, timer));
                instance.spawn("replay", () -> replayAll(instance));
            }
            runOn();
            calm = writes == before && invariants.pending().isEmpty() ? calm + 1 : 0;
        }
    }

    private void replayAll(Instance instance) {
        for (DeadLetter letter : instance.messaging().openDeadLetters()) {
            try {
                instance.messaging().replay(letter.id());
            } catch (Refused e) {
                trace.say(instance, () -> letter.id() + " stays dead: " + e);
            }
        }
    }

    /** Lets everything run that can, until all wait. */
    void runOn() {
        while (scheduler.step() != null) {
            steps++;
            if (steps > 40 * MOST_STEPS) {
                throw new Broken(Broken.Invariant.NOTHING_LOST, "runs on for ever");
            }
            invariants.afterStep();
        }
    }

    private final class Watch implements SimulatedStore.Observer {

        @Override
        public SimulatedStore.Fate fate(Actor actor, String database, Document command) {
            if (hits(weather.refusedByStore())) {
                return SimulatedStore.Fate.REFUSED;
            }
            return hits(weather.unheardFromStore())
                    ? SimulatedStore.Fate.UNHEARD
                    : SimulatedStore.Fate.ANSWERED;
        }

        @Override
        public void done(
                Actor actor, String database, Document command, Document answer, boolean heard) {
            trace.say(
                    actor,
                    () ->
                            database
                                    + " "
                                    + command
                                    + " -> "
                                    + (heard ? Invariants.shortly(answer) : "unheard"));
            book.done(database, command, answer);
            if (isWrite(command, answer)) {
                writes++;
            }
        }

        @Override
        public void written(String database, Document command, Document answer) {
            book.done(database, command, answer);
        }

        @Override
        public void refused(Actor actor, String database, Document command) {
            trace.say(actor, () -> database + " " + command + " -> refused");
        }
    }

    /** Whether something changed that settling has to wait for; a look that is put off is not. */
    private static boolean isWrite(Document command, Document answer) {
        String name = command.keySet().iterator().next();
        return switch (name) {
            case "insert", "delete" -> answer.get("n") instanceof Number n && n.intValue() > 0;
            case "update" ->
                    answer.get("nModified") instanceof Number n
                            && n.intValue() > 0
                            && !command.toString().contains("lookAt")
                            && !command.toString().contains("replayUntil")
                            && !command.toString().contains("attempts");
            case "findAndModify", "findandmodify" -> answer.get("value") instanceof Document;
            default -> false;
        };
    }

    SimulatedProducer.Fate fate(Actor actor, ProducerRecord<byte[], byte[]> record) {
        if (broker.isAway() || hits(weather.lostToBroker())) {
            return SimulatedProducer.Fate.LOST;
        }
        if (hits(weather.unheardFromBroker())) {
            return SimulatedProducer.Fate.UNHEARD;
        }
        return hits(weather.lateAtBroker())
                ? SimulatedProducer.Fate.LATE
                : SimulatedProducer.Fate.TAKEN;
    }

    void sent(Actor actor, ProducerRecord<byte[], byte[]> record, SimulatedProducer.Fate fate) {
        trace.say(actor, () -> "sends " + Trace.text(record) + " -> " + fate);
        book.sent(record);
    }

    /** Grows whenever there may be something new to read for someone. */
    long changes() {
        return broker.changes() + reassigned;
    }

    private void reassign(String service) {
        reassigned++;
        assignments.forEach((group, partitions) -> {
            if (group.startsWith(service + "-service.")) {
                partitions.replaceAll((partition, before) -> assign(service, before.number() + 1));
            }
        });
    }

    private Assignment assign(String service, int number) {
        List<Instance> up =
                instances.stream()
                        .filter(instance -> instance.service().equals(service) && instance.isUp())
                        .toList();
        return new Assignment(up.isEmpty() ? null : any(up), number);
    }

    Assignment assignment(String group, TopicPartition partition) {
        Map<TopicPartition, Assignment> partitions =
                assignments.computeIfAbsent(group, _ -> new java.util.TreeMap<>(BY_NAME));
        Assignment known = partitions.get(partition);
        if (known == null || known.to() == null) {
            known =
                    assign(
                            group.substring(0, group.indexOf("-service.")),
                            known == null ? 1 : known.number() + 1);
            partitions.put(partition, known);
            if (known.to() != null) {
                reassigned++;
            }
        }
        return known;
    }

    List<TopicPartition> partitions(List<String> topics) {
        var partitions = new ArrayList<TopicPartition>();
        for (String topic : topics) {
            for (int i = 0; i < SimulatedBroker.PARTITIONS; i++) {
                partitions.add(new TopicPartition(topic, i));
            }
        }
        return partitions;
    }

    boolean commitsNow() {
        return hits(weather.commit());
    }

    boolean hits(int ofTenThousand) {
        return ofTenThousand > 0 && random.nextInt(10_000) < ofTenThousand;
    }

    <T> T any(List<T> all) {
        return all.get(random.nextInt(all.size()));
    }

    /** Some instance of the service that answers; nothing while none does. */
    @Nullable Instance anyUp(String service) {
        List<Instance> up =
                instances.stream()
                        .filter(instance -> instance.service().equals(service) && instance.isUp())
                        .toList();
        return up.isEmpty() ? null : any(up);
    }

    boolean isAnyUp(String service) {
        return instances.stream()
                .anyMatch(instance -> instance.service().equals(service) && instance.isUp());
    }

    Instance first(String service) {
        return instances.stream()
                .filter(instance -> instance.service().equals(service))
                .findFirst()
                .orElseThrow();
    }

    List<Work> work() {
        return Load.WORK;
    }

    World world() {
        return world;
    }

    RandomGenerator random() {
        return random;
    }

    Trace trace() {
        return trace;
    }

    Scheduler scheduler() {
        return scheduler;
    }

    SimulatedBroker broker() {
        return broker;
    }

    Book book() {
        return book;
    }

    List<Instance> instances() {
        return instances;
    }
}
