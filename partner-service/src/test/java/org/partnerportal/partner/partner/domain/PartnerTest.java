package org.partnerportal.partner.partner.domain;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.TreeSet;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.partnerportal.kernel.Decided;
import org.partnerportal.kernel.Refused;
import org.partnerportal.partner.partner.domain.PartnerEvent.PartnerActivated;
import org.partnerportal.partner.partner.domain.PartnerEvent.PartnerCreated;
import org.partnerportal.partner.partner.domain.PartnerEvent.PartnerSuspended;

class PartnerTest {

    private static final Instant NOON = Instant.parse("2026-09-01T12:00:00Z");
    private static final PartnerProfile PROFILE =
            new PartnerProfile("Darcel Schlecht", "US", null, "Central", "melvin.marxen");
    private static final PartnerId ID = PartnerId.of("US", "Darcel Schlecht", null);
    private static final Pattern ARROW =
            Pattern.compile("^\\s+(\\w+) --> (\\w+): (\\w+)$", Pattern.MULTILINE);

    private static Partner stored(Decided<Partner, PartnerEvent> decided) {
        Partner next = decided.next();
        return new Partner(
                next.id(),
                next.profile(),
                next.state(),
                next.agreementInForce(),
                next.batch(),
                next.version() + 1);
    }

    private static Partner onboarding() {
        return stored(Partner.create(ID, PROFILE, "job_1", NOON));
    }

    private static Partner active() {
        return stored(Partner.createActive(ID, PROFILE, "job_1", NOON));
    }

    private static List<Partner> inEveryState() {
        Partner suspended = stored(active().suspend("Compliance", NOON));
        return List.of(
                onboarding(),
                active(),
                suspended,
                stored(suspended.terminate("Notice", NOON)),
                stored(active().remove(NOON)));
    }

    private static Decided<Partner, PartnerEvent> act(Partner partner, PartnerAction action) {
        return switch (action) {
            case ACTIVATE -> partner.activate(NOON);
            case SUSPEND -> partner.suspend("Compliance", NOON);
            case REINSTATE -> partner.reinstate(NOON);
            case TERMINATE -> partner.terminate("Notice", NOON);
            case REMOVE -> partner.remove(NOON);
        };
    }

    @Test
    void isTheSameHoweverItsNameIsWritten() {
        assertThat(PartnerId.of("US", " darcel  SCHLECHT", null)).isEqualTo(ID);
        assertThat(PartnerId.of("DE", "Darcel Schlecht", null)).isNotEqualTo(ID);
    }

    @Test
    void takenOverWithAnAgreementMayDoBusinessAtOnce() {
        assertThat(Partner.createActive(ID, PROFILE, "job_1", NOON).events())
                .containsExactly(new PartnerCreated(NOON), new PartnerActivated(NOON));
    }

    @Test
    void tellsWhenItIsSuspended() {
        var decided = active().suspend("Compliance", NOON);

        assertThat(decided.events()).containsExactly(new PartnerSuspended(NOON));
        assertThat(decided.next().state())
                .isEqualTo(new PartnerState.Suspended(NOON, "Compliance"));
    }

    @Test
    void staysWhenItsImportIsUndoneAfterSomebodyWorkedOnIt() {
        Partner worked =
                stored(
                        active().changeProfile(
                                        new PartnerProfile(
                                                "Darcel Schlecht",
                                                "US",
                                                null,
                                                "East",
                                                "melvin.marxen"),
                                        NOON));

        assertThat(worked.allowed()).doesNotContain(PartnerAction.REMOVE);
    }

    @ParameterizedTest
    @EnumSource(PartnerAction.class)
    void allowsExactlyWhatItsStateSays(PartnerAction action) {
        for (Partner partner : inEveryState()) {
            boolean done;
            try {
                done = !act(partner, action).events().isEmpty();
            } catch (Refused refused) {
                done = false;
            }
            assertThat(done)
                    .as("%s on %s", action, partner.state().name())
                    .isEqualTo(partner.allowed().contains(action));
        }
    }

    @Test
    void movesAsTheReadmeDraws() throws IOException {
        var drawn = new TreeSet<String>();
        // Other features of the service draw their own states in other chapters.
        String readme = Files.readString(Path.of("README.md"));
        String chapter = readme.substring(readme.indexOf("\n## States\n"));
        var arrows = ARROW.matcher(chapter.substring(0, chapter.indexOf("\n## ", 1)));
        while (arrows.find()) {
            drawn.add(arrows.group(1) + " " + arrows.group(3) + " " + arrows.group(2));
        }
        var done = new TreeSet<String>();
        for (Partner partner : inEveryState()) {
            for (PartnerAction action : partner.allowed()) {
                done.add(
                        partner.state().name()
                                + " "
                                + action
                                + " "
                                + act(partner, action).next().state().name());
            }
        }

        assertThat(drawn).isEqualTo(done);
    }
}
