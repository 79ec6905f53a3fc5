package org.partnerportal.stack.bench.measure;

import java.io.IOException;
import java.util.List;

/**
 * One line of the promise: what is compared with what, and how near it has to come.
 *
 * @param name what {@code --only} calls it
 * @param what what is measured
 * @param floor what it is compared with in the same run
 * @param goals which of the figures count, and how near they have to come
 * @param setup starts what the row needs
 */
public record Row(String name, String what, String floor, List<Goal> goals, Setup setup) {

    public Row {
        goals = List.copyOf(goals);
    }

    /** Starts what a row needs and warms it up, so that the first round counts like the others. */
    @FunctionalInterface
    public interface Setup {

        /**
         * @throws Unavailable when this machine lacks what the row needs
         */
        Sides open(Plan plan) throws IOException, InterruptedException;
    }
}
