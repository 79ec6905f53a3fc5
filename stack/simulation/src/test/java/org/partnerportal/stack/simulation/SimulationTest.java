package org.partnerportal.stack.simulation;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;

@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class SimulationTest {

    private static final long SEED = 7;

    static {
        Carrier.one();
    }

    private World world;

    @BeforeAll
    void start() {
        world = new World();
    }

    @AfterAll
    void close() {
        world.close();
    }

    @Test
    void readsTheSameForTheSameSeedWhateverRanBefore() {
        Schedule.Outcome first = Carrier.run(world, SEED, true);
        Carrier.run(world, SEED + 1, false);
        Schedule.Outcome again = Carrier.run(world, SEED, true);

        assertThat(first.trace()).hasSizeGreaterThan(500);
        assertThat(again.trace()).isEqualTo(first.trace());
    }

    @Test
    void readsOtherwiseForAnotherSeed() {
        assertThat(Carrier.run(world, SEED, true).trace())
                .isNotEqualTo(Carrier.run(world, SEED + 1, true).trace());
    }

    @Test
    void holdsForAHandfulOfSchedules() {
        for (long seed = 1; seed <= 20; seed++) {
            assertThat(Carrier.run(world, seed, false).broken()).as("seed " + seed).isNull();
        }
    }
}
