package org.partnerportal.stack.demo;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.partnerportal.stack.demo.data.CrmSales;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

class DemoUsersTest {

    private static final CrmSales DATA = CrmSales.checkedIn();

    @TempDir Path folder;

    @Test
    void actForThePartnerThatTheyAreNamedAfter() {
        JsonNode user =
                new DemoUsers(DATA)
                        .users()
                        .valueStream()
                        .filter(it -> "mei-mei.johns".equals(it.path("username").asString()))
                        .findFirst()
                        .orElseThrow();

        assertThat(user.path("attributes").path("partner_id").path(0).asString())
                .isEqualTo(DATA.partnerNamed("Mei-Mei Johns").id());
        assertThat(user.path("lastName").asString()).isEqualTo("Johns");
        assertThat(user.path("groups").toString())
                .isEqualTo("[\"/partners/admins\",\"/partners/sales\"]");
    }

    @Test
    void areOneForEachPartner() {
        assertThat(new DemoUsers(DATA).users().valueStream().map(it -> it.path("username")))
                .hasSize(35)
                .doesNotHaveDuplicates();
    }

    @Test
    void areMergedIntoARealmOnceAndLeaveTheOthersAlone() throws IOException {
        Path realm = folder.resolve("realm.json");
        Files.writeString(
                realm, "{\"realm\":\"r\",\"users\":[{\"username\":\"auditor\"}],\"groups\":[]}");
        var users = new DemoUsers(DATA);

        users.merge(realm);
        String once = Files.readString(realm);
        users.merge(realm);

        assertThat(Files.readString(realm)).isEqualTo(once);
        JsonNode merged = JsonMapper.shared().readTree(once);
        assertThat(merged.path("users").size()).isEqualTo(36);
        assertThat(merged.path("users").path(0).path("username").asString()).isEqualTo("auditor");
        assertThat(merged.path("groups").isArray()).isTrue();
    }
}
