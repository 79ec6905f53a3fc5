package org.partnerportal.partner.agreements.domain;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;
import static org.partnerportal.partner.agreements.domain.AnAgreement.NOON;
import static org.partnerportal.partner.agreements.domain.AnAgreement.SEALED;
import static org.partnerportal.partner.agreements.domain.AnAgreement.START;
import static org.partnerportal.partner.agreements.domain.AnAgreement.TOO_LATE;
import static org.partnerportal.partner.agreements.domain.AnAgreement.accepted;
import static org.partnerportal.partner.agreements.domain.AnAgreement.act;
import static org.partnerportal.partner.agreements.domain.AnAgreement.inForce;
import static org.partnerportal.partner.agreements.domain.AnAgreement.sent;
import static org.partnerportal.partner.agreements.domain.AnAgreement.sentForLater;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.partnerportal.kernel.Refused;
import org.partnerportal.partner.agreements.domain.AgreementEvent.AgreementAccepted;
import org.partnerportal.partner.agreements.domain.AgreementEvent.AgreementExpired;
import org.partnerportal.partner.agreements.domain.AgreementEvent.AgreementInForce;
import org.partnerportal.partner.agreements.domain.AgreementState.Name;
import org.partnerportal.testkit.TextRules;

class AgreementTest {

    /** The last instants before and the first after everything that time alone does. */
    private static final List<Instant> TIMES =
            List.of(NOON, START.minusMillis(1), START, TOO_LATE.minusMillis(1), TOO_LATE);

    private static final Pattern ARROW =
            Pattern.compile("^\\s+(\\w+) --> (\\w+) : (\\w+)$", Pattern.MULTILINE);

    private static Refusal refusalOf(Runnable work) {
        Refused refused = catchThrowableOfType(Refused.class, work::run);
        return new Refusal((AgreementRefusal) refused.refusal(), refused.allowedActions());
    }

    private record Refusal(AgreementRefusal rule, List<String> allowed) {}

    @ParameterizedTest
    @EnumSource(AgreementAction.class)
    void allowsExactlyWhatItsStateSays(AgreementAction action) {
        for (Agreement agreement : AnAgreement.inEveryState()) {
            for (Instant now : TIMES) {
                boolean done;
                try {
                    done = !act(agreement, action, now).events().isEmpty();
                } catch (Refused refused) {
                    done = false;
                }
                assertThat(done)
                        .as("%s on %s at %s", action, agreement.state().name(), now)
                        .isEqualTo(agreement.allowed(now).contains(action));
            }
        }
    }

    @Test
    void movesAsTheReadmeDraws() throws IOException {
        var drawn = new TreeSet<String>();
        var arrows = ARROW.matcher(section(Files.readString(Path.of("README.md"))));
        while (arrows.find()) {
            drawn.add(arrows.group(1) + " " + arrows.group(3) + " " + arrows.group(2));
        }
        var done = new TreeSet<String>();
        for (Agreement agreement : AnAgreement.inEveryState()) {
            for (Instant now : TIMES) {
                for (AgreementAction action : agreement.allowed(now)) {
                    done.add(
                            agreement.state().name()
                                    + " "
                                    + action
                                    + " "
                                    + act(agreement, action, now).next().state().name());
                }
            }
        }

        assertThat(drawn).isEqualTo(done);
    }

    private static String section(String readme) {
        String after = readme.substring(readme.indexOf("\n## Agreements\n") + 4);
        return after.substring(0, after.indexOf("\n## "));
    }

    @Test
    void looksToReadersAsTheTimerWillMakeIt() {
        for (Agreement agreement : AnAgreement.inEveryState()) {
            for (Instant now : TIMES) {
                for (AgreementAction action : agreement.allowed(now)) {
                    if (action.isFor(AgreementAction.Side.SYSTEM)) {
                        assertThat(act(agreement, action, now).next().state())
                                .isEqualTo(agreement.stateAt(now));
                    }
                }
            }
        }
    }

