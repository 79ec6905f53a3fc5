package org.partnerportal.stack.faults.load;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.EnumSet;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class ScriptTest {

    private static List<Story> first(int count, Script script) {
        return IntStream.range(0, count).mapToObj(script::story).toList();
    }

    @Test
    void theSameSeedGivesTheSameStories() {
        assertThat(first(500, Script.of(7, "broker-stopped")))
                .isEqualTo(first(500, Script.of(7, "broker-stopped")));
    }

    @Test
    void aStoryDoesNotDependOnTheOrderInWhichStoriesAreTaken() {
        Script backwards = Script.of(7, "a");
        Story last = backwards.story(99);

        assertThat(first(100, Script.of(7, "a")).getLast()).isEqualTo(last);
    }

    @Test
    void anotherSeedGivesOtherStories() {
        assertThat(first(50, Script.of(7, "a"))).isNotEqualTo(first(50, Script.of(8, "a")));
    }

    @Test
    void anotherFaultGivesOtherStories() {
        assertThat(first(50, Script.of(7, "a"))).isNotEqualTo(first(50, Script.of(7, "b")));
    }

    @Test
    void theChoicesOfAFaultFollowFromTheSeed() {
        assertThat(Script.of(7, "a").choices().nextInt(1_000_000))
                .isEqualTo(Script.of(7, "a").choices().nextInt(1_000_000));
    }

    @Test
    void everyEndingComesByAndCustomersAreWantedTwice() {
        List<Story> stories = first(200, Script.of(1, "a"));

        assertThat(stories.stream().map(Story::ending).collect(Collectors.toSet()))
                .isEqualTo(EnumSet.allOf(Story.Ending.class));
        assertThat(stories.stream().map(Story::customer).distinct().count())
                .isLessThan(stories.size() - 50);
        assertThat(stories).anyMatch(Story::repeats);
        assertThat(stories).anyMatch(it -> it.products().size() == 2);
    }

    @Test
    void onlyWhatIsWonIsInvoicedAndNoCreditExceedsItsLine() {
        for (Story story : first(500, Script.of(3, "a"))) {
            assertThat(story.order().isPresent()).isEqualTo(story.ending() == Story.Ending.WON);
            story.order()
                    .ifPresent(order ->
                            order.credit()
                                    .ifPresent(credit ->
                                            assertThat(credit)
                                                    .isPositive()
                                                    .isLessThan(order.nets().getFirst())));
        }
    }
}
