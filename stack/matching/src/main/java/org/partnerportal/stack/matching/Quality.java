package org.partnerportal.stack.matching;

import java.util.Comparator;
import java.util.List;

/**
 * How good scores are against labels.
 *
 * @param pairs how many
 * @param matches how many of them are labelled as one organisation
 */
record Quality(int pairs, int matches, double precision, double recall, double f1) {

    /**
     * A scored pair with its label.
     *
     * @param match whether the label says that it is one organisation
     */
    record Labelled(double score, boolean match) {}

    static Quality at(double threshold, List<Labelled> all) {
        int right = 0;
        int wrong = 0;
        int missed = 0;
        for (Labelled each : all) {
            if (each.score() >= threshold) {
                if (each.match()) {
                    right++;
                } else {
                    wrong++;
                }
            } else if (each.match()) {
                missed++;
            }
        }
        double precision = right + wrong == 0 ? 1 : (double) right / (right + wrong);
        double recall = right + missed == 0 ? 1 : (double) right / (right + missed);
        double f1 = precision + recall == 0 ? 0 : 2 * precision * recall / (precision + recall);
        return new Quality(all.size(), right + missed, precision, recall, f1);
    }

    /** The precision of the highest threshold that finds this share of the matches. */
    static double precisionAtRecall(double recall, List<Labelled> all) {
        List<Double> scores =
                all.stream()
                        .filter(Labelled::match)
                        .map(Labelled::score)
                        .sorted(Comparator.reverseOrder())
                        .toList();
        if (scores.isEmpty()) {
            return 1;
        }
        int needed = Math.clamp((int) Math.ceil(recall * scores.size()), 1, scores.size());
        return at(scores.get(needed - 1), all).precision();
    }
}
