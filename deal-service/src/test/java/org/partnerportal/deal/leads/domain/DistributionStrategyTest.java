package org.partnerportal.deal.leads.domain;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.within;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.partnerportal.deal.leads.domain.DistributionStrategy.ByCapacity;
import org.partnerportal.deal.leads.domain.DistributionStrategy.ByTerritory;
import org.partnerportal.deal.leads.domain.DistributionStrategy.FirstToClaim;
import org.partnerportal.deal.leads.domain.DistributionStrategy.RoundRobin;
import org.partnerportal.deal.leads.domain.DistributionStrategy.Weighted;
import org.partnerportal.deal.leads.domain.LeadProgramme.Member;
import org.partnerportal.deal.leads.domain.LeadProgramme.Rules;
import org.partnerportal.deal.leads.domain.LeadProgramme.Strategy;
import org.partnerportal.deal.registration.domain.PartnerId;
import org.partnerportal.kernel.Ids;
import org.partnerportal.kernel.Refused;

class DistributionStrategyTest {

    private static PartnerId partner(int number) {
        return new PartnerId(Ids.derived("ptr", "partner", Integer.toString(number)));
    }

    private static Candidate candidate(int number) {
        return new Candidate(partner(number), Coverage.COUNTRY, 1, 0, null, 0);
    }

    private static Candidate weighing(int number, int weight) {
        return new Candidate(partner(number), Coverage.COUNTRY, weight, 0, null, 0);
    }

    private static Candidate busy(int number, int openLeads, @Nullable Integer capacity) {
        return new Candidate(partner(number), Coverage.COUNTRY, 1, openLeads, capacity, 0);
    }

    private static long lot(int lead) {
        return ALead.fresh(new LeadId(Ids.derived("lead", Integer.toString(lead)))).lot();
    }

    @Test
    void findNobodyWhereThereIsNobody() {
        for (Strategy strategy : Strategy.values()) {
            assertThat(programme(strategy, List.of()).distribution().choose(List.of(), 1))
                    .as("%s", strategy)
                    .isEmpty();
        }
    }

    @Test
    void choosesTheSameAgainInWhateverOrderTheCandidatesCome() {
        List<Candidate> candidates =
                IntStream.range(0, 7).mapToObj(number -> weighing(number, number + 1)).toList();
        for (Strategy strategy : Strategy.values()) {
            DistributionStrategy distribution = programme(strategy, List.of()).distribution();
            for (int lead = 0; lead < 50; lead++) {
                assertThat(distribution.choose(candidates.reversed(), lot(lead)))
                        .as("%s", strategy)
                        .isEqualTo(distribution.choose(candidates, lot(lead)));
            }
        }
    }

    @Nested
    class GoingRound {

        private final Map<PartnerId, Long> last = new HashMap<>();
        private long turns;

        private PartnerId next(List<Integer> numbers) {
            List<Candidate> candidates =
                    numbers.stream()
                            .map(number ->
                                    new Candidate(
                                            partner(number),
                                            Coverage.COUNTRY,
                                            1,
                                            0,
                                            null,
                                            last.getOrDefault(partner(number), 0L)))
                            .toList();
            PartnerId chosen = new RoundRobin().choose(candidates, 0).getFirst().partner();
            last.put(chosen, ++turns);
            return chosen;
        }

        @Test
        void visitsAllBeforeItRepeats() {
            List<Integer> all = List.of(1, 2, 3, 4, 5);
            for (int round = 0; round < 4; round++) {
                var visited = new HashSet<PartnerId>();
                all.forEach(_ -> visited.add(next(all)));
                assertThat(visited).hasSize(5);
            }
        }

        @Test
        void skipsWhoIsExcludedWithoutTakingItsTurn() {
            List<Integer> all = List.of(1, 2, 3);
            PartnerId first = next(all);
            PartnerId second = next(all);
            List<Integer> withoutTheThird =
                    all.stream()
                            .filter(number ->
                                    partner(number).equals(first) || partner(number).equals(second))
                            .toList();

            assertThat(next(withoutTheThird)).isEqualTo(first);
            assertThat(next(all)).isNotIn(first, second);
        }

        @Test
        void isFairHoweverTheLeadsOfTwoCountriesAlternate() {
            var visits = new HashMap<PartnerId, Integer>();
            var random = new SplittableRandom(7);
            for (int lead = 0; lead < 600; lead++) {
                List<Integer> country = random.nextBoolean() ? List.of(1, 3, 5) : List.of(2, 4, 6);
                visits.merge(next(country), 1, Integer::sum);
            }
            for (List<Integer> country : List.of(List.of(1, 3, 5), List.of(2, 4, 6))) {
                List<Integer> counts =
                        country.stream().map(number -> visits.get(partner(number))).toList();
                assertThat(counts.stream().mapToInt(Integer::intValue).max().orElseThrow())
                        .isLessThanOrEqualTo(
                                counts.stream().mapToInt(Integer::intValue).min().orElseThrow()
                                        + 1);
            }
        }
    }

    @Nested
    class ByLot {

        @Test
        void givesSharesThatFollowTheWeightsAndNothingToWeightZero() {
            List<Candidate> candidates =
                    List.of(weighing(1, 5), weighing(2, 3), weighing(3, 2), weighing(4, 0));
            int leads = 20_000;
            var wins = new HashMap<PartnerId, Integer>();
            for (int lead = 0; lead < leads; lead++) {
                wins.merge(
                        new Weighted().choose(candidates, lot(lead)).getFirst().partner(),
                        1,
                        Integer::sum);
            }

            assertThat(share(wins, 1, leads)).isCloseTo(0.5, within(0.015));
            assertThat(share(wins, 2, leads)).isCloseTo(0.3, within(0.015));
            assertThat(share(wins, 3, leads)).isCloseTo(0.2, within(0.015));
            assertThat(wins).doesNotContainKey(partner(4));
            assertThat(new Weighted().choose(List.of(weighing(4, 0)), 1)).isEmpty();
        }

