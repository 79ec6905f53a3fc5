package org.partnerportal.stack.client;

import java.net.URI;
import java.util.Map;

/**
 * Where the suite is, and as whom to speak to it.
 *
 * @param gateway without a trailing slash
 * @param issuer of the tokens
 * @param kafka bootstrap servers
 * @param password of every demo user
 */
public record Settings(URI gateway, URI issuer, String kafka, String password) {

    public static Settings from(Map<String, String> environment) {
        int offset = Integer.parseInt(named(environment, "PORTAL_PORT_OFFSET", "0"));
        return new Settings(
                address(environment, "PORTAL_GATEWAY_URL", "http://127.0.0.1:" + (8080 + offset)),
                address(
                        environment,
                        "OIDC_ISSUER",
                        "http://127.0.0.1:" + (8180 + offset) + "/realms/partner-portal"),
                named(environment, "KAFKA_BOOTSTRAP_SERVERS", "127.0.0.1:" + (9092 + offset)),
                named(environment, "PORTAL_DEMO_PASSWORD", "portal"));
    }

    private static URI address(Map<String, String> environment, String name, String otherwise) {
        String text = named(environment, name, otherwise);
        return URI.create(text.endsWith("/") ? text.substring(0, text.length() - 1) : text);
    }

    private static String named(Map<String, String> environment, String name, String otherwise) {
        String value = environment.getOrDefault(name, "");
        return value.isBlank() ? otherwise : value.strip();
    }
}
