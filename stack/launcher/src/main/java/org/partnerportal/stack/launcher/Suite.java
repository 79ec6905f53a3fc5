package org.partnerportal.stack.launcher;

import java.io.IOException;
import java.net.URI;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.Consumer;

/** The suite on this machine: what the commands and the acceptance tests work with. */
public final class Suite {

    private static final String TRAINER = "trainer";
    private static final Duration REGISTRATION_LIMIT = Duration.ofSeconds(60);

    private final Layout layout;
    private final Map<String, String> environment;
    private final Starter starter;

    private Suite(Layout layout, Map<String, String> environment) {
        this.layout = layout;
        this.environment = Map.copyOf(environment);
        this.starter = new Starter(layout);
    }

    /**
     * The suite of a repository.
     *
     * @param environment as {@link System#getenv()} gives it
     */
    public static Suite of(Path root, Map<String, String> environment) {
        var suite = new Suite(Layout.of(root, environment), environment);
        suite.layout.prepare();
        return suite;
    }

    /**
     * Starts what does not run and waits until all is healthy.
     *
     * @param build whether sources that are newer than their jars are built first
     * @return remarks that are no failures
     */
    public List<String> up(boolean build, Progress progress) throws InterruptedException {
        return locked(() -> {
            var addresses = addresses();
            var catalogue = new Catalogue(layout, addresses, environment);
            var specs = catalogue.processes();
            var missing =
                    specs.stream().filter(it -> starter.running(it.name()).isEmpty()).toList();
            Starter.refuseTakenPorts(missing);
            refuseShortMemory(missing);
            addresses.save(saved());
            var steps = new ArrayList<Step>();
            if (build) {
                steps.addAll(buildSteps(catalogue, addresses));
            }
            if (!addresses.ownBroker()) {
                steps.add(topics(catalogue, addresses));
            }
            specs.forEach(spec -> steps.add(step(spec)));
            if (!missing.isEmpty()) {
                steps.add(routes(catalogue, addresses));
            }
            conduct(steps, progress);
            return remarks(catalogue);
        });
    }

    /**
     * Leaves services out of this suite or takes them in again; {@link #up} does the rest. What
     * others publish meanwhile stays on the topics, and a service that comes back reads it there.
     *
     * @return whether that is another suite than before
     */
    public boolean switchModules(Set<String> off, Set<String> on, Consumer<String> tell)
            throws InterruptedException {
        var changed = new AtomicBoolean();
        locked(() -> {
            var catalogue = new Catalogue(layout, addresses(), environment);
            var before = catalogue.switchedOff();
            var after =
                    before.changed(
                            off,
                            on,
                            catalogue.allServices().stream()
                                    .map(SuiteSettings.Service::name)
                                    .toList());
            if (!after.equals(before)) {
                changed.set(true);
                var ending = new ArrayList<String>();
                // The gateway is told at its start which services there are.
                ending.add("gateway");
                ending.addAll(after.names());
                starter.stop(
                        ending.stream().filter(it -> starter.running(it).isPresent()).toList(),
                        tell);
                after.save(layout);
            }
            return List.of();
        });
        return changed.get();
    }

    /** The services that this suite is run without. */
    public Set<String> switchedOff() {
        return SwitchedOff.read(layout).names();
    }

    /**
     * Starts store and broker, and nothing that could use them.
     *
     * @throws SuiteFailure when a service runs
     */
    public void upWithoutServices(Progress progress) throws InterruptedException {
        locked(() -> {
            var addresses = addresses();
            var catalogue = new Catalogue(layout, addresses, environment);
            for (var service : catalogue.services()) {
                if (starter.running(service.name()).isPresent()) {
                    throw new SuiteFailure(service.name() + " runs: ./suite down first");
                }
            }
            addresses.save(saved());
            var steps = new ArrayList<Step>();
            buildSteps(catalogue, addresses).stream()
                    .filter(step -> step.name().equals(Catalogue.BUILD_INFRASTRUCTURE))
                    .forEach(steps::add);
            if (!addresses.ownBroker()) {
                steps.add(topics(catalogue, addresses));
            }
            catalogue.processes().stream()
                    .filter(it -> Set.of(Catalogue.STORE, Catalogue.BROKER).contains(it.name()))
                    .forEach(spec -> steps.add(step(spec)));
            conduct(steps, progress);
            return List.of();
        });
    }

