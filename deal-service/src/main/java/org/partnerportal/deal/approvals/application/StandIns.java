package org.partnerportal.deal.approvals.application;

import java.time.Clock;
import java.time.LocalDate;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.partnerportal.deal.approvals.domain.Approver;
import org.partnerportal.deal.approvals.domain.Decider;
import org.partnerportal.deal.approvals.domain.Substitution;
import org.partnerportal.deal.approvals.domain.Substitutions;
import org.partnerportal.deal.partners.PartnerDirectory;
import org.partnerportal.deal.registration.application.Programme;
import org.partnerportal.deal.registration.domain.PartnerId;
import org.springframework.stereotype.Component;

/** In what capacities somebody decides today; the days are those of the programme's zone. */
@Component
public class StandIns {

    /** Counts for the partners that are assigned to the person alone. */
    private static final String OF_ITS_PARTNERS = "partner-manager";

    private final Substitutions substitutions;
    private final PartnerDirectory partners;
    private final Programme programme;
    private final Clock clock;

    StandIns(
            Substitutions substitutions,
            PartnerDirectory partners,
            Programme programme,
            Clock clock) {
        this.substitutions = substitutions;
        this.partners = partners;
        this.programme = programme;
        this.clock = clock;
    }

    /** The capacities of this person and of those whose place he takes. */
    public Capacities of(Approver self, String username) {
        return new Capacities(
                new Person(self, username),
                today(self.subject()).stream()
                        .map(absence -> new Person(absence.person(), absence.username()))
                        .toList());
    }

    /** The user names of those whose place this person takes. */
    public Set<String> usernames(String substitute) {
        return today(substitute).stream()
                .map(Substitution::username)
                .filter(Objects::nonNull)
                .collect(Collectors.toUnmodifiableSet());
    }

    private List<Substitution> today(String substitute) {
        return substitutions.takenBy(
                substitute, LocalDate.ofInstant(clock.instant(), programme.zone()));
    }

    private record Person(Approver approver, @Nullable String username) {}

    private record Assignment(String partner, @Nullable String username) {}

    /** Who decides in a request, about whichever partner's things. */
    public final class Capacities {

        private final Person self;
        private final List<Person> absent;
        private final Map<Assignment, Boolean> known = new HashMap<>();

        private Capacities(Person self, List<Person> absent) {
            this.self = self;
            this.absent = absent;
        }

        /** As whom he decides about what belongs to this partner. */
        public Decider about(@Nullable String partner) {
            return new Decider(
                    counting(self, partner),
                    absent.stream().map(person -> counting(person, partner)).toList());
        }

        /** Everything that he could be asked as, about whatever. */
        public List<Approver> all() {
            return Stream.concat(Stream.of(self), absent.stream()).map(Person::approver).toList();
        }

        private Approver counting(Person person, @Nullable String partner) {
            Approver approver = person.approver();
            if (partner == null
                    || !approver.roles().contains(OF_ITS_PARTNERS)
                    || known.computeIfAbsent(
                            new Assignment(partner, person.username()), StandIns.this::holds)) {
                return approver;
            }
            var others = new HashSet<>(approver.roles());
            others.remove(OF_ITS_PARTNERS);
            return new Approver(approver.subject(), others);
        }
    }

    private boolean holds(Assignment assignment) {
        return assignment.username() != null
                && partners.isManagedBy(new PartnerId(assignment.partner()), assignment.username());
    }
}
