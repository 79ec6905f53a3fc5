package org.partnerportal.stack.matching;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.partnerportal.deal.customer.matching.OrganisationMatcher;

class MatchApplicationTest {

    private static final Path LABELLED =
            Path.of("..", "..", "deal-service", "src", "test", "resources", "matching");

    @TempDir private Path folder;

    @Test
    void addsScoreDecisionAndEvidenceToTheFile() throws IOException {
        Path file =
                write(
                        """
                        id,name1,name2,domain1,domain2
                        1,Fjord Hotels AS,Fjord Hotels,,
                        2,Hotel Adler,Hotel Krone,,
                        """);

        String printed = run(file.toString());

        assertThat(Files.readAllLines(folder.resolve("pairs.scored.csv")))
                .satisfiesExactly(
                        header ->
                                assertThat(header)
                                        .isEqualTo(
                                                "id,name1,name2,domain1,domain2,score,decision,evidence"),
                        one -> assertThat(one).contains(",MATCH,").contains("in both"),
                        two -> assertThat(two).contains(",NO_MATCH,"));
        assertThat(printed).contains("2 pairs scored").doesNotContain("labelled");
    }

    @Test
    void saysHowGoodItIsWhereThePairsAreLabelled() throws IOException {
        Path file =
                write(
                        """
                        name1,name2,is_match
                        Fjord Hotels AS,Fjord Hotels,1
                        Hotel Adler,Hotel Krone,1
                        Invest II GmbH,Invest III GmbH,0
                        """);

        assertThat(run(file.toString(), "--wrong"))
                .contains("precision 1.000, recall 0.500, F1 0.667")
                .contains("missed")
                .contains("Hotel Adler  |  Hotel Krone");
    }

    @ParameterizedTest
    @ValueSource(strings = {"tuning.csv", "test.csv"})
    void isAsGoodAsItIsSaidToBe(String labelled) throws IOException {
        var matcher = OrganisationMatcher.standard();
        var scored = new ArrayList<Quality.Labelled>();
        LabelledPairs.of(LABELLED.resolve(labelled))
                .rows()
                .forEach(row ->
                        scored.add(
                                new Quality.Labelled(
                                        matcher.compare(
                                                        LabelledPairs.described(row, 1),
                                                        LabelledPairs.described(row, 2))
                                                .score(),
                                        LabelledPairs.isMatch(row))));

        assertThat(Quality.at(matcher.threshold(), scored).f1()).isGreaterThan(0.84);
        assertThat(Quality.precisionAtRecall(0.75, scored)).isGreaterThan(0.95);
    }

    @ParameterizedTest
    @ValueSource(strings = {"--threshold", "--threshold 2", "--threshold x", "--unknown"})
    void refusesOptionsThatMakeNoSense(String options) throws IOException {
        String file = write("name1,name2\na,b\n").toString();
        var arguments = new ArrayList<>(List.of(file));
        arguments.addAll(List.of(options.split(" ", -1)));

        assertThatThrownBy(() -> MatchOptions.of(arguments))
                .isInstanceOf(IllegalArgumentException.class);
    }

    @ParameterizedTest
    @ValueSource(strings = {"first,second\na,b\n", "name1,name2\n"})
    void refusesAFileWithoutNames(String content) throws IOException {
        Path file = write(content);

        assertThatThrownBy(() -> run(file.toString()))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("expected");
        assertThat(folder.resolve("pairs.scored.csv")).doesNotExist();
    }

    private Path write(String content) throws IOException {
        return Files.writeString(folder.resolve("pairs.csv"), content);
    }

    private static String run(String... arguments) throws IOException {
        var printed = new ByteArrayOutputStream();
        new MatchApplication(new PrintStream(printed, true, StandardCharsets.UTF_8))
                .run(MatchOptions.of(List.of(arguments)));
        return printed.toString(StandardCharsets.UTF_8);
    }
}
