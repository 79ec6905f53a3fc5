package org.partnerportal.stack.launcher;

import static org.partnerportal.stack.launcher.Addresses.StoreKind.LOCAL_STORE;

import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;

/** All processes of the suite for one set of addresses. */
final class Catalogue {

    static final String IDENTITY = "identity";
    static final String BROKER = "broker";
    static final String STORE = "store";
    static final String MAIL = "mail-sink";
    static final String DISCOVERY = "discovery";

    /** Steps of the way up that are no processes. */
    static final String BUILD_INFRASTRUCTURE = "build-infrastructure";

    static final String BUILD_SERVICES = "build-services";
    static final String TOPICS = "topics";
    static final String ROUTES = "routes";

    /** How often the gateway reads the registry. */
    static final int REGISTRY_READ_S = 2;

    /**
     * It keeps every document in memory: some 300 MB after the main job, 1 GB after all faults
     * twice. The heap grows only as it is needed.
     */
    private static final int LOCAL_STORE_HEAP_MB = 4096;

    private final Layout layout;
    private final Addresses addresses;
    private final Map<String, String> environment;
    private final Apps apps;
    private final Jvm jvm;
    private final SwitchedOff off;

    Catalogue(Layout layout, Addresses addresses, Map<String, String> environment) {
        this.layout = layout;
        this.addresses = addresses;
        this.environment = environment;
        this.apps = new Apps(layout);
        this.jvm = new Jvm(layout);
        this.off = SwitchedOff.read(layout);
    }

    /** In the order in which they should get the machine, the slowest and most needed first. */
    List<ProcessSpec> processes() {
        var all = new ArrayList<ProcessSpec>();
        if (addresses.ownIdentity()) {
            all.add(identity());
        }
        if (addresses.ownBroker()) {
            all.add(broker());
        }
        addresses.ownStore().filter(this::isThere).ifPresent(kind -> all.add(store(kind)));
        if (addresses.ownMail()) {
            all.add(mail());
        }
        services().forEach(service -> all.add(spring(service)));
        return all;
    }

    /** Those that this suite is run with. */
    List<SuiteSettings.Service> services() {
        return allServices().stream().filter(it -> !off.has(it.name())).toList();
    }

    SwitchedOff switchedOff() {
        return off;
    }

    List<SuiteSettings.Service> allServices() {
        return SuiteSettings.services(layout.root()).stream()
                .filter(it -> Files.isDirectory(layout.module(it.name()).resolve("src/main/java")))
                .toList();
    }

    private boolean isThere(Addresses.StoreKind kind) {
        return kind != LOCAL_STORE
                || Files.isDirectory(layout.module("stack/local-store").resolve("src/main/java"));
    }

    /** The modules that our own infrastructure is built from. */
    List<String> infrastructureModules() {
        var modules = new ArrayList<String>();
        modules.add("stack/broker");
        if (addresses.ownStore().filter(this::isThere).equals(Optional.of(LOCAL_STORE))) {
            modules.add("stack/local-store");
        }
        if (addresses.ownMail()) {
            modules.add("stack/mail-sink");
        }
        return modules;
    }

    Map<String, String> environmentOf(SuiteSettings.Service service) {
        var variables = new TreeMap<>(addresses.environment());
        // Of who starts the suite from a program, these need not be in that program's own.
        environment.forEach((name, value) -> {
            if (name.startsWith("PORTAL_")) {
                variables.put(name, value);
            }
        });
        variables.put("SERVER_PORT", Integer.toString(addresses.ports().at(service.port())));
        variables.put("SPRING_PROFILES_ACTIVE", "local");
        // On one machine a new instance should be known at once.
        variables.put(
                "EUREKA_CLIENT_REGISTRYFETCHINTERVALSECONDS", Integer.toString(REGISTRY_READ_S));
        variables.put("PORTAL_WITHOUT", off.text());
        variables.put("PORTAL_DATA_DIR", layout.data().resolve(service.name()).toString());
        return variables;
    }

