package org.partnerportal.stack.matching;

import java.util.List;

/**
 * Fits weights to labelled pairs: logistic regression by Newton-like steps of falling size, kept
 * small by a ridge, so that a feature which a few pairs show does not get a large weight.
 */
final class Fit {

    private static final int ROUNDS = 20_000;
    private static final double STEP = 0.5;
    private static final double RIDGE = 0.0005;

    private Fit() {}

    /**
     * The base first, then one weight for each feature.
     *
     * @param pairs the features of each pair, in a fixed order
     * @param matches which pairs mean one organisation
     * @param speaksFor which features may only get a positive weight; the others a negative one
     */
    static double[] weights(double[][] pairs, List<Boolean> matches, List<Boolean> speaksFor) {
        int features = speaksFor.size();
        double[] weights = new double[features + 1];
        double[] momentum = new double[features + 1];
        for (int round = 0; round < ROUNDS; round++) {
            double[] slope = new double[features + 1];
            for (int p = 0; p < pairs.length; p++) {
                double error = probability(weights, pairs[p]) - (matches.get(p) ? 1 : 0);
                slope[0] += error;
                for (int i = 0; i < features; i++) {
                    slope[i + 1] += error * pairs[p][i];
                }
            }
            for (int i = 0; i <= features; i++) {
                double ridge = i == 0 ? 0 : RIDGE * weights[i];
                momentum[i] = 0.9 * momentum[i] - STEP * (slope[i] / pairs.length + ridge);
                weights[i] += momentum[i];
                // What speaks for a match may not be turned against it by the chance of a sample.
                if (i > 0 && weights[i] > 0 != speaksFor.get(i - 1)) {
                    weights[i] = 0;
                    momentum[i] = 0;
                }
            }
        }
        return weights;
    }

    static double probability(double[] weights, double[] features) {
        double odds = weights[0];
        for (int i = 0; i < features.length; i++) {
            odds += weights[i + 1] * features[i];
        }
        return 1 / (1 + Math.exp(-odds));
    }
}