    /** Stops one process and starts it again, built anew if its sources changed. */
    public void restart(String name, boolean build, Progress progress) throws InterruptedException {
        locked(() -> {
            var addresses = addresses();
            var catalogue = new Catalogue(layout, addresses, environment);
            var spec = spec(catalogue, name);
            var steps = new ArrayList<Step>();
            if (build) {
                steps.addAll(
                        buildSteps(catalogue, addresses).stream()
                                .filter(step -> spec.needs().contains(step.name()))
                                .toList());
            }
            steps.add(
                    new Step(
                            name,
                            spec.needs(),
                            1,
                            tell -> {
                                tell.accept("stopping");
                                starter.stop(List.of(name), tell);
                                return starter.start(spec, tell);
                            }));
            conduct(steps, progress);
            return List.of();
        });
    }

    /**
     * One running instance of a process.
     *
     * @param process as {@code status} names it
     * @param number from 1; further instances listen on ports of their own
     */
    public record Instance(String process, int number) {

        private static final int PORTS_BETWEEN = 50;

        public static Instance first(String process) {
            return new Instance(process, 1);
        }

        /** The name of its log and of its pid file. */
        public String name() {
            return number == 1 ? process : process + "." + number;
        }

        private ProcessSpec of(ProcessSpec usual) {
            if (number == 1) {
                return usual;
            }
            if (!(usual.health() instanceof Health.Page(var page))) {
                throw new SuiteFailure("there is never more than one " + process);
            }
            var port = usual.ports().getFirst() + PORTS_BETWEEN * (number - 1);
            var variables = new TreeMap<>(usual.environment());
            variables.put("SERVER_PORT", Integer.toString(port));
            return new ProcessSpec(
                    name(),
                    List.of(port),
                    usual.command(),
                    variables,
                    new Health.Page(URI.create("http://127.0.0.1:" + port + page.getPath())),
                    usual.needs(),
                    usual.limit(),
                    usual.memoryMb());
        }
    }

    /**
     * Starts one instance that does not run and waits until it is healthy.
     *
     * @param additions to its environment, this time only
     */
    public void start(Instance instance, Map<String, String> additions)
            throws InterruptedException {
        locked(() -> {
            var usual =
                    instance.of(
                            spec(
                                    new Catalogue(layout, addresses(), environment),
                                    instance.process()));
            var variables = new TreeMap<>(usual.environment());
            variables.putAll(additions);
            starter.start(
                    new ProcessSpec(
                            usual.name(),
                            usual.ports(),
                            usual.command(),
                            variables,
                            usual.health(),
                            usual.needs(),
                            usual.limit(),
                            usual.memoryMb()),
                    _ -> {});
            return List.of();
        });
    }

    /** Asks one instance to end, and ends it by force when it does not. */
    public void stop(Instance instance) throws InterruptedException {
        locked(() -> {
            starter.stop(List.of(instance.name()), _ -> {});
            return List.of();
        });
    }

    /** Ends one instance as a power cut would: it is not asked and has no time for anything. */
    public void kill(Instance instance) throws InterruptedException {
        locked(() -> {
            starter.kill(instance.name());
            return List.of();
        });
    }

    /** Where it listens first. */
    public int port(Instance instance) {
        return instance.of(
                        spec(new Catalogue(layout, addresses(), environment), instance.process()))
                .ports()
                .getFirst();
    }

    /** Whether it runs; a process that is about to become healthy does. */
    public boolean runs(Instance instance) {
        return starter.running(instance.name()).isPresent();
    }

    /** The folder that all of the suite's files are in. */
    public Path folder() {
        return layout.state();
    }

    /** Stops everything that we started, those who ask before those who answer. */
    public void down(Consumer<String> tell) throws InterruptedException {
        locked(() -> {
            stopAll(tell);
            return List.of();
        });
    }

    /** Stops everything and removes all data; the caches and the unpacked programs stay. */
    public void reset(Consumer<String> tell) throws InterruptedException {
        locked(() -> {
            stopAll(tell);
            Folders.delete(layout.data());
            // What was noted of the audit chains would accuse the new ones.
            Folders.delete(layout.state().resolve("audit-heads.properties"));
            return List.of();
        });
    }

    /** How every process is now. */
    public List<ProcessStatus> status() {
        var addresses = addresses();
        var all = new ArrayList<ProcessStatus>();
        for (var spec : new Catalogue(layout, addresses, environment).processes()) {
            var process = starter.running(spec.name());
            var usage = process.map(Usage::of).orElse(new Usage(0, Duration.ZERO));
            all.add(
                    new ProcessStatus(
                            spec.name(),
                            process.map(it ->
                                            spec.health().answers(it.pid())
                                                    ? ProcessStatus.State.HEALTHY
                                                    : ProcessStatus.State.UNHEALTHY)
                                    .orElse(ProcessStatus.State.STOPPED),
                            process.map(ProcessHandle::pid),
                            spec.ports(),
                            usage.residentMb(),
                            usage.cpu()));
        }
        external(addresses).forEach(name -> all.add(externalStatus(name)));
        SwitchedOff.read(layout).names().stream()
                .sorted()
                .forEach(name -> all.add(ProcessStatus.off(name)));
        return all;
    }

