package org.partnerportal.testkit;

import java.nio.file.Path;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/** The AsyncAPI 3 document that follows from the schemas and examples of the events. */
final class AsyncApiDocument {

    private static final String SUFFIX = ".v1.schema.json";

    /** Who else writes; all other topics are ours. */
    private static final Map<String, String> OUTSIDE =
            Map.of(
                    "crm", "What the customer's CRM says about opportunities",
                    "erp", "What the customer's ERP says about invoices and credit notes");

    private AsyncApiDocument() {}

    static JsonNode of(Path contracts) {
        return of(contracts, Subscriptions.of(contracts.resolve("..")));
    }

    private static JsonNode of(Path contracts, Subscriptions subscriptions) {
        SortedMap<String, SortedMap<String, Path>> contexts = new TreeMap<>();
        for (Path file : ContractLock.files(contracts.resolve("events"), SUFFIX)) {
            String name = String.valueOf(file.getFileName());
            String type = name.substring(0, name.length() - SUFFIX.length());
            contexts.computeIfAbsent(type.substring(0, type.indexOf('.')), _ -> new TreeMap<>())
                    .put(type, file);
        }
        ObjectNode document = JsonNodeFactory.instance.objectNode();
        document.put("asyncapi", "3.0.0");
        document.putObject("info")
                .put("title", "Partner Portal events")
                .put("version", "1")
                .put(
                        "description",
                        "CloudEvents 1.0 on Kafka in binary mode: attributes are ce_ headers, the value is JSON. One topic"
                                + " per context, the key is the id of the thing, in order per key, at least once."
                                + " Changes only add.")
                .putObject("license")
                .put("name", "Apache-2.0")
                .put("url", "https://www.apache.org/licenses/LICENSE-2.0");
        ObjectNode info = (ObjectNode) document.path("info");
        info.putObject("contact")
                .put("name", "Partner Portal")
                .put("url", "https://partnerportal.dev");
        ArrayNode tags = info.putArray("tags");
        contexts.keySet().forEach(context -> tags.addObject().put("name", context));
        document.put("defaultContentType", "application/json");
        ObjectNode channels = document.putObject("channels");
        ObjectNode operations = document.putObject("operations");
        ObjectNode components = document.putObject("components");
        ObjectNode messages = components.putObject("messages");
        contexts.forEach((context, types) -> {
            channel(channels, context, types);
            subscriptions
                    .senders(context)
                    .forEach(service -> operation(operations, service, "send", context, types));
            subscriptions
                    .receivers(context)
                    .forEach(service -> operation(operations, service, "receive", context, types));
            types.forEach((type, file) -> message(messages, contracts, context, type, file));
        });
        ObjectNode schemas = components.putObject("schemas");
        headers(schemas.putObject("eventHeaders"), true);
        headers(schemas.putObject("outsideEventHeaders"), false);
        return document;
    }

    private static void channel(
            ObjectNode channels, String context, SortedMap<String, Path> types) {
        ObjectNode channel = channels.putObject(context);
        channel.put("address", context + ".events.v1");
        channel.put(
                "description",
                OUTSIDE.getOrDefault(context, "Facts of the " + context + " context")
                        + "; what could not be handled goes to "
                        + context
                        + ".events.v1.dlt");
        ObjectNode refs = channel.putObject("messages");
        types.keySet()
                .forEach(type -> refs.putObject(type).put("$ref", "#/components/messages/" + type));
        ObjectNode kafka = channel.putObject("bindings").putObject("kafka");
        kafka.put("topic", context + ".events.v1").put("partitions", 12);
        kafka.putObject("topicConfiguration").put("retention.ms", 400L * 24 * 3600 * 1000);
        kafka.put("bindingVersion", "0.5.0");
    }

    private static void operation(
            ObjectNode operations,
            String service,
            String action,
            String context,
            SortedMap<String, Path> types) {
        ObjectNode operation =
                operations.putObject(service + "-" + action + "s-" + context + "-events");
        operation.put("action", action);
        operation.put(
                "summary",
                action.equals("send")
                        ? service + " publishes them"
                        : service + " reads them and takes what it needs");
        operation.put(
                "description",
                (action.equals("send") ? "Written to " : "Read from ")
                        + context
                        + ".events.v1, in order per key, at least once.");
        operation.putArray("tags").addObject().put("name", service);
        operation.putObject("channel").put("$ref", "#/channels/" + context);
        ArrayNode refs = operation.putArray("messages");
        types.keySet()
                .forEach(type ->
                        refs.addObject()
                                .put("$ref", "#/channels/" + context + "/messages/" + type));
    }

    private static void message(
            ObjectNode messages, Path contracts, String context, String type, Path file) {
        JsonNode schema = ContractFiles.read(file);
        Path example =
                file.resolveSibling(
                        String.valueOf(file.getFileName())
                                .replace(".schema.json", ".example.json"));
        ObjectNode message = messages.putObject(type);
        message.put("name", type);
        message.put("title", schema.path("title").asString(type));
        message.put("summary", schema.path("description").asString(""));
        message.put("contentType", "application/json");
        message.putObject("headers")
                .put(
                        "$ref",
                        OUTSIDE.containsKey(context)
                                ? "#/components/schemas/outsideEventHeaders"
                                : "#/components/schemas/eventHeaders");
        ObjectNode payload = message.putObject("payload");
        payload.put("schemaFormat", "application/schema+json;version=draft-2020-12");
        payload.putObject("schema")
                .put("$ref", "./" + contracts.relativize(file).toString().replace('\\', '/'));
        message.set("x-ownership", FieldOwners.of(contracts, type));
        ObjectNode kafka = message.putObject("bindings").putObject("kafka");
        kafka.putObject("key").put("type", "string").put("description", "The id of the thing");
        kafka.put("bindingVersion", "0.5.0");
        message.putArray("examples").addObject().set("payload", ContractFiles.read(example));
    }

    private static void headers(ObjectNode schema, boolean ours) {
        schema.put("type", "object");
        ObjectNode properties = schema.putObject("properties");
        header(properties, "ce_specversion", "1.0");
        header(properties, "ce_id", "Unique per source; the same id again is the same event");
        header(properties, "ce_source", "The system that says it");
        header(properties, "ce_type", "The type of the event");
        header(properties, "ce_subject", "The thing that it is about; the record's key by default");
        header(properties, "ce_time", "When it happened in the business, RFC 3339");
        header(properties, "content-type", "application/json");
        ArrayNode required = schema.putArray("required");
        required.add("ce_id").add("ce_source").add("ce_type");
        if (ours) {
            header(properties, "ce_dataschema", "The schema of the data");
            header(properties, "ce_partnerid", "The partner that it is about, where there is one");
            header(properties, "ce_actor", "Who caused it");
            header(properties, "ce_correlationid", "One id for all that a first request caused");
            header(properties, "ce_causationid", "The event that caused it, where there is one");
            header(properties, "ce_aggregateversion", "Counts the changes of the subject");
            header(properties, "ce_schemaversion", "The version of the data's schema");
            header(properties, "traceparent", "W3C Trace Context, where the request was traced");
            required.add("ce_specversion")
                    .add("ce_subject")
                    .add("ce_time")
                    .add("ce_actor")
                    .add("ce_correlationid")
                    .add("ce_aggregateversion")
                    .add("ce_schemaversion");
        }
    }

    private static void header(ObjectNode properties, String name, String description) {
        properties.putObject(name).put("type", "string").put("description", description);
    }
}
