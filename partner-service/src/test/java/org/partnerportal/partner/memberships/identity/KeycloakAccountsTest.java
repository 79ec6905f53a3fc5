package org.partnerportal.partner.memberships.identity;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import java.time.Clock;
import java.time.Duration;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.partnerportal.partner.memberships.application.IdentityProvisioning.Refusing;
import org.partnerportal.partner.memberships.application.IdentityProvisioning.Unavailable;
import org.partnerportal.partner.memberships.domain.Account;
import org.partnerportal.partner.memberships.domain.PartnerRole;
import org.partnerportal.partner.memberships.domain.Person;
import org.partnerportal.partner.partner.domain.PartnerId;
import org.springframework.web.client.RestClient;

class KeycloakAccountsTest {

    private static final PartnerId PARTNER = PartnerId.of("HU", "Tükörfúró Kft.", null);
    private static final Person ANNA = new Person("Anna@Example.com", "Tűrő Anna", "hu");

    private final FakeKeycloak keycloak = new FakeKeycloak();
    private final KeycloakAccounts accounts =
            new KeycloakAccounts(
                    new ProvisioningSettings(
                            null,
                            null,
                            "portal-onboarding",
                            "secret",
                            "portal-spa",
                            Map.of(
                                    "admin", "g-admins",
                                    "sales", "g-sales",
                                    "marketing", "g-marketing",
                                    "technical", "g-technical",
                                    "finance", "g-finance"),
                            Duration.ofSeconds(2),
                            Duration.ofSeconds(2),
                            Duration.ofSeconds(2)),
                    keycloak.issuer(),
                    RestClient.builder(),
                    Clock.systemUTC());

    @AfterEach
    void stop() {
        keycloak.close();
    }

    private static Account account(boolean enabled, PartnerRole... roles) {
        return new Account(PARTNER, ANNA, Set.of(roles), enabled, null);
    }

    @Nested
    class WhereThereIsNoAccount {

        @Test
        void makesOneOfThisPartnerInTheGroupsOfItsRoles() {
            String subject = accounts.bring(account(true, PartnerRole.ADMIN, PartnerRole.SALES));

            assertThat(keycloak.users()).hasSize(1);
            FakeKeycloak.User user = keycloak.user(subject);
            assertThat(user.email()).isEqualTo("anna@example.com");
            assertThat(user.partner()).isEqualTo(PARTNER.value());
            assertThat(user.groups()).containsExactlyInAnyOrder("g-admins", "g-sales");
        }

        @Test
        void makesNoneForSomebodyWhoIsKeptOut() {
            accounts.bring(account(false, PartnerRole.SALES));

            assertThat(keycloak.users()).isEmpty();
        }
    }

    @Nested
    class WhereThereIsOne {

        @Test
        void makesNoSecondOne() {
            String first = accounts.bring(account(true, PartnerRole.SALES));

            assertThat(accounts.bring(account(true, PartnerRole.SALES))).isEqualTo(first);
            assertThat(keycloak.users()).hasSize(1);
        }

        @Test
        void givesAndTakesRoles() {
            String subject = accounts.bring(account(true, PartnerRole.ADMIN, PartnerRole.SALES));

            accounts.bring(account(true, PartnerRole.SALES, PartnerRole.FINANCE));

            assertThat(keycloak.user(subject).groups())
                    .containsExactlyInAnyOrder("g-sales", "g-finance");
        }

        @Test
        void locksItAndEndsItsSessions() {
            String subject = accounts.bring(account(true, PartnerRole.SALES));

            accounts.bring(account(false, PartnerRole.SALES));

            assertThat(keycloak.user(subject).enabled()).isFalse();
            assertThat(keycloak.user(subject).loggedOut()).isTrue();
        }

        @Test
        void neverTouchesThatOfAnotherPartner() {
            keycloak.add("anna@example.com", "ptr_OTHER");

            assertThatExceptionOfType(Refusing.class)
                    .isThrownBy(() -> accounts.bring(account(true, PartnerRole.SALES)))
                    .matches(refusing -> refusing.code().equals("membership.address-taken"));
            assertThat(keycloak.users()).hasSize(1);
        }

        @Test
        void neverTouchesThatOfTheVendorsStaffWhichItCannotSee() {
            keycloak.addHidden("anna@example.com");

            assertThatExceptionOfType(Refusing.class)
                    .isThrownBy(() -> accounts.bring(account(true, PartnerRole.SALES)))
                    .matches(refusing -> refusing.code().equals("membership.address-taken"));
        }
    }

    @Nested
    class WhenTheProvider {

        @Test
        void isAwayTheCallMayBeMadeAgain() {
            keycloak.close();

            assertThatExceptionOfType(Unavailable.class)
                    .isThrownBy(() -> accounts.bring(account(true, PartnerRole.SALES)));
        }

        @Test
        void failsAndComesBackThereIsOneAccount() {
            keycloak.failing(true);
            assertThatExceptionOfType(Unavailable.class)
                    .isThrownBy(() -> accounts.bring(account(true, PartnerRole.SALES)));
            keycloak.failing(false);

            accounts.bring(account(true, PartnerRole.SALES));

            assertThat(keycloak.users()).hasSize(1);
        }

        @Test
        void cannotSendMailsTheAccountStaysAndTheMailMayBeTriedAgain() {
            String subject = accounts.bring(account(true, PartnerRole.SALES));
            keycloak.mailBroken(true);
            assertThatExceptionOfType(Unavailable.class).isThrownBy(() -> accounts.invite(subject));
            keycloak.mailBroken(false);

            accounts.invite(subject);

            assertThat(keycloak.user(subject).mails()).isEqualTo(1);
        }

        @Test
        void hasForgottenOurTokenANewOneIsFetched() {
            accounts.bring(account(true, PartnerRole.SALES));
            keycloak.forgetTokens();

            assertThatExceptionOfType(Unavailable.class)
                    .isThrownBy(() -> accounts.bring(account(true, PartnerRole.SALES)));
            assertThat(accounts.bring(account(true, PartnerRole.SALES))).isNotEmpty();
        }
    }
}
