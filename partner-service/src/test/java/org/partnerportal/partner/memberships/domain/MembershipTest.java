package org.partnerportal.partner.memberships.domain;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.EnumSet;
import java.util.List;
import java.util.Properties;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.partnerportal.kernel.Decided;
import org.partnerportal.kernel.Refused;
import org.partnerportal.partner.partner.domain.PartnerId;

class MembershipTest {

    private static final Instant NOON = Instant.parse("2026-09-01T10:00:00Z");
    private static final Instant LATER = NOON.plusSeconds(3600);
    private static final Pattern ARROW =
            Pattern.compile("^\\s+(\\w+) --> (\\w+) : (\\w+)$", Pattern.MULTILINE);

    private static Membership invited() {
        return Membership.invite(
                        new MembershipId("mbr_01K7ZQ8M3V5T9R2X4B6N8C0D1F"),
                        PartnerId.of("HU", "Tükörfúró Kft.", null),
                        new Person("Anna.Turo@Example.com", "Tűrő Anna", "hu"),
                        Set.of(PartnerRole.ADMIN),
                        NOON)
                .next();
    }

    private static List<Membership> inEveryState() {
        Membership active = invited().activate(NOON).next();
        return List.of(
                invited(),
                active,
                active.deactivate("Long leave", NOON).next(),
                active.end("Left the company", NOON).next());
    }

    private static Decided<Membership, MembershipEvent> after(
            MembershipAction action, Membership membership) {
        return switch (action) {
            case ACTIVATE -> membership.activate(LATER);
            case CHANGE_ROLES -> membership.changeRoles(Set.of(PartnerRole.SALES), LATER);
            case DEACTIVATE -> membership.deactivate("Long leave", LATER);
            case REACTIVATE -> membership.reactivate(LATER);
            case INVITE_AGAIN -> membership.inviteAgain(LATER);
            case END -> membership.end("Left the company", LATER);
        };
    }

    @Test
    void allowsExactlyTheActionsThatItNames() {
        for (Membership membership : inEveryState()) {
            for (MembershipAction action : MembershipAction.values()) {
                if (membership.allowed().contains(action)) {
                    assertThat(after(action, membership).next()).isNotEqualTo(membership);
                } else {
                    assertThatExceptionOfType(Refused.class)
                            .as("%s %s", membership.state().name(), action)
                            .isThrownBy(() -> after(action, membership))
                            .matches(refused ->
                                    refused.refusal() == MembershipRefusal.ILLEGAL_TRANSITION);
                }
            }
        }
    }

    @Test
    void makesTheTransitionsOfThePicture() throws IOException {
        String readme = Files.readString(Path.of("README.md"));
        String chapter = readme.substring(readme.indexOf("## Memberships"));
        var drawn = new TreeSet<String>();
        var arrows = ARROW.matcher(chapter);
        while (arrows.find()) {
            drawn.add(arrows.group(1) + " " + arrows.group(3) + " " + arrows.group(2));
        }
        var made = new TreeSet<String>();
        for (Membership membership : inEveryState()) {
            for (MembershipAction action : membership.allowed()) {
                var to = after(action, membership).next().state().name();
                if (to != membership.state().name()) {
                    made.add(membership.state().name() + " " + action + " " + to);
                }
            }
        }

        assertThat(drawn).isEqualTo(made);
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "_de", "_hu"})
    void hasATextForEachRefusal(String language) throws IOException {
        var texts = new Properties();
        try (var file =
                Files.newBufferedReader(
                        Path.of(
                                "src/main/resources/messages/partner-service%s.properties"
                                        .formatted(language)))) {
            texts.load(file);
        }
        for (MembershipRefusal refusal : MembershipRefusal.values()) {
            assertThat(texts).containsKey(refusal.code());
        }
    }

    @Nested
    class AsAnAdministrator {

        @Test
        void countsFromTheInvitationUntilItIsKeptOut() {
            assertThat(inEveryState().stream().map(Membership::isAdministrator))
                    .containsExactly(true, true, false, false);
        }

        @Test
        void countsNoMoreWithoutTheRole() {
            Membership seller = invited().changeRoles(EnumSet.of(PartnerRole.SALES), NOON).next();

            assertThat(seller.isAdministrator()).isFalse();
        }
    }

    @Nested
    class WhoseAccountIsWorkedOn {

        @Test
        void isDoneOnceTheAccountIsAsWanted() {
            Membership done = invited().provisioned(invited().account(), "kc-1", NOON).next();

            assertThat(done.provisioning().state()).isEqualTo(Provisioning.State.DONE);
            assertThat(done.provisioning().mailDue()).isFalse();
            assertThat(done.subject()).isEqualTo("kc-1");
        }

        @Test
        void staysPendingWhenSomethingElseIsWantedMeanwhile() {
            Account old = invited().account();
            Membership changed = invited().changeRoles(Set.of(PartnerRole.SALES), NOON).next();

            Membership after = changed.provisioned(old, "kc-1", NOON).next();

            assertThat(after.provisioning().state()).isEqualTo(Provisioning.State.PENDING);
            assertThat(after.provisioning().mailDue()).isTrue();
        }

        @Test
        void waitsEverLongerAndNeverMoreThanFiveMinutes() {
            Membership membership = invited();
            var waits = new TreeSet<Duration>();
            for (int i = 0; i < 20; i++) {
                membership = membership.provisioningDelayed("away", NOON).next();
                waits.add(Duration.between(NOON, membership.provisioning().dueAt()));
            }

            assertThat(waits.first()).isEqualTo(Duration.ofSeconds(2));
            assertThat(waits).hasSizeGreaterThan(5);
            assertThat(waits.last()).isBetween(Duration.ofMinutes(4), Duration.ofMinutes(5));
            assertThat(membership.provisioning().state()).isEqualTo(Provisioning.State.PENDING);
        }

        @Test
        void isTriedAgainAfterAFailureOnceItIsInvitedAgain() {
            Membership failed = invited().provisioningFailed("address-taken", NOON).next();

            assertThat(failed.inviteAgain(NOON).next().provisioning().state())
                    .isEqualTo(Provisioning.State.PENDING);
        }
    }
}
