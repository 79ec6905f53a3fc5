package org.partnerportal.stack.simulation;

import java.util.random.RandomGenerator;

/**
 * How rough a schedule is: every rate is drawn anew for each, so that some are calm but for one
 * thing and some have everything at once. Rates are of 10,000.
 *
 * @param crash of an instance, before a step
 * @param refusedByStore of commands to the store
 * @param unheardFromStore of commands that are carried out without an answer
 * @param lostToBroker of records
 * @param unheardFromBroker of records that are taken without an answer
 * @param lateAtBroker of records that arrive after their sender has given up
 * @param rebalance of a consumer's partitions, before a step
 * @param brokerTurn that the broker goes away or comes back, before a step
 * @param leap of time by half a minute, before a step; one in twenty is by days
 * @param tick of time by up to three seconds, before a step
 * @param timer that some timer of some instance runs, before a step
 * @param commit of an offset after a record
 * @param lull how much rarer than others a few actors are chosen, so that they stand still for long
 */
record Weather(
        int crash,
        int refusedByStore,
        int unheardFromStore,
        int lostToBroker,
        int unheardFromBroker,
        int lateAtBroker,
        int rebalance,
        int brokerTurn,
        int leap,
        int tick,
        int timer,
        int commit,
        int lull) {

    static Weather draw(RandomGenerator random) {
        return new Weather(
                one(random, 0, 0, 30, 120),
                one(random, 0, 0, 50, 200),
                one(random, 0, 0, 50, 200),
                one(random, 0, 0, 200, 1_000),
                one(random, 0, 0, 300, 1_500),
                one(random, 0, 0, 200, 800),
                one(random, 0, 0, 50, 200),
                one(random, 0, 0, 0, 60),
                one(random, 20, 60, 150, 300),
                one(random, 100, 500, 1_000),
                one(random, 150, 400, 800),
                one(random, 500, 3_000, 9_000),
                one(random, 1, 4, 20, 60));
    }

    static final Weather CALM = new Weather(0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 10_000, 1);

    private static int one(RandomGenerator random, int... rates) {
        return rates[random.nextInt(rates.length)];
    }
}
