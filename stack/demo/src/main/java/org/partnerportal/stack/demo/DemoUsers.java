package org.partnerportal.stack.demo;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import org.partnerportal.stack.demo.data.ConvertCrmSales;
import org.partnerportal.stack.demo.data.CrmSales;
import org.partnerportal.stack.demo.data.Partner;
import tools.jackson.core.util.DefaultIndenter;
import tools.jackson.core.util.DefaultPrettyPrinter;
import tools.jackson.core.util.Separators;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/** One user of each partner of the demo for the local realm, in the realm file's own format. */
final class DemoUsers {

    private static final String PASSWORD = "${PORTAL_DEMO_PASSWORD:portal}";
    private static final JsonMapper JSON = JsonMapper.shared();

    private final CrmSales data;

    DemoUsers(CrmSales data) {
        this.data = data;
    }

    /** Writes the users as a JSON list. */
    void write(Path file) throws IOException {
        Files.writeString(file, text(users()));
    }

    /** Puts the users into a realm file; those of the same name are replaced, others stay. */
    void merge(Path realmFile) throws IOException {
        ObjectNode realm = (ObjectNode) JSON.readTree(Files.readString(realmFile));
        ArrayNode users = users();
        List<String> names =
                users.valueStream().map(user -> user.path("username").asString()).toList();
        ArrayNode merged = JSON.createArrayNode();
        realm.path("users")
                .forEach(user -> {
                    if (!names.contains(user.path("username").asString())) {
                        merged.add(user);
                    }
                });
        users.forEach(merged::add);
        realm.set("users", merged);
        Files.writeString(realmFile, text(realm));
    }

    ArrayNode users() {
        ArrayNode users = JSON.createArrayNode();
        data.partners().forEach(partner -> users.add(JSON.valueToTree(user(partner))));
        return users;
    }

    private static Map<String, Object> user(Partner partner) {
        String name = ConvertCrmSales.userName(partner.name());
        String[] person = partner.name().split(" ", 2);
        var user = new LinkedHashMap<String, Object>();
        user.put("username", name);
        user.put("firstName", person[0]);
        user.put("lastName", person[1]);
        user.put("email", "demo@" + name.replace('.', '-').toLowerCase(Locale.ROOT) + ".example");
        user.put("emailVerified", true);
        user.put("enabled", true);
        user.put(
                "attributes",
                new TreeMap<>(
                        Map.of("locale", List.of("en"), "partner_id", List.of(partner.id()))));
        user.put("realmRoles", List.of("default-roles-partner-portal"));
        user.put("requiredActions", List.of());
        var password = new LinkedHashMap<String, Object>();
        password.put("type", "password");
        password.put("value", PASSWORD);
        password.put("temporary", false);
        user.put("credentials", List.of(password));
        user.put("groups", List.of("/partners/admins", "/partners/sales"));
        return user;
    }

    private static String text(Object json) {
        var indenter = new DefaultIndenter("  ", "\n");
        var separators =
                Separators.createDefaultInstance()
                        .withObjectNameValueSpacing(Separators.Spacing.AFTER)
                        .withObjectEmptySeparator("")
                        .withArrayEmptySeparator("");
        var printer =
                new DefaultPrettyPrinter(separators)
                        .withObjectIndenter(indenter)
                        .withArrayIndenter(indenter);
        return JSON.writer().with(printer).writeValueAsString(json) + "\n";
    }
}
