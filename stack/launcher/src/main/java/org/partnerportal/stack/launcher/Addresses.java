package org.partnerportal.stack.launcher;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Properties;
import java.util.TreeMap;

/**
 * Where store, broker, identity provider and mail server are, and which of them are our own.
 *
 * @param ownStore how we run the store, empty when the environment names one
 */
public record Addresses(
        Ports ports,
        Optional<StoreKind> ownStore,
        boolean ownBroker,
        boolean ownIdentity,
        boolean ownMail,
        String mongodbUri,
        String kafka,
        String issuer,
        String smtpHost,
        String smtpPort) {

    /** How a store of our own is run. */
    public enum StoreKind {
        /** A real server found on the path, as a replica set of one. */
        MONGOD,
        /** The stand-in that comes with the suite. */
        LOCAL_STORE
    }

    /** What the environment names is used; all else we start ourselves. */
    static Addresses from(Map<String, String> environment, boolean mongodOnPath) {
        var ports = Ports.parse(environment.getOrDefault(Ports.OFFSET, ""));
        var mongodb = named(environment, "MONGODB_URI");
        var kafka = named(environment, "KAFKA_BOOTSTRAP_SERVERS");
        var issuer = named(environment, "OIDC_ISSUER");
        var smtp = named(environment, "SMTP_HOST");
        Optional<StoreKind> ownStore =
                mongodb.isPresent()
                        ? Optional.empty()
                        : Optional.of(mongodOnPath ? StoreKind.MONGOD : StoreKind.LOCAL_STORE);
        return new Addresses(
                ports,
                ownStore,
                kafka.isEmpty(),
                issuer.isEmpty(),
                smtp.isEmpty(),
                mongodb.orElseGet(() -> ownMongodb(ports, mongodOnPath)),
                kafka.orElseGet(() -> "127.0.0.1:" + ports.broker()),
                issuer.orElseGet(
                        () -> "http://127.0.0.1:" + ports.identity() + "/realms/partner-portal"),
                smtp.orElse("127.0.0.1"),
                smtp.isPresent()
                        ? environment.getOrDefault("SMTP_PORT", "25")
                        : Integer.toString(ports.smtp()));
    }

    private static String ownMongodb(Ports ports, boolean mongod) {
        var uri = "mongodb://127.0.0.1:" + ports.store();
        return mongod ? uri + "/?replicaSet=" + StoreWire.REPLICA_SET : uri;
    }

    private static Optional<String> named(Map<String, String> environment, String name) {
        return Optional.ofNullable(environment.get(name)).filter(value -> !value.isBlank());
    }

    String gateway() {
        return "http://127.0.0.1:" + ports.gateway();
    }

    String discovery() {
        return "http://127.0.0.1:" + ports.discovery();
    }

    String mailPage() {
        return "http://127.0.0.1:" + ports.mailPage();
    }

    /** What every service and the demo find in their environment. */
    public Map<String, String> environment() {
        var variables = new TreeMap<String, String>();
        variables.put("MONGODB_URI", mongodbUri);
        variables.put("KAFKA_BOOTSTRAP_SERVERS", kafka);
        variables.put("OIDC_ISSUER", issuer);
        variables.put("EUREKA_URL", discovery() + "/eureka/");
        variables.put("SMTP_HOST", smtpHost);
        variables.put("SMTP_PORT", smtpPort);
        variables.put("PORTAL_GATEWAY_URL", gateway());
        variables.put("PORTAL_MAIL_URL", mailPage());
        variables.put(Ports.OFFSET, Integer.toString(ports.offset()));
        return variables;
    }

    /** What the running suite was started with, if it was. */
    static Optional<Addresses> saved(Path file) {
        if (!Files.exists(file)) {
            return Optional.empty();
        }
        var properties = new Properties();
        try (var in = Files.newBufferedReader(file, StandardCharsets.UTF_8)) {
            properties.load(in);
        } catch (IOException e) {
            return Optional.empty();
        }
        var environment = new LinkedHashMap<String, String>();
        properties
                .stringPropertyNames()
                .forEach(it -> environment.put(it, properties.getProperty(it)));
        return Optional.of(from(environment, properties.containsKey("mongod")));
    }

    /** Keeps what decides all else, so that a restart from another shell meets the same suite. */
    void save(Path file) throws IOException {
        var properties = new Properties();
        properties.setProperty(Ports.OFFSET, Integer.toString(ports.offset()));
        if (ownStore.isEmpty()) {
            properties.setProperty("MONGODB_URI", mongodbUri);
        }
        if (ownStore.equals(Optional.of(StoreKind.MONGOD))) {
            properties.setProperty("mongod", "true");
        }
        if (!ownBroker) {
            properties.setProperty("KAFKA_BOOTSTRAP_SERVERS", kafka);
        }
        if (!ownIdentity) {
            properties.setProperty("OIDC_ISSUER", issuer);
        }
        if (!ownMail) {
            properties.setProperty("SMTP_HOST", smtpHost);
            properties.setProperty("SMTP_PORT", smtpPort);
        }
        try (var out = OwnerOnly.writer(file)) {
            properties.store(out, "the running suite");
        }
    }
}
