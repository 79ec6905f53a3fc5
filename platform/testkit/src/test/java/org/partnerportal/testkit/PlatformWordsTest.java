package org.partnerportal.testkit;

import static org.assertj.core.api.Assertions.assertThat;

import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.domain.JavaMember;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import org.junit.jupiter.api.Test;

/** The platform is technical: it can serve any business, so it speaks of none. */
class PlatformWordsTest {

    private static final Set<String> BUSINESS =
            Set.of(
                    "partner",
                    "partners",
                    "reseller",
                    "distributor",
                    "vendor",
                    "deal",
                    "deals",
                    "lead",
                    "leads",
                    "opportunity",
                    "opportunities",
                    "commission",
                    "commissions",
                    "earning",
                    "earnings",
                    "statement",
                    "statements",
                    "payout",
                    "invoice",
                    "invoices",
                    "discount",
                    "tier",
                    "tiers",
                    "programme",
                    "membership",
                    "enrolment",
                    "onboarding",
                    "agreement",
                    "agreements",
                    "applicant",
                    "customer",
                    "account",
                    "product",
                    "products",
                    "quote",
                    "pricelist",
                    "shipment",
                    "campaign",
                    "course",
                    "exam",
                    "certificate",
                    "mdf",
                    "ticket",
                    "region",
                    "scorecard");

    /**
     * The envelope says whom a fact is about and the caller for whom he acts: agreed exceptions.
     */
    private static final Set<String> AGREED =
            Set.of(
                    "Envelope.partnerId",
                    "WireEvent.partnerId",
                    "PendingEvent.partnerId",
                    "CloudEventHeaders.PARTNER_ID",
                    "LogContext.PARTNER_ID",
                    "Caller.partner",
                    "Caller.partnerId",
                    "Caller.isPartner",
                    "Caller.region",
                    "Origin.partnerId",
                    "AuditedCaller.partnerId",
                    "AuditQuery.partnerId",
                    "Callers.partner",
                    "Callers.PARTNER_HEADER",
                    "SecuritySettings.partnerClaim",
                    "SecuritySettings.partnersClaim");

    @Test
    void speaksNoBusiness() {
        JavaClasses platform =
                new ClassFileImporter()
                        .withImportOption(ImportOption.Predefined.DO_NOT_INCLUDE_TESTS)
                        .importPackages(
                                "org.partnerportal.kernel",
                                "org.partnerportal.messaging",
                                "org.partnerportal.web");
        assertThat(platform.size()).isGreaterThan(60);
        assertThat(found(platform)).isEmpty();
    }

    @Test
    void hearsBusinessWhereItIsSpoken() {
        JavaClasses spoken = new ClassFileImporter().importClasses(DealDesk.class);
        assertThat(found(spoken))
                .containsExactlyInAnyOrder("DealDesk", "DealDesk.partnerId", "DealDesk.openLeads");
    }

    private static List<String> found(JavaClasses classes) {
        var found = new ArrayList<String>();
        for (JavaClass type : classes) {
            if (speaks(type.getSimpleName())) {
                found.add(type.getSimpleName());
            }
            for (JavaMember member : type.getMembers()) {
                String name = type.getSimpleName() + "." + member.getName();
                if (!member.getName().contains("$")
                        && speaks(member.getName())
                        && !AGREED.contains(name)
                        && !found.contains(name)) {
                    found.add(name);
                }
            }
        }
        return found;
    }

    private static boolean speaks(String name) {
        return Arrays.stream(
                        name.replaceAll("([a-z0-9])([A-Z])", "$1_$2")
                                .toLowerCase(Locale.ROOT)
                                .split("_", -1))
                .anyMatch(BUSINESS::contains);
    }

    @SuppressWarnings({"UnusedVariable", "UnusedMethod"}) // looked at by name
    private static final class DealDesk {
        private final String partnerId = "";

        void openLeads() {}
    }
}