    /** Addresses and passwords for whoever talks to the running suite from outside. */
    public Map<String, String> clientEnvironment() {
        var addresses = addresses();
        var variables = new TreeMap<>(addresses.environment());
        SuiteSettings.demoUsers(layout.root())
                .forEach((name, value) ->
                        variables.put(name, environment.getOrDefault(name, value)));
        for (var service : new Catalogue(layout, addresses, environment).services()) {
            variables.put(
                    service.name().toUpperCase(Locale.ROOT).replace('-', '_') + "_URL",
                    "http://127.0.0.1:" + addresses.ports().at(service.port()));
        }
        variables.put("PORTAL_SUITE_DIR", layout.state().toString());
        return variables;
    }

    /** The command line of a program that works on the suite from outside, once it is built. */
    public List<String> line(
            String module, List<String> jvm, String command, List<String> options) {
        var line = new ArrayList<String>();
        line.add(Jvm.java().toString());
        line.addAll(jvm);
        line.add("-jar");
        line.add(layout.program(module).toString());
        line.add(command);
        line.addAll(options);
        return line;
    }

    /** Builds modules, if their sources are newer than their jars. */
    public void build(List<String> wanted, Progress progress) throws InterruptedException {
        var modules = new Modules(layout);
        var stale = modules.stale(wanted);
        if (!stale.isEmpty()) {
            conduct(
                    List.of(
                            new Step(
                                    "build",
                                    Set.of(),
                                    0,
                                    tell ->
                                            new Build(layout, modules)
                                                    .run("build", stale, List.of(), tell))),
                    progress);
        }
    }

    Path log(String name) {
        var log = layout.log(name);
        if (!Files.exists(log)) {
            throw new SuiteFailure(
                    "no log of '" + name + "'; there is: " + String.join(" ", names()));
        }
        return log;
    }

    List<String> names() {
        return new Catalogue(layout, addresses(), environment)
                .processes().stream().map(ProcessSpec::name).toList();
    }

    String gateway() {
        return addresses().gateway();
    }

    Path state() {
        return layout.state();
    }

    /** Makes the caches that the next start will be quicker with; runs beside the suite. */
    void train() throws IOException, InterruptedException {
        var catalogue = new Catalogue(layout, addresses(), environment);
        var apps = new Apps(layout);
        for (var service : catalogue.services()) {
            if (!apps.isTrained(service) && Files.exists(layout.program(service.name()))) {
                apps.train(service, catalogue.environmentOf(service));
            }
        }
    }

    /** Starts the training with the lowest priority, unless all caches are there. */
    void trainInBackground() throws IOException {
        var services = new Catalogue(layout, addresses(), environment).services();
        var apps = new Apps(layout);
        if (environment.getOrDefault("PORTAL_AOT", "on").equals("off")
                || starter.running(TRAINER).isPresent()
                || services.stream().allMatch(apps::isTrained)) {
            return;
        }
        var line = new ArrayList<String>();
        Starter.onPath("chrt")
                .ifPresentOrElse(
                        tool -> line.addAll(List.of(tool.toString(), "-i", "0")),
                        () ->
                                Starter.onPath("nice")
                                        .ifPresent(tool ->
                                                line.addAll(List.of(tool.toString(), "-n", "19"))));
        line.addAll(
                new Jvm(layout)
                        .line(
                                TRAINER,
                                48,
                                List.of(
                                        "-Dportal.root=" + layout.root(),
                                        "-cp",
                                        System.getProperty("java.class.path")),
                                List.of(Main.class.getName(), "train")));
        starter.launch(TRAINER, line, Map.of());
    }

    private Step step(ProcessSpec spec) {
        var running = starter.running(spec.name());
        return running.isPresent()
                ? new Step(
                        spec.name(), Set.of(), 0, tell -> starter.keep(spec, running.get(), tell))
                : new Step(spec.name(), spec.needs(), 1, tell -> starter.start(spec, tell));
    }

