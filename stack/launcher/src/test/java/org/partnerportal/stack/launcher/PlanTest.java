package org.partnerportal.stack.launcher;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.partnerportal.stack.launcher.Progress.State;

class PlanTest {

    @Test
    void startsAtOnceWhatWaitsForNothing() {
        var plan =
                Plan.of(
                        List.of(
                                step("deal-service", "broker", "store", "discovery"),
                                step("broker"),
                                step("store"),
                                step("discovery", "build")));

        assertThat(plan.waves())
                .containsExactly(Set.of("broker", "store", "discovery"), Set.of("deal-service"));
    }

    @Test
    void takesANeedThatIsNoStepForMet() {
        assertThat(Plan.of(List.of(step("gateway", "discovery"))).waves())
                .containsExactly(Set.of("gateway"));
    }

    @Test
    void refusesStepsThatWaitForEachOther() {
        assertThatThrownBy(() -> Plan.of(List.of(step("a", "b"), step("b", "a"))))
                .hasMessageContaining("wait for each other");
    }

    @Nested
    class Conducting {

        private final List<String> log = Collections.synchronizedList(new ArrayList<>());
        private final Recording progress = new Recording();

        @Test
        void doesEachStepAfterWhatItNeeds() throws InterruptedException {
            var failures =
                    new Conductor(progress, 2)
                            .run(
                                    Plan.of(
                                            List.of(
                                                    noted("gateway", "discovery"),
                                                    noted("discovery"),
                                                    noted("deal-service", "gateway"))));

            assertThat(failures).isEmpty();
            assertThat(log).containsExactly("discovery", "gateway", "deal-service");
        }

        @Test
        void skipsWhatNeedsAFailedStepAndDoesTheRest() throws InterruptedException {
            var broken =
                    new Step(
                            "broker",
                            Set.of(),
                            1,
                            tell -> {
                                throw new SuiteFailure("broker ended");
                            });

            var failures =
                    new Conductor(progress, 2)
                            .run(
                                    Plan.of(
                                            List.of(
                                                    broken,
                                                    noted("deal-service", "broker"),
                                                    noted("commission-service", "deal-service"),
                                                    noted("mail-sink"))));

            assertThat(failures).extracting(SuiteFailure::sentence).containsExactly("broker ended");
            assertThat(log).containsExactly("mail-sink");
            assertThat(progress.last("deal-service")).isEqualTo(State.SKIPPED);
            assertThat(progress.last("commission-service")).isEqualTo(State.SKIPPED);
        }

        @Test
        void doesNotWaitForAStepThatTheJvmBrokeOff() throws InterruptedException {
            var broken =
                    new Step(
                            "store",
                            Set.of(),
                            1,
                            tell -> {
                                throw new AssertionError("as an OutOfMemoryError would");
                            });

            var failures = new Conductor(progress, 2).run(Plan.of(List.of(broken)));

            assertThat(failures)
                    .extracting(SuiteFailure::sentence)
                    .containsExactly("store broke off");
        }

        private Step noted(String name, String... needs) {
            return new Step(
                    name,
                    Set.copyOf(Arrays.asList(needs)),
                    1,
                    tell -> {
                        log.add(name);
                        return "done";
                    });
        }
    }

    private static Step step(String name, String... needs) {
        return new Step(name, Set.copyOf(Arrays.asList(needs)), 1, tell -> "");
    }

    private static final class Recording implements Progress {

        private final List<Line> lines = Collections.synchronizedList(new ArrayList<>());

        @Override
        public void show(Line line) {
            lines.add(line);
        }

        @Override
        public void close() {
            lines.add(new Line("end", State.DONE, "", Duration.ZERO));
        }

        State last(String name) {
            return lines.stream()
                    .filter(it -> it.name().equals(name))
                    .reduce((first, second) -> second)
                    .orElseThrow()
                    .state();
        }
    }
}
