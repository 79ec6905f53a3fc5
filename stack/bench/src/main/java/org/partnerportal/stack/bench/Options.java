package org.partnerportal.stack.bench;

import java.time.Duration;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * What the command line asks for.
 *
 * @param list only say which rows there are
 * @param only names of rows, or the beginnings of names; none means all
 * @param rounds pairs of each row
 * @param sample how long one sample of a load takes
 */
record Options(boolean list, Set<String> only, int rounds, Duration sample) {

    static final int ROUNDS = 5;

    static final String USAGE =
            """
            usage: ./suite bench [--only ROW,...] [--rounds N] [--seconds N] [--list]

              --only ROW,...  these rows, or all rows that begin so (edge)
              --rounds N      pairs of each row; 5 by default, fewer only to try something out
              --seconds N     length of one sample of a load; 5 by default
              --list          the rows and what they promise
            """;

    /**
     * @throws IllegalArgumentException with what is wrong
     */
    static Options of(List<String> arguments) {
        var options = new Options(false, Set.of(), ROUNDS, Duration.ofSeconds(5));
        for (var each = arguments.iterator(); each.hasNext(); ) {
            String option = each.next();
            if (option.equals("--list")) {
                options = new Options(true, options.only, options.rounds, options.sample);
            } else if (!each.hasNext()) {
                throw new IllegalArgumentException(option + ": expected a value after it");
            } else {
                options = options.with(option, each.next());
            }
        }
        return options;
    }

    private Options with(String option, String value) {
        return switch (option) {
            case "--only" ->
                    new Options(
                            list,
                            Stream.of(value.split(",", -1))
                                    .map(String::trim)
                                    .collect(Collectors.toUnmodifiableSet()),
                            rounds,
                            sample);
            case "--rounds" -> new Options(list, only, number(option, value), sample);
            case "--seconds" ->
                    new Options(list, only, rounds, Duration.ofSeconds(number(option, value)));
            default -> throw new IllegalArgumentException(option + ": not an option");
        };
    }

    private static int number(String option, String value) {
        if (!value.matches("[1-9][0-9]{0,3}")) {
            throw new IllegalArgumentException(
                    option + " " + value + ": expected a number from 1 to 9999");
        }
        return Integer.parseInt(value);
    }

    boolean wants(String row) {
        return only.isEmpty() || only.stream().anyMatch(row::startsWith);
    }
}