    private List<Step> buildSteps(Catalogue catalogue, Addresses addresses) {
        var modules = new Modules(layout);
        var build = new Build(layout, modules);
        var steps = new ArrayList<Step>();
        var options = new ArrayList<String>();
        var infrastructure = new ArrayList<>(modules.stale(catalogue.infrastructureModules()));
        if (addresses.ownIdentity()
                && !Files.exists(layout.identityHome().resolve("lib/quarkus-run.jar"))) {
            infrastructure.add("stack/identity");
            options.add("-Pidentity-server");
            options.add("-Dportal.identity.home=" + layout.state().resolve("identity"));
        }
        if (!infrastructure.isEmpty()) {
            steps.add(
                    new Step(
                            Catalogue.BUILD_INFRASTRUCTURE,
                            Set.of(),
                            0,
                            tell ->
                                    build.run(
                                            Catalogue.BUILD_INFRASTRUCTURE,
                                            infrastructure,
                                            options,
                                            tell)));
        }
        var services =
                modules.stale(
                        catalogue.services().stream().map(SuiteSettings.Service::name).toList());
        if (!services.isEmpty()) {
            steps.add(
                    new Step(
                            Catalogue.BUILD_SERVICES,
                            // Two Mavens at once would quarrel about the same local repository.
                            Set.of(Catalogue.BUILD_INFRASTRUCTURE),
                            0,
                            tell ->
                                    build.run(
                                            Catalogue.BUILD_SERVICES, services, List.of(), tell)));
        }
        return steps;
    }

    private Step topics(Catalogue catalogue, Addresses addresses) {
        return new Step(
                Catalogue.TOPICS,
                Set.of(Catalogue.BUILD_INFRASTRUCTURE),
                1,
                tell -> {
                    var process =
                            starter.launch(
                                    Catalogue.TOPICS,
                                    new Jvm(layout)
                                            .line(
                                                    Catalogue.TOPICS,
                                                    64,
                                                    List.of(
                                                            "-cp",
                                                            catalogue.classPath("stack/broker")),
                                                    List.of(
                                                            "org.partnerportal.stack.broker.Topics",
                                                            "--bootstrap",
                                                            addresses.kafka())),
                                    Map.of());
                    if (process.waitFor() != 0) {
                        throw new SuiteFailure(
                                "the topics could not be made on " + addresses.kafka(),
                                Logs.tail(layout.log(Catalogue.TOPICS), 15));
                    }
                    return addresses.kafka();
                });
    }

    /** A service is of use when the registry lists it and the gateway has read that. */
    private static Step routes(Catalogue catalogue, Addresses addresses) {
        var services =
                catalogue.services().stream()
                        .map(SuiteSettings.Service::name)
                        .filter(name -> name.endsWith("-service"))
                        .toList();
        var needs = new HashSet<>(services);
        needs.addAll(List.of(Catalogue.DISCOVERY, "gateway"));
        return new Step(
                Catalogue.ROUTES,
                needs,
                0,
                tell -> {
                    for (var name : services) {
                        var entry =
                                new Health.Page(
                                        URI.create(addresses.discovery() + "/eureka/apps/" + name));
                        var deadline = System.nanoTime() + REGISTRATION_LIMIT.toNanos();
                        while (!entry.answers(0)) {
                            tell.accept("waiting for " + name + " in the registry");
                            if (System.nanoTime() > deadline) {
                                throw new SuiteFailure(
                                        name + " is healthy and not in the registry");
                            }
                            Thread.sleep(200);
                        }
                    }
                    if (!services.isEmpty()) {
                        Thread.sleep(Duration.ofSeconds(Catalogue.REGISTRY_READ_S));
                    }
                    return services.size() + " services behind the gateway";
                });
    }

    private void conduct(List<Step> steps, Progress progress) throws InterruptedException {
        var slots = Math.max(2, Runtime.getRuntime().availableProcessors()) + 2;
        var failures = new Conductor(progress, slots).run(Plan.of(steps));
        progress.close();
        if (!failures.isEmpty()) {
            throw SuiteFailure.of(failures);
        }
    }

    private List<String> remarks(Catalogue catalogue) throws IOException {
        var remarks = new ArrayList<String>();
        var apps = new Apps(layout);
        var old =
                catalogue.services().stream()
                        .map(SuiteSettings.Service::name)
                        .filter(name -> Files.exists(layout.program(name)) && apps.runsOldJar(name))
                        .toList();
        old.forEach(name ->
                remarks.add(
                        name
                                + " was built again and still runs its old code:"
                                + " ./suite restart "
                                + name));
        if (catalogue.realmFileChanged()) {
            remarks.add(
                    "the realm file has changed since it was imported, and an import never changes"
                            + " an existing realm: ./suite reset empties the data of the suite and"
                            + " imports it again");
        }
        trainInBackground();
        return remarks;
    }