        private double share(Map<PartnerId, Integer> wins, int number, int leads) {
            return wins.getOrDefault(partner(number), 0) / (double) leads;
        }

        @Test
        void isDrawnAnewForTheSameLeadAfterADecline() {
            assertThat(ALead.declined().lot()).isNotEqualTo(ALead.fresh().lot());
        }
    }

    @Nested
    class ByPlace {

        private LeadProgramme of(Member... members) {
            return programme(Strategy.TERRITORY, List.of(members));
        }

        private Member working(int number, Territory... territories) {
            return new Member(partner(number), 1, null, List.of(territories));
        }

        private List<PartnerId> chosen(LeadProgramme programme, int... numbers) {
            var candidates = new ArrayList<Candidate>();
            for (int number : numbers) {
                programme
                        .candidate(partner(number), "HU", ALead.details().organisation(), 0, 0)
                        .ifPresent(candidates::add);
            }
            return new ByTerritory()
                    .choose(candidates, 0).stream().map(Candidate::partner).toList();
        }

        @Test
        void prefersTheRegionThenTheCountryThenNobody() {
            LeadProgramme programme =
                    of(
                            working(1, new Territory("HU", " BUDAPEST")),
                            working(2, new Territory("HU", null)),
                            working(3, new Territory("HU", "Pest"), new Territory("AT", null)));

            assertThat(chosen(programme, 3, 2, 1)).containsExactly(partner(1));
            assertThat(chosen(programme, 3, 2)).containsExactly(partner(2));
            assertThat(chosen(programme, 3)).isEmpty();
        }

        @Test
        void isThePartnersOwnCountryWhereNothingElseIsSaid() {
            assertThat(chosen(of(), 9)).containsExactly(partner(9));
            assertThat(of().candidate(partner(9), "AT", ALead.details().organisation(), 0, 0))
                    .isEmpty();
        }

        @Test
        void goesToTheLeastBusyOfEquals() {
            assertThat(new ByTerritory().choose(List.of(busy(1, 2, null), busy(2, 1, null)), 0))
                    .containsExactly(busy(2, 1, null));
        }
    }

    @Nested
    class ByRoom {

        @Test
        void prefersWhoCanTakeMost() {
            assertThat(
                            new ByCapacity()
                                    .choose(
                                            List.of(busy(1, 1, 3), busy(2, 4, 9), busy(3, 0, 2)),
                                            0))
                    .containsExactly(busy(2, 4, 9));
        }

        @Test
        void leavesOutWhoHasItsHandsFull() {
            LeadProgramme programme =
                    programme(Strategy.CAPACITY, List.of(new Member(partner(1), 1, 2, List.of())));
            Organisation organisation = ALead.details().organisation();

            assertThat(programme.candidate(partner(1), "HU", organisation, 1, 0)).isPresent();
            assertThat(programme.candidate(partner(1), "HU", organisation, 2, 0)).isEmpty();
            assertThat(programme.candidate(partner(2), "HU", organisation, 999, 0)).isPresent();
        }
    }

    @Nested
    class FirstCome {

        @Test
        void asksSeveralAndNoMoreThanItMay() {
            List<Candidate> all =
                    IntStream.range(0, 5).mapToObj(number -> candidate(number)).toList();

            assertThat(new FirstToClaim(3).choose(all, 0)).hasSize(3).isSubsetOf(all);
            assertThat(new FirstToClaim(9).choose(all, 0)).containsExactlyInAnyOrderElementsOf(all);
        }
    }

    @Nested
    class AProgramme {

        @Test
        void givesNothingToWeightZeroWhateverItsStrategy() {
            for (Strategy strategy : Strategy.values()) {
                LeadProgramme programme =
                        programme(strategy, List.of(new Member(partner(1), 0, null, List.of())));
                assertThat(
                                programme.candidate(
                                        partner(1), "HU", ALead.details().organisation(), 0, 0))
                        .isEmpty();
            }
        }

        @Test
        void isRefusedWhenNobodyCouldEverGetALead() {
            assertRefused(
                    LeadRefusal.NO_WEIGHT, 0, List.of(new Member(partner(1), 0, null, List.of())));
        }

        @Test
        void namesAPartnerOnce() {
            var member = new Member(partner(1), 1, null, List.of());
            assertRefused(LeadRefusal.MEMBER_TWICE, 1, List.of(member, member));
        }

        private void assertRefused(LeadRefusal refusal, int weight, List<Member> members) {
            assertThatExceptionOfType(Refused.class)
                    .isThrownBy(() -> rules(Strategy.WEIGHTED, weight, members).mustMakeSense())
                    .satisfies(refused -> assertThat(refused.refusal()).isEqualTo(refusal));
        }
    }

    private static LeadProgramme programme(Strategy strategy, List<Member> members) {
        return new LeadProgramme(ALead.PROGRAMME, rules(strategy, 1, members), 1);
    }

    private static Rules rules(Strategy strategy, int weight, List<Member> members) {
        return new Rules(
                "For tests",
                strategy,
                5,
                new AcceptWithin(2, AcceptWithin.Unit.BUSINESS_DAYS),
                10,
                3,
                weight,
                null,
                members);
    }
}
