package org.partnerportal.partner.memberships.domain;

import java.time.Instant;

/** Where a membership stands. */
public sealed interface MembershipState {

    Instant at();

    Name name();

    /** As the API and the store name it. */
    enum Name {
        INVITED,
        ACTIVE,
        DISABLED,
        ENDED
    }

    /** Asked to join and not seen yet. */
    record Invited(Instant at) implements MembershipState {
        @Override
        public Name name() {
            return Name.INVITED;
        }
    }

    /** Has come to the portal. */
    record Active(Instant at) implements MembershipState {
        @Override
        public Name name() {
            return Name.ACTIVE;
        }
    }

    /** Kept out for the time being. */
    record Disabled(Instant at, String reason) implements MembershipState {
        @Override
        public Name name() {
            return Name.DISABLED;
        }
    }

    /** Belongs to the organisation no longer, for good. */
    record Ended(Instant at, String reason) implements MembershipState {
        @Override
        public Name name() {
            return Name.ENDED;
        }
    }
}