    @Test
    void holdsItsKeyOnlyWhileItIsOpenOrInForce() {
        for (Agreement agreement : AnAgreement.inEveryState()) {
            assertThat(agreement.openKey().isPresent())
                    .as("%s", agreement.state().name())
                    .isEqualTo(
                            Set.of(Name.SENT, Name.ACCEPTED, Name.IN_FORCE)
                                    .contains(agreement.state().name()));
        }
    }

    @Nested
    class Acceptance {

        @Test
        void isInForceAtOnceWhenItsFirstDayHasCome() {
            var decided = AnAgreement.accept(sent(), NOON);

            assertThat(decided.events())
                    .containsExactly(new AgreementAccepted(NOON), new AgreementInForce(NOON));
            assertThat(decided.next().state().accepted().orElseThrow().sealed()).isEqualTo(SEALED);
        }

        @Test
        void waitsForAFirstDayThatIsToCome() {
            assertThat(AnAgreement.accept(sentForLater(), NOON).events())
                    .containsExactly(new AgreementAccepted(NOON));
            assertThat(accepted().stateAt(START.minusMillis(1)).name()).isEqualTo(Name.ACCEPTED);
            assertThat(accepted().stateAt(START).name()).isEqualTo(Name.IN_FORCE);
            assertThat(accepted().start(TOO_LATE).events())
                    .containsExactly(new AgreementInForce(START));
            assertThat(refusalOf(() -> accepted().start(START.minusMillis(1))).rule())
                    .isEqualTo(AgreementRefusal.STARTS_LATER);
        }

        @Test
        void isOfTheVeryDocumentThatWasSentAndSealsNothingElse() {
            var sealings = new ArrayList<Evidence>();
            Refusal refusal =
                    refusalOf(() ->
                            sent().accept(
                                            AnAgreement.evidence("Anna", "ab".repeat(32)),
                                            evidence -> {
                                                sealings.add(evidence);
                                                return SEALED;
                                            },
                                            NOON));

            assertThat(refusal.rule()).isEqualTo(AgreementRefusal.DOCUMENT_CHANGED);
            assertThat(sealings).isEmpty();
        }

        @Test
        void isPossibleToTheLastInstantAndNotAfter() {
            assertThat(AnAgreement.accept(sent(), TOO_LATE.minusMillis(1)).events()).isNotEmpty();
            assertThat(refusalOf(() -> AnAgreement.accept(sent(), TOO_LATE)).rule())
                    .isEqualTo(AgreementRefusal.ILLEGAL_TRANSITION);
        }

        @Test
        void isPossibleOnce() {
            assertThat(refusalOf(() -> AnAgreement.accept(inForce(), NOON)))
                    .isEqualTo(new Refusal(AgreementRefusal.ILLEGAL_TRANSITION, List.of()));
        }
    }

    @Nested
    class Expiry {

        @Test
        void isRefusedWhileTheOfferStands() {
            assertThat(refusalOf(() -> sent().expire(TOO_LATE.minusMillis(1))).rule())
                    .isEqualTo(AgreementRefusal.STILL_OPEN);
        }

        @Test
        void happenedWhenTheTimeWasOverHoweverLateTheTimerIs() {
            assertThat(sent().expire(TOO_LATE.plusSeconds(999)).events())
                    .containsExactly(new AgreementExpired(TOO_LATE));
        }
    }

    @Nested
    class Texts {

        @Test
        void haveTheSameClausesInEachLanguage() {
            for (String language : Templates.LANGUAGES) {
                AgreementTemplate filled = Templates.filled(language, "Alpha {country} Ltd");

                assertThat(filled.clauses()).hasSize(13);
                assertThat(filled.parties()).contains("Alpha {country} Ltd", "Example Vendor");
                assertThat(filled.statement()).contains("Alpha {country} Ltd");
            }
        }

        @Test
        void leaveNoPlaceOpen() {
            var broken =
                    new AgreementTemplate("t", 1, "k", "en", "For {partnerNam}", "", List.of(), "");

            assertThat(
                            catchThrowableOfType(
                                    IllegalArgumentException.class, () -> broken.filled(Map.of())))
                    .hasMessageContaining("{partnerNam}");
        }

        @Test
        void giveEveryRefusalAWordInEveryLanguage() {
            TextRules.check("partner-service", AgreementRefusal.class);
        }
    }
}
