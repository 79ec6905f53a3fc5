package org.partnerportal.stack.bench.measure;

import java.util.Locale;

/**
 * How near a figure has to come.
 *
 * @param figure the figure of the samples that counts
 * @param basis whether it is divided by the floor's of the same round
 * @param direction whether more is better
 * @param goal what was promised
 * @param stretch what would be better still; the goal itself where nothing more was asked for
 */
public record Goal(String figure, Basis basis, Direction direction, double goal, double stretch) {

    /** What a goal speaks about. */
    public enum Basis {
        RATIO,
        ITSELF
    }

    /** Which side of the goal is the good one. */
    public enum Direction {
        AT_LEAST,
        AT_MOST
    }

    /** What became of a goal. */
    public enum Verdict {
        STRETCH,
        MET,
        MISSED
    }

    public static Goal atLeast(String figure, double goal, double stretch) {
        return new Goal(figure, Basis.RATIO, Direction.AT_LEAST, goal, stretch);
    }

    public static Goal atMost(String figure, double goal, double stretch) {
        return new Goal(figure, Basis.RATIO, Direction.AT_MOST, goal, stretch);
    }

    /** About the figure itself, whatever the floor's is. */
    public static Goal limit(String figure, double goal) {
        return new Goal(figure, Basis.ITSELF, Direction.AT_MOST, goal, goal);
    }

    /** The same, where less would be the failure. */
    public static Goal minimum(String figure, double goal) {
        return new Goal(figure, Basis.ITSELF, Direction.AT_LEAST, goal, goal);
    }

    /** What counts in one round. */
    double of(Sample ours, Sample floor) {
        double figure = ours.get(this.figure);
        return basis == Basis.RATIO ? figure / floor.get(this.figure) : figure;
    }

    Verdict verdict(double value) {
        if (reaches(value, stretch) && stretch != goal) {
            return Verdict.STRETCH;
        }
        return reaches(value, goal) ? Verdict.MET : Verdict.MISSED;
    }

    private boolean reaches(double value, double limit) {
        return switch (direction) {
            case AT_LEAST -> value >= limit;
            case AT_MOST -> value <= limit;
        };
    }

    /** Such as {@code >= 0.60 (0.74)}. */
    public String text() {
        String sign =
                switch (direction) {
                    case AT_LEAST -> ">= ";
                    case AT_MOST -> "<= ";
                };
        return sign + number(goal) + (stretch == goal ? "" : " (" + number(stretch) + ")");
    }

    public static String number(double value) {
        return value == Math.rint(value)
                ? String.format(Locale.ROOT, "%.0f", value)
                : String.format(Locale.ROOT, "%.2f", value);
    }
}