    private ProcessSpec spring(SuiteSettings.Service service) {
        var port = addresses.ports().at(service.port());
        return new ProcessSpec(
                service.name(),
                List.of(port),
                () -> apps.line(service),
                environmentOf(service),
                new Health.Page(URI.create("http://127.0.0.1:" + port + "/actuator/health")),
                service.name().equals(DISCOVERY)
                        ? Set.of(BUILD_SERVICES)
                        : Set.of(BUILD_SERVICES, BROKER, TOPICS, STORE, DISCOVERY),
                Duration.ofMinutes(4),
                service.memoryMb());
    }

    private ProcessSpec broker() {
        var ready = layout.run().resolve("broker.ready");
        return new ProcessSpec(
                BROKER,
                List.of(addresses.ports().broker(), addresses.ports().controller()),
                () -> {
                    Files.deleteIfExists(ready);
                    return jvm.line(
                            BROKER,
                            192,
                            List.of("-cp", classPath("stack/broker")),
                            List.of(
                                    "org.partnerportal.stack.broker.LocalBroker",
                                    "--port",
                                    Integer.toString(addresses.ports().broker()),
                                    "--controller-port",
                                    Integer.toString(addresses.ports().controller()),
                                    "--data",
                                    layout.data().resolve(BROKER).toString(),
                                    "--ready-file",
                                    ready.toString()));
                },
                Map.of(),
                new Health.Ready(ready, addresses.ports().broker()),
                Set.of(BUILD_INFRASTRUCTURE),
                Duration.ofMinutes(3),
                230);
    }

    private ProcessSpec store(Addresses.StoreKind kind) {
        var port = addresses.ports().store();
        return switch (kind) {
            case LOCAL_STORE ->
                    new ProcessSpec(
                            STORE,
                            List.of(port),
                            () ->
                                    jvm.line(
                                            STORE,
                                            LOCAL_STORE_HEAP_MB,
                                            List.of(
                                                    Jvm.BOTH_COMPILERS,
                                                    "-cp",
                                                    classPath("stack/local-store")),
                                            List.of(
                                                    "org.partnerportal.stack.store.LocalStore",
                                                    "--port",
                                                    Integer.toString(port),
                                                    "--data",
                                                    layout.data().resolve(STORE).toString())),
                            Map.of(),
                            new Health.Store(port, false),
                            Set.of(BUILD_INFRASTRUCTURE),
                            Duration.ofMinutes(3),
                            300);
            case MONGOD ->
                    new ProcessSpec(
                            STORE,
                            List.of(port),
                            () -> {
                                var data = layout.data().resolve("mongod");
                                Files.createDirectories(data);
                                return List.of(
                                        "mongod",
                                        "--bind_ip",
                                        "127.0.0.1",
                                        "--port",
                                        Integer.toString(port),
                                        "--dbpath",
                                        data.toString(),
                                        "--replSet",
                                        StoreWire.REPLICA_SET,
                                        "--wiredTigerCacheSizeGB",
                                        "0.25");
                            },
                            Map.of(),
                            new Health.Store(port, true),
                            Set.of(),
                            Duration.ofMinutes(2),
                            300);
        };
    }

    private ProcessSpec mail() {
        var ports = addresses.ports();
        return new ProcessSpec(
                MAIL,
                List.of(ports.smtp(), ports.mailPage()),
                () ->
                        jvm.line(
                                MAIL,
                                48,
                                List.of(
                                        "-Dorg.slf4j.simpleLogger.defaultLogLevel=warn",
                                        "-cp",
                                        classPath("stack/mail-sink")),
                                List.of(
                                        "org.partnerportal.stack.mail.MailSink",
                                        "--smtp-port",
                                        Integer.toString(ports.smtp()),
                                        "--page-port",
                                        Integer.toString(ports.mailPage()))),
                Map.of(),
                new Health.Page(URI.create(addresses.mailPage() + "/")),
                Set.of(BUILD_INFRASTRUCTURE),
                Duration.ofMinutes(1),
                80);
    }

