package org.partnerportal.stack.deployment;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** Everything that is delivered and is not ours, as CycloneDX has written it down. */
record BillOfMaterials(String specVersion, List<Component> components) {

    /**
     * One library.
     *
     * @param licences by SPDX id where there is one, else by name; several where one may be chosen
     */
    record Component(
            String name, String purl, Set<String> licences, boolean hashed, boolean ours) {}

    /**
     * @param known licences of libraries that name none, by group and name
     */
    static BillOfMaterials read(String json, Map<String, String> known) {
        JsonNode bom = new JsonMapper().readTree(json);
        var components = new ArrayList<Component>();
        for (JsonNode node : bom.path("components")) {
            String group = node.path("group").asString("");
            Set<String> licences = licences(node.path("licenses"));
            String said = known.get(group + ":" + node.path("name").asString());
            if (licences.isEmpty() && said != null) {
                licences = Set.of(said);
            }
            components.add(
                    new Component(
                            group
                                    + ":"
                                    + node.path("name").asString()
                                    + ":"
                                    + node.path("version").asString(),
                            node.path("purl").asString(""),
                            licences,
                            !node.path("hashes").isEmpty(),
                            group.equals("org.partnerportal")));
        }
        return new BillOfMaterials(bom.path("specVersion").asString(), components);
    }

    List<Component> ofOthers() {
        return components.stream().filter(component -> !component.ours()).toList();
    }

    private static Set<String> licences(JsonNode nodes) {
        var licences = new TreeSet<String>();
        for (JsonNode node : nodes) {
            JsonNode licence = node.path("license");
            licences.add(
                    licence.path("id")
                            .asString(
                                    licence.path("name")
                                            .asString(node.path("expression").asString(""))));
        }
        return licences;
    }
}
