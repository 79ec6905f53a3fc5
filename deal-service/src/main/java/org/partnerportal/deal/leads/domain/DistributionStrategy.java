package org.partnerportal.deal.leads.domain;

import java.util.Comparator;
import java.util.List;
import java.util.SplittableRandom;

/** Chooses to whom a lead is offered. The same candidates and the same lot give the same choice. */
public sealed interface DistributionStrategy {

    /**
     * @param candidates all who may have it
     * @param lot decides where chance does
     * @return one, several of whom the first to accept gets it, or none
     */
    List<Candidate> choose(List<Candidate> candidates, long lot);

    /** Whoever has waited longest for a turn. */
    record RoundRobin() implements DistributionStrategy {

        @Override
        public List<Candidate> choose(List<Candidate> candidates, long lot) {
            return first(
                    candidates,
                    Comparator.comparingLong(Candidate::lastTurn).thenComparing(Candidate::name));
        }
    }

    /** By lot, in proportion to the weights; weight 0 never wins. */
    record Weighted() implements DistributionStrategy {

        @Override
        public List<Candidate> choose(List<Candidate> candidates, long lot) {
            long total = candidates.stream().mapToLong(Candidate::weight).sum();
            if (total == 0) {
                return List.of();
            }
            long drawn = new SplittableRandom(lot).nextLong(total);
            for (Candidate candidate :
                    candidates.stream().sorted(Comparator.comparing(Candidate::name)).toList()) {
                drawn -= candidate.weight();
                if (drawn < 0) {
                    return List.of(candidate);
                }
            }
            throw new IllegalStateException("Weights that do not add up: " + candidates);
        }
    }

    /** Whose territory fits most closely; the least busy of those. */
    record ByTerritory() implements DistributionStrategy {

        @Override
        public List<Candidate> choose(List<Candidate> candidates, long lot) {
            return first(
                    candidates,
                    Comparator.comparing(Candidate::coverage)
                            .reversed()
                            .thenComparing(Candidate.LEAST_BUSY));
        }
    }

    /** Who can take most; the least busy of those. */
    record ByCapacity() implements DistributionStrategy {

        @Override
        public List<Candidate> choose(List<Candidate> candidates, long lot) {
            return first(
                    candidates,
                    Comparator.comparingInt(Candidate::free)
                            .reversed()
                            .thenComparing(Candidate.LEAST_BUSY));
        }
    }

    /**
     * Several at once, the closest and least busy.
     *
     * @param claimants how many at most
     */
    record FirstToClaim(int claimants) implements DistributionStrategy {

        @Override
        public List<Candidate> choose(List<Candidate> candidates, long lot) {
            return candidates.stream()
                    .sorted(
                            Comparator.comparing(Candidate::coverage)
                                    .reversed()
                                    .thenComparing(Candidate.LEAST_BUSY))
                    .limit(claimants)
                    .toList();
        }
    }

    private static List<Candidate> first(
            List<Candidate> candidates, Comparator<Candidate> preference) {
        return candidates.stream().min(preference).map(List::of).orElseGet(List::of);
    }
}