    /**
     * The server is started by its own main class in its production mode: the distribution comes
     * prepared for that, so the slow preparation of its development mode is not needed.
     */
    private ProcessSpec identity() {
        var ports = addresses.ports();
        var home = layout.identityHome();
        var origin = "http://127.0.0.1:" + ports.identity();
        var variables = new TreeMap<>(SuiteSettings.demoUsers(layout.root()));
        variables.putAll(
                Map.of(
                        "PORTAL_GATEWAY_ORIGIN", addresses.gateway(),
                        "PORTAL_SMTP_HOST", addresses.smtpHost(),
                        "PORTAL_SMTP_PORT", addresses.smtpPort(),
                        "KC_BOOTSTRAP_ADMIN_USERNAME", "admin",
                        "KC_BOOTSTRAP_ADMIN_PASSWORD", "portal"));
        // What the person at the keyboard has set wins over our defaults.
        variables.replaceAll((name, value) -> environment.getOrDefault(name, value));
        return new ProcessSpec(
                IDENTITY,
                List.of(ports.identity()),
                () -> {
                    provideRealm(home);
                    return jvm.line(
                            IDENTITY,
                            192,
                            List.of(
                                    "-Dkc.config.built=true",
                                    "-Dkc.home.dir=" + home,
                                    "-Djboss.server.config.dir=" + home.resolve("conf"),
                                    "-Djava.util.logging.manager=org.jboss.logmanager.LogManager",
                                    "-Djava.util.concurrent.ForkJoinPool.common.threadFactory="
                                            + "io.quarkus.bootstrap.forkjoin"
                                            + ".QuarkusForkJoinWorkerThreadFactory",
                                    "-Dpicocli.disable.closures=true",
                                    "-Dquarkus-log-max-startup-records=10000",
                                    "-Duser.language=en",
                                    "-Duser.country=US",
                                    "--add-opens=java.base/java.util=ALL-UNNAMED",
                                    "--add-opens=java.base/java.util.concurrent=ALL-UNNAMED",
                                    "--add-opens=java.base/java.security=ALL-UNNAMED",
                                    "--add-opens=java.base/java.lang=ALL-UNNAMED",
                                    "-cp",
                                    home.resolve("lib/quarkus-run.jar").toString()),
                            List.of(
                                    "io.quarkus.bootstrap.runner.QuarkusEntryPoint",
                                    "start",
                                    "--http-enabled=true",
                                    "--http-host=127.0.0.1",
                                    "--http-port=" + ports.identity(),
                                    "--hostname=" + origin,
                                    "--cache=local",
                                    "--import-realm",
                                    "--db-url=jdbc:h2:file:"
                                            + identityData().resolve("keycloakdb")
                                            + ";NON_KEYWORDS=VALUE"));
                },
                variables,
                new Health.Page(
                        URI.create(addresses.issuer() + "/.well-known/openid-configuration")),
                Set.of(BUILD_INFRASTRUCTURE),
                Duration.ofMinutes(5),
                420);
    }

    /** True when the running realm was imported from another version of the file. */
    boolean realmFileChanged() {
        try {
            var imported = identityData().resolve("realm.sha256");
            return addresses.ownIdentity()
                    && Files.exists(imported)
                    && !Files.readString(imported).strip().equals(Apps.digestOf(layout.realm()));
        } catch (IOException e) {
            return false;
        }
    }

    private void provideRealm(Path home) throws IOException {
        var data = Files.createDirectories(identityData());
        var imports = Files.createDirectories(home.resolve("data/import"));
        Files.copy(
                layout.realm(),
                imports.resolve("partner-portal-realm.json"),
                StandardCopyOption.REPLACE_EXISTING);
        if (!Files.exists(data.resolve("keycloakdb.mv.db"))) {
            Files.writeString(data.resolve("realm.sha256"), Apps.digestOf(layout.realm()));
        }
    }

    private Path identityData() {
        return layout.data().resolve(IDENTITY);
    }

    /** A module's jar and the folder beside it with everything it needs. */
    String classPath(String module) {
        return layout.jar(module)
                + System.getProperty("path.separator")
                + layout.module(module).resolve("target/lib")
                + "/*";
    }
}