    private void refuseShortMemory(List<ProcessSpec> missing) {
        var needed = missing.stream().mapToLong(ProcessSpec::memoryMb).sum();
        var available = Usage.availableMb();
        if (available.isPresent()
                && available.getAsLong() < needed
                && !environment.containsKey("PORTAL_IGNORE_MEMORY")) {
            throw new SuiteFailure(
                    "the suite needs about "
                            + needed
                            + " MB more and "
                            + available.getAsLong()
                            + " MB are available: free some, or try anyway with"
                            + " PORTAL_IGNORE_MEMORY=1");
        }
    }

    private void stopAll(Consumer<String> tell) {
        var known = pidFiles();
        var last = List.of(Catalogue.STORE);
        var late = List.of(Catalogue.IDENTITY, Catalogue.BROKER, Catalogue.MAIL);
        var first = known.stream().filter(it -> !last.contains(it) && !late.contains(it)).toList();
        for (var group : List.of(first, late, last)) {
            var running = group.stream().filter(it -> starter.running(it).isPresent()).toList();
            if (!running.isEmpty()) {
                tell.accept("stopping " + String.join(", ", running));
            }
            starter.stop(group, tell);
        }
    }

    private List<String> pidFiles() {
        try (var files = Files.list(layout.run())) {
            return files.map(it -> String.valueOf(it.getFileName()))
                    .filter(it -> it.endsWith(".pid"))
                    .map(it -> it.substring(0, it.length() - 4))
                    .sorted()
                    .toList();
        } catch (IOException e) {
            throw new SuiteFailure(layout.run() + " cannot be read");
        }
    }

    /** A running suite keeps its addresses; an environment that says otherwise is refused. */
    private Addresses addresses() {
        var wanted =
                Addresses.from(
                        environment,
                        environment.getOrDefault("PORTAL_STORE", "").isBlank()
                                && Starter.onPath("mongod").isPresent());
        var running =
                pidFiles().stream()
                        .filter(it -> !it.equals(TRAINER))
                        .anyMatch(it -> starter.running(it).isPresent());
        var current = running ? Addresses.saved(saved()) : Optional.<Addresses>empty();
        if (current.isEmpty() || current.get().equals(wanted)) {
            return wanted;
        }
        if (Set.of(
                        Ports.OFFSET,
                        "MONGODB_URI",
                        "KAFKA_BOOTSTRAP_SERVERS",
                        "OIDC_ISSUER",
                        "SMTP_HOST")
                .stream()
                .noneMatch(environment::containsKey)) {
            return current.get();
        }
        throw new SuiteFailure(
                "the suite in "
                        + layout.state()
                        + " runs with other addresses than the environment names: ./suite down"
                        + " first, or choose another folder with PORTAL_SUITE_DIR");
    }

    private static List<String> external(Addresses addresses) {
        var external = new ArrayList<String>();
        if (addresses.ownStore().isEmpty()) {
            external.add(Catalogue.STORE);
        }
        if (!addresses.ownBroker()) {
            external.add(Catalogue.BROKER);
        }
        if (!addresses.ownIdentity()) {
            external.add(Catalogue.IDENTITY);
        }
        if (!addresses.ownMail()) {
            external.add(Catalogue.MAIL);
        }
        return external;
    }

    private static ProcessStatus externalStatus(String name) {
        return new ProcessStatus(
                name, ProcessStatus.State.EXTERNAL, Optional.empty(), List.of(), 0, Duration.ZERO);
    }

    private static ProcessSpec spec(Catalogue catalogue, String name) {
        var specs = catalogue.processes();
        return specs.stream()
                .filter(it -> it.name().equals(name))
                .findFirst()
                .orElseThrow(() ->
                        new SuiteFailure(
                                "no process '"
                                        + name
                                        + "'; there is: "
                                        + String.join(
                                                " ",
                                                specs.stream().map(ProcessSpec::name).toList())));
    }

    private Path saved() {
        return layout.run().resolve("addresses.properties");
    }

    /** One command at a time changes the suite. */
    private List<String> locked(Work work) throws InterruptedException {
        var file = layout.run().resolve("lock");
        try (var channel =
                        FileChannel.open(
                                file, StandardOpenOption.CREATE, StandardOpenOption.WRITE);
                var lock = channel.tryLock()) {
            if (lock == null) {
                throw new SuiteFailure(
                        "another ./suite command is at work in "
                                + layout.state()
                                + "; wait for it");
            }
            return work.run();
        } catch (IOException e) {
            throw new SuiteFailure(e.toString());
        }
    }

    @FunctionalInterface
    private interface Work {
        List<String> run() throws IOException, InterruptedException;
    }
}
