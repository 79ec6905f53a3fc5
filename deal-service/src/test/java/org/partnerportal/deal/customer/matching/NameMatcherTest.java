package org.partnerportal.deal.customer.matching;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Random;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.partnerportal.deal.customer.matching.NameMatcher.Evidence;
import org.partnerportal.deal.customer.matching.NameMatcher.Reason;

class NameMatcherTest {

    private static final NameMatcher MATCHER = NameMatcher.standard();

    @Nested
    class TakesForOne {

        @ParameterizedTest(name = "{0} and {1}")
        @CsvSource(
                delimiter = '|',
                textBlock =
                        """
                        Müller Maschinenbau GmbH            | Mueller Masch.bau GmbH & Co. KG
                        Szegedi Fűszerpaprika Kft.          | SZEGEDI FUSZERPAPRIKA KORLÁTOLT FELELŐSSÉGŰ TÁRSASÁG
                        ООО «Северный Ветер»                | Severny Veter LLC
                        Αφοί Παπαδόπουλοι Α.Ε.              | Afoi Papadopouloi S.A.
                        Kowalski i Synowie Sp. z o.o.       | Kowalski i Synowie spółka z ograniczoną odpowiedzialnością
                        Fjord Hotels AS                     | Fjord Hotels
                        Hotels Fjord                        | Fjord Hotels
                        International Business Machines     | IBM Corp.
                        Petróleo Brasileiro S.A.            | Petrobras
                        Greenfield Primary School           | Greenfeild Primary School
                        Coca Cola Bottlers                  | Cocacola Bottlers
                        Invest II GmbH                      | Invest 2 GmbH
                        SV Grün-Weiß Lindenbruch 1908       | SV Grün-Weiß Lindenbruch 08 e.V.
                        Mt. Rainier Ski Rentals             | Mount Rainier Ski Rentals
                        Chambre de l'Industrie de Valmont   | Chambre de l’Industrie de Valmont
                        """)
        void namesThatAreWrittenInAnotherWay(String one, String other) {
            assertThat(MATCHER.compare(one, other).score())
                    .isGreaterThanOrEqualTo(MATCHER.threshold());
        }
    }

    @Nested
    class TakesForTwo {

        @ParameterizedTest(name = "{0} and {1}")
        @CsvSource(
                delimiter = '|',
                textBlock =
                        """
                        Invest II GmbH                      | Invest III GmbH
                        Lindenhof Apotheke                  | Lindenhof Bäckerei
                        Bank of Valletta                    | Bank of Ireland
                        Stadtwerke Neuburg                  | Stadtwerke Altenburg
                        Nordic Trading Services Ltd         | Nordic Consulting Services Ltd
                        Kovács és Társa Kft.                | Szabó és Társa Kft.
                        Hotel Adler                         | Hotel Krone
                        Gymnasium Nr. 4                     | Gymnasium Nr. 14
                        """)
        void namesThatShareOnlyWhatManyShare(String one, String other) {
            assertThat(MATCHER.compare(one, other).score()).isLessThan(MATCHER.threshold());
        }
    }

    @Nested
    class TheScore {

        private static final String[] WORDS = {
            "Fjord",
            "Hotel",
            "Kft.",
            "GmbH",
            "II",
            "3",
            "Müller",
            "Bank",
            "of",
            "København",
            "&",
            "Северный",
            "s.r.o.",
            "Invest",
            "-",
            "O'Neill",
            "XZQ"
        };

        @Test
        void isTheSameWhicheverNameComesFirst() {
            var random = new Random(4711);
            for (int i = 0; i < 500; i++) {
                String one = name(random);
                String other = name(random);
                assertThat(MATCHER.compare(one, other).score())
                        .as("%s | %s", one, other)
                        .isCloseTo(
                                MATCHER.compare(other, one).score(),
                                org.assertj.core.data.Offset.offset(1e-9));
            }
        }

        @Test
        void isHighestForTheSameNameAndNeverLeavesItsRange() {
            var random = new Random(4712);
            for (int i = 0; i < 500; i++) {
                String one = name(random);
                assertThat(MATCHER.compare(one, one).score())
                        .as(one)
                        .isBetween(MATCHER.threshold(), 1.0)
                        .isGreaterThanOrEqualTo(MATCHER.compare(one, name(random)).score() - 0.05);
            }
        }

        private static String name(Random random) {
            var name = new StringBuilder();
            for (int i = 0; i <= random.nextInt(5); i++) {
                name.append(WORDS[random.nextInt(WORDS.length)]).append(' ');
            }
            return name.toString();
        }
    }

    @Nested
    class TheEvidence {

        @Test
        void namesTheNumbersThatTellTwoApart() {
            assertThat(MATCHER.compare("Invest II GmbH", "Invest III GmbH").evidence())
                    .extracting(Evidence::reason)
                    .contains(Reason.SAME_WORD, Reason.OTHER_NUMBER, Reason.SAME_FORM);
        }

        @Test
        void readsAsASentence() {
            assertThat(MATCHER.compare("Fjord Hotels", "Fjord Bank").evidence())
                    .extracting(Evidence::toString)
                    .contains("\"fjord\" in both");
        }
    }

    @Test
    void survivesWhateverIsTyped() {
        for (String text :
                new String[] {"", " ", "-", "…", "&", "'", "\u0000", "株式会社", "😀", "a"}) {
            assertThat(MATCHER.compare(text, "Fjord Hotels").score()).isBetween(0.0, 1.0);
            assertThat(MATCHER.compare(text, text).score()).isBetween(0.0, 1.0);
        }
    }
}
